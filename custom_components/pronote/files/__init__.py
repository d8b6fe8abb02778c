"""PRONOTE files: list, open and upload."""
