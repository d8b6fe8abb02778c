"""Options of a simulated school, and its clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from .wire.session import Packing

type Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Options of a simulated school. Port 0 selects a free port.

    `clock` returns the current time as an aware datetime. With `today` and no clock, the
    date is `today` and the time is the wall-clock time. `in_term` keeps holidays away from
    today in every season.

    With `portal_url` the pages redirect to a portal, which returns to the root or to the
    page. With `portal_only` they redirect even when `login=true` is set. With
    `hides_version` the version is known only after the login, and `info` is not served.

    An `irregular` school reproduces variations of real schools: "Hors période",
    "Année continue" and a mock exam among the periods, the year without id first on the
    page of school life, pages without a default period, and the lessons of
    `build_irregular_lessons`. Some variations have an option of their own:
    `year_punishments` lists punishments with the year only, `subjects_twice` lists a
    subject twice, `partial_counters` sends only the counters that changed.

    A `primary` school has the spaces of primary schools, without timetable and grades. Its mobile
    page shows news and menus. It counts announced absences in half-days.

    With `names_file_kinds`, the address of a punishment file includes its kind, as in
    PRONOTE's own web client.
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
    primary: bool = False

    def wall_clock(self) -> datetime:
        """Return the current time of the machine, unaffected by `today`."""
        return self.clock() if self.clock else datetime.now(ZoneInfo(self.tz))

    def school_clock(self) -> Clock:
        """Return a function that returns the current time in the school's time zone."""
        zone = ZoneInfo(self.tz)
        source = self.clock or (lambda: datetime.now(zone))
        shift = timedelta()
        if self.today and not self.clock:
            shift = self.today - source().astimezone(zone).date()

        def now() -> datetime:
            return source().astimezone(zone) + shift

        return now
