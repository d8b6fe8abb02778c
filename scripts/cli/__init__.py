"""A command line over the client, for people who look for a trouble at a real school."""
