"""The connection of one account to its school."""
