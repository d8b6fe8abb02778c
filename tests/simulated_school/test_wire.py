"""Each version of the wire, with each way of packing it."""

from datetime import date
from itertools import product
import re

from aiohttp import ClientSession
import pytest

from tests.school import KNOWN_VERSIONS, Options, School, running_school

from .raw_client import NAMES, RawClient, RefusedError

TODAY = date(2026, 11, 21)
FLAGS = [*product((False, True), (False, True), (False,)), (True, True, True)]


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
@pytest.mark.parametrize(("encrypt", "compress", "rsa"), FLAGS)
async def test_a_whole_login_in_every_version(
    version: str, encrypt: bool, compress: bool, rsa: bool
) -> None:
    options = Options(
        today=TODAY, version=version, encrypt=encrypt, compress=compress, http_rsa=rsa
    )
    async with running_school(options) as school, ClientSession() as http:
        for key in ("pupil", "parent"):
            client = RawClient(http, school)
            await client.log_in(school.account(key))
            assert (client.encrypted, client.compressed) == (encrypt, compress)
            assert bool(client.start.get("http")) is rsa
            rows = await client.week(school.model.year.week(TODAY))
            monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
            lessons = school.model.pupil("Lina").lessons_between(monday, sunday)
            assert len(rows) == len(lessons) > 20
            await client.call(school.version.keep_alive, 7)
        assert school.request_log.logins == school.sessions_open == 2


@pytest.mark.parametrize(
    ("version", "spelling"),
    [
        ("2026.2.7", 'Start ({"h":'),
        ("2026.1.3", "Start ({h:"),
        ("2024.3.11", ",sCrA:true,sCoA:true,a:6"),
        ("2024.3.8", ",sCrA:true,sCoA:true,a:6"),
    ],
)
async def test_start_is_spelled_as_in_its_version(version: str, spelling: str) -> None:
    options = Options(version=version)
    async with running_school(options) as school, ClientSession() as http:
        page = await RawClient(http, school).load("mobile.eleve.html?fd=1")
    assert spelling in page
    # A number since 2025, a text before.
    assert bool(re.search(r"h\W*:\d", page)) is (version > "2025")
    assert "IP" not in page


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_names_of_another_generation_are_not_understood(version: str) -> None:
    options = Options(version=version)
    async with running_school(options) as school, ClientSession() as http:
        right = RawClient(http, school).names
        for names in NAMES.values():
            if names == right:
                continue
            client = RawClient(http, school)
            client.names = names
            with pytest.raises(RefusedError, match="11"):
                await client.open("mobile.eleve.html?fd=1")


async def test_first_numbers_are_those_of_every_session() -> None:
    """Number 1 has the same cipher everywhere, number 2 depends on the IV only."""
    async with running_school() as school, ClientSession() as http:
        client = RawClient(http, school, raw_iv=bytes(range(16)))
        await client.load("mobile.eleve.html?fd=1")
        data = {"Uuid": "AAECAwQFBgcICQoLDA0ODw==", "identifiantNav": None}
        body = client.body("FonctionParametres", data)
        assert body["no"] == "3fa959b13967e0ef176069e01e23c8d7"
        answer = await client.post(body)
        assert answer["no"] == "b3961095f9685612b2cad63997dce7cb"


async def test_the_old_numbering_of_kinds_is_shifted() -> None:
    kinds = {}
    for version in ("2026.2.7", "2024.3.11"):
        options = Options(today=TODAY, version=version)
        async with running_school(options) as school, ClientSession() as http:
            client = RawClient(http, school)
            await client.log_in(school.account("pupil"))
            period = client.general["ListePeriodes"][0]
            answer = await client.call("DernieresNotes", 198, Periode=period)
            test = answer["listeDevoirs"]["V"][0]
            kinds[version] = (test["G"], type(test["coefficient"]))
    assert kinds == {"2026.2.7": (59, float), "2024.3.11": (60, str)}


async def test_a_file_is_served_under_its_session_s_cipher(
    client: RawClient, school: School
) -> None:
    await client.log_in(school.account("pupil"))
    asked = await client.call("PageCahierDeTexte", 88, domaine="[13]")
    files = [
        one
        for work in asked["ListeTravauxAFaire"]["V"]
        for one in work["ListePieceJointe"]["V"]
        if one["G"] == 1
    ]
    secret = client.encrypt(f'{{"N":"{files[0]["N"]}","Actif":true}}')
    url = f"{school.url}/FichiersExternes/{secret}/x.pdf?Session={client.start['h']}"
    async with client.http.get(url) as response:
        assert response.content_type in ("application/pdf", "image/png")
        assert len(await response.read()) > 200
    school.expire_sessions()
    async with client.http.get(url) as response:
        assert response.status == 404
