"""The account itself: home page, personal data, other devices, partners, and staff's pupils."""

from datetime import date
import json

from .. import home
from ..caller import Questions
from ..errors import ProtocolError, StaleObjectError
from ..home import HomePage, PartnerLink
from ..pages import personal, staff
from ..pages.account import HOME_TAB, Account, Period, Pupil, SchoolClass
from ..pages.personal import PersonalData
from ..pages.staff import ListedPupil, PupilSheet
from ..secret import Secret
from ..wire import Json


class Me(Questions):
    """What concerns the account more than the school day."""

    async def home(self, pupil: Pupil, day: date) -> HomePage:
        """Return the home page of a day (page 7): extracts of many pages in one request."""
        calendar = await self._calendar()
        request = home.request(day, calendar.week(day))
        answer = await self._read(home.FUNCTION, home.TAB, pupil, request)
        return home.read(answer, calendar, day, shifted=self._numbered_as_in_2024)

    async def partner_url(self, link: PartnerLink, pupil: Pupil | None = None) -> str:
        """Return the address of a partner's site, made by PRONOTE for one use."""
        if link.sso is None:
            if link.url is None:
                raise ValueError("The link leads nowhere")
            return link.url
        answer = await self._write(home.PARTNER_URL, home.TAB, pupil, {"SSO": link.sso})
        return home.read_partner_url(answer.report)

    async def personal_data(self, pupil: Pupil | None = None) -> PersonalData:
        """Return what the school knows of the owner: identity, devices, calendar links (page 49)."""
        answer = await self._read(personal.FUNCTION, personal.TAB, pupil)
        return personal.read(
            answer, root=self._root, version=self.account.school.version
        )

    async def qr_code(self, pin: Secret) -> Secret:
        """Return the text of a QR code that opens this account on another device.

        It is good for ten minutes and one login, with these four digits.
        """
        answer = await self._write(
            personal.QR_CODE, HOME_TAB, None, personal.qr_code_request(pin)
        )
        login, jeton = answer.data.get("login"), answer.data.get("jeton")
        if not isinstance(login, str) or not isinstance(jeton, str):
            raise ProtocolError(personal.QR_CODE, "jeton")
        space = self.account.space
        return Secret(
            json.dumps(
                {
                    "avecPageConnexion": False,
                    "login": login,
                    "jeton": jeton,
                    "url": f"{self._root}/{space.page}",
                }
            )
        )

    # --- school staff

    async def classes(self) -> tuple[SchoolClass, ...]:
        """Return the classes of a staff account. No request once logged in."""
        return (await self._logged_in()).classes

    async def class_pupils(
        self, school_class: SchoolClass, period: Period | None = None
    ) -> tuple[ListedPupil, ...]:
        """Return the pupils of a class (page 105), of the year's first period by default."""

        def build(account: Account, _: Pupil | None) -> Json:
            known = next(
                (c for c in account.classes if c.key == school_class.key), None
            )
            chosen = next(
                (p for p in account.periods if period is None or p.key == period.key),
                None,
            )
            if known is None or known.ref is None or chosen is None:
                raise StaleObjectError("The class is not the account's any more")
            return staff.list_request(known.ref, chosen.reference)

        answer = await self._read_as(staff.LIST, staff.TAB, None, build)
        return tuple(staff.read_list(answer))

    async def pupil_sheet(self, listed: ListedPupil) -> PupilSheet:
        """Return the sheet of a pupil of a class just listed (page 105)."""
        request = staff.sheet_request(self._fresh(listed.ref))
        return staff.read_sheet(await self._read(staff.SHEET, staff.TAB, None, request))
