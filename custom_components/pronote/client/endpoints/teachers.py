"""The teaching team (page 37)."""

from ..caller import Caller
from ..pages import teachers
from ..pages.account import Pupil
from ..pages.teachers import Teacher


class TeachersEndpoint:
    """Reads the teaching team."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def get(self, pupil: Pupil) -> tuple[Teacher, ...]:
        """Return the teaching team of a pupil's class. Raises PageNotAllowedError."""
        answer = await self._caller.read(teachers.FUNCTION, teachers.TAB, pupil)
        return tuple(teachers.read(answer))
