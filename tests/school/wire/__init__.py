"""How PRONOTE writes: names, values, secrets and envelopes, on the server's side."""
