"""Other hosts: help desk of EduConnect, publisher of PRONOTE, phishing site."""

import json
from typing import override

from aiohttp import web

from . import pages
from .site import RequestContext, Site


class Assistance(Site):
    @override
    def routes(self) -> list[web.RouteDef]:
        return [self.get("/{rest:.*}", self.sorry)]

    def sorry(self, context: RequestContext) -> web.Response:
        return pages.say("Assistance", "Accès perturbé. Consultez notre page d'aide.")


class Publisher(Site):
    """Directory of the schools near a place: this school and another one."""

    @override
    def routes(self) -> list[web.RouteDef]:
        return [self.post("/swie/geoloc.php", self.around)]

    def around(self, context: RequestContext) -> web.Response:
        here = json.loads(context.form["data"])
        latitude, longitude = float(here["lat"]), float(here["long"])
        rows = [
            {
                "url": "https://0319999z.index-education.net/pronote/",
                "nomEtab": "COLLÈGE DES ALIZÉS",
                "lat": f"{latitude + 0.1:.4f}",
                "long": f"{longitude - 0.05:.4f}",
                "cp": "31140",
            },
            {
                "url": f"{self.portal.school.url}/",
                "nomEtab": self.portal.school.model.name,
                "lat": f"{latitude + 0.02:.4f}",
                "long": f"{longitude + 0.02:.4f}",
                "cp": "31000",
            },
        ]
        return web.json_response(rows)


class PhishingSite(Site):
    """Site that imitates a login page and collects passwords."""

    @override
    def routes(self) -> list[web.RouteDef]:
        return [
            self.get("/{rest:.*}", self.invite),
            self.post("/{rest:.*}", self.collect),
        ]

    def invite(self, context: RequestContext) -> web.Response:
        form = pages.form(
            "/collecte",
            pages.field("execution", "e1s1"),
            pages.field("username", kind="text"),
            pages.field("password", kind="password"),
            id="fm1",
            class_="cas__login-form",
        )
        return pages.answer(pages.document("Connexion", form))

    def collect(self, context: RequestContext) -> web.Response:
        return pages.say("Merci", "Identifiants reçus.")
