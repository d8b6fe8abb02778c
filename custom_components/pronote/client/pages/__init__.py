"""PRONOTE's pages: one room each, with its request, its dataclasses and its reading."""
