"""PronoteClient: the one object callers hold."""

from .endpoints.communication import Communication
from .endpoints.files import Files
from .endpoints.me import Me
from .endpoints.results import Results
from .endpoints.school_day import SchoolDay


class PronoteClient(SchoolDay, Results, Communication, Files, Me):
    """One account of one school: one session at a time, calls one after the other.

    Every method opens a session by itself when there is none, and a fresh one, once, when the
    school ended the former. A login that was refused is not tried again: each call raises the
    same error until `login` is called on purpose. While the school wants to be left alone,
    calls raise the same `RetryLaterError` without any request.
    """
