"""A minimal client of PRONOTE's protocol, to test the simulated school."""

from base64 import b64encode
from dataclasses import dataclass, field
import hashlib
from html import unescape
import json
import re
from secrets import token_bytes
from textwrap import wrap
from typing import Any
import zlib

from aiohttp import ClientSession
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.school import School
from tests.school.school import AccountDetails

type Json = dict[str, Any]

MOBILE = "?fd=1&bydlg=A6ABB224-12DD-4E31-AD3E-8A39A1C2C335&login=true"
NAMES = {
    2026: ("id", "no", "dataSec", "data", "Signature"),
    2024: ("nom", "numeroOrdre", "donneesSec", "data", "Signature"),
    2023: ("nom", "numeroOrdre", "donneesSec", "donnees", "_Signature_"),
}


def aes_encrypt(key: bytes, iv: bytes, data: bytes) -> bytes:
    fill = 16 - len(data) % 16
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(data + bytes([fill]) * fill)


def aes_decrypt(key: bytes, iv: bytes, data: bytes) -> bytes:
    clear = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor().update(data)
    assert 1 <= clear[-1] <= 16
    return clear[: -clear[-1]]


def md5(data: bytes) -> bytes:
    return hashlib.md5(data).digest()


def read_once(data: bytes) -> bytes:
    """A text which may be encoded twice."""
    try:
        once = data.decode().encode("latin-1")
        once.decode()
    except UnicodeError:
        return data
    return once


def start_parameters(page: str) -> Json:
    """The parameters that the page passes to Start, in either spelling."""
    found = re.search(r"Start \((\{.*?\})\)", unescape(page))
    assert found, page
    quoted = re.sub(r"([{,])(\w+):", r'\1"\2":', found[1]).replace("'", '"')
    parameters = json.loads(quoted)
    assert isinstance(parameters, dict)
    return parameters


@dataclass
class RawClient:
    """One session with the school, each step by hand."""

    http: ClientSession
    school: School
    names: tuple[str, str, str, str, str] = NAMES[2026]
    start: Json = field(default_factory=dict)
    order: int = 1
    key: bytes = md5(b"")
    iv: bytes = bytes(16)
    raw_iv: bytes = field(default_factory=lambda: token_bytes(16))
    general: Json = field(default_factory=dict)
    browser: str | None = None
    user: Json = field(default_factory=dict)
    member: str | None = None
    counters: dict[int, int] = field(default_factory=dict)
    line_length: int = 0

    def __post_init__(self) -> None:
        version = self.school.version.numbers
        year = 2026 if version >= (2025,) else 2024 if version >= (2024, 3, 9) else 2023
        self.names = NAMES[year]

    @property
    def encrypted(self) -> bool:
        if self.names == NAMES[2026]:
            return bool(self.start.get("CrA"))
        return not self.start.get("sCrA")

    @property
    def compressed(self) -> bool:
        if self.names == NAMES[2026]:
            return bool(self.start.get("CoA"))
        return not self.start.get("sCoA")

    async def load(self, page: str) -> str:
        browser = {"User-Agent": "PRONOTE Mobile APP Version/2.0.11"}
        url = f"{self.school.url}/{page}"
        async with self.http.get(url, headers=browser) as response:
            text = await response.text()
        if "Start (" in text:
            self.start = start_parameters(text)
        return text

    def body(self, function: str, data: Json, tab: int | None = None) -> Json:
        """The envelope of a request, under the present order number."""
        name, number, secured, inner, signature = self.names
        payload: Json = {inner: data} if data else {}
        if tab is not None:
            payload[signature] = {"onglet": tab}
            if self.member:
                payload[signature]["membre"] = {"N": self.member, "G": 4}
        order = aes_encrypt(self.key, self.iv, str(self.order).encode()).hex()
        return {
            "session": int(self.start["h"]),
            number: order,
            name: function,
            secured: self._pack(payload),
        }

    def _pack(self, payload: Json) -> Json | str:
        if not (self.encrypted or self.compressed):
            return payload
        data = json.dumps(payload).encode()
        if self.compressed:
            deflate = zlib.compressobj(6, wbits=-15)
            data = deflate.compress(data.hex().encode()) + deflate.flush()
        return (
            (aes_encrypt(self.key, self.iv, data) if self.encrypted else data)
            .hex()
            .upper()
        )

    async def post(self, body: Json) -> Json:
        root, start = self.school.url, self.start
        url = f"{root}/appelfonction/{start['a']}/{start['h']}/{body[self.names[1]]}"
        async with self.http.post(url, data=json.dumps(body)) as response:
            answer = json.loads(await response.text())
        assert isinstance(answer, dict)
        return answer

    def read(self, answer: Json) -> Json:
        """The payload of an answer, whose number must be the next one."""
        if error := answer.get("Erreur"):
            if self.names[1] in answer:
                self.order += 2
            raise RefusedError(error["G"])
        number = bytes.fromhex(answer[self.names[1]])
        assert aes_decrypt(self.key, self.iv, number) == str(self.order + 1).encode()
        self.order += 2
        payload = answer[self.names[2]]
        assert isinstance(payload, str) == (self.encrypted or self.compressed)
        if isinstance(payload, str):
            data = bytes.fromhex(payload)
            if self.encrypted:
                data = aes_decrypt(self.key, self.iv, data)
            if self.compressed:
                data = zlib.decompress(data, -15)
            payload = json.loads(read_once(data) if self.compressed else data)
        assert isinstance(payload, dict)
        rows = payload.get(self.names[4], {}).get("notificationsCommunication", [])
        self.counters |= {row["onglet"]: row["nb"] for row in rows}
        return payload

    async def call(self, function: str, tab: int | None = None, **data: Any) -> Json:
        answer = await self.post(self.body(function, data, tab))
        result = self.read(answer).get(self.names[3], {})
        assert isinstance(result, dict)
        return result

    async def write(self, function: str, tab: int, **data: Any) -> Json:
        """The school's report of a write; empty when all went well."""
        answer = await self.post(self.body(function, data, tab))
        report = self.read(answer)["RapportSaisie"]
        assert isinstance(report, dict)
        return report

    async def file(self, number: str, source: str | None = None) -> bytes:
        """A file by the id of itself, or of what it belongs to."""
        wanted: Json = {"N": number, "Actif": True}
        if source:
            wanted["G"] = source
        secret = self.encrypt(json.dumps(wanted, separators=(",", ":")))
        place = f"FichiersExternes/{secret}/x.pdf?Session={self.start['h']}"
        return await self.download(place)

    async def download(self, place: str) -> bytes:
        """Return the content of an address relative to the root."""
        async with self.http.get(f"{self.school.url}/{place}") as response:
            assert response.status == 200, place
            return await response.read()

    async def open(self, page: str, rsa_modulus: int | None = None) -> None:
        """Load a page and call FonctionParametres."""
        await self.load(page)
        uuid = self.raw_iv
        if rsa_modulus:
            public = rsa.RSAPublicNumbers(65537, rsa_modulus).public_key()
            uuid = public.encrypt(uuid, padding.PKCS1v15())
        text = b64encode(uuid).decode()
        if self.line_length:
            text = "\r\n".join(wrap(text, self.line_length))
        data = {"Uuid": text, "identifiantNav": self.browser}
        answer = await self.post(self.body("FonctionParametres", data))
        self.iv = md5(self.raw_iv)
        result = self.read(answer)[self.names[3]]
        self.general, self.browser = result["General"], result["identifiantNav"]

    async def authenticate(self, login: str, secret: str, **flags: Any) -> Json:
        """Identification and Authentification; the answer of the latter."""
        known = await self.call(
            "Identification",
            genreConnexion=0,
            genreEspace=self.start["a"],
            identifiant=login,
            **flags,
        )
        user = known.get("login", login)
        if known["modeCompLog"]:
            user = user.lower()
        if known["modeCompMdp"]:
            secret = secret.lower()
        if flags.get("pourENT"):
            user = ""
        digest = hashlib.sha256((known.get("alea", "") + secret).encode()).hexdigest()
        key = md5((user + digest.upper()).encode())
        if self.school.version.direct_challenge:
            text = known["challenge"].encode()
        else:
            challenge = bytes.fromhex(known["challenge"])
            text = aes_decrypt(key, self.iv, challenge).decode()[::2].encode()
        solution = aes_encrypt(key, self.iv, text).hex()
        answer = await self.call(
            "Authentification", connexion=0, challenge=solution, espace=self.start["a"]
        )
        if "cle" in answer:
            numbers = aes_decrypt(key, self.iv, bytes.fromhex(answer["cle"])).decode()
            self.key = md5(bytes(int(number) for number in numbers.split(",")))
        return answer

    async def log_in(self, account: AccountDetails, **flags: Any) -> Json:
        """Log in by password on the mobile page, up to the user's parameters."""
        page = f"mobile.{account.space}{MOBILE}"
        await self.open(page, self.school.rsa_modulus)
        answer = await self.authenticate(account.username, account.password, **flags)
        self.user = await self.call("ParametresUtilisateur")
        if children := self.user["ressource"].get("listeRessources"):
            self.member = children[0]["N"]
        return answer

    @property
    def pupil(self) -> Json:
        resource: Json = self.user["ressource"]
        children: list[Json] = resource.get("listeRessources", [resource])
        return children[0]

    async def week(self, number: int) -> list[Json]:
        pupil = {"N": self.pupil["N"], "G": 4, "L": self.pupil["L"]}
        answer = await self.call(
            "PageEmploiDuTemps",
            16,
            ressource=pupil,
            Ressource=pupil,
            numeroSemaine=number,
            NumeroSemaine=number,
        )
        rows: list[Json] = answer["ListeCours"]
        return rows

    def encrypt(self, text: str) -> str:
        return aes_encrypt(self.key, self.iv, text.encode()).hex()


class RefusedError(Exception):
    """The school answered an error; its number is the argument."""
