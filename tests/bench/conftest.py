"""Fixtures shared with the tests of the integration."""
