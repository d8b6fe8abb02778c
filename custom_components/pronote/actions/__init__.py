"""What the actions do: read any page over any range, write what PRONOTE lets a family write."""

from .account import refresh

__all__ = ["refresh"]
