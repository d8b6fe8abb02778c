"""A session with a school: envelope, order numbers, encryption, errors.

Requests have the numbers 1, 3, 5…, answers 2, 4, 6…. Both are encrypted and checked. Only one
request is sent at a time. The field names depend on the version of PRONOTE.
"""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
import json
import logging
from math import isfinite
import os
from typing import Any
import zlib

from yarl import URL

from .clock import Sleep
from .crypto import RSA_EXPONENT, RSA_MODULUS, Aes, CipherError, md5, rsa_encrypt
from .discussion_hours import closing_rights
from .errors import (
    AddressSuspendedError,
    ConnectionFailedError,
    PageNotAllowedError,
    PronoteError,
    ProtocolError,
    RequestRefusedError,
    StaleObjectError,
    TooManyRequestsError,
    UploadRefusedError,
)
from .rich_text import message_line
from .site import QUOTA_PAUSE, SUSPENDED_PAUSE, Bootstrap
from .size_limits import LARGEST_ANSWER, read_json
from .transport import HttpResponse, Progress, Transport, Upload
from .values import parse_decimal
from .wire import Json, attach_files, unwrap

_LOGGER = logging.getLogger(__name__)

RESEND_PAUSES = (3.0, 3.0)
"""Pauses in seconds before the same request is resent, if no answer was received."""
_DEFAULT_WAIT = 0.5
_LONGEST_WAIT = 90.0
"""Total number of seconds that a request waits for an answer in preparation."""
_MAX_WAITS = 20
_UPLOAD_DONE = 1
_UPLOAD_GOING_ON = 3
_UPLOAD_PAUSE = 0.5


type AnswerCallback = Callable[[str, Json], None]
"""A function that receives the name of a function of the server and the data of its answer."""

_ACCOUNT_FUNCTIONS = frozenset({"FonctionParametres", "ParametresUtilisateur"})
"""Functions of the login whose answers hold neither a key nor a token."""
_SECRET_PAGES = frozenset({"JetonAppliMobile"})
"""Functions of pages whose answers hold a token."""


class SessionLostError(PronoteError):
    """The session ended. A new login may open another one."""


class AnswerUnreadableError(SessionLostError):
    """The server may have executed the request, but its answer cannot be read."""


@dataclass(frozen=True, slots=True)
class UploadNames:
    """The names of the parts of an upload."""

    order: str
    session: str
    function: str
    file: str
    digest: str


UPLOAD_2025 = UploadNames("u_no", "u_ns", "u_idR", "u_idF", "u_md5")
UPLOAD_2024 = UploadNames(
    "numeroOrdre", "numeroSession", "nomRequete", "idFichier", "md5"
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """The field names of one generation of PRONOTE."""

    function: str
    order: str
    payload: str
    data: str
    signature: str
    keep_alive: str
    upload: UploadNames = UPLOAD_2024


DIALECT_2025 = Dialect(
    "id", "no", "dataSec", "data", "Signature", "Navigation", UPLOAD_2025
)
DIALECT_2024_3_9 = Dialect(
    "nom", "numeroOrdre", "donneesSec", "data", "Signature", "Navigation"
)
DIALECT_2024 = Dialect(
    "nom", "numeroOrdre", "donneesSec", "donnees", "_Signature_", "Presence"
)


def dialect_of(version: tuple[int, ...] | None) -> Dialect:
    """Return the field names of a version, by default of the newest one."""
    if version is None or version >= (2025, 1, 3):
        return DIALECT_2025
    return DIALECT_2024_3_9 if version >= (2024, 3, 9) else DIALECT_2024


@dataclass(frozen=True, slots=True)
class FunctionResponse:
    """The answer of a function."""

    data: Json = field(default_factory=dict, repr=False)
    signature: Json = field(default_factory=dict, repr=False)
    report: Json = field(default_factory=dict, repr=False)
    """Result of a write (`RapportSaisie`)."""


class Session:
    """A session that was opened by the page of a space."""

    def __init__(
        self,
        transport: Transport,
        root: str,
        bootstrap: Bootstrap,
        version: tuple[int, ...] | None,
        *,
        guessed: bool = False,
        number: int = 0,
        rsa_modulus: int = RSA_MODULUS,
        sleep: Sleep = asyncio.sleep,
        on_answer: AnswerCallback | None = None,
    ) -> None:
        """Start the session. `number` distinguishes the sessions of one client.

        `on_answer` is called as `ClientConfig.on_answer` says.

        If the version is `guessed`, the first request has the names of all versions, and its answer
        shows which ones apply.
        """
        self._transport = transport
        self.root = root
        self._bootstrap = bootstrap
        self._rsa_modulus = rsa_modulus
        self._sleep = sleep
        self._on_answer = on_answer
        self._queue = asyncio.Lock()
        self._order = 1
        self._raw_iv = os.urandom(16)
        self._aes = Aes.of()
        self.number = number
        self.dialect = dialect_of(version)
        self._guessed = guessed
        self.encrypted, self.compressed = self._flags(version)
        self.ended = False
        self.discussion_hours: Json = {}
        """The rights about the hours of discussions, as answers changed them since the login."""
        self.counters: dict[int, int] = {}
        """Numbers of unread items by tab, each as of the last answer that names the tab."""

    def _flags(self, version: tuple[int, ...] | None) -> tuple[bool, bool]:
        """Return whether payloads are encrypted and compressed, by the page or by the version."""
        bootstrap = self._bootstrap
        if bootstrap.encrypted is None:
            old = version is not None and version < (2025, 1, 3)
            return old, old
        return bootstrap.encrypted, bool(bootstrap.compressed)

    @property
    def space(self) -> int:
        """PRONOTE's number of the space."""
        return self._bootstrap.space

    @property
    def aes(self) -> Aes:
        """The current cipher."""
        return self._aes

    @property
    def raw_iv(self) -> bytes:
        """The random initialization vector of this client."""
        return self._raw_iv

    @property
    def uuid(self) -> str:
        """The initialization vector in the form that FonctionParametres sends."""
        value = self._raw_iv
        if self._bootstrap.rsa:
            try:
                value = rsa_encrypt(
                    value,
                    self._bootstrap.modulus or self._rsa_modulus,
                    self._bootstrap.exponent or RSA_EXPONENT,
                )
            except ValueError as error:
                raise ProtocolError("Start", "MR") from error
        return b64encode(value).decode()

    def compare_clocks(self, server_time: datetime | None) -> None:
        """Pass the time of PRONOTE's clock in the last answer to the transport."""
        self._transport.compare_clocks(server_time)

    def switch_key(self, raw_key: bytes) -> None:
        """Use the key of the session from the next request on."""
        self._aes = Aes.of(raw_key, self._raw_iv)

    def file_url(self, name: str, reference: Mapping[str, Any]) -> URL:
        """Return the address of a file. It is valid during the session."""
        # Percent-encoded as encodeURIComponent does: the server reads only the cipher.
        text = json.dumps(reference, ensure_ascii=False, separators=(",", ":"))
        cipher = self._aes.encrypt_text(text)
        path = f"FichiersExternes/{cipher}/{_encode_component(name)}"
        return URL(
            f"{self.root}/{path}?Session={self._bootstrap.session}", encoded=True
        )

    async def call(
        self,
        function: str,
        data: Json | None = None,
        *,
        tab: int | None = None,
        member: str | None = None,
        resend: bool = True,
    ) -> FunctionResponse:
        """Call a function of the server. Without `resend`, the request is sent once.

        Raises SessionLostError if the session ended, and other PronoteErrors.
        """
        async with self._queue:
            if self.ended:
                raise SessionLostError("The session has ended")
            return await self._exchange(function, data, tab, member, resend)

    async def upload(
        self, function: str, file_id: str, file: Upload, progress: Progress | None
    ) -> None:
        """Upload a file for `function` with the id `file_id`.

        Raises UploadRefusedError if the server refuses it.
        """
        async with self._queue:
            if self.ended:
                raise SessionLostError("The session has ended")
            for attempt in range(_MAX_WAITS):
                if attempt:
                    await self._sleep(_UPLOAD_PAUSE)
                if await self._upload_once(function, file_id, file, progress):
                    return
            raise UploadRefusedError("The school did not finish receiving the file")

    async def _upload_once(
        self, function: str, file_id: str, file: Upload, progress: Progress | None
    ) -> bool:
        """Send the file once. Return whether the server has finished."""
        order = self._aes.encrypt_text(str(self._order))
        names = self.dialect.upload
        fields = {
            names.order: order,
            names.session: str(self._bootstrap.session),
            names.function: function,
            names.file: file_id,
            names.digest: md5(file.content).hex(),
        }
        url = URL(
            f"{self.root}/uploadfilesession/{self.space}/{self._bootstrap.session}"
        )
        self.ended = True
        reply = await self._transport.post_file(url, fields, file, progress)
        envelope = self._envelope(reply)
        error = envelope.get("Erreur")
        self._order += 2
        self.ended = False
        if isinstance(error, dict):
            raise self._refusal(error, None)
        state = _whole(envelope.get("etat"))
        if state in (_UPLOAD_DONE, _UPLOAD_GOING_ON):
            return bool(state == _UPLOAD_DONE)
        message = envelope.get("message")
        raise UploadRefusedError(
            message_line(message) if isinstance(message, str) else ""
        )

    async def _exchange(
        self,
        function: str,
        data: Json | None,
        tab: int | None,
        member: str | None,
        resend: bool,
    ) -> FunctionResponse:
        payload: Json = {}
        if data is not None:
            payload[self.dialect.data] = data
            if self._guessed:
                payload |= {DIALECT_2024.data: data, DIALECT_2024_3_9.data: data}
        if tab is not None:
            signature: Json = {"onglet": tab}
            if member is not None:
                signature["membre"] = {"N": member, "G": 4}
            payload[self.dialect.signature] = signature

        extra: Json = {}
        waited = 0.0
        for _ in range(_MAX_WAITS):
            envelope = await self._round_trip(function, payload, extra, tab, resend)
            if not isinstance(waiting := envelope.get("SignatureAttente"), dict):
                return self._open(function, envelope, tab)
            parameters = waiting.get("ParametresAtt")
            parameters = parameters if isinstance(parameters, dict) else {}
            delay = _wait_of(parameters)
            if (waited := waited + delay) > _LONGEST_WAIT:
                break
            await self._sleep(delay)
            extra = {"SignatureAttente": waiting}
            if not parameters.get("repeterRequete"):
                payload = {k: v for k, v in payload.items() if k != self.dialect.data}
        raise ConnectionFailedError(f"The school did not finish {function}")

    async def _round_trip(
        self,
        function: str,
        payload: Json,
        extra: Json,
        tab: int | None,
        resend: bool,
    ) -> Json:
        """Send one request, and check the number of its answer."""
        order = self._aes.encrypt_text(str(self._order))
        url = URL(
            f"{self.root}/appelfonction/{self.space}/{self._bootstrap.session}/{order}",
            encoded=True,
        )
        body = {
            "session": self._bootstrap.session,
            self.dialect.order: order,
            self.dialect.function: function,
            self.dialect.payload: self._encode(payload),
            **extra,
        }
        if self._order == 1:
            # The answer to the first request is encrypted with the vector of this request.
            self._aes = Aes.of(b"", self._raw_iv)
        # Without the answer, the next number that the server expects is unknown.
        self.ended = True
        envelope = self._envelope(await self._send(url, body, resend))
        error = envelope.get("Erreur")
        if not isinstance(error, dict):
            self._check_order(envelope)
        self._order += 2
        self.ended = False
        if isinstance(error, dict):
            raise self._refusal(error, tab)
        return envelope

    async def _send(self, url: URL, body: Json, resend: bool) -> HttpResponse:
        """Send a request. Resend it if no answer is received."""
        for pause in RESEND_PAUSES if resend else ():
            try:
                return await self._transport.post(url, body)
            except ConnectionFailedError:
                _LOGGER.debug("No answer, resending the request")
                await self._sleep(pause)
        return await self._transport.post(url, body)

    def _envelope(self, reply: HttpResponse) -> Json:
        if reply.status == HTTPStatus.NOT_FOUND:
            raise SessionLostError("The session is unknown to the server")
        self._transport.check(reply)
        try:
            envelope = read_json(reply.body)
        except ValueError as error:
            raise AnswerUnreadableError("The answer is not JSON") from error
        if not isinstance(envelope, dict):
            raise AnswerUnreadableError("The answer is not an object")
        return envelope

    def _check_order(self, envelope: Json) -> None:
        order = envelope.get("no", envelope.get("numeroOrdre"))
        try:
            number = self._aes.decrypt_text(str(order))
        except CipherError as error:
            raise AnswerUnreadableError(
                "The number of the answer cannot be decrypted"
            ) from error
        if number != str(self._order + 1):
            raise AnswerUnreadableError("The answer has the wrong number")

    def _open(self, function: str, envelope: Json, tab: int | None) -> FunctionResponse:
        payload = envelope.get("dataSec", envelope.get("donneesSec", {}))
        payload = self._decode(function, payload)
        if self._guessed:
            self._guessed = False
            if self.dialect is not DIALECT_2025:
                old = DIALECT_2024.data in payload
                self.dialect = DIALECT_2024 if old else DIALECT_2024_3_9
        signature = _object(payload.get("Signature", payload.get("_Signature_")))
        if signature.get("Erreur"):
            raise self._refusal({"Titre": signature.get("MessageErreur", "")}, tab)
        self.counters |= _counters(signature)
        self.discussion_hours |= closing_rights(signature)
        data = _object(payload.get("data", payload.get("donnees")))
        beside = envelope.get("dataNonSec", envelope.get("donneesNonSec"))
        attach_files(data, _object(beside).get("fichiers"))
        if self._on_answer is not None and _is_observable(function, tab):
            self._on_answer(function, data)
        return FunctionResponse(
            data=data,
            signature=signature,
            report=_object(payload.get("RapportSaisie", envelope.get("RapportSaisie"))),
        )

    def _encode(self, payload: Json) -> Json | str:
        """Return the payload of a request. Requests compress its hexadecimal text."""
        if not self.encrypted and not self.compressed:
            return payload
        data = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
        if self.compressed:
            deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
            data = deflate.compress(data.hex().encode()) + deflate.flush()
        if self.encrypted:
            data = self._aes.encrypt(data)
        return data.hex().upper()

    def _decode(self, function: str, payload: Any) -> Json:
        """Return the payload of an answer. Answers compress its bytes."""
        if isinstance(payload, dict):
            return payload
        if not isinstance(payload, str):
            raise ProtocolError(function, "payload")
        try:
            data = bytes.fromhex(payload)
            if self.encrypted:
                data = self._aes.decrypt(data)
            if self.compressed:
                inflate = zlib.decompressobj(-zlib.MAX_WBITS)
                data = inflate.decompress(data, LARGEST_ANSWER)
                if not inflate.eof:
                    raise AnswerUnreadableError("The answer is truncated or too large")
                data = _encoded_once(data)
            content = read_json(data)
        except (ValueError, zlib.error) as error:
            raise AnswerUnreadableError("The answer cannot be read") from error
        return _object(content)

    def _refusal(self, error: Json, tab: int | None) -> PronoteError:
        """Return the exception of a server error, by its number or its text."""
        code = _whole(error.get("G")) or 0
        title = message_line(
            " ".join(
                str(part) for part in (error.get("Titre"), error.get("Message")) if part
            )
        )
        words = title.casefold().replace("’", "'")
        now = self._transport.now()
        if "adresse ip" in words and "suspendue" in words:
            return AddressSuspendedError(title, now + SUSPENDED_PAUSE)
        if code == 25 or "vous avez dépassé" in words:
            return TooManyRequestsError(title, now + QUOTA_PAUSE)
        if code in _SESSION_LOST or "page a expiré" in words:
            self.ended = True
            return SessionLostError(title or f"Error {code}")
        if code == 22:
            return StaleObjectError(title)
        if (code == 3 or "accès refusé" in words) and tab is not None:
            return PageNotAllowedError(tab)
        return RequestRefusedError(code, title)


_SESSION_LOST = frozenset({5, 7, 8, 10, 11, 13, 20})
_UNRESERVED = frozenset(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~()*!'"
)


def _encode_component(text: str) -> str:
    return "".join(
        chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in text.encode()
    )


def _is_observable(function: str, tab: int | None) -> bool:
    """Return whether an answer is one of a page or of the account, without keys and tokens."""
    if tab is None:
        return function in _ACCOUNT_FUNCTIONS
    return function not in _SECRET_PAGES


def _wait_of(parameters: Json) -> float:
    """Return the seconds until an answer in preparation is requested again."""
    delay = parameters.get("delai")
    if isinstance(delay, bool) or not isinstance(delay, int | float):
        return _DEFAULT_WAIT
    return delay if isfinite(delay) and delay >= 0 else _DEFAULT_WAIT


def _encoded_once(data: bytes) -> bytes:
    """Return the text of a compressed answer as UTF-8. Schools send it encoded once or twice."""
    if data.isascii():
        return data
    try:
        once = data.decode().encode("latin-1")
        once.decode()
    except UnicodeError:
        return data
    return once


def _object(value: Any) -> Json:
    value = unwrap(value)
    return value if isinstance(value, dict) else {}


def _counters(signature: Json) -> dict[int, int]:
    """Return the unread counters of an answer, by tab. An answer may name a few tabs only."""
    rows = unwrap(signature.get("notificationsCommunication"))
    return {
        tab: count
        for row in (rows if isinstance(rows, list) else (rows,))
        if isinstance(counter := unwrap(row), dict)
        and (tab := _whole(counter.get("onglet"))) is not None
        and (count := _whole(counter.get("nb"))) is not None
        and count >= 0
    }


def _whole(value: Any) -> int | None:
    """Return a number, which may be typed or a text; None if it is none."""
    number = parse_decimal(unwrap(value))
    return None if number is None else int(number)
