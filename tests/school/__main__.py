"""Serve a simulated school: `scripts/school --help`."""

import argparse
import asyncio
from contextlib import AsyncExitStack
from datetime import date
import json
import signal
import sys
from typing import Any

from tests.school.options import Options
from tests.school.portals import KEYS, running_portal
from tests.school.server import running_school
from tests.school.wire.version import KNOWN_VERSIONS


def read_arguments(arguments: list[str]) -> tuple[Options, str | None]:
    """Return the options of the school and the key of its portal, if any."""
    parser = argparse.ArgumentParser(prog="scripts/school")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat)
    parser.add_argument("--in-term", action="store_true")
    parser.add_argument("--tz", default="Europe/Paris")
    parser.add_argument("--version", choices=KNOWN_VERSIONS, default=KNOWN_VERSIONS[0])
    parser.add_argument("--encrypt", action="store_true")
    parser.add_argument("--compress", action="store_true")
    parser.add_argument("--http-rsa", action="store_true")
    parser.add_argument("--latency-ms", type=float, default=0)
    parser.add_argument("--idle-limit", type=float, default=600)
    irregular = Options().irregular
    parser.add_argument("--irregular", action="store_true", default=irregular)
    parser.add_argument("--regular", action="store_false", dest="irregular")
    parser.add_argument("--portal", choices=(*KEYS, "unknown"), metavar="KEY")
    chosen = vars(parser.parse_args(arguments))
    portal = chosen.pop("portal")
    return Options(**chosen), portal


async def serve(options: Options, portal_key: str | None = None) -> None:
    """Print the address of the school as one line of JSON, then serve until interrupted."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stop.set)
    async with AsyncExitStack() as stack:
        school = await stack.enter_async_context(running_school(options))
        introduction: dict[str, Any] = {"served_at": school.url}
        if portal_key:
            run = running_portal(portal_key, school=school, host=options.host)
            portal = await stack.enter_async_context(run)
            introduction["portal"] = portal.to_json()
        introduction |= {
            "url": school.url,
            "name": school.model.name,
            "version": options.version,
            "rsa_modulus": school.rsa_modulus and f"{school.rsa_modulus:X}",
            "accounts": [account.to_json() for account in school.accounts],
        }
        sys.stdout.write(json.dumps(introduction, ensure_ascii=False) + "\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    asyncio.run(serve(*read_arguments(sys.argv[1:])))
