"""QR codes by which PRONOTE sets up its app."""

from html import unescape
import re
from typing import Any

from ..address import normalize_url, space_of
from ..credentials import QrCode
from ..crypto import ZERO_IV, Aes, CipherError, md5
from ..errors import QrCodeError, QrCodePinError, SpaceUnavailableError
from ..secret import Secret
from ..size_limits import read_json

_QUOTES = re.compile(r"[“”„‟″＂]|«\s*|\s*»")
"""Quotation marks that a keyboard or a mail program puts in place of straight ones."""
_MARKS = re.compile("[\ufeff\u200b\u2060\r\n\t]")
"""Invisible characters and line breaks that come with a copied text."""


def _read_json(text: str) -> Any:
    """Parse a JSON object in a copied text, with words around it or not. Raises ValueError."""
    text = text[text.find("{") : text.rfind("}") + 1]
    try:
        return read_json(text)
    except ValueError:
        text = _MARKS.sub("", unescape(text)).replace("\xa0", " ")
        return read_json(_QUOTES.sub('"', text))


def read_qr_code(text: str, pin: str, device: str) -> QrCode:
    """Decrypt the text of a QR code with the four digits chosen when it was made.

    Raises QrCodeError if it is not a QR code of PRONOTE, QrCodePinError if the digits are wrong,
    SpaceUnavailableError if the space is not served (teachers), NotPronoteError if its address
    is invalid.
    """
    try:
        content = _read_json(text)
        url, login, token = (content[name] for name in ("url", "login", "jeton"))
    except (ValueError, TypeError, KeyError) as error:
        raise QrCodeError("Not a PRONOTE QR code") from error
    if not all(isinstance(part, str) for part in (url, login, token)):
        raise QrCodeError("Not a PRONOTE QR code")
    if (space := space_of(url)) is None:
        raise SpaceUnavailableError("The QR code is for a space that is not supported")

    aes = Aes(md5(pin.strip().encode()), ZERO_IV)
    try:
        opened = aes.decrypt_text(login), aes.decrypt_text(token)
    except CipherError as error:
        raise QrCodePinError("Wrong PIN") from error
    if not all(part.isprintable() and part for part in opened):
        # About one wrong PIN in 256 gives valid padding.
        raise QrCodePinError("Wrong PIN")
    return QrCode(
        url=normalize_url(url),
        space=space,
        login=Secret(opened[0]),
        token=Secret(opened[1]),
        device=device,
    )
