"""Log of the requests received since the start or the last reset."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class RequestLog:
    """Request counters. `requests` is keyed by function, `logins` counts successful logins."""

    requests: Counter[str] = field(default_factory=Counter)
    calls: list[str] = field(default_factory=list)
    """Decoded calls in order: function, tab and pupil."""
    periods: list[tuple[str, str, str]] = field(default_factory=list)
    """Requests about a period, in order: function, pupil and label of the period."""
    written: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Data of decoded writes in order, with their functions."""
    page_loads: int = 0
    discoveries: int = 0
    logins: int = 0
    failed_logins: int = 0
    files: int = 0
    file_names: list[str] = field(default_factory=list)
    """Names under which files and links were requested, served or not."""
    uploads: int = 0
    calendars: int = 0
    logouts: int = 0
    flood_bytes: int = 0
    """Bytes sent by the fault `flood`."""
    floods_aborted: int = 0

    def reset(self) -> None:
        self.requests.clear()
        self.calls.clear()
        self.periods.clear()
        self.written.clear()
        self.file_names.clear()
        self.page_loads = self.discoveries = self.files = 0
        self.uploads = self.calendars = self.flood_bytes = self.floods_aborted = 0
        self.logins = self.failed_logins = self.logouts = 0

    def to_json(self, sessions_open: int) -> dict[str, Any]:
        return {
            "requests": dict(self.requests),
            "requests_total": self.requests.total(),
            "page_loads": self.page_loads,
            "discoveries": self.discoveries,
            "logins": self.logins,
            "failed_logins": self.failed_logins,
            "logouts": self.logouts,
            "sessions_open": sessions_open,
            "files": self.files,
            "uploads": self.uploads,
            "calendars": self.calendars,
        }
