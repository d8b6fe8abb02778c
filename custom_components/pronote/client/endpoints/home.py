"""The home page (page 7)."""

from dataclasses import replace
from datetime import date

from .. import home_page
from ..caller import Caller
from ..home_page import HomePage
from ..pages import partners
from ..pages.account import Pupil
from ..pages.partners import PartnerLink


class HomeEndpoint:
    """Reads extracts of many pages in one request."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def get(self, pupil: Pupil, day: date) -> HomePage:
        """Return the home page of a day, in one request."""
        connection = self._caller.connection
        calendar = await connection.calendar()
        request = home_page.request(day, calendar.week(day))
        answer = await self._caller.read(
            home_page.FUNCTION, home_page.TAB, pupil, request
        )
        account = connection.account
        read = home_page.read(
            answer,
            calendar,
            day,
            old_numbering=connection.numbered_as_in_2024,
            levels=account.skill_levels,
        )
        if read.agenda is None:
            return read
        family = [child.name for child in account.pupils]
        events = (event for event in read.agenda if event.concerns(pupil.name, family))
        return replace(read, agenda=tuple(events))

    async def partner_url(self, link: PartnerLink, pupil: Pupil | None = None) -> str:
        """Return the address of a partner's site, which PRONOTE makes for one use.

        Raises ValueError if the link has no address, ProtocolError if PRONOTE makes none.
        """
        if link.sso is None:
            if link.url is None:
                raise ValueError("The link has no address")
            return link.url
        answer = await self._caller.write(
            partners.FUNCTION, home_page.TAB, pupil, {"SSO": link.sso}
        )
        return partners.read_url(answer.report)
