"""Faults that tests can arm, each for a number of times."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

EVERYWHERE = frozenset(
    {"hang", "http_503", "site_closed", "suspend_address"},
)
"""Faults that apply to pages, files and calls."""

CALLS = frozenset(
    {
        "answer",
        "desync",
        "drop",
        "empty",
        "erreur",
        "expire_sessions",
        "forget_write",
        "html_instead_of_json",
        "late",
        "refuse_write",
        "replay",
        "too_many_requests",
        "truncate",
        "weeks_apart",
    }
)
"""Faults of calls.

`answer`: a function answers with `data`, or with its own answer modified by `changes`. A
null removes a field.

`late`: the server processes the request and answers once the faults are cleared.

`weeks_apart`: a timetable requested by days contains the current week, or only `day`.
"""
FILES = frozenset({"flood", "page_instead_of_file", "told_length"})
"""Faults of files.

`told_length`: the declared length of a file is wrong (`told`) or missing.

`flood`: a file has `megabytes`, or no end. With `drip` one byte is sent every `drip`
seconds.
"""
UPLOADS = frozenset({"upload_error", "upload_in_progress"})
PAGES = frozenset({"busy", "redirect", "restart"})
"""Faults of space pages. `redirect`: the pages redirect to another host."""
LOGINS = frozenset({"refuse_password", "refuse_token", "withhold_token"})
SETTINGS = frozenset({"clear", "close_tab"})
NAMES = EVERYWHERE | CALLS | FILES | UPLOADS | PAGES | LOGINS | SETTINGS


class UnknownFaultError(ValueError):
    """Error for a fault name that does not exist."""


@dataclass(slots=True)
class Fault:
    """Armed fault.

    `times` is None for a lasting fault. The first `after` calls are unaffected.
    """

    name: str
    times: int | None = 1
    function: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    after: int = 0


class Faults:
    """Faults armed on a school.

    `function` names a function, or `page`, `info`, `file`, `upload` or `ical` for other
    requests.
    """

    def __init__(self) -> None:
        self.armed: list[Fault] = []
        self.closed_tabs: set[int] = set()
        self.released = asyncio.Event()

    def arm(
        self,
        name: str,
        times: int | None = 1,
        function: str | None = None,
        after: int = 0,
        **options: Any,
    ) -> Fault:
        if name not in NAMES:
            raise UnknownFaultError(name)
        fault = Fault(name, times, function, options, after)
        if name == "clear":
            self.clear()
        elif name == "close_tab":
            self.closed_tabs.add(int(options["tab"]))
        else:
            self.armed.append(fault)
        return fault

    def clear(self) -> None:
        """Disarm all faults and release the requests that hang."""
        self.armed.clear()
        self.closed_tabs.clear()
        self.released.set()
        self.released = asyncio.Event()

    def take(self, name: str, function: str) -> Fault | None:
        """Return the fault armed for a function, if any, and count one use of it."""
        for fault in self.armed:
            if fault.name == name and fault.function in (None, function):
                if fault.after:
                    fault.after -= 1
                    continue
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.armed.remove(fault)
                return fault
        return None

    async def hang(self, seconds: float) -> None:
        """Wait until the faults are cleared, at most `seconds`."""
        try:
            async with asyncio.timeout(seconds):
                await self.released.wait()
        except TimeoutError:
            return
