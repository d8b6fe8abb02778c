"""Oze (Hauts-de-Seine). After the login, a service returns the address of PRONOTE."""

from http import HTTPStatus
from typing import Any

from yarl import URL

from ...errors import PortalHandoffError
from ...size_limits import read_json
from ...spaces import Space
from ..login_context import LoginContext
from ..page import Page
from ..registry import Engine

_FUNCTIONS = {Space.PUPIL: "ELV", Space.PARENT: "TUT"}


class Oze:
    """Handles the home page of Oze."""

    def __init__(self, context: LoginContext) -> None:
        """Store the arguments."""
        self._context = context
        self._done = False

    async def handle(self, page: Page) -> Page | None:
        """Request the address of PRONOTE, and open it."""
        context = self._context
        if (
            context.portal.engine is not Engine.OZE
            or page.host not in context.portal.hosts
        ):
            return None
        if not context.password_sent or self._done or page.password_form is not None:
            return None
        self._done = True
        portal, service = (page.url.with_host(host) for host in context.portal.hosts)
        api = service.origin()
        profile = _part(await self._ask(api / "v1/users/me"), "currentProfil")
        query = {
            "ctx_profil": str(profile.get("codeProfil", "")),
            "ctx_etab": str(profile.get("uai", "")),
        }
        route = _route(await self._ask(api / "v1/ozapps" % query))
        if not route:
            config = await self._ask(api / "v1/config/Pronote" % query)
            route = (
                f"/cas/proxySSO/{config.get('autorisationId', '')}"
                f"?uai={query['ctx_etab']}&projet={config.get('projet', '')}"
                f"&fonction={_FUNCTIONS.get(context.space, 'ELV')}"
            )
        return await context.browser.get(portal.origin().join(URL(route, encoded=True)))

    async def _ask(self, url: URL) -> Any:
        answer = await self._context.browser.get(url)
        if answer.status != HTTPStatus.OK:
            raise PortalHandoffError("The portal lost the login", host=answer.host)
        try:
            return read_json(answer.text)
        except ValueError as error:
            raise PortalHandoffError(
                "The portal returned no address of PRONOTE", host=answer.host
            ) from error


def _part(data: Any, name: str) -> dict[str, Any]:
    part = data.get(name) if isinstance(data, dict) else None
    return part if isinstance(part, dict) else {}


def _route(applications: Any) -> str:
    for item in applications if isinstance(applications, list) else ():
        if isinstance(item, dict) and item.get("code") == "pronote":
            return str(item.get("externalRoute") or "")
    return ""
