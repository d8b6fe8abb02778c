"""Objects that run while an account is loaded."""
