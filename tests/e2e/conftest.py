"""Fixtures: one family for all tests, a browser if available, and a table of the results."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Page
import pytest

from tests.demo import clock
from tests.demo.browser import chromium, open_browser
from tests.demo.family import Family, add_parent, running_family
from tests.demo.home import ROOT, free_port
from tests.school.portals import Ports
from tests.school.portals.network import certificates
from tests.school.portals.registry import all_hosts

PICTURES = ROOT / "screenshots"
NO_BROWSER = "no Chromium on this machine: the tests in a browser were skipped"

PARIS = ZoneInfo("Europe/Paris")
MOMENT = "2026-11-23 17:40"
"""When the tests start: a Monday after school, before a day of many lessons."""

type Say = Callable[[str, object], None]

_seen = pytest.StashKey[list[tuple[str, str]]]()


@pytest.fixture(scope="session")
def ports() -> Ports:
    """The ports of the simulated portals, which run one after the other."""
    return Ports(secure=free_port(0), plain=free_port(0))


@pytest.fixture(scope="session")
def secrets() -> set[str]:
    """Secrets and names that were typed in the browser and must not be in the log."""
    return set()


@pytest.fixture(scope="session")
async def household(ports: Ports) -> AsyncIterator[Family]:
    """The demo, in a folder of its own, with portals that can be reached."""
    internet = {
        "names": sorted(all_hosts()),
        "secure": ports.secure,
        "plain": ports.plain,
        "authority": certificates().authority,
    }
    folder = ROOT / ".demo" / "check"
    async with running_family(folder, port=0, internet=internet) as family:
        yield family


@pytest.fixture(scope="module")
async def family(household: Family) -> Family:
    """The family with its account added again, so that its hourly limits are unused."""
    home = household.home
    for entry in await home.ask("config_entries/get", domain="pronote"):
        await home.rest("DELETE", f"config/config_entries/entry/{entry['entry_id']}")
    return replace(household, entry=await add_parent(home, household.school))


@pytest.fixture(scope="session")
async def page(household: Family) -> AsyncIterator[Page]:
    """A page of a signed-in browser."""
    if chromium() is None:
        pytest.skip(NO_BROWSER)
    async with open_browser(household.home) as page:
        yield page


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Say:
    """Add a line to the table of results."""
    lines = request.config.stash.setdefault(_seen, [])
    return lambda what, how: lines.append((what, str(how)))


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder of screenshots; those of the last run are removed."""
    PICTURES.mkdir(exist_ok=True)
    for picture in PICTURES.glob("*.png"):
        picture.unlink()
    return PICTURES


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests start at another moment."""
    parser.addoption("--at", metavar="MOMENT", default=MOMENT)


def pytest_configure(config: pytest.Config) -> None:
    """Move the clock, so that the tests do not depend on the hour at which they run."""
    clock.move_to(config.getoption("at"))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table."""
    if lines := config.stash.get(_seen, []):
        terminalreporter.section("What was seen")
        width = max(len(what) for what, _ in lines)
        for what, how in lines:
            terminalreporter.write_line(f"{what:<{width}}  {how}")
    if chromium() is None:
        terminalreporter.section("SKIPPED", sep="!", red=True)
        terminalreporter.write_line(NO_BROWSER, red=True)
    else:
        terminalreporter.write_line(f"Pictures: {PICTURES}")
