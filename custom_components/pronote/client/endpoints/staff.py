"""Classes and pupils of school staff (page 105)."""

from ..caller import Caller
from ..errors import StaleObjectError
from ..pages import staff
from ..pages.account import Account, Pupil, SchoolClass
from ..pages.staff import ListedPupil, PupilSheet
from ..periods import Period
from ..wire import Json


class StaffEndpoint:
    """Reads the classes of a staff account."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def classes(self) -> tuple[SchoolClass, ...]:
        """Return the classes of the account. No request after a login."""
        return (await self._caller.connection.logged_in()).classes

    async def class_pupils(
        self, school_class: SchoolClass, period: Period | None = None
    ) -> tuple[ListedPupil, ...]:
        """Return the pupils of a class, by default in the first period of the year.

        Raises StaleObjectError if the account no longer has the class,
        PageNotAllowedError.
        """

        def build(account: Account, _: Pupil | None) -> Json:
            known = next(
                (c for c in account.classes if c.key == school_class.key), None
            )
            listed = [
                p for p in account.periods if period is None or p.key == period.key
            ]
            chosen = next((p for p in listed if p.graded), next(iter(listed), None))
            if known is None or known.ref is None or chosen is None:
                raise StaleObjectError("The account no longer has this class")
            return staff.list_request(known.ref, chosen.reference)

        answer = await self._caller.read_as(staff.LIST, staff.TAB, None, build)
        return tuple(staff.read_list(answer))

    async def pupil_sheet(self, listed: ListedPupil) -> PupilSheet:
        """Return the sheet of a pupil. `class_pupils` must have listed the pupil in this session.

        Raises StaleObjectError if the list is of an earlier session, PageNotAllowedError.
        """
        request = staff.sheet_request(self._caller.require_fresh(listed.ref))
        return staff.read_sheet(
            await self._caller.read(staff.SHEET, staff.TAB, None, request)
        )
