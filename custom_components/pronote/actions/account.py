"""Actions on the account."""

from typing import Final

from homeassistant.core import ServiceResponse
from homeassistant.util import dt as dt_util

from ..client import PronoteClient, PupilSheet, SchoolClass
from ..connection.error_messages import retry_later, validation_error
from ..polling.request_budget import counted_as_action
from ..polling.update_intervals import Resource
from ..targets import AccountTarget
from ..texts.phrases import get_phrases
from .common import ActionData, serialize, serialize_all


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


async def get_identity(target: AccountTarget, _: ActionData) -> ServiceResponse:
    """Return the personal data of the account's owner, without what is secret."""
    identity = serialize(
        await target.call(lambda client: client.personal.get(target.pupil))
    )
    del identity["national_id"], identity["calendars"]
    return identity


async def get_class_pupils(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the pupils of a class (school staff)."""
    school_class = _find_class(target, data["school_class"])
    found = await target.call(lambda client: client.staff.class_pupils(school_class))
    return {"pupils": serialize_all(found)}


async def get_guardians(target: AccountTarget, data: ActionData) -> ServiceResponse:
    """Return the contact data of a pupil and of its guardians (school staff)."""
    school_class, wanted = _find_class(target, data["school_class"]), data["pupil"]

    async def find(client: PronoteClient) -> PupilSheet:
        for listed in await client.staff.class_pupils(school_class):
            names = (listed.name, f"{listed.name} {listed.first_names or ''}".strip())
            if wanted == listed.key or wanted.casefold() in map(str.casefold, names):
                return await client.staff.pupil_sheet(listed)
        raise validation_error("gone")

    return serialize(await target.call(find))


def _find_class(target: AccountTarget, wanted: str) -> SchoolClass:
    """Return a class of the account by name or key. Raises ServiceValidationError."""
    classes = target.data.account.classes
    for school_class in classes:
        if wanted.casefold() in (school_class.name.casefold(), school_class.key):
            return school_class
    raise validation_error(
        "no_such_class",
        name=wanted,
        classes=", ".join(school_class.name for school_class in classes) or "–",
    )


PAGES: Final = tuple(resource.value for resource in Resource)
"""Pages that can be refreshed, one by one."""


async def refresh(target: AccountTarget, data: ActionData) -> None:
    """Refresh pages that entities use: those that are named, by default all.

    A page that was refreshed less than five minutes ago is left out, unless it is the only one:
    then ServiceValidationError is raised.
    """
    budget, phrases = target.data.connection.budget, get_phrases(target.hass)
    if (until := budget.actions_exhausted_until()) is not None:
        raise retry_later("actions_rate_limited", until, phrases)
    pages, until = budget.start_refresh(data.get("pages", PAGES))
    if not pages:
        raise validation_error(
            "refreshed_just_now", until=phrases.clock(dt_util.as_local(until))
        )
    coordinators = [
        coordinator
        for coordinator in (*target.data.coordinators, target.data.home)
        if coordinator.resource in pages
    ]
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
