"""A simulated school: a server which speaks PRONOTE's wire on a small living world.

    async with running_school(Options(version="2026.2.7")) as school:
        parent = school.account("parent")      # .url .username .password .pin .pupils
        school.trigger_event("lesson_canceled")  # the data change
        school.fault("http_503", times=2)      # the server misbehaves
        school.request_log.requests["Navigation"]   # what has been asked

`school.model` is the truth to compare with. `python -m tests.school` serves the same
school to other processes, with the same powers under `/_school/`.
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
