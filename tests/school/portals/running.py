"""Run a portal: one server for all host names, with TLS and without."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from aiohttp import web

from tests.school.options import Options
from tests.school.school import School
from tests.school.server import Door

from . import control
from .educonnect import EduConnect
from .elsewhere import Assistance, Publisher, Stranger
from .entcore import Chooser, Entcore
from .federated import Delegated, Hub, Shibboleth
from .form_cas import Apereo, Laclasse
from .keycloak import MonLycee, MonLyceeHome
from .kosmos import Kosmos
from .network import HERE, Ports, certificates
from .oze import Oze, OzeApi
from .portal import Portal
from .rows import (
    ASSISTANCE,
    DEMONSTRATION,
    EDUCONNECT,
    PUBLISHER,
    STRANGER,
    UNHEARD_OF,
    Family,
    find,
    other_account,
)
from .site import Site
from .toutatice import Toutatice

type Next = Callable[[web.Request], Awaitable[web.StreamResponse]]

ENGINES: dict[Family, tuple[type[Site], ...]] = {
    Family.KOSMOS: (Kosmos,),
    Family.ENTCORE: (Entcore,),
    Family.APEREO: (Apereo,),
    Family.LACLASSE: (Laclasse,),
    Family.KEYCLOAK: (MonLycee, MonLyceeHome),
    Family.OZE: (Oze, OzeApi),
    Family.TOUTATICE: (Toutatice,),
    Family.HUB: (Hub,),
    Family.SHIBBOLETH: (Shibboleth,),
    Family.DELEGATED: (Delegated,),
    Family.DIRECT: (),
}
"""The sites of each family, in the order of a row's hosts."""


def _sites(portal: Portal) -> list[Site]:
    row = portal.row
    sites: list[Site] = [
        EduConnect(portal, EDUCONNECT),
        Assistance(portal, ASSISTANCE),
        Stranger(portal, STRANGER),
        Chooser(portal, UNHEARD_OF),
        Publisher(portal, PUBLISHER),
    ]
    engines = ENGINES[row.family]
    sites += [
        engine(portal, host) for engine, host in zip(engines, row.hosts, strict=True)
    ]
    if row.chooser:
        sites.append(Chooser(portal, row.chooser))
    return sites


def _world(portal: Portal) -> web.Application:
    """All hosts in one application."""

    @web.middleware
    async def notary(request: web.Request, handler: Next) -> web.StreamResponse:
        if request.path.startswith(control.PREFIX):
            return await handler(request)
        body = (await request.read()).decode("utf-8", "replace")
        portal.note(request, body)
        if not request.secure and not portal.allows_plain:
            return web.Response(
                status=301,
                headers={"Location": f"https://{request.host}{request.path_qs}"},
            )
        return await handler(request)

    world = web.Application(middlewares=[notary])
    for site in portal.sites.values():
        host = web.Application()
        host.add_routes(site.routes())
        world.add_domain(site.host, host)
    school = web.Application()
    school.add_routes(Door(portal.school).routes())
    for host_name in (portal.row.school_host, DEMONSTRATION):
        world.add_domain(host_name, school)
    world.add_routes(control.routes(portal))
    return world


@asynccontextmanager
async def running_portal(
    key: str,
    *,
    school: School | None = None,
    host: str = HERE,
    pronote_redirects: bool = True,
    other_way: bool = False,
    ports: Ports | None = None,
    **behaviours: bool | str,
) -> AsyncIterator[Portal]:
    """The portal of any key, before a school which is given or made for it.

    While it runs the school lives under its own host name, in TLS, and sends its
    families to the portal, unless PRONOTE does not redirect. An Entcore takes another
    kind of account by its other way. Each further argument is a behaviour which lasts; a
    text is its detail.
    """
    row = other_account(find(key)) if other_way else find(key)
    school = school or School(Options())
    before = school.options, school.origin
    portal_url = row.cas_url if pronote_redirects else None
    school.options = replace(school.options, portal_url=portal_url)
    school.origin = f"https://{row.school_host}"
    portal = Portal(row, school)
    portal.sites = {site.host: site for site in _sites(portal)}
    for name, detail in behaviours.items():
        if detail is not False:
            portal.behave(name, what=detail if isinstance(detail, str) else "")
    runner = web.AppRunner(_world(portal), access_log=None, shutdown_timeout=1)
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
