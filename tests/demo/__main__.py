"""scripts/demo: run the demo until Ctrl-C."""

import argparse
import asyncio
from contextlib import suppress
import signal
import sys

from .api import PASSWORD, USERNAME
from .family import running_family

TEXT = """
  Home Assistant   {home}
  Login            {username} / {password}
  School           {school}

Make something happen, for instance:
  curl -d '{{"what": "lesson_canceled"}}' {orders}/event

Ctrl-C ends the demo.
"""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/demo",
        description="A simulated school and a real Home Assistant that knows it.",
    )
    parser.add_argument(
        "--headless-check",
        action="store_true",
        help="let a browser look around instead, take pictures and judge",
    )
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument(
        "--keep", action="store_true", help="go on with the last demo's household"
    )
    return parser.parse_args()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def demo(port: int, *, keep: bool) -> None:
    """Run until canceled, by Ctrl-C or a polite kill."""
    if task := asyncio.current_task():
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, task.cancel)
    say("Starting the school and Home Assistant …")
    async with running_family(port=port, keep=keep) as family:
        say(
            TEXT.format(
                home=family.home.url,
                username=USERNAME,
                password=PASSWORD,
                school=family.school.url,
                orders=family.school.orders,
            )
        )
        try:
            await asyncio.Event().wait()
        finally:
            say("\nStopping …")


if __name__ == "__main__":
    chosen = options()
    with suppress(asyncio.CancelledError):
        asyncio.run(demo(chosen.port, keep=chosen.keep))
