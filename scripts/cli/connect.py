"""Log in to a school, with all steps that it may require."""

from argparse import Namespace
import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
import socket
from zoneinfo import ZoneInfo

import aiohttp

from aiopronote import (
    Account,
    AnswerCallback,
    ClientConfig,
    ConnectionFailedError,
    Credentials,
    DeviceNameTakenError,
    DeviceToken,
    Password,
    PortalChoiceRequiredError,
    PortalCodeRequiredError,
    PortalPassword,
    PronoteClient,
    PronoteError,
    QrCode,
    RetryLaterError,
    Secret,
    SecurityStepRequiredError,
)

from . import accounts
from .accounts import PasswordLogin, StoredAccount, StoredLogin
from .error_messages import error_message
from .i18n import Text
from .output import Output
from .prompts import can_prompt, prompt, prompt_password, prompt_secret
from .selection import find_by_name

_ENTERING = Text("Logging in", "Connexion")
_PIN = Text("PIN of the account", "Code PIN du compte")
_DEVICE_NAME = Text(
    "Name of this device at the school", "Nom de cet appareil à l’école"
)
_CHOICES = Text("Choose one for {host}:", "Choisissez pour {host} :")
_CHOICE = Text("Your choice", "Votre choix")
_CODE_SENT = Text("A code was sent by {host}.", "Un code a été envoyé par {host}.")
_CODE_WRONG = Text("The code of {host} is wrong.", "Le code de {host} est faux.")
_CODE = Text("Code", "Code")

type Step = Coroutine[None, None, Account]


def next_credentials(account: StoredAccount, arguments: Namespace) -> Credentials:
    """Return the credentials of a stored account; read or prompt for a password."""
    if isinstance(account.login, PasswordLogin):
        return account.login.with_password(prompt_password(arguments.password_file))
    return account.login


@asynccontextmanager
async def open_client(
    name: str,
    credentials: Credentials,
    timezone: ZoneInfo,
    arguments: Namespace,
    output: Output,
    *,
    on_answer: AnswerCallback | None = None,
) -> AsyncIterator[PronoteClient]:
    """Log in, store each token at once, and log out at the end.

    If the school issues no token, the login is stored without its password.

    `on_answer` is called with each answer, see `ClientConfig`.
    """

    def save(login: StoredLogin) -> None:
        accounts.save(name, StoredAccount(login=login, timezone=timezone))

    async def keep(token: DeviceToken) -> None:
        save(token)

    async with new_http_session() as http:
        client = PronoteClient(
            credentials,
            session=http,
            timezone=timezone,
            on_token=keep,
            config=ClientConfig(on_answer=on_answer),
        )
        await _Login(client, arguments, output).run()
        match client.credentials:
            case DeviceToken() as token:
                save(token)
            case Password() | PortalPassword() as used:
                save(PasswordLogin.of(used))
            case QrCode():
                pass  # It opens only once.
        log_out = True
        try:
            yield client
        except asyncio.CancelledError, ConnectionFailedError, RetryLaterError:
            # The school is unreachable or refuses further requests.
            log_out = False
            raise
        finally:
            if log_out:
                with suppress(PronoteError):
                    await client.logout()


def new_http_session(
    connector: aiohttp.BaseConnector | None = None,
) -> aiohttp.ClientSession:
    """Return an HTTP session for one account."""
    # A school under test may have an IP address. By default aiohttp refuses its cookies.
    jar = aiohttp.CookieJar(unsafe=True, quote_cookie=False)
    return aiohttp.ClientSession(connector=connector, cookie_jar=jar, trust_env=True)


class _Login:
    """Login with its further steps."""

    def __init__(
        self, client: PronoteClient, arguments: Namespace, output: Output
    ) -> None:
        self._client = client
        self._pin_file = arguments.pin_file
        self._device_name: str | None = arguments.device_name
        self._output = output
        self._pin: Secret | None = None

    async def run(self) -> None:
        step: Step | None = self._client.login()
        while step is not None:
            step = await self._run_step(step)

    async def _run_step(self, step: Step) -> Step | None:
        """Run a step and return the next one, or None when logged in."""
        try:
            with self._output.status(_ENTERING):
                await step
        except SecurityStepRequiredError as error:
            if error.pin:
                self._pin = prompt_secret(_PIN, self._pin_file)
            return self._name_device()
        except DeviceNameTakenError as error:
            if not can_prompt():
                raise
            self._output.print_message(error_message(error))
            self._device_name = None
            return self._name_device()
        except PortalChoiceRequiredError as error:
            return self._choose(error)
        except PortalCodeRequiredError as error:
            said = (_CODE_WRONG if error.wrong else _CODE_SENT).format(host=error.host)
            self._output.print_message(error.message or said)
            return self._client.complete_portal(code=prompt_secret(_CODE))
        return None

    def _choose(self, error: PortalChoiceRequiredError) -> Step:
        self._output.print_message(_CHOICES.format(host=error.host))
        for number, choice in enumerate(error.choices, 1):
            self._output.print_message(f"  {number} {choice.label}")
        choice = find_by_name(
            prompt(_CHOICE), error.choices, lambda choice: choice.label
        )
        return self._client.complete_portal(choice=choice.key)

    def _name_device(self) -> Step:
        proposed = f"pronote {socket.gethostname()}"[:30]
        name = self._device_name or prompt(_DEVICE_NAME, proposed)
        return self._client.complete_login(pin=self._pin, device_name=name)
