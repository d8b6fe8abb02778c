"""What one loaded account runs."""
