"""Actions on the account itself."""

from homeassistant.core import ServiceResponse
from homeassistant.util import dt as dt_util

from ..connection.translation import refused
from ..targets import Account
from .common import Data, tell


async def get_account(account: Account, _: Data) -> ServiceResponse:
    """Return the account, its children, their periods and the school's year."""
    return tell(account.data.account)


async def get_calendar_links(account: Account, _: Data) -> ServiceResponse:
    """Return the addresses by which other calendars may follow. Whoever has one may read."""
    found = await account.ask(lambda client: client.personal.get(account.pupil))
    return {
        "calendars": [
            tell(link) | {"url": link.url.reveal()} for link in found.calendars
        ]
    }


async def refresh(account: Account, _: Data) -> None:
    """Ask the school for every page now, at a human pace."""
    if (until := account.data.gate.ledger.start_refresh()) is not None:
        raise refused("refreshed_just_now", until=f"{dt_util.as_local(until):%H:%M}")
    pages = account.data.coordinators
    for page in pages:
        await page.async_refresh()
    for page in pages:
        if not page.last_update_success and page.last_exception is not None:
            raise page.last_exception


async def call(account: Account, data: Data) -> ServiceResponse:
    """Call any function of PRONOTE, and return its raw answer."""
    answer = await account.ask(
        lambda client: client.request(
            data["function"], data.get("data"), tab=data["tab"], pupil=account.pupil
        )
    )
    return {"answer": answer}
