"""When each page of PRONOTE is requested, and how many requests are allowed."""
