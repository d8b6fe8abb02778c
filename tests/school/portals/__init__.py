"""Simulated regional portals in front of the simulated school.

    async with running_portal("eclat_bfc") as portal:
        parent = portal.account("parent")   # .url .username .password .kind .code .pin
        async with ClientSession(connector=portal.connector()) as http:
            ...                             # parent.url leads to the portal and back
        portal.set_behavior("down", times=1)      # change the behavior
        portal.attempts(parent.username)    # number of password attempts
        portal.passwords_seen               # hosts that received a password

Every key of `KEYS` can be run. `find(key)` returns its family, hosts and start address.
All host names resolve to one server on this machine, with and without TLS. Its
certificates are issued by a temporary authority. `python -m tests.school --portal KEY`
serves the same to other processes. They control it under `/_portal/` of its plain port
and reach it with `connector(Ports(…), authority)`.
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
