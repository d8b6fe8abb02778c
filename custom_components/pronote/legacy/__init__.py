"""Compatibility with hass-pronote."""
