"""Personal data of the account's owner (page 49), QR codes for other devices."""

import json

from ..caller import Caller
from ..errors import ProtocolError
from ..pages import personal
from ..pages.account import HOME_TAB, Pupil
from ..pages.personal import PersonalData
from ..secret import Secret


class PersonalEndpoint:
    """Reads personal data, and makes QR codes."""

    def __init__(self, caller: Caller) -> None:
        """Send requests through `caller`."""
        self._caller = caller

    async def get(self, pupil: Pupil | None = None) -> PersonalData:
        """Return identity, devices and calendar links of the owner. Raises PageNotAllowedError."""
        answer = await self._caller.read(personal.FUNCTION, personal.TAB, pupil)
        connection = self._caller.connection
        return personal.read(
            answer,
            root=connection.root,
            version=connection.account.school.version,
        )

    async def create_qr_code(self, pin: Secret) -> Secret:
        """Create a QR code that opens this account on another device, and return its text.

        It is valid for ten minutes and one login, with the four digits of `pin`. Raises
        ProtocolError if PRONOTE makes none.
        """
        answer = await self._caller.write(
            personal.QR_CODE, HOME_TAB, None, personal.qr_code_request(pin)
        )
        login, token = answer.data.get("login"), answer.data.get("jeton")
        if not isinstance(login, str) or not isinstance(token, str):
            raise ProtocolError(personal.QR_CODE, "jeton")
        connection = self._caller.connection
        return Secret(
            json.dumps(
                {
                    "avecPageConnexion": False,
                    "login": login,
                    "jeton": token,
                    "url": f"{connection.root}/{connection.account.space.page}",
                }
            )
        )
