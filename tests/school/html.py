"""HTML pages of the server: the space page with its Start call, and error pages."""

from html import escape
import json
from typing import Any

from tests.school.wire.session import Session

SUSPENDED = "Votre adresse IP est provisoirement suspendue."
CLOSED = "Le site n'est pas disponible"
UNAVAILABLE = "Le site est momentanément indisponible. Veuillez réessayer plus tard."
BROWSER_REFUSED = "Votre navigateur n'est pas compatible avec cet espace."
EXPIRED = "La page a expiré"
PROXY_ERROR = "502 Bad Gateway"

CONTAINER = '<div id="div"></div>'
"""Element that PRONOTE's own web client renders into."""


def notice(text: str) -> str:
    """Return a page that shows one text."""
    return (
        "<!DOCTYPE html>\n"
        '<html lang="fr"><head><meta charset="utf-8"><title>PRONOTE</title></head>'
        f'<body><div class="message">{escape(text, quote=False)}</div></body></html>'
    )


def space_page(
    session: Session,
    title: str,
    http_rsa: bool,
    *,
    with_number: bool = True,
    with_version: bool = True,
) -> str:
    """Return the page of a space, with the Start call as its version writes it."""
    start = _start_parameters(session, http_rsa)
    if not with_number:
        del start["h"]
    version = session.version
    head = (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8">'
        f"<title>PRONOTE - {escape(title)}</title>"
    )
    told = f"PRONOTE {version.text}" if with_version else "PRONOTE"
    link = f'<a href="https://www.exemple.fr/" hidden>{told}</a>'
    if version.start_is_json:
        called = json.dumps(start, separators=(",", ":"))
        script = (
            '<script>window.addEventListener("load", () => '
            f"{{try{{Start ({called});}} catch (e) "
            f"{{IE.sendLogFailStart ({session.number}, e)}}}});</script>"
        )
        return (
            f'{head}{script}</head><body id="id_body">{CONTAINER}{link}</body></html>'
        )
    pairs = ",".join(f"{key}:{_script_value(value)}" for key, value in start.items())
    onload = f"try {{ Start ({{{pairs}}}) }} catch (e) {{ messageErreur (e) }} "
    return f'{head}</head><body id="id_body" onload="{onload}">{CONTAINER}{link}</body></html>'


def _start_parameters(session: Session, http_rsa: bool) -> dict[str, Any]:
    version = session.version
    number: int | str = session.number
    start: dict[str, Any] = {"h": number if version.number_is_number else str(number)}
    if version.flags_switch_on:
        if session.encrypted:
            start["CrA"] = True
        if session.compressed:
            start["CoA"] = True
    else:
        if not session.encrypted:
            start["sCrA"] = True
        if not session.compressed:
            start["sCoA"] = True
    start["a"] = session.space
    if session.one_time_login:
        start["e"], start["f"] = session.one_time_login
        start["g"] = 1
    if http_rsa:
        start["http"] = True
    return start


def _script_value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}'" if isinstance(value, str) else str(value)
