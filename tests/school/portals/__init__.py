"""Simulated regional portals, through which families reach the simulated school.

    async with running_portal("eclat_bfc") as portal:
        parent = portal.account("parent")   # .url .username .password .kind .code .pin
        async with ClientSession(connector=portal.connector()) as http:
            ...                             # parent.url leads to the portal and back
        portal.set_behavior("down", times=1)      # something goes differently
        portal.attempts(parent.username)    # how often a password was tried
        portal.passwords_seen               # which hosts saw one

Every key of `KEYS` runs; `find(key)` tells its family, hosts and start. All host names
lead to one server of this machine, in TLS of a throw-away authority and without.
`python -m tests.school --portal KEY` serves the same to other processes, which direct
it under `/_portal/` of its plain port, and live in it by `connector(Ports(…), authority)`.
"""

from .accounts import PortalAccount, ProfileKind
from .behaviors import NAMES as BEHAVIORS, UnknownBehaviorError
from .network import Ports, connector
from .portal import Portal
from .registry import (
    ALIASES,
    DEAD,
    EDUCONNECT,
    KEYS,
    PHISHING_HOST,
    PORTAL_SPECS,
    Engine,
    PortalSpec,
    UnknownPortalError,
    find,
)
from .server import running_portal

__all__ = [
    "ALIASES",
    "BEHAVIORS",
    "DEAD",
    "EDUCONNECT",
    "KEYS",
    "PHISHING_HOST",
    "PORTAL_SPECS",
    "Engine",
    "Portal",
    "PortalAccount",
    "PortalSpec",
    "Ports",
    "ProfileKind",
    "UnknownBehaviorError",
    "UnknownPortalError",
    "connector",
    "find",
    "running_portal",
]
