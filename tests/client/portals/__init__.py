"""The ways through the regional portals."""
