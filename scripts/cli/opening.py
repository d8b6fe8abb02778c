"""Opening an account at its school, whatever the school wants of a newcomer."""

from argparse import Namespace
import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
import socket
from zoneinfo import ZoneInfo

import aiohttp

from aiopronote import (
    Account,
    Credentials,
    DeviceToken,
    PronoteClient,
    PronoteError,
    Secret,
)
from aiopronote.errors import (
    ConnectionFailedError,
    DeviceNameTakenError,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    RetryLaterError,
    SecurityStepRequiredError,
)

from . import kept
from .asking import ask, ask_secret, may_ask
from .choosing import by_name
from .kept import KeptAccount
from .language import Text
from .screen import Screen
from .sentences import explain

_ENTERING = Text("Entering the school", "Entrée dans l’école")
_PIN = Text("PIN of the account", "Code PIN du compte")
_DEVICE_NAME = Text(
    "Name of this device at the school", "Nom de cet appareil à l’école"
)
_CHOICES = Text("{host} asks which:", "{host} demande lequel :")
_CHOICE = Text("Your choice", "Votre choix")
_CODE_SENT = Text("{host} sent a code.", "{host} a envoyé un code.")
_CODE_WRONG = Text("{host} refuses the code.", "{host} refuse le code.")
_CODE = Text("Code", "Code")

type Step = Coroutine[None, None, Account]


@asynccontextmanager
async def opened(
    name: str,
    credentials: Credentials,
    timezone: ZoneInfo,
    arguments: Namespace,
    screen: Screen,
) -> AsyncIterator[PronoteClient]:
    """Log in, keep each token at once, and leave politely."""

    async def keep(token: DeviceToken) -> None:
        kept.save(name, KeptAccount(token=token, timezone=timezone))

    async with new_http() as http:
        client = PronoteClient(
            credentials, session=http, timezone=timezone, on_token=keep
        )
        await _Entrance(client, arguments, screen).enter()
        polite = True
        try:
            yield client
        except asyncio.CancelledError, ConnectionFailedError, RetryLaterError:
            # Nobody listens there, or wants to be asked anything more.
            polite = False
            raise
        finally:
            if polite:
                with suppress(PronoteError):
                    await client.logout()


def new_http(connector: aiohttp.BaseConnector | None = None) -> aiohttp.ClientSession:
    """Return an HTTP session of the account's own."""
    # A school under test may live at an IP address, whose cookies aiohttp refuses otherwise.
    jar = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
    return aiohttp.ClientSession(connector=connector, cookie_jar=jar, trust_env=True)


class _Entrance:
    """A login with all its steps."""

    def __init__(
        self, client: PronoteClient, arguments: Namespace, screen: Screen
    ) -> None:
        self._client = client
        self._pin_file = arguments.pin_file
        self._device_name: str | None = arguments.device_name
        self._screen = screen
        self._pin: Secret | None = None

    async def enter(self) -> None:
        step: Step | None = self._client.login()
        while step is not None:
            step = await self._take(step)

    async def _take(self, step: Step) -> Step | None:
        """Take a step and return the next one, None inside."""
        try:
            with self._screen.busy(_ENTERING):
                await step
        except SecurityStepRequiredError as error:
            if error.pin:
                self._pin = ask_secret(_PIN, self._pin_file)
            return self._name_device()
        except DeviceNameTakenError as error:
            if not may_ask():
                raise
            self._screen.say(explain(error))
            self._device_name = None
            return self._name_device()
        except PortalChoiceRequiredError as error:
            return self._choose(error)
        except PortalCodeRequiredError as error:
            said = (_CODE_WRONG if error.wrong else _CODE_SENT).format(host=error.host)
            self._screen.say(error.message or said)
            return self._client.complete_portal(code=ask_secret(_CODE))
        return None

    def _choose(self, error: PortalChoiceRequiredError) -> Step:
        self._screen.say(_CHOICES.format(host=error.host))
        for number, choice in enumerate(error.choices, 1):
            self._screen.say(f"  {number} {choice.label}")
        choice = by_name(ask(_CHOICE), error.choices, lambda choice: choice.label)
        return self._client.complete_portal(choice=choice.key)

    def _name_device(self) -> Step:
        proposed = f"pronote {socket.gethostname()}"[:30]
        name = self._device_name or ask(_DEVICE_NAME, proposed)
        return self._client.complete_login(pin=self._pin, device_name=name)
