"""Changes between two updates of a page."""
