"""Regional portals (ENT) through which families log in to PRONOTE."""

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
