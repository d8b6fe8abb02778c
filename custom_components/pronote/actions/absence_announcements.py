"""Actions on absences that parents announce."""

from datetime import date, datetime, time

from homeassistant.core import ServiceResponse

from ..client import Announcement
from ..files.upload import async_optional_upload
from ..targets import ChildTarget
from .common import ActionData, find_by_key, serialize, serialize_all
from .results import find_school_life


async def announce_absence(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Announce an absence, or only ask the school whether it would accept."""
    first: date = data["start_date"]
    last: date = data.get("end_date", first)
    announcement = Announcement(
        start=_moment(child, first, data.get("start_time"), time.min),
        end=_moment(child, last, data.get("end_time"), time(23, 59)),
        reason=data["reason"],
        text=data.get("text", ""),
        file=await async_optional_upload(
            child.hass, data, child.data.account.rights.max_attachment_bytes
        ),
    )
    if data["check_only"]:
        services = await child.call(
            lambda client: client.announcements.check(child.pupil, announcement)
        )
        return {"absence": None, "services": serialize_all(services)}
    made = await child.call(
        lambda client: client.announcements.announce(child.pupil, announcement)
    )
    await child.data.school_life.async_refresh()
    return {
        "absence": serialize(made.absence),
        "services": serialize_all(made.services),
    }


async def withdraw_announcement(child: ChildTarget, data: ActionData) -> None:
    """Withdraw an announced absence or a requested exemption that the school has not answered."""
    key = data["announcement"]
    life, period = await find_school_life(child, key, data.get("date"))
    exemption = next((item for item in life.exemptions if item.key == key), None)
    if exemption is not None:
        await child.call(
            lambda client: client.exemptions.withdraw(child.pupil, exemption, period)
        )
    else:
        absence = find_by_key(life.announced, key)
        await child.call(
            lambda client: client.announcements.withdraw(child.pupil, absence, period)
        )
    await child.data.school_life.async_refresh()


def _moment(
    child: ChildTarget, day: date, clock: time | None, default: time
) -> datetime:
    """Return a time of the school's clock; by default, that before or after all lessons."""
    return child.data.account.calendar.at(day, default if clock is None else clock)
