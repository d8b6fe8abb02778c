"""Evaluations of skills (page 201)."""

from functools import partial

from ..caller import Caller
from ..common import Attachment
from ..file_index import FileIndex, FilePage, FilePlace
from ..large_answers import read_large
from ..pages import evaluations
from ..pages.account import Pupil
from ..pages.evaluations import Evaluation
from ..periods import Period


class EvaluationsEndpoint:
    """Reads evaluations, period by period; a period of None is the current one."""

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; list attachments in `files`."""
        self._caller = caller
        self._files = files

    async def get(
        self, pupil: Pupil, period: Period | None = None
    ) -> tuple[Evaluation, ...]:
        """Return the evaluations of a period, newest first. Raises PageNotAllowedError."""
        answer, asked = await self._caller.read_period(
            evaluations.FUNCTION,
            evaluations.TAB,
            pupil,
            period,
            lambda _, asked: evaluations.request(asked.request),
        )
        levels = self._caller.connection.account.skill_levels
        found = await read_large(
            lambda content: evaluations.read(content, levels), answer
        )
        self._files.add(
            FilePlace.of(FilePage.EVALUATIONS, pupil, asked.name),
            (file for one in found for file in one.attachments),
            partial(self._evaluation_files, pupil, period),
        )
        return tuple(found)

    async def _evaluation_files(
        self, pupil: Pupil, period: Period | None
    ) -> list[Attachment]:
        found = await self.get(pupil, period)
        return [file for one in found for file in one.attachments]
