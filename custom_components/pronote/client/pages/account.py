"""The account: person, pupils, school and school year."""

from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from ..common import KeyGenerator, Reference, stable_key
from ..discussion_hours import HOURS, read_closing
from ..errors import (
    AccessDenialReason,
    AccessDeniedError,
    PageNotAllowedError,
    ProtocolError,
)
from ..periods import (
    UNNAMED_YEAR,
    Period,
    PeriodPage,
    presumed_default,
    read_calendar_periods,
    read_periods,
)
from ..school_year import Break, Holiday, SchoolCalendar
from ..site import parse_version
from ..skill_levels import SkillLevel, read_levels
from ..spaces import Space
from ..values import parse_hour
from ..wire import Json, Record, unwrap


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionSubject:
    """A subject from which parents may request an exemption."""

    name: str
    ref: Reference | None = field(default=None, repr=False, compare=False)


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
    exemption_subjects: tuple[ExemptionSubject, ...] = ()
    """Subjects from which the parents may request an exemption."""
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
            return found or next(iter(known), UNNAMED_YEAR)
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
    """Whether discussions may be begun, answered and moved; without it they may only be read."""
    write_to_teachers: bool = False
    write_to_staff: bool = False
    write_to_parents: bool = False
    write_to_pupils: bool = False
    discussions_closed: str | None = None
    """Why discussions are closed at the hour of the login; None if they are open.

    Discussions are written with the state of the last answer.
    """
    write_to_all_classes: bool = False
    """Whether the people of all classes may be written to, not those of one pupil only."""
    rich_messages: bool = False
    """Messages are sent as rich text. Without this right PRONOTE stores rich text as empty.

    With it, discussions may be archived, and closed and opened again.
    """
    max_homework_bytes: int | None = None
    """Largest file that may be handed in, in bytes."""
    max_attachment_bytes: int | None = None
    justify_absences: bool | None = None
    """Whether absences may be justified; None if the school does not say (before 2026)."""
    justify_delays: bool | None = None
    request_lesson_exemptions: bool = False
    """Whether an exemption from one lesson may be requested (parents)."""
    request_subject_exemptions: bool = False
    """Whether an exemption from subjects over days may be requested (parents)."""
    announce_absences: bool = False
    """Whether absences may be announced (parents)."""
    sign_documents: bool = False
    """Whether documents of the school are signed electronically (since 2025)."""
    timetable_weeks: frozenset[int] | None = None
    """Weeks whose timetable is available; None if the school does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceReason:
    """A reason that parents may choose to justify an absence or a delay."""

    name: str
    details_required: bool = False
    """Whether it needs a text or a file besides."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


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
    absence_reasons: tuple[AbsenceReason, ...] = ()
    """What parents may choose to justify an absence."""
    delay_reasons: tuple[AbsenceReason, ...] = ()
    """What parents may choose to justify a delay."""
    skill_levels: tuple[SkillLevel, ...] = ()
    """The levels that the school gives for skills."""
    announcement_days: int | None = None
    """How many days ahead the first day of an announced absence may be; None for the whole year."""
    lesson_exemption_days: int | None = None
    """The same for an exemption from one lesson."""
    subject_exemption_days: int | None = None
    """The same for an exemption from subjects."""

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
        working_mornings=half_days[0] if len(half_days) >= 2 else None,
        working_afternoons=half_days[1] if len(half_days) >= 2 else None,
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
        absence_ends=dict(_clock(general, "ListeHeuresFinPourVS")),
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
    labels = map(unwrap, labels) if isinstance(labels, list) else ()
    for label, weeks in zip(labels, general.sets("DomainesFrequences"), strict=False):
        if isinstance(label, str) and (name := label.strip()):
            yield from ((week, name) for week in weeks)


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
        tabs=frozenset(_tabs(user, "listeOnglets"))
        - user.numbers("listeOngletsInvisibles"),
        rights=_rights(user.record("autorisations")),
        periods=read_calendar_periods(periods),
        classes=tuple(_classes(user)),
        absence_reasons=tuple(_reasons(user, "listeMotifsAbsences")),
        delay_reasons=tuple(_reasons(user, "listeMotifsRetards")),
        skill_levels=tuple(read_levels(parameters.record("General"))),
        announcement_days=person.number("nbMaxJoursDeclarationAbsence"),
        lesson_exemption_days=person.number("nbMaxJoursDeclarationDispCD"),
        subject_exemption_days=person.number("nbMaxJoursDeclarationDispLD"),
    )


def _reasons(user: Record, name: str) -> Iterator[AbsenceReason]:
    for item in user.each(name):
        if label := item.text("L"):
            yield AbsenceReason(
                name=label,
                details_required=item.flag("justificationObligatoire"),
                ref=item.reference,
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
        discussions_closed=read_closing({name: granted.raw(name) for name in HOURS}),
        write_to_all_classes=granted.flag("AutoriserCommunicationsToutesClasses"),
        rich_messages=granted.flag("AvecDiscussionAvancee"),
        max_homework_bytes=granted.number("tailleMaxRenduTafEleve"),
        max_attachment_bytes=granted.number("tailleMaxDocJointEtablissement"),
        justify_absences=_granted(granted, "avecJustificationAbsence"),
        justify_delays=_granted(granted, "avecJustificationRetard"),
        request_lesson_exemptions=granted.flag("AvecDeclarerDispensePonctuelle"),
        request_subject_exemptions=granted.flag("AvecDeclarerDispenseLongue"),
        announce_absences=granted.flag("AvecDeclarerUneAbsence"),
        sign_documents=granted.flag("accesSignatureNumerique"),
        timetable_weeks=granted.record("cours").numbers("domaineConsultationEDT")
        or None,
    )


def _granted(rights: Record, name: str) -> bool | None:
    """Return a right, None if the school does not name it."""
    return rights.flag(name) if name in rights else None


def _pupil(
    person: Record, calendar: dict[str | None, Record], key: str, today: date | None
) -> Pupil:
    tabs = {
        tab: read_periods(item, calendar, today)
        for item in person.each("listeOngletsPourPeriodes")
        if (tab := item.kind) is not None
    }
    periods, current = tabs.get(PeriodPage.GRADES, ((), None))
    if not periods:
        periods, current = tabs.get(PeriodPage.REPORT_CARD, ((), None))
    if not periods:
        periods = read_calendar_periods(calendar)
        current = presumed_default(periods, today)
    return Pupil(
        key=key,
        name=person.text("L") or "",
        school_class=person.label("classeDEleve"),
        groups=person.labels("listeGroupes"),
        delegate=person.flag("estDelegue"),
        periods=periods,
        current_period=current,
        tab_periods={
            tab: tuple(sorted(known, key=lambda period: period is not default))
            for tab, (known, default) in tabs.items()
        },
        exemption_subjects=tuple(
            ExemptionSubject(name=name, ref=item.reference)
            for item in person.each("listeMatieresDeclarationDispense")
            if (name := item.text("L"))
        ),
        has_photo="photoBase64" in person or person.flag("avecPhoto"),
        embedded_photo=_picture(person),
        ref=person.reference,
    )


def _picture(person: Record) -> bytes | None:
    # It may be broken into lines, or begin with its type ("data:image/png;base64,").
    text = "".join((person.text("photoBase64") or "").split()).rpartition(",")[2]
    try:
        return b64decode(text, validate=True) or None
    except ValueError:
        person.log_unreadable("photoBase64")
        return None


def _tabs(parent: Record, name: str) -> Iterator[int]:
    """Yield the numbers of all tabs of a tree."""
    for node in parent.each(name):
        if (number := node.kind) is not None:
            yield number
        yield from _tabs(node, "Onglet")


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
