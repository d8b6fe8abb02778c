"""What a person types to work on the project."""
