"""scripts/demo: run the demo until Ctrl-C."""

import argparse
import asyncio
from contextlib import suppress
import signal
import sys

from . import clock
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
        description="A simulated school and a real Home Assistant connected to it.",
    )
    parser.add_argument(
        "--headless-check",
        action="store_true",
        help="run the end-to-end tests in a browser instead",
    )
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument(
        "--keep", action="store_true", help="keep the Home Assistant of the last demo"
    )
    parser.add_argument(
        "--at",
        metavar="MOMENT",
        help='let the clock go on from a moment, such as "2026-12-18 16:30"',
    )
    return parser.parse_args()


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def demo(port: int, *, keep: bool) -> None:
    """Run until canceled by SIGINT or SIGTERM."""
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
    if chosen.at:
        clock.move_to(chosen.at)
    with suppress(asyncio.CancelledError):
        asyncio.run(demo(chosen.port, keep=chosen.keep))
