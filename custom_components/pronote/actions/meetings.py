"""Actions on evenings on which parents meet teachers."""

from homeassistant.core import ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import MeetingSession, Wish
from ..targets import ChildTarget
from .common import ActionData, find_by_key, serialize


async def get_meetings(child: ChildTarget, _: ActionData) -> ServiceResponse:
    """Return the evenings, with the planned meetings and those that can be requested."""
    return {"sessions": [_serialize(session) for session in await _sessions(child)]}


async def set_meeting_wish(child: ChildTarget, data: ActionData) -> ServiceResponse:
    """Send how important a meeting is to the parents; without a wish, withdraw it."""
    session = find_by_key(await _sessions(child), data["session"])
    meeting = find_by_key(session.possible, data["meeting"])
    wish = Wish(data["wish"]) if "wish" in data else None
    after = await child.call(
        lambda client: client.meetings.set_wish(child.pupil, session, meeting, wish)
    )
    return _serialize(after)


async def set_meeting_unavailability(
    child: ChildTarget, data: ActionData
) -> ServiceResponse:
    """Send when the parents are not available. Replaces earlier answers."""
    session = find_by_key(await _sessions(child), data["session"])
    ranges = [(item["from"], item["to"]) for item in data["unavailable"]]
    after = await child.call(
        lambda client: client.meetings.set_unavailability(child.pupil, session, ranges)
    )
    return _serialize(after)


async def _sessions(child: ChildTarget) -> tuple[MeetingSession, ...]:
    return await child.call(lambda client: client.meetings.get(child.pupil))


def _serialize(session: MeetingSession) -> JsonObjectType:
    shown = serialize(session)
    shown["limits"] = {wish.value: limit for wish, limit in session.limits.items()}
    shown["unavailable"] = [
        {"from": start.isoformat(), "to": end.isoformat()}
        for start, end in session.unavailable
    ]
    return shown
