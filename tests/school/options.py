"""How a simulated school is started, and its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from .wire.session import Packing

type Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The choices which make a school; port 0 takes a free one.

    `clock` gives the present as an aware datetime. With `today` and no clock, the
    school lives on that day at the time of the wall clock. `in_term` keeps the holidays
    away from today, whatever the season. With `portal_url` the
    school is behind a portal: its pages redirect there, even with `login=true` when
    the school is `portal_only`, and ask to come back to the root or to the page. A
    school with `hides_version` tells its version to those who log in, and has no card.

    An `irregular` school is as real ones are: "Hors période", "Année continue" and a mock
    exam among the periods, the year without id first on the page of school life, pages
    without a default period. Parts of it can be left out: `year_punishments` are told
    with the year only, `subjects_twice` lists a subject twice, `partial_counters` names
    only the tabs whose number changed.
    Its lessons are in `build_irregular_lessons`.

    With `names_file_kinds`, files of punishments are asked for with their kind, as PRONOTE's page
    does; otherwise without.
    """

    host: str = "127.0.0.1"
    port: int = 0
    seed: int = 1
    today: date | None = None
    in_term: bool = False
    tz: str = "Europe/Paris"
    clock: Clock | None = None
    version: str = "2026.2.7"
    encrypt: bool = False
    compress: bool = False
    http_rsa: bool = False
    packing: Packing = Packing.ASCII
    latency_ms: float = 0
    idle_limit: float = 600
    session_life: float = 6 * 3600
    max_failures: int = 6
    suspension: float = 1800
    cookies_required: bool = False
    portal_url: str | None = None
    portal_only: bool = False
    portal_to_root: bool = False
    lists_holidays: bool = True
    hides_version: bool = False
    irregular: bool = True
    year_punishments: bool = True
    subjects_twice: bool = True
    partial_counters: bool = True
    names_file_kinds: bool = True

    def wall_clock(self) -> datetime:
        """The present moment, as the machine of the school tells it whatever day it lives on."""
        return self.clock() if self.clock else datetime.now(ZoneInfo(self.tz))

    def school_clock(self) -> Clock:
        """The present moment, in the school's time zone."""
        zone = ZoneInfo(self.tz)
        source = self.clock or (lambda: datetime.now(zone))
        shift = timedelta()
        if self.today and not self.clock:
            shift = self.today - source().astimezone(zone).date()

        def now() -> datetime:
            return source().astimezone(zone) + shift

        return now
