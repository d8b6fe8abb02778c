"""Sources of the blueprints, and what writes them in each language."""
