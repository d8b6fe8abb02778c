"""Make credentials from the arguments and prompts of each login method."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
import json
from pathlib import Path

from aiopronote import (
    Credentials,
    DeviceToken,
    Password,
    PortalAccountKind,
    PortalPassword,
    QrCode,
    Secret,
    Space,
    new_device_id,
    normalize_url,
    portals,
    read_qr_code,
    space_of,
)

from . import accounts
from .accounts import StoredLogin
from .i18n import Text, UsageError
from .prompts import prompt, prompt_password, prompt_secret

SPACES = {
    "parent": Space.PARENT,
    "pupil": Space.PUPIL,
    "school-life": Space.SCHOOL_LIFE,
}

_ADDRESS = Text("Address of the school’s PRONOTE", "Adresse du PRONOTE de l’école")
_SPACE = Text(
    "Space: parent, pupil or school-life", "Espace : parent, pupil ou school-life"
)
_USER = Text("Username", "Identifiant")
_PASSWORD = Text(
    "Password, also read from PRONOTE_PASSWORD",
    "Mot de passe, lu aussi dans PRONOTE_PASSWORD",
)
_PORTAL = Text(
    "log in through the school’s portal; KEY if PRONOTE does not redirect to it",
    "se connecter par le portail de l’école ; KEY si PRONOTE n’y renvoie pas",
)
_QR_TEXT = Text("Text of the QR code", "Texte du QR code")
_QR_PIN = Text("Four digits of the QR code", "Quatre chiffres du QR code")
_TOKEN = Text("Token, as JSON", "Jeton, en JSON")
_PIN = Text("PIN of the account", "Code PIN du compte")
_FROM_FILE = Text(
    "{what}, from a file of mode 600; without it, the command asks",
    "{what}, dans un fichier de mode 600 ; sinon, la commande le demande",
)
_NO_SPACE = Text("“{name}” is not a space.", "« {name} » n’est pas un espace.")
_NO_PORTAL = Text(
    "No portal is called “{name}”: see “pronote portals”.",
    "Aucun portail ne s’appelle « {name} » : voyez « pronote portals ».",
)
_NOT_A_TOKEN = Text(
    "This is not a token, which is JSON with url, space, login, token and device.",
    "Ce n’est pas un jeton, c’est-à-dire un JSON avec url, space, login, token et device.",
)


def make_credentials(arguments: Namespace, former: StoredLogin | None) -> Credentials:
    """Make the credentials of the chosen method, by default of a password.

    The device of the `former` login is used again.
    """
    methods: dict[str, Callable[[Namespace, StoredLogin | None], Credentials]] = {
        "qr": _by_qr_code,
        "token": _by_token,
        "portal": _by_portal,
    }
    for option, method in methods.items():
        if getattr(arguments, option) is not None:
            return method(arguments, former)
    return _by_password(arguments, former)


def _by_password(arguments: Namespace, former: StoredLogin | None) -> Password:
    url, space = _address_and_space(arguments)
    username, password = _username_and_password(arguments)
    return Password(
        url=url,
        space=space,
        username=username,
        password=password,
        device=_device(former),
        browser_id=former.browser_id if former else None,
    )


def _by_portal(arguments: Namespace, former: StoredLogin | None) -> PortalPassword:
    if arguments.portal and portals.resolve(arguments.portal) is None:
        raise UsageError(_NO_PORTAL, name=arguments.portal)
    url, space = _address_and_space(arguments)
    username, password = _username_and_password(arguments)
    kind = arguments.portal_account
    return PortalPassword(
        url=url,
        space=space,
        username=username,
        password=password,
        device=_device(former),
        portal=arguments.portal or None,
        account=PortalAccountKind(kind) if kind else None,
        browser_id=former.browser_id if former else None,
    )


def _by_qr_code(arguments: Namespace, former: StoredLogin | None) -> QrCode:
    text = prompt_secret(_QR_TEXT, arguments.qr or None)
    pin = prompt_secret(_QR_PIN, arguments.qr_pin_file)
    return read_qr_code(text.reveal(), pin.reveal(), _device(former))


def _by_token(arguments: Namespace, _: StoredLogin | None) -> DeviceToken:
    text = prompt_secret(_TOKEN, arguments.token or None)
    try:
        return accounts.read_token(json.loads(text.reveal()))
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(_NOT_A_TOKEN) from error


def _address_and_space(arguments: Namespace) -> tuple[str, Space]:
    address = arguments.address or prompt(_ADDRESS)
    space = SPACES.get(arguments.space) or space_of(address)
    if space is None:
        name = prompt(_SPACE, "parent")
        if (space := SPACES.get(name)) is None:
            raise UsageError(_NO_SPACE, name=name)
    return normalize_url(address), space


def _username_and_password(arguments: Namespace) -> tuple[str, Secret]:
    username = arguments.user or prompt(_USER)
    return username, prompt_password(arguments.password_file)


def _device(former: StoredLogin | None) -> str:
    return former.device if former else new_device_id()


def add_password_file(parser: ArgumentParser) -> None:
    """Add the argument of a file that holds the password."""
    help_text = _FROM_FILE.format(what=_PASSWORD)
    parser.add_argument("--password-file", type=Path, metavar="FILE", help=help_text)


def add_login_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of `login`."""
    parser.add_argument("address", nargs="?", help=str(_ADDRESS))
    parser.add_argument("--space", choices=SPACES)
    parser.add_argument("--user", metavar="NAME", help=str(_USER))
    methods = parser.add_mutually_exclusive_group()
    for option, text in (("--qr", _QR_TEXT), ("--token", _TOKEN)):
        methods.add_argument(
            option,
            nargs="?",
            type=Path,
            const=False,
            metavar="FILE",
            help=_FROM_FILE.format(what=text),
        )
    methods.add_argument(
        "--portal", nargs="?", const="", metavar="KEY", help=str(_PORTAL)
    )
    parser.add_argument(
        "--portal-account", choices=[kind.value for kind in PortalAccountKind]
    )
    add_password_file(parser)
    for option, text in (
        ("--qr-pin-file", _QR_PIN),
        ("--pin-file", _PIN),
    ):
        parser.add_argument(
            option, type=Path, metavar="FILE", help=_FROM_FILE.format(what=text)
        )
    name = Text(
        "the name of this device in PRONOTE", "le nom de cet appareil dans PRONOTE"
    )
    parser.add_argument("--device-name", metavar="NAME", help=str(name))
    parser.add_argument("--timezone", default=accounts.PARIS.key, metavar="ZONE")
