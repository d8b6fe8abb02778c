"""Actions: read any page for any range of days, and write what PRONOTE lets a family write."""

from .account import refresh

__all__ = ["refresh"]
