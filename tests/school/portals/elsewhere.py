"""Hosts beside the way: the help desk of EduConnect, and a stranger who collects."""

from typing import override

from aiohttp import web

from . import pages
from .site import Site, Visit


class Assistance(Site):
    @override
    def routes(self) -> list[web.RouteDef]:
        return [self.get("/{rest:.*}", self.sorry)]

    def sorry(self, visit: Visit) -> web.Response:
        return pages.say("Assistance", "Accès perturbé. Consultez notre page d'aide.")


class Stranger(Site):
    """Looks like any login page; whoever types here has lost."""

    @override
    def routes(self) -> list[web.RouteDef]:
        return [
            self.get("/{rest:.*}", self.invite),
            self.post("/{rest:.*}", self.collect),
        ]

    def invite(self, visit: Visit) -> web.Response:
        form = pages.form(
            "/collecte",
            pages.field("execution", "e1s1"),
            pages.field("username", kind="text"),
            pages.field("password", kind="password"),
            id="fm1",
            class_="cas__login-form",
        )
        return pages.answer(pages.document("Connexion", form))

    def collect(self, visit: Visit) -> web.Response:
        return pages.say("Merci", "Identifiants reçus.")
