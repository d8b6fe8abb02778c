"""Connection of one account to its school."""
