"""What lessons, calendar and clock mean for a family: pure functions."""
