"""QR codes by which PRONOTE sets up its app."""

from html import unescape
import re
from typing import Any
from urllib.parse import unquote

from ..address import normalize_url, space_of
from ..credentials import QrCode
from ..crypto import ZERO_IV, Aes, CipherError, md5
from ..errors import QrCodeError, QrCodePinError, SpaceUnavailableError
from ..secret import Secret
from ..size_limits import read_json
from ..values import ascii_digits

_QUOTES = re.compile(r"[“”„‟″＂]|«\s*|\s*»")
"""Quotation marks that a keyboard or a mail program puts in place of straight ones."""
_SINGLE_QUOTES = re.compile("['‘’‚‛`]")
_MOST_ESCAPES = 3
_MARKS = re.compile("[\ufeff\u200b\u2060\r\n\t]")
"""Invisible characters and line breaks that come with a copied text."""


def _read_object(text: str) -> dict[str, Any]:
    """Parse a JSON object in a copied text, with words around it or not.

    Raises ValueError, or QrCodeError if it is something else.

    Names are in lower case. The object may be part of an address, and quoted in any way.
    """
    for _ in range(_MOST_ESCAPES):
        if "{" in text:
            break
        text = unquote(text)
    text = text[text.find("{") : text.rfind("}") + 1]
    try:
        content = read_json(text)
    except ValueError:
        text = _MARKS.sub("", unescape(text)).replace("\xa0", " ")
        text = _QUOTES.sub('"', unquote(text) if "%22" in text else text)
        try:
            content = read_json(text)
        except ValueError:
            content = read_json(_SINGLE_QUOTES.sub('"', text))
    if not isinstance(content, dict):
        raise QrCodeError("Not a PRONOTE QR code")
    return {name.casefold(): value for name, value in content.items()}


def read_qr_code(text: str, pin: str, device: str) -> QrCode:
    """Decrypt the text of a QR code with the four digits chosen when it was made.

    Raises QrCodeError if it is not a QR code of PRONOTE, QrCodePinError if the digits are wrong,
    SpaceUnavailableError if the space is not served (teachers), NotPronoteError if its address
    is invalid.
    """
    try:
        content = _read_object(text)
        url, login, token = (content[name] for name in ("url", "login", "jeton"))
    except (ValueError, TypeError, KeyError) as error:
        raise QrCodeError("Not a PRONOTE QR code") from error
    if not all(isinstance(part, str) for part in (url, login, token)):
        raise QrCodeError("Not a PRONOTE QR code")
    if (space := space_of(url)) is None:
        raise SpaceUnavailableError("The QR code is for a space that is not supported")

    aes = Aes(md5(ascii_digits(pin).encode()), ZERO_IV)
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
