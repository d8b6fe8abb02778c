"""Login pages of the software that portals use, one module per kind."""
