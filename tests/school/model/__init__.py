"""Typed, deterministic data model of the simulated school."""
