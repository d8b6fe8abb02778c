"""HTTP server of a portal, shared by all host names, with and without TLS."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from aiohttp import web

from tests.school.options import Options
from tests.school.school import School
from tests.school.server import Routes

from . import control
from .educonnect import EduConnect
from .entcore import Chooser, Entcore
from .federated import Delegated, Hub, Shibboleth
from .form_cas import Apereo, Laclasse
from .keycloak import MonLycee, MonLyceeHome
from .kosmos import Kosmos
from .network import HERE, Ports, certificates
from .other_hosts import Assistance, PhishingSite, Publisher
from .oze import Oze, OzeApi
from .portal import Portal
from .registry import (
    ASSISTANCE,
    DEMONSTRATION,
    EDUCONNECT,
    PHISHING_HOST,
    PUBLISHER,
    UNLISTED_HOST,
    Engine,
    find,
    other_account,
)
from .site import Site
from .toutatice import Toutatice

type Next = Callable[[web.Request], Awaitable[web.StreamResponse]]

SITES: dict[Engine, tuple[type[Site], ...]] = {
    Engine.KOSMOS: (Kosmos,),
    Engine.ENTCORE: (Entcore,),
    Engine.APEREO: (Apereo,),
    Engine.LACLASSE: (Laclasse,),
    Engine.KEYCLOAK: (MonLycee, MonLyceeHome),
    Engine.OZE: (Oze, OzeApi),
    Engine.TOUTATICE: (Toutatice,),
    Engine.HUB: (Hub,),
    Engine.SHIBBOLETH: (Shibboleth,),
    Engine.DELEGATED: (Delegated,),
    Engine.DIRECT: (),
}
"""Sites of each family, in the order of the hosts of a portal."""


def _sites(portal: Portal) -> list[Site]:
    spec = portal.spec
    sites: list[Site] = [
        EduConnect(portal, EDUCONNECT),
        Assistance(portal, ASSISTANCE),
        PhishingSite(portal, PHISHING_HOST),
        Chooser(portal, UNLISTED_HOST),
        Publisher(portal, PUBLISHER),
    ]
    engines = SITES[spec.engine]
    sites += [
        engine(portal, host) for engine, host in zip(engines, spec.hosts, strict=True)
    ]
    if spec.chooser:
        sites.append(Chooser(portal, spec.chooser))
    return sites


def _application(portal: Portal) -> web.Application:
    """Return one application for all hosts."""

    @web.middleware
    async def record_requests(
        request: web.Request, handler: Next
    ) -> web.StreamResponse:
        if request.path.startswith(control.PREFIX):
            return await handler(request)
        body = (await request.read()).decode("utf-8", "replace")
        portal.record(request, body)
        if not request.secure and not portal.allows_plain:
            return web.Response(
                status=301,
                headers={"Location": f"https://{request.host}{request.path_qs}"},
            )
        return await handler(request)

    application = web.Application(middlewares=[record_requests])
    for site in portal.sites.values():
        host = web.Application()
        host.add_routes(site.routes())
        application.add_domain(site.host, host)
    school = web.Application()
    school.add_routes(Routes(portal.school).routes())
    for host_name in (portal.spec.school_host, DEMONSTRATION):
        application.add_domain(host_name, school)
    application.add_routes(control.routes(portal))
    return application


@asynccontextmanager
async def running_portal(
    key: str,
    *,
    school: School | None = None,
    host: str = HERE,
    pronote_redirects: bool = True,
    other_account_kind: bool = False,
    ports: Ports | None = None,
    **behaviors: bool | str,
) -> AsyncIterator[Portal]:
    """Run the portal of a key in front of the given school, or of a new one.

    While it runs, the school has its own host name with TLS and redirects families to the
    portal, unless `pronote_redirects` is false. With `other_account_kind`, an Entcore
    portal uses its other kind of account. Each further argument arms a lasting behavior.
    Its text, if any, is the detail of the behavior.
    """
    spec = other_account(find(key)) if other_account_kind else find(key)
    school = school or School(Options())
    before = school.options, school.origin
    portal_url = spec.cas_url if pronote_redirects else None
    school.options = replace(school.options, portal_url=portal_url)
    school.origin = f"https://{spec.school_host}"
    portal = Portal(spec, school)
    portal.sites = {site.host: site for site in _sites(portal)}
    for name, detail in behaviors.items():
        if detail is not False:
            portal.set_behavior(name, what=detail if isinstance(detail, str) else "")
    runner = web.AppRunner(_application(portal), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        secured = certificates().server
        wanted = ports or Ports(0, 0)
        await web.TCPSite(runner, host, wanted.secure, ssl_context=secured).start()
        await web.TCPSite(runner, host, wanted.plain).start()
        secure, plain = (address[1] for address in runner.addresses)
        portal.ports = Ports(secure, plain)
        yield portal
    finally:
        school.faults.clear()
        await runner.cleanup()
        school.options, school.origin = before
