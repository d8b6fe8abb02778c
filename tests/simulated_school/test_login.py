"""Every way in, and every way of being kept out."""

from typing import Any

from aiohttp import ClientSession
import pytest

from tests.school import Options, School, running_school
from tests.school.html import SUSPENDED

from .conftest import ManualClock
from .raw_client import MOBILE, RawClient, RefusedError, aes_decrypt, md5

PUPIL_PAGE = f"mobile.eleve.html{MOBILE}"
UUID = "uuid-of-a-telephone"
APP = {"demandeConnexionAppliMobile": True, "uuidAppliMobile": UUID}
QR = {**APP, "demandeConnexionAppliMobileJeton": True}
TOKEN = {"enConnexionAppliMobile": True, "uuidAppliMobile": UUID}


def from_qr(code: dict[str, str], pin: str) -> tuple[str, str]:
    key = md5(pin.encode())
    login, secret = (
        aes_decrypt(key, bytes(16), bytes.fromhex(code[name])).decode()
        for name in ("login", "jeton")
    )
    return login, secret


async def attempt(
    http: ClientSession, school: School, login: str, secret: str, **flags: object
) -> dict[str, object]:
    client = RawClient(http, school)
    await client.open(PUPIL_PAGE)
    return await client.authenticate(login, secret, **flags)


async def test_wrong_credentials_end_in_a_suspended_address(
    school: School, http: ClientSession, clock: ManualClock
) -> None:
    account = school.account("pupil")
    for login in (account.username, "nobody"):
        answer = await attempt(http, school, login, "wrong")
        assert answer == {"Acces": 1}
    other_space = school.account("parent")
    answer = await attempt(http, school, other_space.username, other_space.password)
    assert answer == {"Acces": 1}
    for _ in range(3):
        await attempt(http, school, account.username, "wrong")
    client = RawClient(http, school)
    assert SUSPENDED in await client.load(PUPIL_PAGE)
    clock.advance(minutes=31)
    assert "cle" in await attempt(http, school, account.username, account.password)
    assert (school.request_log.logins, school.request_log.failed_logins) == (1, 6)


@pytest.mark.parametrize("version", ["2026.2.7", "2026.1.3"])
async def test_case_of_login_and_password(version: str, http: ClientSession) -> None:
    async with running_school(Options(version=version)) as school:
        pupil, staff = school.account("pupil"), school.account("school_life")
        upper = pupil.username.upper()
        assert "cle" in await attempt(http, school, upper, pupil.password)
        client = RawClient(http, school)
        await client.open("viescolaire.html?fd=1")
        answer = await client.authenticate(staff.username, staff.password.upper())
        assert "cle" in answer
        user = await client.call("ParametresUtilisateur")
        assert user["ressource"]["G"] == 34
        assert [one["L"] for one in user["listeClasses"]["V"]] == ["4B", "2GT3"]


async def test_an_alias_is_answered_with_the_login_to_use(
    school: School, http: ClientSession
) -> None:
    account = school.account("named_device")
    client = RawClient(http, school)
    await client.open(f"mobile.parent.html{MOBILE}")
    alias = school.model.account("named_device").alias
    assert alias
    answer = await client.authenticate(alias, account.password)
    assert answer["actionsDoubleAuth"] == {"_T": 26, "V": "[5]"}


async def test_a_token_is_good_once(school: School, http: ClientSession) -> None:
    account = school.account("pupil")
    first = await attempt(http, school, account.username, account.password, **APP)
    token = str(first["jetonConnexionAppliMobile"])
    login = str(first["login"])
    second = await attempt(http, school, login, token, **TOKEN)
    assert second["jetonConnexionAppliMobile"] not in (None, token)
    assert await attempt(http, school, login, token, **TOKEN) == {"Acces": 1}
    other = {**TOKEN, "uuidAppliMobile": "another"}
    new = str(second["jetonConnexionAppliMobile"])
    assert await attempt(http, school, login, new, **other) == {"Acces": 1}
    assert "cle" in await attempt(http, school, login, new, **TOKEN)


async def test_a_qr_code_is_good_once_and_for_ten_minutes(
    school: School, http: ClientSession, clock: ManualClock
) -> None:
    account = school.account("pupil")
    code = school.qr(account.username, "1234")
    assert code["url"] == f"{school.url}/mobile.eleve.html"
    login, secret = from_qr(code, "1234")
    answer = await attempt(http, school, login, secret, **QR)
    assert "jetonConnexionAppliMobile" in answer
    assert await attempt(http, school, login, secret, **QR) == {"Acces": 1}
    login, secret = from_qr(school.qr(account.username, "1234"), "1234")
    clock.advance(minutes=10, seconds=1)
    assert await attempt(http, school, login, secret, **QR) == {"Acces": 1}


async def test_the_pin_of_an_account(school: School, http: ClientSession) -> None:
    account = school.account("pin")
    client = RawClient(http, school)
    await client.open(PUPIL_PAGE)
    answer = await client.authenticate(account.username, account.password, **APP)
    assert answer["actionsDoubleAuth"]["V"] == "[3]"
    early = answer["jetonConnexionAppliMobile"]
    with pytest.raises(RefusedError, match="3"):
        await client.call("ParametresUtilisateur")
    secure = "SecurisationCompteDoubleAuth"
    wrong, right = client.encrypt("0000"), client.encrypt(str(account.pin))
    assert await client.call(secure, action=0, codePin=wrong) == {"result": False}
    assert await client.call(secure, action=0, codePin=right) == {"result": True}
    assert await client.call(secure, action=2, libelle="Salon") == {"dejaConnu": False}
    device: dict[str, Any] = {"avecIdentification": True, "strIdentification": "Salon"}
    refused = client.body(secure, {"action": 3, "codePin": wrong, **device})
    report = client.read(await client.post(refused))["RapportSaisie"]
    assert report["_erreurSaisie_"] is True
    named = await client.call(secure, action=3, codePin=right, **device)
    token = named["jetonConnexionAppliMobile"]
    assert token != early
    assert (await client.call("ParametresUtilisateur"))["ressource"]["G"] == 4
    again = await attempt(http, school, str(account.username), token, **TOKEN)
    assert "actionsDoubleAuth" not in again
    known = RawClient(http, school, browser=client.browser)
    await known.log_in(account)


async def test_three_wrong_pins_end_the_session(
    school: School, http: ClientSession
) -> None:
    account = school.account("pin")
    client = RawClient(http, school)
    await client.open(PUPIL_PAGE)
    await client.authenticate(account.username, account.password)
    secure = "SecurisationCompteDoubleAuth"
    for _ in range(2):
        answer = await client.call(secure, action=0, codePin=client.encrypt("9999"))
        assert answer == {"result": False}
    with pytest.raises(RefusedError, match="8"):
        await client.call(secure, action=0, codePin=client.encrypt("9999"))
    assert school.sessions_open == 0


async def test_a_first_password_must_be_changed(
    school: School, http: ClientSession
) -> None:
    account = school.account("new_password")
    client = RawClient(http, school)
    await client.open(PUPIL_PAGE)
    answer = await client.authenticate(account.username, account.password)
    assert answer["actionsDoubleAuth"]["V"] == "[0]"
    secure = "SecurisationCompteDoubleAuth"
    short, good = client.encrypt("court"), client.encrypt("Alizé-2026!")
    assert await client.call(secure, action=1, nouveauMDP=short) == {"result": False}
    assert await client.call(secure, action=1, nouveauMDP=good) == {"result": True}
    await client.call(secure, action=3, nouveauMDP=good)
    assert (await client.call("ParametresUtilisateur"))["ressource"]["L"]
    assert "cle" in await attempt(http, school, account.username, "Alizé-2026!")


async def test_a_portal_gives_a_login_for_one_page(http: ClientSession) -> None:
    portal = "http://127.0.0.1:9/cas/login"
    async with running_school(Options(portal_url=portal)) as school:
        url = f"{school.url}/eleve.html?fd=1"
        async with http.get(url, allow_redirects=False) as response:
            assert response.status == 302
            assert response.headers["Location"].startswith(f"{portal}?service=http")
        ticket = school.portal_ticket(school.account("pupil").username)
        client = RawClient(http, school)
        await client.open(f"?ticket={ticket}")
        assert {"e", "f"} <= client.start.keys()
        flags = {"pourENT": True, **APP}
        answer = await client.authenticate(
            client.start["e"], client.start["f"], **flags
        )
        assert answer["jetonConnexionAppliMobile"]
        stale = await RawClient(http, school).load(f"?ticket={ticket}")
        assert "La page a expiré" in stale
        account = school.account("pupil")
        assert "cle" in await attempt(http, school, account.username, account.password)


async def test_logout_and_the_goodbye_of_a_browser(
    school: School, http: ClientSession
) -> None:
    one, other = RawClient(http, school), RawClient(http, school)
    await one.log_in(school.account("pupil"))
    await other.log_in(school.account("pupil"))
    assert school.sessions_open == 2
    await one.call("SaisieDeconnexion")
    goodbye = {"ns": other.start["h"], "no": "00"}
    await http.post(f"{school.url}/appeldeconnexion/00/0", json=goodbye)
    assert (school.sessions_open, school.request_log.logouts) == (0, 2)
    with pytest.raises(RefusedError, match="8"):
        await one.call("Navigation", 7)
