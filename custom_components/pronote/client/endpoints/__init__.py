"""What a family wants of PRONOTE, by subject; `PronoteClient` is all of it together."""
