"""Repair issues: raised when a user has to act, cleared when the cause is gone."""
