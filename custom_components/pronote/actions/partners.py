"""Actions on the partners of the school: links, telephone numbers, balances of the canteen."""

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import HomePage, PartnerLink
from ..connection.error_messages import validation_error
from ..targets import ChildTarget
from .common import ActionData, serialize_all


async def get_links(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Return the links and balances of the home page, or one link with an address.

    The address that PRONOTE makes for a partner is not kept.
    """
    home = await _home_page(child)
    links = home.links or ()
    if (wanted := data.get("link")) is None:
        return {
            "links": [_serialize(link) for link in links],
            "wallets": serialize_all(home.wallets or ()),
        }
    link = next(
        (x for x in links if wanted in (x.key, x.phone) or _same(wanted, x.name)), None
    )
    if link is None:
        raise validation_error("gone")
    if link.phone is not None:
        raise validation_error("no_address")
    url = await child.call(lambda client: client.home.partner_url(link, child.pupil))
    return _serialize(link) | {"url": url}


def makes_address(data: ActionData) -> bool:
    """Return whether a call of `get_links` may log in to a partner."""
    return "link" in data


async def _home_page(child: ChildTarget) -> HomePage:
    """Return the last home page; it is requested if there is none since the start."""
    home = child.data.home
    known = home.data.get(child.pupil.key)
    if known is not None and not home.restored and home.usable:
        return known
    day = child.data.timetable.school_days(child.pupil.key).home_page_day
    return await child.call(lambda client: client.home.get(child.pupil, day))


def _serialize(link: PartnerLink) -> JsonObjectType:
    return {
        "key": link.key,
        "name": link.name,
        "comment": link.comment,
        "phone": link.phone,
        "url": link.url,
        "logs_in": link.sso is not None,
    }


def _same(wanted: str, name: str) -> bool:
    return wanted.casefold() == name.casefold()
