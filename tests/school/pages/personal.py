"""Account page, and creation of a QR code."""

from tests.school.ical import EVERY_LESSON, Feed, secret_of
from tests.school.model.people import Account, Role
from tests.school.model.sheets import Person
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .registry import RequestContext, page

MOBILE_APP, BROWSER = 1, 2
TIMETABLE, ACCOUNT = 16, 49


# One client requests it from the timetable to get the address of the calendar.
@page("PageInfosPerso", ACCOUNT, TIMETABLE)
def personal(context: RequestContext) -> Json:
    account = context.account
    page: Json = {
        "Informations": _contact(account),
        "Autorisations": _wishes(context),
        "securisation": {
            "mode": int(account.security),
            "modesPossibles": values.number_set((1, 2, 3)),
            "listeSourcesConnexions": values.element(_devices(context)),
        },
        "droitImage": {"autoriser": True},
        "informationsCompte": {
            "Identifiant": context.session.encrypt_text(account.username)
        },
        "listeProjets": values.element([]),
    }
    if account.pupils and account.may_export:
        page["iCal"] = _calendars(context)
    return page


def _contact(account: Account) -> Json:
    """Return the contact data. Only the name of an adult has a title before it."""
    title, last, first = f" {account.name}".rsplit(" ", 2)
    person = _person(account, last, first)
    own = account.pupils[0].sheet if account.role is Role.PUPIL else None
    lines = [*person.address, "", "", "", ""]
    return {
        "civilite": title.strip(),
        "nom": last,
        "prenoms": first,
        "adresse1": lines[0],
        "adresse2": lines[1],
        "adresse3": lines[2],
        "adresse4": lines[3],
        "codePostal": person.postcode,
        "ville": person.city,
        "province": "",
        "pays": person.country,
        "eMail": f"{account.username}@exemple.fr",
        "indicatifTel": "33",
        "telephonePortable": person.mobile or "",
        "numeroINE": own.national_number if own else "",
    }


def _person(account: Account, last: str, first: str) -> Person:
    """Return the account holder as listed in the sheets."""
    sheets = [pupil.sheet for pupil in account.pupils if pupil.sheet]
    if account.role is Role.PUPIL and sheets:
        return sheets[0].person
    guardians = [one.person for sheet in sheets for one in sheet.guardians]
    names = (last, first)
    for person in guardians:
        if (person.last_name, person.first_name) == names:
            return person
    return Person(last, first)


def _wishes(context: RequestContext) -> Json:
    return {
        "SMSAutorise": False,
        "emailAutorise": True,
        "courrierPapierAutorise": False,
        "msgProfesseur": True,
        "msgPersonnel": True,
        "msgParent": False,
        "msgEleve": False,
        "estDelegue": any(pupil.delegate for pupil in context.account.pupils),
        "estMembreCA": False,
    }


def _devices(context: RequestContext) -> list[Json]:
    devices = context.school.access.devices[context.account.key]
    return [
        {
            "L": label,
            "G": MOBILE_APP if label in devices.app_labels else BROWSER,
            "dateDerniereConnexion": values.moment(context.school.clock()),
        }
        for label in sorted(devices.labels)
    ]


def _calendars(context: RequestContext) -> Json:
    """Return the addresses of the pupil's timetable and of the school's agenda."""
    rows = []
    for feed in Feed:
        secret = secret_of(context.school, context.account, context.pupil, feed)
        timetable = feed is Feed.TIMETABLE
        rows.append(
            {
                "G": int(feed),
                "L": "Emploi du temps" if timetable else "Agenda",
                "P": int(feed),
                "nom": "Edt" if timetable else "Agenda",
                "exportEDT": timetable,
                "exportAgenda": not timetable,
                "paramICal": secret,
                "paramSuppl": EVERY_LESSON,
            }
        )
    return {
        "liste": values.element(rows),
        "avecEDT": True,
        "avecAgenda": True,
        "avecLienPerso": False,
    }


@page("JetonAppliMobile", 7)
def qr_code(context: RequestContext) -> Json:
    """Return the content of a QR code, encrypted with the PIN that the user has chosen."""
    pin = str(context.required("code"))
    if len(pin) != 4 or not pin.isdecimal():
        raise impossible_page()
    school = context.school
    return {**school.access.qr_code(context.account, pin, school.clock())}
