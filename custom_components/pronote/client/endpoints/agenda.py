"""The school's events (page 9)."""

from datetime import date
from functools import partial

from ..caller import Caller
from ..common import Attachment
from ..file_index import FileIndex, FilePage, FilePlace
from ..pages import agenda
from ..pages.account import Pupil
from ..pages.agenda import AgendaEvent


class AgendaEndpoint:
    """Reads the events of the school."""

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(
        self, pupil: Pupil, start: date, end: date
    ) -> tuple[AgendaEvent, ...]:
        """Return the events of a child from `start` to `end`, both included.

        PRONOTE 2025 and older need one request per week. Raises PageNotAllowedError.
        """
        connection = self._caller.connection
        calendar = await connection.calendar()
        weeks = calendar.weeks(start, end)
        if not weeks:
            return ()
        await connection.current_session()
        requests = (
            [agenda.request()]
            if connection.version is None or connection.version >= (2026,)
            else [agenda.week_request(week) for week in weeks]
        )
        found: dict[str, AgendaEvent] = {}
        for request in requests:
            answer = await self._caller.read(
                agenda.FUNCTION, agenda.TAB, pupil, request
            )
            found |= {event.key: event for event in agenda.read(answer, calendar)}
        family = [child.name for child in connection.account.pupils]
        events = [
            event
            for event in found.values()
            if event.start.date() <= end
            and event.end.date() >= start
            and event.concerns(pupil.name, family)
        ]
        for event in events:
            day = event.start.date()
            self._files.add(
                FilePlace.of(FilePage.AGENDA, pupil, day),
                event.attachments,
                partial(self._event_files, pupil, day),
            )
        return tuple(sorted(events, key=lambda event: (event.start, event.end)))

    async def _event_files(self, pupil: Pupil, day: date) -> list[Attachment]:
        return [
            file
            for event in await self.get(pupil, day, day)
            for file in event.attachments
        ]
