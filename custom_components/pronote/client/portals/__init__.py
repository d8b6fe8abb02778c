"""The regional portals (ENT) that stand between a family and its school's PRONOTE."""

from .registry import (
    Engine,
    Portal,
    PortalAccount,
    PortalStatus,
    Resolution,
    Way,
    portals,
    recognise,
    resolve,
    retired_portals,
)

__all__ = [
    "Engine",
    "Portal",
    "PortalAccount",
    "PortalStatus",
    "Resolution",
    "Way",
    "portals",
    "recognise",
    "resolve",
    "retired_portals",
]
