"""Pure functions on lessons, the school calendar and the current time."""
