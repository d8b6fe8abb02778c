"""Simulated school: a server that implements the PRONOTE protocol over in-memory data.

    async with running_school(Options(version="2026.2.7")) as school:
        parent = school.account("parent")      # .url .username .password .pin .pupils
        school.trigger_event("lesson_canceled")  # change the data
        school.fault("http_503", times=2)      # make the server fail
        school.request_log.requests["Navigation"]   # count the requests received

Tests compare results with `school.model`. `python -m tests.school` serves the same
school to other processes, which control it through the `/_school/` addresses.
"""

from tests.school.event_registry import ImpossibleEventError, UnknownEventError
from tests.school.options import Clock, Options
from tests.school.school import AccountDetails, School
from tests.school.server import running_school
from tests.school.wire.version import KNOWN_VERSIONS

__all__ = [
    "KNOWN_VERSIONS",
    "AccountDetails",
    "Clock",
    "ImpossibleEventError",
    "Options",
    "School",
    "UnknownEventError",
    "running_school",
]
