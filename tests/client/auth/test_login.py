"""The ways in, and all that can be in the way."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
import gc
import json
import logging
import re
from unittest.mock import patch
from urllib.parse import quote

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest

from custom_components.pronote.client import (
    DeviceToken,
    Secret,
    Space,
    discover,
    read_qr_code,
)
from custom_components.pronote.client.auth import login
from custom_components.pronote.client.errors import (
    AddressSuspendedError,
    BusyError,
    ConnectionFailedError,
    DeviceNameTakenError,
    NotPronoteError,
    PasswordChangeRequiredError,
    PronoteError,
    ProtocolError,
    QrCodeExpiredError,
    RetryLaterError,
    SecurityStepRequiredError,
    SessionExpiredError,
    SiteClosedError,
    SpaceUnavailableError,
    TokenRefusedError,
    WrongCredentialsError,
    WrongPinError,
)
from tests.helpers.waiting import until
from tests.school import KNOWN_VERSIONS, School

from ..conftest import Family, ManualClock, StartSchool

VERSIONS = sorted(KNOWN_VERSIONS)


async def test_discovery(school: School, http: aiohttp.ClientSession) -> None:
    info = await discover(http, f"{school.url}/parent.html?login=true")
    assert info.url == school.url
    assert info.name == school.model.name
    assert info.version == (2026, 2, 7)
    assert info.portal is None
    assert set(info.spaces) == set(Space)


@pytest.mark.parametrize("version", [["2026", "2", "7"], "2026.2.7", [2026, 2, 7]])
async def test_forms_of_what_a_school_publishes(
    http: aiohttp.ClientSession, version: object
) -> None:
    """One space in place of a list, flags and numbers as texts."""

    async def info(_: web.Request) -> web.Response:
        space = {"nom": "Parents", "URL": "mobile.parent.html"}
        portal = {"actif": "false", "casURL": "https://ent.exemple.fr"}
        told = {"version": version, "espaces": space, "CAS": portal, "nomEtab": None}
        return web.json_response(told)

    app = web.Application()
    app.router.add_get("/pronote/InfoMobileApp.json", info)
    async with TestServer(app, host="127.0.0.1") as server:
        found = await discover(http, str(server.make_url("/pronote/parent")))
    assert found.version == (2026, 2, 7)
    assert (found.spaces, found.portal) == ((Space.PARENT,), None)
    assert found.url.endswith("/pronote")


async def test_discovery_tries_the_usual_folder(
    school: School, http: aiohttp.ClientSession
) -> None:
    info = await discover(http, school.url.removesuffix("/pronote"))
    assert info.url == school.url


async def test_another_site_is_no_school(
    school: School, http: aiohttp.ClientSession
) -> None:
    school.fault("html_instead_of_json", times=None, function="info")
    with pytest.raises(NotPronoteError):
        await discover(http, f"{school.url}/elsewhere")
    with pytest.raises(ConnectionFailedError):
        await discover(http, "http://127.0.0.1:9")


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("encrypt", [False, True])
@pytest.mark.parametrize("rsa", [False, True])
@pytest.mark.parametrize("version", VERSIONS)
async def test_password_in_every_generation(
    start_school: StartSchool,
    family: Family,
    version: str,
    rsa: bool,
    encrypt: bool,
    compress: bool,
) -> None:
    school = await start_school(
        version=version, http_rsa=rsa, encrypt=encrypt, compress=compress
    )
    config = {"rsa_modulus": school.rsa_modulus} if rsa else {}
    client = family.client(family.password(school), config=config)
    account = await client.login()
    assert [pupil.name for pupil in account.pupils] == list(
        school.account("parent").pupils
    )
    assert account.school.name == school.model.name
    assert account.school.version.startswith(version)
    today = family.clock.now.date()
    for pupil in account.pupils:
        lessons = (await client.timetable.get(pupil, today, today)).lessons
        truth = school.model.pupil(pupil.name).lessons_between(today, today)
        assert len(lessons) == len(truth) > 0
    await client.keep_alive()
    await client.logout()
    assert school.sessions_open == 0
    assert school.request_log.logins == 1
    assert school.request_log.failed_logins == 0


@pytest.mark.parametrize("version", ["2024.3.8", "2024.3.11", "2025.2.11", "2026.2.7"])
@pytest.mark.parametrize("packed", [False, True])
async def test_a_school_that_tells_no_version(
    start_school: StartSchool, family: Family, version: str, packed: bool
) -> None:
    """The first answer shows the names of its fields, the account the version.

    A school of 2024 that encrypts and compresses has no flag on its page; only the number of the
    session, which is a text, betrays its age.
    """
    school = await start_school(
        version=version, hides_version=True, encrypt=packed, compress=packed
    )
    client = family.client(family.password(school))
    for _ in range(2):
        account = await client.login()
        assert account.school.version.startswith(version)
    await client.keep_alive()
    item = (await client.news.get())[0]
    assert (await client.news.mark_read(item)).read


async def test_a_refused_login_settles_no_version(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school(version="2024.3.8", hides_version=True)
    school.fault("refuse_password")
    client = family.client(family.password(school))
    with pytest.raises(WrongCredentialsError):
        await client.login()
    assert (await client.login()).school.version.startswith("2024.3.8")


@pytest.mark.parametrize("key", ["zz", "0123", "", 7, {"_T": 1}, "00" * 32])
async def test_an_unreadable_key_is_no_wrong_password(
    school: School, family: Family, key: object
) -> None:
    """The next token came with it, and is kept."""
    school.fault("answer", function="Authentification", changes={"cle": key})
    client = family.client(family.password(school))
    with pytest.raises(ProtocolError, match="cle"):
        await client.login()
    assert len(family.tokens) == 1
    await client.login()


QR_COPIES = [
    lambda text: "\ufeff" + text,
    lambda text: f"Voici le code : {text}\nBonne journée",
    lambda text: f"```json\n{text}\n```",
    lambda text: text.replace('"', "&quot;"),
    lambda text: text[:150] + "\r\n" + text[150:],
    lambda text: text.replace(": ", ":\xa0"),
    lambda text: f"\u200b {text}\n",
    lambda text: text.replace('"', "”"),
    lambda text: re.sub('"([^"]*)"', r"“\1”", text),
    lambda text: re.sub('"([^"]*)"', "« \\1 »", text),
    lambda text: re.sub('"([^"]*)"', "«\u00a0\\1\u202f»", text),
    lambda text: text.replace('"', "'"),
    lambda text: text.replace('"', "’"),
    lambda text: f"https://exemple.fr/lien?code={quote(text)}&suite=1",
    lambda text: f"pronote://lien/{quote(quote(text))}",
    lambda text: text.replace('"', "%22"),
    lambda text: text.replace('"jeton"', '"Jeton"').replace('"url"', '"URL"'),
]


@pytest.mark.parametrize("copied", QR_COPIES)
async def test_text_of_a_qr_code_as_a_phone_copies_it(
    school: School, family: Family, copied: Callable[[str], str]
) -> None:
    text = json.dumps(school.qr(school.account("parent").username, "1234"))
    code = read_qr_code(copied(text), "１２ ３4 ", family.device)
    account = await family.client(code).login()
    assert account.school.name == school.model.name


@pytest.mark.parametrize("mode", [1, "1", "true", True, {"_T": 3, "V": 1}])
async def test_copied_username_in_capitals(
    school: School, family: Family, mode: object
) -> None:
    """A copy brings spaces and invisible characters; the mode makes letters small."""
    school.fault("answer", function="Identification", changes={"modeCompLog": mode})
    credentials = family.password(school)
    typed = f"\u200b\u00a0{credentials.username.upper()} \ufeff"
    client = family.client(replace(credentials, username=typed))
    account = await client.login()
    assert account.school.name == school.model.name


@pytest.mark.parametrize("version", VERSIONS)
async def test_wrong_password(
    start_school: StartSchool, family: Family, version: str
) -> None:
    school = await start_school(version=version)
    client = family.client(family.password(school, password=Secret("Pas le bon")))
    with pytest.raises(WrongCredentialsError):
        await client.login()
    # Nothing is tried again by reflex.
    loads = school.request_log.page_loads
    with pytest.raises(WrongCredentialsError):
        await client.keep_alive()
    assert school.request_log.page_loads == loads
    assert school.request_log.failed_logins <= 1


async def test_an_old_server_is_spared_a_wrong_password(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school(version="2024.3.11")
    client = family.client(family.password(school, password=Secret("Pas le bon")))
    with pytest.raises(WrongCredentialsError):
        await client.login()
    assert school.request_log.requests["Authentification"] == 0


async def test_name_and_password_are_trimmed(school: School, family: Family) -> None:
    account = school.account("parent")
    client = family.client(
        family.password(
            school,
            username=f"  {account.username.upper()} ",
            password=Secret(f" {account.password} "),
        )
    )
    assert (await client.login()).pupils


@pytest.mark.parametrize("version", VERSIONS)
async def test_qr_code_then_token(
    start_school: StartSchool, family: Family, version: str
) -> None:
    school = await start_school(version=version)
    client = family.client(family.qr_code(school))
    account = await client.login()
    assert len(account.pupils) == 2
    assert client.token == family.tokens[-1]

    again = family.client(family.tokens[-1])
    assert (await again.login()).key == account.key
    assert len(family.tokens) == 2
    assert family.tokens[0].token != family.tokens[1].token
    assert family.tokens[0].device == family.tokens[1].device


@pytest.mark.parametrize("name", ["pin", "named_device"])
async def test_qr_code_of_a_protected_account(
    school: School, family: Family, name: str
) -> None:
    # The QR code itself is never asked for a PIN, its token is: so it is asked at once.
    client = family.client(family.qr_code(school, name))
    with pytest.raises(SecurityStepRequiredError) as step:
        await client.login()
    assert step.value.pin is (name == "pin")
    account = await client.complete_login(
        pin=school.account(name).pin, device_name="Home Assistant"
    )
    assert account.pupils
    assert (await family.client(family.tokens[-1]).login()).key == account.key


async def test_a_login_that_waits_is_ended_too(school: School, family: Family) -> None:
    client = family.client(family.password(school, "pin"))
    with pytest.raises(SecurityStepRequiredError):
        await client.login()
    await client.logout()
    assert school.sessions_open == 0


async def test_qr_code_opens_once(school: School, family: Family) -> None:
    code = family.qr_code(school)
    await family.client(code).login()
    with pytest.raises(QrCodeExpiredError):
        await family.client(code).login()


async def test_qr_code_lasts_ten_minutes(
    school: School, family: Family, clock: ManualClock
) -> None:
    code = family.qr_code(school)
    clock.advance(minutes=11)
    with pytest.raises(QrCodeExpiredError):
        await family.client(code).login()


async def test_token_opens_once(school: School, family: Family) -> None:
    client = family.client(family.qr_code(school))
    await client.login()
    first = family.tokens[0]
    await family.client(first).login()
    with pytest.raises(TokenRefusedError):
        await family.client(first).login()


async def test_token_is_saved_before_anything_else_is_asked(
    school: School, family: Family
) -> None:
    asked: list[int] = []

    async def save(token: DeviceToken) -> None:
        asked.append(school.request_log.requests["ParametresUtilisateur"])

    await family.client(family.password(school), on_token=save).login()
    assert asked == [0]


async def test_same_person_same_key_whatever_the_way_in(
    school: School, family: Family
) -> None:
    by_password = await family.client(family.password(school)).login()
    by_qr_code = await family.client(family.qr_code(school)).login()
    assert by_password.key == by_qr_code.key
    assert [p.key for p in by_password.pupils] == [p.key for p in by_qr_code.pupils]
    other = await family.client(family.password(school, "pupil")).login()
    assert other.key != by_password.key


async def test_account_of_a_pupil(school: School, family: Family) -> None:
    account = await family.client(family.password(school, "pupil")).login()
    (pupil,) = account.pupils
    assert pupil.name == school.account("pupil").pupils[0]
    assert pupil.school_class
    names = [period.name for period in pupil.periods]
    assert names[:3] == [period.name for period in school.model.periods]
    assert pupil.current_period is not None
    assert pupil.current_period.name == "Trimestre 1"


async def test_account_of_the_school_life_office(
    school: School, family: Family
) -> None:
    account = await family.client(family.password(school, "school_life")).login()
    assert account.space is Space.SCHOOL_LIFE
    assert account.pupils == ()


async def test_names_are_not_printed(
    school: School, family: Family, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="custom_components.pronote")
    client = family.client(family.password(school))
    account = await client.login()
    told = caplog.text + repr(account) + repr(client.credentials)
    for word in (
        *school.account("parent").pupils,
        school.account("parent").password,
        school.account("parent").username,
        family.tokens[-1].token.reveal(),
    ):
        assert word not in told


# --- second factor


async def test_pin_and_device_name(school: School, family: Family) -> None:
    pin = school.account("pin").pin
    assert pin is not None
    client = family.client(family.password(school, "pin"))
    with pytest.raises(SecurityStepRequiredError) as step:
        await client.login()
    assert step.value.pin
    assert step.value.device_name
    with pytest.raises(SecurityStepRequiredError):
        await client.keep_alive()
    with pytest.raises(WrongPinError):
        await client.complete_login(pin="0000", device_name="Home Assistant")
    account = await client.complete_login(pin=pin, device_name="Home Assistant")
    assert account.pupils
    assert school.request_log.page_loads == 1

    # From now on the device is known: no PIN.
    again = family.client(family.tokens[-1])
    assert (await again.login()).key == account.key


async def test_device_name_alone(school: School, family: Family) -> None:
    client = family.client(family.password(school, "named_device"))
    with pytest.raises(SecurityStepRequiredError) as step:
        await client.login()
    assert not step.value.pin
    with pytest.raises(SecurityStepRequiredError):
        await client.complete_login()
    assert (await client.complete_login(device_name="Tablette")).pupils

    other = Family(family.http, family.clock)
    client = other.client(other.password(school, "named_device"))
    with pytest.raises(SecurityStepRequiredError):
        await client.login()
    with pytest.raises(DeviceNameTakenError):
        await client.complete_login(device_name="Tablette")
    assert (await client.complete_login(device_name="Cuisine")).pupils


async def test_a_login_does_not_wait_for_ever(
    school: School, family: Family, clock: ManualClock
) -> None:
    client = family.client(family.password(school, "pin"))
    with pytest.raises(SecurityStepRequiredError):
        await client.login()
    clock.advance(hours=1)
    with pytest.raises(SessionExpiredError):
        await client.complete_login(
            pin=school.account("pin").pin, device_name="Home Assistant"
        )
    with pytest.raises(SessionExpiredError):
        await client.complete_login(device_name="Home Assistant")


async def test_temporary_password(school: School, family: Family) -> None:
    client = family.client(family.password(school, "new_password"))
    with pytest.raises(PasswordChangeRequiredError):
        await client.login()


# --- other answers of the school


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("suspend_address", AddressSuspendedError),
        ("site_closed", SiteClosedError),
        ("http_503", BusyError),
        ("restart", BusyError),
    ],
)
async def test_a_school_that_wants_peace_gets_it(
    school: School,
    family: Family,
    clock: ManualClock,
    fault: str,
    error: type[PronoteError],
) -> None:
    client = family.client(family.password(school))
    school.fault(fault)
    with pytest.raises(error) as raised:
        await client.login()
    assert isinstance(raised.value, RetryLaterError)
    assert raised.value.retry_at > clock()
    # Not a single request until then.
    loads = school.request_log.page_loads
    with pytest.raises(error):
        await client.login()
    assert school.request_log.page_loads == loads
    clock.now = raised.value.retry_at
    assert (await client.login()).pupils


async def test_a_busy_school_is_asked_again(school: School, family: Family) -> None:
    school.fault("busy", times=2)
    assert (await family.client(family.password(school)).login()).pupils
    assert len(family.pauses) == 2
    school.fault("busy", times=3)
    with pytest.raises(BusyError):
        await family.client(family.password(school)).login()


async def test_too_many_logins(school: School, family: Family) -> None:
    school.fault("too_many_requests", function="Identification")
    with pytest.raises(RetryLaterError):
        await family.client(family.password(school)).login()


async def test_portal(start_school: StartSchool, family: Family) -> None:
    school = await start_school(portal_url="http://ent.example.org/cas/login")
    info = await discover(family.http, school.url)
    assert info.portal == "http://ent.example.org/cas/login"


async def test_space_that_is_not_there(
    school: School, family: Family, http: aiohttp.ClientSession
) -> None:
    password = family.password(school, url=f"{school.url}/nowhere")
    with pytest.raises((SpaceUnavailableError, NotPronoteError)):
        await family.client(password).login()


async def test_nobody_is_logged_in_at_first(school: School, family: Family) -> None:
    client = family.client(family.password(school))
    assert not client.connected
    assert client.token is None
    with pytest.raises(SessionExpiredError):
        _ = client.account


async def test_qr_code_text_of_the_school(school: School, family: Family) -> None:
    text = json.dumps(school.qr(school.account("parent").username, "1234"))
    assert school.account("parent").username not in text


async def begin_login(school: School, family: Family) -> asyncio.Task[object]:
    """Come with the token that was given before, and let the school hesitate."""
    await family.client(family.password(school)).login()
    school.fault("hang", function="Authentification")
    task = asyncio.create_task(family.client(family.tokens[-1]).login())
    await until(lambda: not school.faults.armed)
    task.cancel()
    await asyncio.sleep(0)
    return task


async def test_a_canceled_login_loses_no_token(school: School, family: Family) -> None:
    """The school replaced the token: the next one is saved."""
    task = await begin_login(school, family)
    assert not task.done()
    school.fault("clear")
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(family.tokens) == 2
    await family.client(family.tokens[-1]).login()


async def test_a_canceled_login_waits_for_a_while_only(
    school: School, family: Family
) -> None:
    with patch.object(login, "SHIELD_TIMEOUT", 0.01):
        task = await begin_login(school, family)
        with pytest.raises(asyncio.CancelledError):
            await task
    assert len(family.tokens) == 1


async def test_a_canceled_login_may_fail(school: School, family: Family) -> None:
    """The reason is no longer requested."""
    unheard: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: unheard.append(context))
    task = await begin_login(school, family)
    school.fault("http_503", times=None)
    school.faults.released.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    del task
    gc.collect()
    assert not unheard
