"""Files of the school: listed, opened and uploaded."""
