"""How an account logs in."""
