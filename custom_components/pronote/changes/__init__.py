"""What changed at the school between two updates."""
