"""The ways in: what each asks of the person, and the credentials it makes of it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
import json
from pathlib import Path

from aiopronote import (
    Credentials,
    DeviceToken,
    Password,
    PortalAccount,
    PortalPassword,
    QrCode,
    Secret,
    Space,
    new_device,
    normalize_url,
    portals,
    read_qr_code,
    space_of,
)

from . import kept
from .asking import ask, ask_secret
from .language import Text, UsageError

SPACES = {
    "parent": Space.PARENT,
    "pupil": Space.PUPIL,
    "school-life": Space.SCHOOL_LIFE,
}

_ADDRESS = Text("Address of the school’s PRONOTE", "Adresse du PRONOTE de l’école")
_SPACE = Text(
    "Space: parent, pupil or school-life", "Espace : parent, pupil ou school-life"
)
_USER = Text("User name", "Identifiant")
_PASSWORD = Text("Password", "Mot de passe")
_PORTAL = Text(
    "log in at the school’s portal, this one if PRONOTE does not lead there",
    "passer par le portail de l’école, celui-ci si PRONOTE n’y mène pas",
)
_QR_TEXT = Text("Text of the QR code", "Texte du QR code")
_QR_PIN = Text("Four digits of the QR code", "Quatre chiffres du QR code")
_TOKEN = Text("Token, as JSON", "Jeton, en JSON")
_PIN = Text("PIN of the account", "Code PIN du compte")
_FROM_FILE = Text(
    "{what}: a file of mode 600; asked for without one",
    "{what} : un fichier de mode 600 ; demandé sinon",
)
_NO_SPACE = Text("“{name}” is no space.", "« {name} » n’est pas un espace.")
_NO_PORTAL = Text(
    "No portal is called “{name}”: see “pronote portals”.",
    "Aucun portail ne s’appelle « {name} » : voyez « pronote portals ».",
)
_NOT_A_TOKEN = Text(
    "This is no token: JSON with url, space, login, token and device is one.",
    "Ce n’est pas un jeton : c’est un JSON avec url, space, login, token et device.",
)


def make_credentials(arguments: Namespace, former: DeviceToken | None) -> Credentials:
    """Ask what is missing, by the way that was chosen; a password without one.

    `former` is what this machine was to the school before, and stays.
    """
    ways: dict[str, Callable[[Namespace, DeviceToken | None], Credentials]] = {
        "qr": _by_qr_code,
        "token": _by_token,
        "portal": _by_portal,
    }
    for option, way in ways.items():
        if getattr(arguments, option) is not None:
            return way(arguments, former)
    return _by_password(arguments, former)


def _by_password(arguments: Namespace, former: DeviceToken | None) -> Password:
    url, space = _where(arguments)
    username, password = _who(arguments)
    return Password(
        url=url,
        space=space,
        username=username,
        password=password,
        device=_device(former),
        navigator=former.navigator if former else None,
    )


def _by_portal(arguments: Namespace, former: DeviceToken | None) -> PortalPassword:
    if arguments.portal and portals.resolve(arguments.portal) is None:
        raise UsageError(_NO_PORTAL, name=arguments.portal)
    url, space = _where(arguments)
    username, password = _who(arguments)
    kind = arguments.portal_account
    return PortalPassword(
        url=url,
        space=space,
        username=username,
        password=password,
        device=_device(former),
        portal=arguments.portal or None,
        account=PortalAccount(kind) if kind else None,
        navigator=former.navigator if former else None,
    )


def _by_qr_code(arguments: Namespace, former: DeviceToken | None) -> QrCode:
    text = ask_secret(_QR_TEXT, arguments.qr or None)
    pin = ask_secret(_QR_PIN, arguments.qr_pin_file)
    return read_qr_code(text.reveal(), pin.reveal(), _device(former))


def _by_token(arguments: Namespace, _: DeviceToken | None) -> DeviceToken:
    text = ask_secret(_TOKEN, arguments.token or None)
    try:
        return kept.read_token(json.loads(text.reveal()))
    except (ValueError, TypeError, KeyError) as error:
        raise UsageError(_NOT_A_TOKEN) from error


def _where(arguments: Namespace) -> tuple[str, Space]:
    address = arguments.address or ask(_ADDRESS)
    space = SPACES.get(arguments.space) or space_of(address)
    if space is None:
        name = ask(_SPACE, "parent")
        if (space := SPACES.get(name)) is None:
            raise UsageError(_NO_SPACE, name=name)
    return normalize_url(address), space


def _who(arguments: Namespace) -> tuple[str, Secret]:
    username = arguments.user or ask(_USER)
    return username, ask_secret(_PASSWORD, arguments.password_file)


def _device(former: DeviceToken | None) -> str:
    return former.device if former else new_device()


def declare_ways(parser: ArgumentParser) -> None:
    """Declare all that login may be told."""
    parser.add_argument("address", nargs="?", help=str(_ADDRESS))
    parser.add_argument("--space", choices=SPACES)
    parser.add_argument("--user", metavar="NAME", help=str(_USER))
    ways = parser.add_mutually_exclusive_group()
    for option, text in (("--qr", _QR_TEXT), ("--token", _TOKEN)):
        ways.add_argument(
            option,
            nargs="?",
            type=Path,
            const=False,
            metavar="FILE",
            help=_FROM_FILE.format(what=text),
        )
    ways.add_argument("--portal", nargs="?", const="", metavar="KEY", help=str(_PORTAL))
    parser.add_argument(
        "--portal-account", choices=[kind.value for kind in PortalAccount]
    )
    for option, text in (
        ("--password-file", _PASSWORD),
        ("--qr-pin-file", _QR_PIN),
        ("--pin-file", _PIN),
    ):
        parser.add_argument(
            option, type=Path, metavar="FILE", help=_FROM_FILE.format(what=text)
        )
    name = Text("what the school will call this device", "nom donné à cet appareil")
    parser.add_argument("--device-name", metavar="NAME", help=str(name))
    parser.add_argument("--timezone", default=kept.PARIS.key, metavar="ZONE")
