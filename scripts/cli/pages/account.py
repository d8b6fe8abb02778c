"""Commands for the home page, personal data, pupils and classes, and any function."""

from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from datetime import timedelta
import json
import sys

from rich.console import RenderableType

from aiopronote import (
    Contact,
    HomePage,
    KnownDevice,
    ListedPupil,
    PartnerLink,
    PersonalData,
    Pupil,
    SchoolClass,
    UpcomingTest,
    Wallet,
)

from ..commands import AccountCommand
from ..context import Context, known_periods
from ..dates import parse_day, resolve_day
from ..i18n import Text, UsageError
from ..output import Column, Result, key_values, table
from ..selection import find_by_name
from .communication import DISCUSSIONS, NEWS
from .results import EVALUATIONS, GRADES, life_views
from .school_day import AGENDA, HOMEWORK, LESSONS, MENUS

_NOT_JSON = Text("--data is not a JSON object.", "--data n’est pas un objet JSON.")

_TESTS: tuple[Column[UpcomingTest], ...] = (
    Column(Text("Day", "Jour"), lambda test: test.day),
    Column(Text("Time", "Heure"), lambda test: test.start and f"{test.start:%H:%M}"),
    Column(Text("Subject", "Matière"), lambda test: test.subject),
    Column(Text("Kind", "Type"), lambda test: test.kind),
    Column(Text("Rooms", "Salles"), lambda test: test.rooms),
    Column(Text("Title", "Titre"), lambda test: test.title),
)


def _link_target(link: PartnerLink) -> str | None:
    return link.phone or link.url


_WALLETS: tuple[Column[Wallet], ...] = (
    Column(Text("Name", "Nom"), lambda wallet: wallet.name),
    Column(Text("Balance", "Solde"), lambda wallet: wallet.balance, right=True),
    Column(Text("Low", "Bas"), lambda wallet: wallet.low),
    Column(Text("Note", "Remarque"), lambda wallet: wallet.note),
)


_LINKS: tuple[Column[PartnerLink], ...] = (
    Column(Text("Name", "Nom"), lambda link: link.name),
    Column(Text("Address or telephone", "Adresse ou téléphone"), _link_target),
    Column(Text("Comment", "Commentaire"), lambda link: link.comment),
)


async def home(context: Context) -> Result:
    """Show the sections of the home page."""
    day = resolve_day(context.arguments.day, context.today)
    found = await context.client.home.get(context.pupil(), day)
    return Result(found, tuple(_home(found)))


def _home(page: HomePage) -> Iterator[RenderableType]:
    if page.lessons is not None:
        yield table(page.lessons, LESSONS, Text("Lessons", "Cours"))
    if page.homework is not None:
        yield table(page.homework, HOMEWORK, Text("Homework", "Travail à faire"))
    if page.tests is not None:
        yield table(page.tests, _TESTS, Text("Tests to come", "Devoirs surveillés"))
    if page.grades is not None:
        yield table(page.grades, GRADES, Text("Grades", "Notes"))
    if page.evaluations is not None:
        yield table(page.evaluations, EVALUATIONS, Text("Skills", "Compétences"))
    if page.menus is not None:
        yield table(page.menus, MENUS, Text("Menus", "Menus"))
    if page.news is not None:
        yield table(page.news, NEWS, Text("News", "Informations"))
    if page.discussions is not None:
        yield table(page.discussions, DISCUSSIONS, Text("Discussions", "Discussions"))
    if page.agenda is not None:
        yield table(page.agenda, AGENDA, Text("Agenda", "Agenda"))
    if page.wallets is not None:
        yield table(page.wallets, _WALLETS, Text("Accounts", "Porte-monnaie"))
    if page.links:
        yield table(page.links, _LINKS, Text("Useful links", "Liens utiles"))
    if page.school_life is not None:
        yield from life_views(page.school_life)


_DEVICES: tuple[Column[KnownDevice], ...] = (
    Column(Text("Device", "Appareil"), lambda device: device.name),
    Column(Text("Kind", "Genre"), lambda device: device.kind),
    Column(Text("Last used", "Dernière connexion"), lambda device: device.last_used),
)


async def me(context: Context) -> Result:
    """Show the personal data of the account's owner."""
    pupil = context.pupil() if context.arguments.pupil is not None else None
    found = await context.client.personal.get(pupil)
    return Result(found, tuple(_me(found)))


def _me(data: PersonalData) -> Iterator[RenderableType]:
    yield key_values(
        (
            (
                Text("Name", "Nom"),
                _joined(data.title, data.last_name, data.first_names),
            ),
            (Text("Address", "Adresse"), data.address),
            (Text("Town", "Ville"), _joined(data.postal_code, data.city, data.country)),
            (Text("Mail", "Courriel"), data.email),
            (Text("Telephone", "Téléphone"), data.phone),
            (
                Text("Calendar links", "Liens d’agenda"),
                [link.name or link.kind for link in data.calendars],
            ),
        )
    )
    yield table(data.devices, _DEVICES, Text("Devices", "Appareils"))


def _joined(*parts: str | None) -> str:
    return " ".join(filter(None, parts))


_PUPILS: tuple[Column[tuple[int, Pupil]], ...] = (
    Column(Text("No.", "N°"), lambda row: row[0], right=True),
    Column(Text("Name", "Nom"), lambda row: row[1].name),
    Column(Text("Class", "Classe"), lambda row: row[1].school_class),
    Column(
        Text("Periods", "Périodes"),
        lambda row: [period.name for period in known_periods(row[1])],
    ),
)
_CLASSES: tuple[Column[SchoolClass], ...] = (
    Column(Text("Class", "Classe"), lambda row: row.name),
    Column(Text("Level", "Niveau"), lambda row: row.level),
    Column(Text("In charge", "Responsable"), lambda row: row.responsible),
)
_LISTED: tuple[Column[ListedPupil], ...] = (
    Column(Text("Name", "Nom"), lambda row: row.name),
    Column(
        Text("Born", "Né(e) le"),
        lambda row: row.birth_date and row.birth_date.isoformat(),
    ),
    Column(
        Text("Entered", "Entré(e) le"),
        lambda row: row.entry_date and row.entry_date.isoformat(),
    ),
    Column(Text("Options", "Options"), lambda row: row.options),
)


_CONTACTS: tuple[Column[Contact], ...] = (
    Column(Text("Name", "Nom"), lambda row: _joined(row.last_name, row.first_name)),
    Column(Text("Kinship", "Parenté"), lambda row: row.kinship),
    Column(Text("Responsibility", "Responsabilité"), lambda row: row.responsibility),
    Column(Text("Mail", "Courriel"), lambda row: row.email),
    Column(Text("Telephone", "Téléphone"), lambda row: row.phones),
    Column(Text("Emergency", "Urgence"), lambda row: row.emergency),
)


async def pupils(context: Context) -> Result:
    """List the children of the account; for staff, the classes or the pupils of one."""
    if own := context.account.pupils:
        return Result(own, (table(enumerate(own, 1), _PUPILS),))
    classes = await context.client.staff.classes()
    if context.arguments.of is None:
        return Result(classes, (table(classes, _CLASSES),))
    chosen = find_by_name(context.arguments.of, classes, lambda item: item.name)
    listed = await context.client.staff.class_pupils(chosen)
    if context.arguments.sheet is not None:
        pupil = find_by_name(context.arguments.sheet, listed, lambda item: item.name)
        sheet = await context.client.staff.pupil_sheet(pupil)
        return Result(sheet, (table((sheet.pupil, *sheet.guardians), _CONTACTS),))
    return Result(listed, (table(listed, _LISTED),))


async def call(context: Context) -> Result:
    """Call any function and show its raw answer."""
    given = context.arguments
    pupil = context.pupil() if given.pupil is not None else None
    data = _read_data(given.data)
    return Result(
        await context.client.request(given.function, data, tab=given.tab, pupil=pupil)
    )


def _read_data(text: str | None) -> dict[str, object] | None:
    if text is None:
        return None
    try:
        data = json.loads(sys.stdin.read() if text == "-" else text)
    except ValueError as error:
        raise UsageError(_NOT_JSON) from error
    if not isinstance(data, Mapping):
        raise UsageError(_NOT_JSON)
    return dict(data)


def _home_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--day", type=parse_day, default=timedelta(), metavar="DAY")


def _pupils_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--of",
        metavar="CLASS",
        help=str(
            Text(
                "pupils of a class, for staff", "élèves d’une classe, pour le personnel"
            )
        ),
    )
    parser.add_argument(
        "--sheet",
        metavar="NAME",
        help=str(
            Text("one of them, with the guardians", "l’un d’eux et ses responsables")
        ),
    )


def _call_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "function", help=str(Text("its name in PRONOTE", "son nom dans PRONOTE"))
    )
    parser.add_argument(
        "--tab",
        type=int,
        required=True,
        help=str(Text("number of the page", "numéro de l’onglet")),
    )
    parser.add_argument("--data", metavar="JSON|-")


COMMANDS = (
    AccountCommand(
        name="home",
        help=Text("the home page’s extracts", "les extraits de la page d’accueil"),
        run=home,
        arguments=_home_arguments,
    ),
    AccountCommand(
        name="me",
        help=Text("personal data and devices", "données personnelles et appareils"),
        run=me,
    ),
    AccountCommand(
        name="pupils",
        help=Text("children, or classes for staff", "les enfants, ou les classes"),
        run=pupils,
        arguments=_pupils_arguments,
        pupil=False,
    ),
    AccountCommand(
        name="call",
        help=Text("call any function, raw", "appeler une fonction, réponse brute"),
        run=call,
        arguments=_call_arguments,
    ),
)
