"""The regional portals (ENT) that stand between a family and its school's PRONOTE."""

from .registry import (
    Engine,
    Portal,
    PortalStatus,
    Resolution,
    Way,
    portals,
    recognize,
    resolve,
    retired_portals,
)

__all__ = [
    "Engine",
    "Portal",
    "PortalStatus",
    "Resolution",
    "Way",
    "portals",
    "recognize",
    "resolve",
    "retired_portals",
]
