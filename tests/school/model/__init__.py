"""The world of the simulated school: plain, typed, deterministic."""
