"""Actions on exemptions that parents request."""

from datetime import date, timedelta

from homeassistant.core import ServiceResponse

from ..client import Lesson
from ..connection.error_messages import validation_error
from ..files.upload import async_optional_upload
from ..targets import ChildTarget
from .common import ActionData, find_by_key, serialize_all

_WEEKS_AHEAD = timedelta(weeks=2)


async def request_exemption(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Request an exemption from one lesson, or from subjects over days."""
    lesson, subjects = data.get("lesson"), data.get("subjects")
    if (lesson is None) == (subjects is None):
        raise validation_error("lesson_or_subjects")
    chosen = None if lesson is None else await _find_lesson(child, lesson, data)
    max_bytes = child.data.account.rights.max_attachment_bytes
    file = await async_optional_upload(child.hass, data, max_bytes)
    text = data["text"]
    if chosen is not None:
        made = [
            await child.call(
                lambda client: client.exemptions.request_for_lesson(
                    child.pupil, chosen, text, file
                )
            )
        ]
    else:
        first: date = data.get("start_date") or child.data.timetable.now.date()
        last: date = data.get("end_date") or first
        made = [
            *await child.call(
                lambda client: client.exemptions.request_for_subjects(
                    child.pupil, subjects or (), first, last, text, file
                )
            )
        ]
    await child.data.school_life.async_refresh()
    return {"exemptions": serialize_all(made)}


async def _find_lesson(child: ChildTarget, key: str, data: ActionData) -> Lesson:
    """Return a lesson by key: of its day, or of the next two weeks."""
    first: date = data.get("start_date") or child.data.timetable.now.date()
    last = first if "start_date" in data else first + _WEEKS_AHEAD
    lessons = await child.data.timetable.async_get_weeks(child.pupil, first, last)
    return find_by_key(lessons, key)
