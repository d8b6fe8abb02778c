"""Commands that need no open account: login, logout, accounts, discover, portals."""

from argparse import ArgumentParser, Namespace
from contextlib import suppress

import aiohttp

from aiopronote import Account, DeviceToken, Portal, QrCode, discover, portals

from . import accounts
from .accounts import StoredLogin
from .commands import StandaloneCommand
from .connect import open_client
from .i18n import Text, UsageError
from .login_methods import add_login_arguments, make_credentials
from .output import Column, Output, Result, key_values, table
from .prompts import PASSWORD_VARIABLE

_ADDRESS = Text("Address", "Adresse")
_NAME = Text("Name", "Nom")
_SCHOOL = Text("School", "École")
_SPACE = Text("Space", "Espace")
_PRONOTE = Text("PRONOTE", "PRONOTE")

_TAKEN = Text(
    "“{name}” is another account, of {url}: give this one a name with --account.",
    "« {name} » est un autre compte, de {url} : nommez celui-ci avec --account.",
)
_NO_TOKEN = Text(
    "The login worked, but PRONOTE issued no token, and a QR code works only once: nothing is saved. Log in with the password.",
    "La connexion a réussi, mais PRONOTE n’a délivré aucun jeton, et un QR code ne sert qu’une fois : rien n’est enregistré. Connectez-vous avec le mot de passe.",
)
_KEPT_WITHOUT_PASSWORD = Text(
    "PRONOTE issued no token: the account is saved without its password. Each command reads the password from --password-file or {variable}, or asks for it.",
    "PRONOTE n’a délivré aucun jeton : le compte est enregistré sans son mot de passe. Chaque commande le lit dans --password-file ou {variable}, ou le demande.",
)
_KEPT = Text("Saved as “{name}”.", "Enregistré sous le nom « {name} ».")
_FORGOTTEN = Text(
    "“{name}” is deleted here. PRONOTE lists this device until you remove it there.",
    "« {name} » est supprimé ici. PRONOTE liste cet appareil jusqu’à ce que vous l’y retiriez.",
)
_REQUESTING = Text("Waiting for PRONOTE", "En attente de PRONOTE")


class NoTokenError(Exception):
    """Error for a QR code login without a token. The account cannot be stored."""


async def login(arguments: Namespace, output: Output) -> Result:
    """Log in by any method, and store the token or, without one, the login without its password."""
    name = arguments.account or accounts.DEFAULT
    timezone = accounts.find_timezone(arguments.timezone)
    former: StoredLogin | None = None
    if name in accounts.names():
        with suppress(accounts.DamagedAccountError):
            former = accounts.load(name).login
    credentials = make_credentials(arguments, former)
    if former is not None and arguments.account is None:
        if (former.url, former.space) != (credentials.url, credentials.space):
            raise UsageError(_TAKEN, name=name, url=former.url)
    async with open_client(name, credentials, timezone, arguments, output) as client:
        account, used = client.account, client.credentials
    if isinstance(used, QrCode):
        raise NoTokenError(str(_NO_TOKEN))
    if not isinstance(used, DeviceToken):
        output.print_message(_KEPT_WITHOUT_PASSWORD.format(variable=PASSWORD_VARIABLE))
    output.print_message(_KEPT.format(name=name))
    return _welcome(name, account)


def _welcome(name: str, account: Account) -> Result:
    pupils = [pupil.name for pupil in account.pupils]
    view = key_values(
        (
            (_NAME, account.name),
            (_SPACE, account.space),
            (_SCHOOL, account.school.name),
            (_PRONOTE, account.school.version),
            (Text("Pupils", "Élèves"), pupils),
        )
    )
    value = {
        "account": name,
        "name": account.name,
        "space": account.space,
        "school": account.school,
        "pupils": pupils,
    }
    return Result(value, (view,))


async def logout(arguments: Namespace, output: Output) -> Result:
    """Delete an account from this machine."""
    name = accounts.choose(arguments.account)
    accounts.delete(name)
    output.print_message(_FORGOTTEN.format(name=name))
    return Result({"account": name, "kept": False}, ())


_ACCOUNTS: tuple[Column[dict[str, str]], ...] = (
    Column(Text("Account", "Compte"), lambda account: account["account"]),
    Column(_SCHOOL, lambda account: account["url"]),
    Column(_SPACE, lambda account: account["space"]),
    Column(Text("Login", "Connexion"), lambda account: account["login"]),
)


async def list_accounts(_: Namespace, __: Output) -> Result:
    """List the stored accounts."""
    found = [
        {
            "account": name,
            "url": login.url,
            "space": login.space.value,
            "login": "token" if isinstance(login, DeviceToken) else "password",
        }
        for name in accounts.names()
        for login in (accounts.load(name).login,)
    ]
    return Result(found, (table(found, _ACCOUNTS),))


async def show_school(arguments: Namespace, output: Output) -> Result:
    """Describe the school at an address."""
    async with aiohttp.ClientSession(trust_env=True) as http:
        with output.status(_REQUESTING):
            found = await discover(http, arguments.address)
    known = found.known_portal
    view = key_values(
        (
            (_SCHOOL, found.name),
            (_ADDRESS, found.url),
            (_PRONOTE, ".".join(map(str, found.version))),
            (Text("Spaces", "Espaces"), found.spaces),
            (Text("Portal", "Portail"), known.name if known else found.portal),
        )
    )
    return Result(found, (view,))


_PORTALS: tuple[Column[Portal], ...] = (
    Column(Text("Key", "Clé"), lambda portal: portal.key),
    Column(_NAME, lambda portal: portal.name),
    Column(Text("Region", "Région"), lambda portal: portal.region),
    Column(Text("Accounts", "Comptes"), lambda portal: portal.accounts),
    Column(Text("Status", "État"), lambda portal: portal.status),
)


async def list_portals(_: Namespace, __: Output) -> Result:
    """List the portals that the client supports."""
    found = portals.portals()
    return Result(found, (table(found, _PORTALS),))


def _address_argument(parser: ArgumentParser) -> None:
    parser.add_argument("address", help=str(_ADDRESS))


STANDALONE_COMMANDS = (
    StandaloneCommand(
        name="discover",
        help=Text("identify an address", "identifier une adresse"),
        run=show_school,
        arguments=_address_argument,
    ),
    StandaloneCommand(
        name="portals",
        help=Text("list the supported portals", "lister les portails pris en charge"),
        run=list_portals,
    ),
    StandaloneCommand(
        name="login",
        help=Text(
            "log in by password, portal, QR code or token, and save the account",
            "se connecter par mot de passe, portail, QR code ou jeton, et enregistrer le compte",
        ),
        run=login,
        arguments=add_login_arguments,
        account=lambda arguments: arguments.account or accounts.DEFAULT,
    ),
    StandaloneCommand(
        name="accounts",
        help=Text("list the saved accounts", "lister les comptes enregistrés"),
        run=list_accounts,
    ),
    StandaloneCommand(
        name="logout",
        help=Text("delete a saved account", "supprimer un compte enregistré"),
        run=logout,
        account=lambda arguments: accounts.choose(arguments.account),
    ),
)
