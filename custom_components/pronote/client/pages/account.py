"""The account: person, pupils, school and school year."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import IntEnum
from typing import Any

from ..common import KeyGenerator, Reference, folded, stable_key
from ..errors import (
    AccessDenialReason,
    AccessDeniedError,
    PageNotAllowedError,
    ProtocolError,
)
from ..school_year import Break, Holiday, SchoolCalendar
from ..site import parse_version
from ..spaces import Space
from ..wire import Json, Record, parse_hour


class PeriodPage(IntEnum):
    """Pages that are requested by period, by the number of their tab."""

    GRADE_RECORD = 12
    REPORT_CARD = 13
    SCHOOL_LIFE = 19
    GRADES = 198
    EVALUATIONS = 201


GRADING_KIND = 2
_YEAR_KIND = 1
_OTHER_KIND = 4

_COMPUTED = "0"
"""Id of the periods that the school computes."""

_YEAR_SPAN = timedelta(days=240)
"""A period that is longer than that is the school year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period of a page: a term, a mock exam, the whole year, or what is outside of all terms."""

    key: str
    name: str
    start: date | None = None
    end: date | None = None
    wire_kind: int = field(default=GRADING_KIND, repr=False, compare=False)
    """PRONOTE's number of the kind, sent back in requests."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def reference(self) -> Reference:
        """Reference of the period; id "0" for computed periods."""
        return self.ref or Reference(_COMPUTED, 0)

    @property
    def request(self) -> Json:
        """Data by which requests identify the period."""
        named = {"L": self.name} if self.name else {}
        return {"N": self.reference.id, **named, "G": self.wire_kind}

    @property
    def computed(self) -> bool:
        """Whether the school computes it ("Année continue", or the year without an id)."""
        return self.reference.id == _COMPUTED

    @property
    def outside(self) -> bool:
        """Whether it holds what belongs to no term ("Hors période")."""
        named_so = folded(self.name).startswith("hors periode")
        return named_so or (self.wire_kind == _OTHER_KIND and not self._named_year)

    @property
    def whole_year(self) -> bool:
        """Whether it is the school year."""
        if self.outside:
            return False
        if self.computed or self._named_year or self.wire_kind == _YEAR_KIND:
            return True
        return self._spans_year

    @property
    def graded(self) -> bool:
        """Whether it is a term or a mock exam, with grades and a report card of its own."""
        if self.computed or self.whole_year:
            return False
        if self.wire_kind == _OTHER_KIND and not folded(self.name).startswith("hors "):
            return self.start is not None and not self._spans_year
        return not self.outside

    @property
    def _named_year(self) -> bool:
        return folded(self.name).startswith("annee")

    @property
    def _spans_year(self) -> bool:
        return (
            self.start is not None
            and self.end is not None
            and self.end - self.start > _YEAR_SPAN
        )

    def contains(self, day: date) -> bool:
        """Return whether a day is in the period. A period without dates contains no day."""
        return (
            self.start is not None
            and self.end is not None
            and self.start <= day <= self.end
        )

    def bounds(self, calendar: SchoolCalendar) -> tuple[date, date] | None:
        """Return the first and the last day, None if they are unknown."""
        if self.start is not None and self.end is not None:
            return self.start, self.end
        if self.whole_year:
            return calendar.first_day, calendar.last_day
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pupil:
    """A child of the account (a pupil's account has one: its owner)."""

    key: str
    """Does not change between sessions and school years. Does not reveal the name."""
    name: str = field(repr=False)
    school_class: str | None = None
    groups: tuple[str, ...] = ()
    """Parts of the class the pupil belongs to."""
    delegate: bool = False
    """Class representative ("délégué")."""
    periods: tuple[Period, ...] = ()
    """Periods with grades, in the school's order."""
    current_period: Period | None = None
    """Default period of the page with the grades, as of the login."""
    tab_periods: Mapping[int, tuple[Period, ...]] = field(
        default_factory=dict, repr=False
    )
    """Periods of each page that has its own; the first is the page's default."""
    has_photo: bool = False
    """The school has one; `PronoteClient.files` downloads it."""
    embedded_photo: bytes | None = field(default=None, repr=False, compare=False)
    """The photo, if it was sent with the account."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def resource(self) -> Json:
        """Data by which requests identify the pupil."""
        number = self.ref.id if self.ref is not None else "0"
        return {"N": number, "G": 4, "L": self.name}

    def periods_of(self, tab: int) -> tuple[Period, ...]:
        """Return the periods of a page. A page that lists none has those of the grades."""
        return self.tab_periods.get(tab) or self.periods

    def find_period(self, tab: int, period: Period | None) -> Period:
        """Return a period of a page with its reference in this session.

        None selects the default period; a page that lists no period at all has the whole year.

        Raises PageNotAllowedError if the page does not have this period.
        """
        known = self.periods_of(tab)
        if period is None:
            found = self.current_period if known is self.periods else None
            return found or next(iter(known), _UNNAMED_YEAR)
        found = next((item for item in known if item.key == period.key), None)
        if found is None:
            raise PageNotAllowedError(tab)
        return found

    def longest_period(self, tab: int, calendar: SchoolCalendar) -> Period:
        """Return the longest period of a page that covers its default period."""
        default = self.find_period(tab, None)
        covered = default.bounds(calendar)
        longest, length = default, timedelta(-1)
        if covered is not None:
            length = covered[1] - covered[0]
        for period in self.tab_periods.get(tab, ()):
            bounds = None if period.outside else period.bounds(calendar)
            if bounds is None or bounds[1] - bounds[0] <= length:
                continue
            if covered is None or (bounds[0] <= covered[0] and covered[1] <= bounds[1]):
                longest, length = period, bounds[1] - bounds[0]
        return longest


_UNNAMED_YEAR = Period(key=stable_key("year"), name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school."""

    name: str
    url: str
    """Root address, without trailing slash."""
    version: str
    """PRONOTE's version, "2026.2.7.0"."""
    address: tuple[str, ...] = ()
    website: str | None = None
    logo_url: str | None = None

    @property
    def version_numbers(self) -> tuple[int, ...]:
        """Year and number of the version: (2026, 2)."""
        return (parse_version(self.version) or ())[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolClass:
    """A class of the school."""

    key: str
    name: str
    level: str | None = None
    responsible: bool = False
    """Whether the owner of the account is in charge of the class."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """Rights of the account."""

    discussions: bool = False
    begin_discussions: bool = False
    write_to_teachers: bool = False
    write_to_staff: bool = False
    write_to_parents: bool = False
    write_to_pupils: bool = False
    rich_messages: bool = False
    """Messages are sent as rich text. Without this right PRONOTE stores rich text as empty."""
    max_homework_bytes: int | None = None
    """Largest file that may be handed in, in bytes."""
    max_attachment_bytes: int | None = None
    timetable_weeks: frozenset[int] | None = None
    """Weeks whose timetable is available; None if the school does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The person logged in."""

    key: str
    """Depends on person and school only, not on the credentials. Does not reveal the name."""
    person_key: str
    """Does not change if the address of the school changes."""
    name: str = field(repr=False)
    space: Space
    school: School
    calendar: SchoolCalendar
    pupils: tuple[Pupil, ...] = ()
    """Empty for school staff."""
    tabs: frozenset[int] = frozenset()
    """Tabs available to the account."""
    rights: Rights = Rights()
    periods: tuple[Period, ...] = ()
    """All periods of the school year."""
    classes: tuple[SchoolClass, ...] = ()
    """Classes of a staff account."""

    def pupil(self, key: str) -> Pupil | None:
        """Return a pupil by key."""
        return next((pupil for pupil in self.pupils if pupil.key == key), None)

    def member(self, pupil: Pupil | None) -> str | None:
        """Return the id of a child in requests of a parent, by default of the first child."""
        if not self.space.has_members:
            return None
        owner = pupil or next(iter(self.pupils), None)
        return owner.ref.id if owner is not None and owner.ref is not None else None


HOME_TAB = 7


def read_calendar(parameters: Record) -> SchoolCalendar:
    """Read the school year from FonctionParametres. Raises ProtocolError if its start is missing or after its end."""
    general = parameters.record("General")
    first_monday = general.day("PremierLundi")
    first_day = general.day("PremiereDate") or first_monday
    if first_monday is None or first_day is None:
        raise ProtocolError("FonctionParametres", "PremierLundi")
    last_day = general.day("DerniereDate") or first_day + timedelta(days=365)
    if last_day < first_day:
        raise ProtocolError("FonctionParametres", "DerniereDate")
    # Monday is 0 among the half-days, and 1 among the days.
    half_days = general.sets("DemiJourneesOuvrees")
    working_days = frozenset(day - 1 for day in general.numbers("JoursOuvres"))
    starts, ends = (
        dict(_clock(general, "ListeHeures")),
        dict(_clock(general, "ListeHeuresFin")),
    )
    in_cycles = general.number("grillesEDTEnCycle")
    return SchoolCalendar(
        timezone=parameters.timezone,
        first_monday=first_monday,
        first_day=first_day,
        last_day=last_day,
        working_days=working_days or frozenset(range(5)),
        working_mornings=half_days[0] if len(half_days) == 2 else None,
        working_afternoons=half_days[1] if len(half_days) == 2 else None,
        holidays=tuple(_holidays(general)),
        slots_per_day=_slots_per_day(general, starts, ends),
        week_labels=dict(_fortnights(general)),
        days_per_cycle=general.number("joursOuvresParCycle") if in_cycles else None,
        first_cycle_day=general.day("dateDebutPremierCycle"),
        lunch=_lunch(general, starts, ends),
        breaks=tuple(
            Break(name=item.text("L") or "", start=starts[slot])
            for item in general.each("recreations")
            if (slot := item.number("place")) is not None and slot in starts
        ),
        slot_starts=starts,
        slot_ends=ends,
        slots_per_hour=_positive(general, "PlacesParHeure"),
    )


_MOST_SLOTS = 24 * 60


def _positive(general: Record, name: str) -> int:
    """Return a number of slots, 0 when absent or impossible."""
    number = general.number(name)
    return number if number is not None and 0 < number <= _MOST_SLOTS else 0


def _slots_per_day(
    general: Record, starts: dict[int, time], ends: dict[int, time]
) -> int:
    """Return the slots of a day. Without them, those that have hours; the ends may be one more."""
    if number := _positive(general, "PlacesParJour"):
        return number
    known = [slot + 1 for slot in starts] or list(ends)
    return max((slot for slot in known if slot <= _MOST_SLOTS), default=0)


def _holidays(general: Record) -> Iterator[Holiday]:
    for item in general.each("listeJoursFeries", "listeJoursFeriees"):
        start = item.day("dateDebut")
        if start is not None:
            end = item.day("dateFin") or start
            yield Holiday(name=item.text("L") or "", start=start, end=end)


def _fortnights(general: Record) -> Iterator[tuple[int, str]]:
    """Yield the named weeks. The first set holds all working weeks."""
    labels = general.raw("LibellesFrequences")
    labels = labels if isinstance(labels, list) else []
    for label, weeks in zip(labels, general.sets("DomainesFrequences"), strict=False):
        if isinstance(label, str) and label:
            yield from ((week, label) for week in weeks)


def _lunch(
    general: Record, starts: dict[int, time], ends: dict[int, time]
) -> tuple[time, time] | None:
    first, last = general.number("debutDemiPension"), general.number("finDemiPension")
    if first is None or last is None or first not in starts:
        return None
    end = starts.get(last) or ends.get(last - 1)
    return None if end is None or end <= starts[first] else (starts[first], end)


def _clock(general: Record, name: str) -> Iterator[tuple[int, time]]:
    for item in general.each(name):
        hour = parse_hour(item.text("L") or "")
        if hour is not None and (slot := item.kind) is not None:
            yield slot, hour


def read_school(user: Record, parameters: Record, url: str) -> School:
    """Read the school. Its name is in FonctionParametres, the rest in ParametresUtilisateur."""
    general = parameters.record("General")
    known = next(user.each("listeInformationsEtablissements"), user.record(""))
    place = known.record("Coordonnees")
    town = [place.text("CodePostal"), place.text("LibellePostal", "LibelleVille")]
    lines = (
        place.text("Adresse1"),
        place.text("Adresse2"),
        " ".join(filter(None, town)),
        place.text("Pays"),
    )
    logo = known.text("urlLogo", "Logo") or general.text("urlLogo")
    return School(
        name=general.text("NomEtablissement", "NomEtablissementConnexion") or "",
        url=url,
        version=general.text("versionPN") or "",
        address=tuple(line for line in lines if line),
        website=place.text("SiteInternet"),
        logo_url=f"{url}/{logo.lstrip('/')}" if logo else None,
    )


def read_account(
    user: Record, parameters: Record, *, space: Space, url: str
) -> Account:
    """Read ParametresUtilisateur.

    Raises AccessDeniedError if a family account has no pupil.
    """
    person = user.record("ressource")
    name = person.text("L") or ""
    members = (
        (person,) if space is Space.PUPIL else tuple(person.each("listeRessources"))
    )
    if space is Space.SCHOOL_LIFE:
        members = ()
    elif not members or not person:
        raise AccessDeniedError(AccessDenialReason.NO_PUPIL)

    school = read_school(user, parameters, url)
    periods = {
        item.text("L"): item
        for item in parameters.record("General").each("ListePeriodes")
    }
    person_key = stable_key(space, name)
    keys = KeyGenerator()
    return Account(
        key=stable_key(url.rpartition("://")[2], space, name),
        person_key=person_key,
        name=name,
        space=space,
        school=school,
        calendar=read_calendar(parameters),
        pupils=tuple(
            _pupil(
                member,
                periods,
                keys(person_key, member.text("L")),
                parameters.day("DateServeurHttp"),
            )
            for member in members
        ),
        tabs=frozenset(_tabs(user.raw("listeOnglets")))
        - user.numbers("listeOngletsInvisibles"),
        rights=_rights(user.record("autorisations")),
        periods=_known_periods(periods),
        classes=tuple(_classes(user)),
    )


def _rights(granted: Record) -> Rights:
    discussions = granted.flag("AvecDiscussion")
    return Rights(
        discussions=discussions,
        begin_discussions=discussions and not granted.flag("discussionInterdit"),
        write_to_teachers=granted.flag("AvecDiscussionProfesseurs"),
        write_to_staff=granted.flag("AvecDiscussionPersonnels"),
        write_to_parents=granted.flag("AvecDiscussionParents"),
        write_to_pupils=granted.flag("AvecDiscussionEleves"),
        rich_messages=granted.flag("AvecDiscussionAvancee"),
        max_homework_bytes=granted.number("tailleMaxRenduTafEleve"),
        max_attachment_bytes=granted.number("tailleMaxDocJointEtablissement"),
        timetable_weeks=granted.record("cours").numbers("domaineConsultationEDT")
        or None,
    )


def _pupil(
    person: Record, calendar: dict[str | None, Record], key: str, today: date | None
) -> Pupil:
    tabs = {
        tab: _periods(item, calendar, today)
        for item in person.each("listeOngletsPourPeriodes")
        if (tab := item.kind) is not None
    }
    periods, current = tabs.get(PeriodPage.GRADES, ((), None))
    if not periods:
        periods, current = tabs.get(PeriodPage.REPORT_CARD, ((), None))
    if not periods:
        periods = _known_periods(calendar)
        current = _presumed_default(periods, today)
    return Pupil(
        key=key,
        name=person.text("L") or "",
        school_class=person.record("classeDEleve").text("L"),
        groups=person.labels("listeGroupes"),
        delegate=person.flag("estDelegue"),
        periods=periods,
        current_period=current,
        tab_periods={
            tab: tuple(sorted(known, key=lambda period: period is not default))
            for tab, (known, default) in tabs.items()
        },
        has_photo="photoBase64" in person or person.flag("avecPhoto"),
        embedded_photo=_picture(person),
        ref=person.reference,
    )


def _picture(person: Record) -> bytes | None:
    try:
        return b64decode(person.text("photoBase64") or "", validate=True) or None
    except ValueError:
        person.log_unreadable("photoBase64")
        return None


def _known_periods(calendar: dict[str | None, Record]) -> tuple[Period, ...]:
    """Read the periods of the school year. Their kind has other numbers than on the pages."""
    keys = KeyGenerator()
    return tuple(_period(item, item, keys) for item in calendar.values())


def _periods(
    tab: Record, calendar: dict[str | None, Record], today: date | None
) -> tuple[tuple[Period, ...], Period | None]:
    """Return the periods of a page and its default one."""
    keys = KeyGenerator()
    periods = tuple(
        _period(item, calendar.get(item.text("L")), keys, item.kind)
        for item in tab.each("listePeriodes")
    )
    wanted = tab.record("periodeParDefaut")
    ref, name = wanted.reference, wanted.text("L")
    found = [period for period in periods if ref is not None and period.ref == ref]
    found = found or [period for period in periods if name and period.name == name]
    default = next((period for period in found if period.name == name), None) or next(
        iter(found), None
    )
    if default is None or (default.computed and default.wire_kind != GRADING_KIND):
        default = _presumed_default(periods, today)
    return periods, default


def _presumed_default(periods: tuple[Period, ...], today: date | None) -> Period | None:
    """Return the period to request where the school names none, or the year without an id.

    The term of the day, any term, any period with an id, any period.
    """
    terms = [period for period in periods if period.graded]
    of_the_day = (period for period in terms if today and period.contains(today))
    named = (period for period in periods if not period.computed)
    return (
        max(of_the_day, key=_length, default=None)
        or next(iter(terms), None)
        or next(named, None)
        or next(iter(periods), None)
    )


def _length(period: Period) -> timedelta:
    if period.start is None or period.end is None:
        return timedelta()
    return period.end - period.start


def _period(
    item: Record, known: Record | None, keys: KeyGenerator, kind: int | None = None
) -> Period:
    name = item.text("L") or ""
    return Period(
        key=keys(name),
        name=name,
        start=item.day("dateDebut") or (known.day("dateDebut") if known else None),
        end=item.day("dateFin") or (known.day("dateFin") if known else None),
        wire_kind=GRADING_KIND if kind is None else kind,
        ref=item.reference,
    )


def _tabs(nodes: Any) -> Iterator[int]:
    """Yield the numbers of all tabs of a tree."""
    for node in nodes if isinstance(nodes, list) else ():
        if isinstance(node, dict):
            if isinstance(number := node.get("G"), int):
                yield number
            yield from _tabs(node.get("Onglet"))


def _classes(user: Record) -> list[SchoolClass]:
    keys = KeyGenerator()
    return [
        SchoolClass(
            key=keys(name),
            name=name,
            level=row.label("niveau"),
            responsible=row.flag("estResponsable"),
            ref=row.reference,
        )
        for row in user.each("listeClasses")
        if (name := row.text("L")) and row.kind in (None, 1)
    ]
