"""The account page (PRONOTE page 49, "Mes données"): identity, devices, calendar links."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote, urlencode

from ..secret import Secret
from ..wire import Json, Record


class CalendarKind(StrEnum):
    """What a calendar link shows."""

    TIMETABLE = "timetable"
    AGENDA = "agenda"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """An iCal address. It is secret: it gives access to the timetable."""

    kind: CalendarKind
    name: str | None = None
    url: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDevice:
    """A device registered for this account."""

    name: str
    kind: str | None = None
    """ "windows", "app" or "browser"."""
    last_used: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Personal data of the owner of the account."""

    title: str | None = field(default=None, repr=False)
    last_name: str | None = field(default=None, repr=False)
    first_names: str | None = field(default=None, repr=False)
    address: tuple[str, ...] = field(default=(), repr=False)
    postal_code: str | None = field(default=None, repr=False)
    city: str | None = field(default=None, repr=False)
    country: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    national_id: Secret | None = None
    """INE, the national number of a pupil."""
    allows_email: bool = False
    allows_text_messages: bool = False
    allows_paper: bool = False
    open_to_teachers: bool = False
    """Whether teachers may write to the owner; likewise the three others."""
    open_to_staff: bool = False
    open_to_parents: bool = False
    open_to_pupils: bool = False
    image_rights: bool | None = None
    """Whether pictures of the pupil may be published; None if the school does not ask."""
    delegate: bool = False
    board_member: bool = False
    second_factor_mode: int | None = None
    """PRONOTE's mode of the second factor: 1 none, 2 notification, 3 PIN."""
    devices: tuple[KnownDevice, ...] = ()
    calendars: tuple[CalendarLink, ...] = ()


TAB = 49
FUNCTION = "PageInfosPerso"

_UNPROTECTED = frozenset({0, 1})
_SOURCES = {0: "windows", 1: "app", 2: "browser"}
_CALENDARS = {
    0: CalendarKind.TIMETABLE,
    1: CalendarKind.AGENDA,
    2: CalendarKind.PERSONAL,
}


def read(answer: Record, *, root: str, version: str) -> PersonalData:
    """Read the account page; `version` is part of the calendar links."""
    known = answer.record("Informations")
    allowed = answer.record("Autorisations")
    security = answer.record("securisation")
    image = answer.record("droitImage")
    number = known.text("numeroINE")
    code, phone = known.text("indicatifTel"), known.text("telephonePortable")
    return PersonalData(
        title=known.label("civilite"),
        last_name=known.text("nom"),
        first_names=known.text("prenoms", "prenom"),
        address=tuple(line for n in range(1, 5) if (line := known.text(f"adresse{n}"))),
        postal_code=known.text("codePostal"),
        city=known.label("ville"),
        country=known.label("pays"),
        email=known.text("eMail"),
        phone=f"+{code.lstrip('+')} {phone}" if code and phone else phone,
        national_id=Secret(number) if number else None,
        allows_email=allowed.flag("emailAutorise"),
        allows_text_messages=allowed.flag("SMSAutorise"),
        allows_paper=allowed.flag("courrierPapierAutorise"),
        open_to_teachers=allowed.flag("msgProfesseur"),
        open_to_staff=allowed.flag("msgPersonnel"),
        open_to_parents=allowed.flag("msgParent"),
        open_to_pupils=allowed.flag("msgEleve"),
        image_rights=image.flag("autoriser") if "autoriser" in image else None,
        delegate=allowed.flag("estDelegue"),
        board_member=allowed.flag("estMembreCA"),
        second_factor_mode=security.number("mode"),
        devices=tuple(
            KnownDevice(
                name=name,
                kind=_SOURCES.get(-1 if row.kind is None else row.kind),
                last_used=row.moment("dateDerniereConnexion", "date"),
            )
            for row in security.each("listeSourcesConnexions")
            if (name := row.text("libelle", "L"))
        ),
        calendars=_calendars(answer.record("iCal"), root, version),
    )


def is_protected(answer: Record) -> bool:
    """Return whether the account has a second factor. Return True if the page does not say."""
    mode = answer.record("securisation").number("mode")
    return mode is None or mode not in _UNPROTECTED


def _calendars(section: Record, root: str, version: str) -> tuple[CalendarLink, ...]:
    """Read the calendar links that show something."""
    links = (
        _calendar(row, root, version)
        for row in section.each("liste")
        if not _is_empty(row)
    )
    return tuple(link for link in links if link is not None)


def _is_empty(row: Record) -> bool:
    """Return whether a personal link has neither timetable nor agenda, by the owner's choice."""
    personal = _calendar_kind(row) is CalendarKind.PERSONAL
    return personal and row.is_denied("exportEDT") and row.is_denied("exportAgenda")


def _calendar(row: Record, root: str, version: str) -> CalendarLink | None:
    if (parameter := row.text("paramICal")) is None:
        return None
    query = {"icalsecurise": parameter, "version": version}
    if extra := row.text("paramSuppl"):
        query["param"] = extra
    name = (row.text("nom") or "mesinformations").removesuffix(".ics")
    url = f"{root}/ical/{quote(name)}.ics?{urlencode(query)}"
    return CalendarLink(kind=_calendar_kind(row), name=row.text("L"), url=Secret(url))


def _calendar_kind(row: Record) -> CalendarKind:
    if (number := row.kind) is not None:
        return _CALENDARS.get(number, CalendarKind.TIMETABLE)
    only_agenda = row.flag("exportAgenda") and not row.flag("exportEDT")
    return CalendarKind.AGENDA if only_agenda else CalendarKind.TIMETABLE


QR_CODE = "JetonAppliMobile"


def qr_code_request(pin: Secret) -> Json:
    """Return the data of the request for a QR code with this PIN."""
    return {"code": pin.reveal()}
