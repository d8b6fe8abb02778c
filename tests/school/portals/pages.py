"""HTML of the portals, with the entities and redirects that browsers accept."""

from collections.abc import Mapping
from html import escape
import json

from aiohttp import web

FOOTER = "Votre adresse IP n'est pas conservée. DISCIPLINE, ÉQUIPE, VIP."
"""Text that contains "IP" but does not report a suspended address."""

UNUSUAL = {"=": "&#x3d;", "+": "&#x2b;", ":": "&#x3a;"}


def document(title: str, *body: str, head: str = "", onload: str = "") -> str:
    """Return a complete page."""
    opened = f'<body onload="{escape(onload)}">' if onload else "<body>"
    content = "\n".join(body)
    return (
        '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title, quote=False)}</title>\n{head}\n</head>\n"
        f"{opened}\n{content}\n<footer>{FOOTER}</footer>\n</body>\n</html>\n"
    )


def answer(text: str, status: int = 200) -> web.Response:
    return web.Response(
        text=text, status=status, content_type="text/html", charset="utf-8"
    )


def say(title: str, text: str, status: int = 200) -> web.Response:
    """Return a page that shows one text."""
    return answer(document(title, f"<p>{escape(text, quote=False)}</p>"), status)


def _value(text: str) -> str:
    """Return a value escaped with the unneeded entities that Shibboleth writes."""
    escaped = escape(text)
    for letter, entity in UNUSUAL.items():
        escaped = escaped.replace(letter, entity)
    return escaped


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )


def field(name: str, value: str = "", kind: str = "hidden", **attributes: str) -> str:
    """Return an input, hidden by default."""
    return (
        f'<input type="{kind}" name="{escape(name)}" value="{_value(value)}"'
        f"{_attributes(attributes)}>"
    )


def hidden(values: Mapping[str, str]) -> str:
    return "\n".join(field(name, value) for name, value in values.items())


def form(action: str, *content: str, method: str = "post", **attributes: str) -> str:
    inside = "\n".join(content)
    return (
        f'<form action="{escape(action)}" method="{method}"{_attributes(attributes)}>\n'
        f"{inside}\n</form>"
    )


def auto_form(action: str, values: Mapping[str, str]) -> web.Response:
    """Return a form that a browser submits automatically."""
    button = '<noscript><input type="submit" value="Continuer"></noscript>'
    return answer(
        document(
            "Connexion en cours",
            form(action, hidden(values), button),
            onload="document.forms[0].submit()",
        )
    )


def redirect(url: str) -> web.Response:
    """Return a redirect with its address unchanged, relative or absolute."""
    return web.Response(status=302, headers={"Location": url})


def meta_refresh(url: str) -> web.Response:
    head = f'<meta http-equiv="refresh" content="0; url={escape(url)}">'
    return answer(document("Redirection", head=head))


def script_redirect(url: str) -> web.Response:
    head = f"<script>window.location.replace({json.dumps(url)});</script>"
    return answer(document("Redirection", head=head))


def application(title: str = "Bienvenue", ng_init: str = "") -> web.Response:
    """Return a page that is empty without JavaScript."""
    root = f"<div id=\"root\" ng-init='{escape(ng_init, quote=False)}'></div>"
    script = '<script type="module" src="/assets/index-8f2c.js"></script>'
    return answer(document(title, root, script))
