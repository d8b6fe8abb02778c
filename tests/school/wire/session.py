"""State of one numbered session on the server."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
import json
from secrets import token_bytes
from typing import Any
import zlib

from tests.school.model.people import Account

from .crypto import NO_IV, decrypt, encrypt, md5
from .errors import not_understood, page_expired
from .ids import SessionIds
from .values import Json
from .version import Version


class Stage(Enum):
    """Progress of a login."""

    NEW = auto()
    KEYED = auto()
    IDENTIFIED = auto()
    SECURING = auto()
    OPEN = auto()


class Packing(Enum):
    """Encoding of the text of compressed answers.

    PRONOTE's own web client reads ASCII, and UTF-8 applied twice. It reads nothing from
    text encoded once in UTF-8.
    """

    ASCII = auto()
    TWICE = auto()
    ONCE = auto()


class LoginMethod(Enum):
    """Login methods."""

    PASSWORD = auto()
    PORTAL = auto()
    QR_CODE = auto()
    TOKEN = auto()


@dataclass(frozen=True, slots=True)
class Call:
    """Decoded request."""

    function: str
    data: Json
    signature: Json
    waiting: Json | None = None


@dataclass(frozen=True, slots=True)
class LoginAttempt:
    """Login whose challenge is not solved yet."""

    account: Account | None
    method: LoginMethod
    key: bytes = field(repr=False)
    solution: str = field(repr=False)
    uuid: str
    wants_token: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """File uploaded before the function that uses it is called."""

    function: str
    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer of a function: data, the report of a write, or a wait ticket."""

    data: Json = field(default_factory=dict)
    signature: Json = field(default_factory=dict)
    report: Json | None = None
    waiting: Json | None = None
    files: list[str] = field(default_factory=list)
    """Files in base64 that the data name by their index."""


@dataclass(slots=True, eq=False)
class Session:
    """State of one session, from the page load to the logout."""

    number: int
    space: int
    page: str
    mobile: bool
    version: Version
    encrypted: bool
    compressed: bool
    opened: datetime
    last_seen: datetime
    cookie: str
    one_time_login: tuple[str, str] | None = None
    packing: Packing = Packing.ASCII
    stage: Stage = Stage.NEW
    expected: int = 1
    key: bytes = field(default=md5(b""), repr=False)
    next_key: bytes | None = field(default=None, repr=False)
    iv: bytes = field(default=NO_IV, repr=False)
    account: Account | None = None
    browser: str | None = None
    attempt: LoginAttempt | None = field(default=None, repr=False)
    pending: set[int] = field(default_factory=set)
    ids: SessionIds = field(default_factory=SessionIds, repr=False)
    uploads: dict[str, Upload] = field(default_factory=dict, repr=False)
    parts: dict[str, bytes] = field(default_factory=dict, repr=False)
    printed: dict[str, bytes] = field(default_factory=dict, repr=False)
    waits: dict[str, Call] = field(default_factory=dict, repr=False)
    told_counters: dict[int, int] = field(default_factory=dict)
    told_hours: dict[str, Any] | None = None
    last_request: bytes | None = field(default=None, repr=False)
    last_answer: bytes = field(default=b"", repr=False)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)
    session_key: bytes = field(default_factory=lambda: token_bytes(16), repr=False)

    def encrypt_text(self, text: str) -> str:
        return encrypt(self.key, self.iv, text.encode()).hex()

    def decrypt_text(self, text: object) -> str:
        """Return a decrypted text. Raises ValueError if it is invalid."""
        if not isinstance(text, str):
            raise ValueError("not a text")  # noqa: TRY004
        return decrypt(self.key, self.iv, bytes.fromhex(text)).decode()

    def transport_key(self) -> bytes:
        """Return the key of the session after a successful login."""
        return md5(self.session_key)

    def check_number(self, *numbers: object) -> None:
        """Refuse a request whose number is not the expected one."""
        if len({str(number).lower() for number in numbers}) != 1:
            raise page_expired()
        try:
            text = self.decrypt_text(numbers[0])
        except ValueError as error:
            raise page_expired() from error
        if text != str(self.expected):
            raise page_expired()

    def read(self, body: Mapping[str, Any]) -> Call:
        """Decode the payload of a request."""
        names = self.version.names
        payload = body[names.secured]
        if isinstance(payload, str):
            payload = self._unpack(payload)
        elif self.encrypted or self.compressed:
            raise not_understood()
        if not isinstance(payload, dict):
            raise not_understood()
        known = {names.data, names.signature}
        if payload and not known & payload.keys():
            raise not_understood()
        data = payload.get(names.data) or {}
        signature = payload.get(names.signature) or {}
        if not isinstance(data, dict) or not isinstance(signature, dict):
            raise not_understood()
        waiting = body.get("SignatureAttente")
        if waiting is not None and not isinstance(waiting, dict):
            raise not_understood()
        return Call(str(body[names.function]), data, signature, waiting)

    def _unpack(self, text: str) -> Any:
        if not (self.encrypted or self.compressed):
            raise not_understood()
        try:
            data = bytes.fromhex(text)
            if self.encrypted:
                data = decrypt(self.key, self.iv, data)
            if self.compressed:
                data = bytes.fromhex(zlib.decompress(data, -zlib.MAX_WBITS).decode())
            return json.loads(data)
        except (ValueError, zlib.error) as error:
            raise not_understood() from error

    def write(self, function: str, answer: Answer) -> Json:
        """Return the numbered envelope of an answer, packed as configured."""
        names = self.version.names
        envelope: Json = {
            names.function: function,
            "session": self.number,
            names.number: self.encrypt_text(str(self.expected + 1)),
        }
        if answer.waiting is not None:
            return envelope | {"SignatureAttente": answer.waiting}
        payload: Json = {names.inner_function: function, names.data: answer.data}
        if answer.signature:
            payload[names.signature] = answer.signature
        if answer.report is not None:
            payload["RapportSaisie"] = answer.report
        if answer.files:
            envelope[names.unsecured] = {"fichiers": answer.files}
        return envelope | {names.secured: self._pack(payload)}

    def _pack(self, payload: Json) -> Json | str:
        if not (self.encrypted or self.compressed):
            return payload
        text = json.dumps(payload, ensure_ascii=self.packing is Packing.ASCII)
        data = text.encode()
        if self.compressed:
            if self.packing is Packing.TWICE:
                data = data.decode("latin-1").encode()
            deflate = zlib.compressobj(6, wbits=-zlib.MAX_WBITS)
            data = deflate.compress(data) + deflate.flush()
        if self.encrypted:
            data = encrypt(self.key, self.iv, data)
        return data.hex().upper()

    def advance(self) -> None:
        """Prepare for the next request after the answer is written."""
        self.expected += 2
        if self.next_key is not None:
            self.key, self.next_key = self.next_key, None
