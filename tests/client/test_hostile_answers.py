"""Any input from a school or a portal leads at worst to an error of the client, in limited time and memory.

`FUZZ_EXAMPLES=10000 scripts/test tests/client/test_hostile_answers.py` looks longer.
"""

import asyncio
from collections.abc import Callable, Coroutine
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import gzip
import json
import os
from random import Random
from typing import Any, cast
import zlib

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, Phase, given, settings, strategies as st
import pytest
from yarl import URL

from custom_components.pronote.client import (
    Attachment,
    AttachmentKind,
    Password,
    Secret,
    Space,
    read_qr_code,
)
from custom_components.pronote.client.auth.login import Login
from custom_components.pronote.client.crypto import Aes
from custom_components.pronote.client.discovery import describe
from custom_components.pronote.client.errors import (
    AnswerTooLargeError,
    PortalRequiredError,
    PronoteError,
    StaleObjectError,
)
from custom_components.pronote.client.http import Http
from custom_components.pronote.client.portals.error_messages import (
    read_action,
    read_error,
    read_refusal,
)
from custom_components.pronote.client.portals.page import Page
from custom_components.pronote.client.rich_text import plain_text, safe_html
from custom_components.pronote.client.session import Session
from custom_components.pronote.client.site import Bootstrap, page_error, parse_bootstrap
from custom_components.pronote.client.size_limits import LARGEST_ANSWER, read_json
from custom_components.pronote.client.transport import HttpResponse, Transport
from custom_components.pronote.client.wire import Record, Source
from tests.school import School
from tests.school.html import space_page
from tests.school.model.people import Role
from tests.school.spaces import SPACES

from .conftest import PARIS, Family
from .test_fuzz import mutate

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
NOW = datetime(2026, 11, 24, 7, tzinfo=UTC)
SCHOOL = URL("https://college.example.fr/pronote/")
VERSIONS = ((2026, 2, 7), (2024, 3, 8))

SNIPPETS = (
    *("Start({", "})", "{", "}", "[" * 5_000, '{"a":' * 5_000, '"', "'", "\\", "\x00"),
    *("<", ">", "<!--", "&#x110000;", "&amp;" * 50, "<form>", "<input name=", "é²٣"),
    *("9" * 5_000, "-1", "1e999", "null", "NaN", "G" * 33, "0" * 31, "\ud800", "%"),
    *("http://[", "//evil.example", "jusqu'à 99h99", "javascript:", "\u202e", "\r\n"),
)


def scramble(text: str, random: Random) -> str:
    """Return a text with some parts dropped, doubled, swapped or replaced."""
    for _ in range(random.randint(1, 4)):
        a, b = sorted(random.randrange(len(text) + 1) for _ in range(2))
        b = min(b, a + random.choice((1, 8, 200, 10_000)))
        match random.randrange(5):
            case 0:
                text = text[:a] + text[b:]
            case 1:
                text = text[:b] + text[a:]
            case 2:
                text = text[:a]
            case 3:
                text = text[:a] + random.choice(SNIPPETS) + text[a:]
            case _:
                text = text[:a] + random.choice(SNIPPETS) + text[b:]
    return text


def scramble_bytes(data: bytes, random: Random) -> bytes:
    return scramble(data.decode("latin-1"), random).encode("utf-8", "surrogatepass")


async def no_pause(_: float) -> None:
    """Wait for nothing."""


def run[T](doing: Coroutine[Any, Any, T]) -> T:
    """Run what never has to wait."""
    try:
        doing.send(None)
    except StopIteration as end:
        return cast(T, end.value)
    doing.close()
    raise AssertionError("It waits")


@dataclass
class FakeTransport:
    """A transport at whose other end a hand writes the answers."""

    answer: Callable[[], HttpResponse]
    now: Callable[[], datetime] = lambda: NOW

    async def post(self, url: URL, body: Any) -> HttpResponse:
        return self.answer()

    async def get(self, url: URL) -> HttpResponse:
        return self.answer()

    check = Transport.check


def reply(body: bytes, random: Random) -> HttpResponse:
    return HttpResponse(
        random.choice((200, 200, 200, 404, 500, 429, 302)), SCHOOL, {}, body
    )


@dataclass(frozen=True, slots=True)
class Samples:
    """Answers that a school sends."""

    pages: list[str] = field(repr=False)
    info: str = field(repr=False)
    qr: str = field(repr=False)
    answers: dict[str, Any] = field(repr=False)


_SAMPLES: list[Samples] = []


@pytest.fixture
async def samples(
    school: School, family: Family, monkeypatch: pytest.MonkeyPatch
) -> Samples:
    if not _SAMPLES:
        with monkeypatch.context() as patch:
            _SAMPLES.append(await collect(school, family, patch))
    return _SAMPLES[0]


async def collect(school: School, family: Family, patch: pytest.MonkeyPatch) -> Samples:
    answers: dict[str, Any] = {}
    original = Session.call

    async def listen(session: Session, function: str, *a: Any, **k: Any) -> Any:
        answers[function] = deepcopy(await original(session, function, *a, **k))
        return answers[function]

    patch.setattr(Session, "call", listen)
    await family.client(family.password(school)).login()
    opened = school.open_session(SPACES[Role.PARENT], mobile=True)
    pages = [
        space_page(opened, "Espace Parents", http_rsa=rsa) for rsa in (False, True)
    ]
    async with family.http.get(f"{school.url}/infoMobileApp.json", params=INFO) as info:
        text = await info.text()
    qr = json.dumps(school.qr(school.account("parent").username, "1234"))
    return Samples([*pages, OLD_PAGE], text, qr, answers)


INFO = {"id": "0D264427-EEFC-4810-A9E9-346942A862A4"}
OLD_PAGE = (
    "<html><body onload=\"try { Start ({h:'1234567',sCrA:true,sCoA:true,a:7,"
    "MR:'B99B77A3',ER:'65537',e:'A',f:'B',d:true}) } catch (e) {}\"><a>PRONOTE 2023.0.2"
    "</a><p>Votre adresse IP est provisoirement suspendue jusqu'à 18h30</p></body></html>"
)
PORTAL_PAGE = """<html><head><title>Connexion</title></head><body class="x">
<div class="error" id="erreur">Identifiant ou mot de passe incorrect, compte bloqué</div>
<form id="fm1" action="/cas/login?service=https%3A%2F%2Fx" method="post">
<input type="hidden" name="execution" value="e1s1"><input name="username">
<input type="password" name="password"><label><input type="radio" name="who" value="1" id=w>
Collège</label><button name="submit" value="ok">Se connecter</button></form>
<form><input name="code"></form><a href="../autre?x=1&amp;y">Parents</a>
<p>Vous devez changer votre mot de passe, un code de vérification vous attend.</p></body></html>"""
NEARBY = (
    '[{"url":"https://0123456a.index-education.net/pronote","nomEtab":"Quatre-Vents",'
    '"cp":"31000","lat":"43.6","long":"1.44"}]'
)


def read_start(samples: Samples, random: Random) -> None:
    text = scramble(random.choice(samples.pages), random)
    page_error(text, NOW)
    bootstrap = parse_bootstrap(text)
    if bootstrap is not None:
        session = Session(
            cast(Transport, FakeTransport(lambda: reply(b"{}", random))),
            "https://x",
            bootstrap,
            bootstrap.version,
        )
        assert session.uuid


def read_info(samples: Samples, random: Random) -> None:
    wire = FakeTransport(
        lambda: reply(scramble(samples.info, random).encode(errors="replace"), random)
    )
    run(describe(cast(Transport, wire), "https://college.example.fr/pronote"))


def read_envelope(samples: Samples, random: Random) -> None:
    """Each layer of an answer in turn is damaged: bytes, hexadecimal, AES, deflate, JSON."""
    secret, packed = random.random() < 0.5, random.random() < 0.5
    session: Session
    layer = random.randrange(5)

    def answer() -> HttpResponse:
        payload: Any = {"nom": "F", "data": {"a": 1}, "donnees": {"a": 1}}
        text = json.dumps(payload)
        data = (scramble(text, random) if layer == 0 else text).encode(errors="replace")
        if packed:
            deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            data = deflate.compress(data) + deflate.flush()
            data = scramble_bytes(data, random) if layer == 1 else data
        if secret:
            data = session.aes.encrypt(data)
            data = scramble_bytes(data, random) if layer == 2 else data
        sealed: Any = data.hex()
        if layer == 3:
            sealed = scramble(sealed, random)
        if not secret and not packed:
            sealed = payload
        number = session.aes.encrypt_text("2")
        body: Any = {"no": number, "numeroOrdre": number, "dataSec": sealed}
        body |= random.choice(({}, {"donneesSec": sealed}, {"Erreur": {"G": 8}}))
        body = mutate(body, random) if layer == 4 else body
        raw = json.dumps(body).encode()
        return reply(
            scramble_bytes(raw, random) if random.random() < 0.3 else raw, random
        )

    session = Session(
        cast(Transport, FakeTransport(answer)),
        "https://x",
        Bootstrap(session=1, space=7, encrypted=secret, compressed=packed),
        random.choice(VERSIONS),
        sleep=no_pause,
    )
    run(session.call("F", {"a": 1}, tab=16))


@dataclass
class ReplayingSession:
    """A session that repeats earlier answers of a school, with changes."""

    answers: dict[str, Any]
    random: Random
    aes: Aes = field(default_factory=Aes.of)
    raw_iv: bytes = b"0123456789abcdef"
    uuid: str = "uuid"
    space: int = 7
    number: int = 1

    async def call(self, function: str, *_: Any, **__: Any) -> Any:
        answer = deepcopy(self.answers[function])
        if self.random.random() < 0.5:
            mutated = mutate(answer.data, self.random)
            answer = type(answer)(data=read_json(json.dumps(mutated)))
            if not isinstance(answer.data, dict):
                answer = type(answer)()
        return answer

    def compare_clocks(self, server_time: datetime | None) -> None:
        """Return no time to compare with."""

    def switch_key(self, raw_key: bytes) -> None:
        self.aes = Aes.of(raw_key, self.raw_iv)


def read_login(samples: Samples, random: Random) -> None:
    answers = deepcopy(samples.answers)
    aes = Aes.of(b"", ReplayingSession.raw_iv)
    answers["Authentification"].data["cle"] = aes.encrypt_text("1,2,3")
    login = Login(
        cast(Session, ReplayingSession(answers, random)),
        Password(
            url="https://x",
            space=Space.PARENT,
            username="x",
            password=Secret("x"),
            device="d",
        ),
        Bootstrap(session=1, space=7),
        root="https://x",
        timezone=PARIS,
        on_token=None,
    )
    asyncio.run(login.run())


def read_portal(samples: Samples, random: Random) -> None:
    text = scramble(PORTAL_PAGE, random).encode(errors="replace").decode()
    page = Page(SCHOOL, 200, text)
    for form in page.forms:
        _ = form.fields, form.values, form.submit_values, form.password, form.automatic
        form.choices("who")
    list(page.links())
    _ = page.control_names, page.message, page.location, page.password_form
    read_error(page, page.lower_text, NOW)
    read_refusal(page, page.message, NOW)
    read_action(page, thorough=True)


def read_qr(samples: Samples, random: Random) -> None:
    text = scramble(samples.qr, random)
    if random.random() < 0.5:
        text = json.dumps(mutate(json.loads(samples.qr), random))
    read_qr_code(text, random.choice(("1234", "0000", "", "é")), "device")


def read_rich_text(samples: Samples, random: Random) -> None:
    text = scramble(PORTAL_PAGE, random).encode(errors="replace").decode()
    assert isinstance(plain_text(text), str)
    shown = safe_html(text)
    for acting in ("<script", "<form", "<iframe", "<img", '="javascript:', "onload="):
        assert acting not in shown.casefold()


def read_file(samples: Samples, random: Random) -> None:
    told = {name: scramble(name, random) for name in ("Exercice n° 3.pdf", "27#abc")}
    label, number = read_json(json.dumps(told)).values()
    record = Record({"L": label, "N": number}, Source("F", PARIS, 1))
    file = Attachment(
        name=record.text("L") or "", kind=AttachmentKind.FILE, ref=record.reference
    )
    session = Session(
        cast(Transport, FakeTransport(lambda: reply(b"", random))),
        str(SCHOOL).rstrip("/"),
        Bootstrap(session=1, space=7),
        None,
    )
    assert file.ref is not None
    url = session.file_url(file.name, {"N": file.ref.id})
    assert url.origin() == SCHOOL.origin()
    assert str(url).startswith(f"{SCHOOL}FichiersExternes/")


TARGETS: dict[str, Callable[[Samples, Random], None]] = {
    "bootstrap page": read_start,
    "envelope": read_envelope,
    "file": read_file,
    "InfoMobileApp": read_info,
    "login": read_login,
    "portal page": read_portal,
    "QR code": read_qr,
    "rich text": read_rich_text,
}


@pytest.mark.parametrize("target", TARGETS)
@settings(
    max_examples=EXAMPLES,
    deadline=timedelta(seconds=10),
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(min_value=0))
def test_any_bytes(samples: Samples, target: str, seed: int) -> None:
    """An answer that cannot be read raises an error of the client, and no other."""
    try:
        TARGETS[target](samples, Random(seed))
    except PronoteError:
        pass


HOSTILE_PAGES = {
    "a word": "Start({" + "a" * 1_000_000 + "})",
    "braces": "Start({" * 100_000,
    "brackets": "<" * 1_000_000,
    "line breaks": "<br>" * 250_000,
    "nested": "<div>" * 200_000,
    "entities": "&" * 1_000_000,
    "never closed": "<b><p>" * 150_000,
    "numbers": "Start({h:'" + "9" * 1_000_000 + "'})",
    "sets": "1..9999999," * 100_000,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("page", HOSTILE_PAGES)
def test_reading_of_hostile_pages_ends(page: str) -> None:
    """A megabyte made to be slow to read, which takes hours if the time grows with its square."""
    text = HOSTILE_PAGES[page]
    parse_bootstrap(text)
    page_error(text, NOW)
    plain_text(text)
    safe_html(text)
    read = Record({"a": {"_T": 26, "V": text}}, Source("F", PARIS, 1)).text("a")
    assert read == text


@pytest.mark.parametrize("nested", ["[" * 200_000, '{"data":' * 200_000])
def test_nesting_beyond_reason_is_refused(nested: str) -> None:
    session = Session(
        cast(
            Transport,
            FakeTransport(lambda: HttpResponse(200, SCHOOL, {}, nested.encode())),
        ),
        "https://x",
        Bootstrap(session=1, space=7),
        None,
        sleep=no_pause,
    )
    with pytest.raises(PronoteError):
        run(session.call("F"))
    with pytest.raises(PronoteError):
        read_qr_code(nested, "1234", "device")


def test_decompression_bomb_is_refused() -> None:
    """A few kilobytes that unfold into a hundred megabytes."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    zeros = bytes(1024 * 1024)
    bomb = b"".join(deflate.compress(zeros) for _ in range(100)) + deflate.flush()
    session: Session

    def answer() -> HttpResponse:
        body = {"no": session.aes.encrypt_text("2"), "dataSec": bomb.hex()}
        return HttpResponse(200, SCHOOL, {}, json.dumps(body).encode())

    session = Session(
        cast(Transport, FakeTransport(answer)),
        "https://x",
        Bootstrap(session=1, space=7, encrypted=False, compressed=True),
        None,
        sleep=no_pause,
    )
    with pytest.raises(PronoteError):
        run(session.call("F"))


async def _endless(request: web.Request) -> web.StreamResponse:
    """Send 50 MB of spaces, zipped or not."""
    response = web.StreamResponse()
    zipped = "zipped" in request.path
    part = b" " * 1024 * 1024
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
        part = gzip.compress(part * 50)
    await response.prepare(request)
    try:
        for _ in range(1 if zipped else 50):
            await response.write(part)
    except ConnectionError:
        pass
    return response


@pytest.mark.parametrize("root", ["plain", "zipped"])
async def test_a_page_of_50_megabytes_is_refused(
    http: aiohttp.ClientSession, family: Family, root: str
) -> None:
    app = web.Application()
    app.router.add_get("/{anything:.*}", _endless)
    server = TestServer(app, host="127.0.0.1")
    await server.start_server()
    try:
        with pytest.raises(AnswerTooLargeError):
            await describe(
                Transport(Http(http)), str(server.make_url(f"/{root}/pronote"))
            )
        password = Password(
            url=str(server.make_url(f"/{root}")),
            space=Space.PARENT,
            username="x",
            password=Secret("x"),
            device="d",
        )
        with pytest.raises(AnswerTooLargeError):
            await family.client(password).login()
    finally:
        await server.close()
    assert LARGEST_ANSWER < 50_000_000


async def test_a_school_leads_nobody_elsewhere(
    school: School, family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redirects of its pages, answers and files raise an error and are not followed."""
    visits: list[str] = []

    async def note(request: web.Request) -> web.Response:
        visits.append(request.path)
        return web.Response(text="Bonjour")

    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", note)
    unknown_portal = TestServer(app, host="localhost")
    await unknown_portal.start_server()
    away = HttpResponse(
        302, SCHOOL, {"Location": str(unknown_portal.make_url("/x"))}, b""
    )

    client = family.client(family.password(school))
    account = await client.login()
    pupil, today = account.pupils[0], family.clock.now.date()
    works = await client.homework.get(pupil, today, account.calendar.last_day)
    file = next(
        item
        for work in works
        for item in work.attachments
        if item.kind is AttachmentKind.FILE
    )
    try:
        original = Session.file_url
        with monkeypatch.context() as patch:
            # The stranger's address in place of the school's answer to a file: a redirect.
            redirect = web.Application()

            async def lead_away(_: web.Request) -> web.Response:
                raise web.HTTPFound(away.headers["Location"])

            redirect.router.add_route("*", "/{anything:.*}", lead_away)
            leader = TestServer(redirect, host="127.0.0.1")
            await leader.start_server()
            patch.setattr(
                Session,
                "file_url",
                lambda session, *a: original(session, *a).with_port(leader.port),
            )
            with pytest.raises(StaleObjectError):
                await client.files.download(file)
            password = family.password(
                school, url=str(leader.make_url("/pronote")).rstrip("/")
            )
            with pytest.raises(PortalRequiredError) as error:
                await family.client(password).login()
            assert error.value.host == "localhost"
            await leader.close()

        with monkeypatch.context() as patch:

            async def answer(*_: Any, **__: Any) -> HttpResponse:
                return away

            patch.setattr(Transport, "post", answer)
            with pytest.raises(PronoteError):
                await client.grades.get(pupil)
    finally:
        await unknown_portal.close()
    assert visits == []
