"""Repair issues: raised when somebody has to act, cleared when it is over."""
