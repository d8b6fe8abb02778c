"""One command per page of PRONOTE, by subject as in the client."""
