"""What an account can read and write, one module per subject.

Each endpoint is an attribute of `PronoteClient` and sends its requests through the same
`Caller`. Besides the errors that a method names, every request raises the errors that
`PronoteClient` names.
"""
