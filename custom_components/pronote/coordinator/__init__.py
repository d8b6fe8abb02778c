"""Coordinators: one per PRONOTE page."""
