"""PRONOTE's pages, one module each: dataclasses, request data and parsing."""
