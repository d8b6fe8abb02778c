"""Actions on the account."""

from homeassistant.core import ServiceResponse
from homeassistant.util import dt as dt_util

from ..connection.errors import retry_later, validation_error
from ..polling.request_budget import counted_as_action
from ..targets import AccountTarget
from .common import ActionData, serialize


async def get_account(target: AccountTarget, _: ActionData) -> ServiceResponse:
    """Return the account, its children, their periods and the school's year."""
    return serialize(target.data.account)


async def get_calendar_links(target: AccountTarget, _: ActionData) -> ServiceResponse:
    """Return the calendar URLs of the account. Anyone who has a URL can read the calendar."""
    found = await target.call(lambda client: client.personal.get(target.pupil))
    return {
        "calendars": [
            serialize(link) | {"url": link.url.reveal()} for link in found.calendars
        ]
    }


async def refresh(target: AccountTarget, _: ActionData) -> None:
    """Refresh all pages that entities use."""
    budget = target.data.connection.budget
    if (until := budget.actions_exhausted_until()) is not None:
        raise retry_later("actions_rate_limited", until)
    if (until := budget.start_refresh()) is not None:
        raise validation_error(
            "refreshed_just_now", until=f"{dt_util.as_local(until):%H:%M}"
        )
    coordinators = (*target.data.coordinators, target.data.home)
    with counted_as_action():
        for coordinator in coordinators:
            await coordinator.async_refresh_followed()
    for coordinator in coordinators:
        if (
            not coordinator.last_update_success
            and coordinator.last_exception is not None
        ):
            raise coordinator.last_exception


async def call(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Send any request to PRONOTE, and return the raw answer."""
    answer = await target.call(
        lambda client: client.request(
            data["function"], data.get("data"), tab=data["tab"], pupil=target.pupil
        )
    )
    return {"answer": answer}
