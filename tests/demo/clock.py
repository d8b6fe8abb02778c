"""Move the clock of the demo: of this process, of those that it starts, and of the browser.

As a script, run a module with the clock of the demo: `clock.py homeassistant --config …`
"""

from datetime import UTC, datetime, timedelta
import os
from pathlib import Path
import runpy
import sys
import time
from zoneinfo import ZoneInfo

import time_machine

PARIS = ZoneInfo("Europe/Paris")

_VARIABLE = "DEMO_CLOCK_OFFSET"
"""Seconds that the clock is ahead, for the processes that this one starts."""


def move_to(moment: str) -> None:
    """Let the clock go on from a moment, in ISO format and the time of Paris."""
    start = datetime.fromisoformat(moment).replace(tzinfo=PARIS)
    os.environ[_VARIABLE] = str(start.timestamp() - time.time())
    _travel()


def offset() -> timedelta:
    """Return how far the clock is ahead."""
    return timedelta(seconds=float(os.environ.get(_VARIABLE, "0")))


def command(module: str) -> tuple[str, ...]:
    """Return the command that runs a module of the working directory with the clock of this process."""
    return (sys.executable, str(Path(__file__)), module)


def browser_script() -> str:
    """Return a script that moves the clock of a page."""
    return f"""{{
      const ahead = {offset() / timedelta(milliseconds=1):.0f}
      const Actual = Date
      window.Date = class Date extends Actual {{
        constructor(...parts) {{
          super(...(parts.length ? parts : [Actual.now() + ahead]))
        }}
        static now() {{
          return Actual.now() + ahead
        }}
      }}
    }}"""


def _travel() -> None:
    time_machine.travel(datetime.now(UTC) + offset(), tick=True).start()


if __name__ == "__main__":
    del sys.argv[0]
    sys.path[0] = str(Path.cwd())
    if offset():
        _travel()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
