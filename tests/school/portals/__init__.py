"""Simulated regional portals, through which families reach the simulated school.

    async with running_portal("eclat_bfc") as portal:
        parent = portal.account("parent")   # .url .username .password .kind .code .pin
        async with ClientSession(connector=portal.connector()) as http:
            ...                             # parent.url leads to the portal and back
        portal.behave("down", times=1)      # something goes differently
        portal.attempts(parent.username)    # how often a password was tried
        portal.passwords_seen               # which hosts saw one

Every key of `KEYS` runs; `find(key)` tells its family, hosts and start. All host names
lead to one server of this machine, in TLS of a throw-away authority and without.
`python -m tests.school --portal KEY` serves the same to other processes, which direct
it under `/_portal/` of its plain port, and live in it by `connector(Ports(…), authority)`.
"""

from .accounts import Kind, PortalAccount
from .behaviours import NAMES as BEHAVIOURS, UnknownBehaviourError
from .network import Ports, connector
from .portal import Portal
from .rows import (
    ALIASES,
    DEAD,
    EDUCONNECT,
    KEYS,
    ROWS,
    STRANGER,
    Family,
    Row,
    UnknownRowError,
    find,
)
from .running import running_portal

__all__ = [
    "ALIASES",
    "BEHAVIOURS",
    "DEAD",
    "EDUCONNECT",
    "KEYS",
    "ROWS",
    "STRANGER",
    "Family",
    "Kind",
    "Portal",
    "PortalAccount",
    "Ports",
    "Row",
    "UnknownBehaviourError",
    "UnknownRowError",
    "connector",
    "find",
    "running_portal",
]
