"""The regional portals (ENT) that stand between a family and its school's PRONOTE."""

from .registry import (
    Engine,
    LoginMethod,
    Portal,
    PortalStatus,
    Resolution,
    portals,
    recognize,
    resolve,
    retired_portals,
)

__all__ = [
    "Engine",
    "LoginMethod",
    "Portal",
    "PortalStatus",
    "Resolution",
    "portals",
    "recognize",
    "resolve",
    "retired_portals",
]
