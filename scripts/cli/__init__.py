"""A command line for the client, to find problems at a real school."""
