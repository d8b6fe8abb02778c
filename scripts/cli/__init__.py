"""Command line for the client, used to diagnose problems at a real school."""
