"""Results: grades and averages."""

from ..connection import Connection
from ..pages import grades
from ..pages.account import Period, Pupil
from ..pages.grades import GradeBook


class Results(Connection):
    """Grades of every period."""

    async def grades(self, pupil: Pupil, period: Period | None = None) -> GradeBook:
        """Return the grades and averages of a period, the current one by default (page 198).

        Raises PageNotAllowedError when the school opens no such period.
        """
        name = ""

        def request(owner: Pupil) -> dict[str, object]:
            nonlocal name
            chosen = owner.find_period(grades.TAB, period)
            name = chosen.name
            return grades.request(chosen.name, chosen.reference)

        answer = await self._read(grades.FUNCTION, grades.TAB, pupil, request)
        return grades.read(answer, name)
