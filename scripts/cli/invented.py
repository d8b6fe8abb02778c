"""Invented values that replace real ones consistently within a recording."""

from decimal import Decimal
import hashlib
import hmac
from itertools import batched
import re
import secrets
import unicodedata

_SYLLABLES = tuple(
    consonant + vowel for consonant in "bcdfgjklmnprstv" for vowel in "aeiou"
)
_MANY_DIGITS = 18
_SHORT = 3
"""Words up to this length are replaced by short ones."""
_LETTERS = "bcdfghjklmnpqrstvwxz"
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
_KEPT_SIGNS = frozenset(" \t\n!\"'()*+,-./:;?[]{}_|%=<>&#@°€«»’“”…–—\xa0\u202f")
"""Characters that stay in a text. Others may mean something; they are left out."""


def fold(word: str) -> str:
    """Return a word without case and accents."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


class Inventor:
    """Generator of invented values, derived from real values with a secret key.

    The same value is always replaced by the same one, ignoring case and accents. Without
    the key, which is not stored, the real value can neither be derived nor tested.
    """

    def __init__(self, key: bytes | None = None) -> None:
        """Use a new random key, or a given one in tests."""
        self._key = secrets.token_bytes(32) if key is None else key
        self._real: set[str] = set()

    def avoid(self, text: str) -> None:
        """Exclude the words of this real text, such as a first name, from invented words."""
        self._real.update(
            known
            for word in _WORD_OR_NUMBER.findall(text)
            if len(known := fold(word)) > _SHORT
        )

    def draw(self, kind: str, value: str, *, attempt: int = 0) -> int:
        """Return a large number that depends on a value, and on the key."""
        text = f"{kind}\0{attempt}\0{value}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hmac.digest(self._key, text, hashlib.sha256))

    def word(self, word: str) -> str:
        """Return an invented word with the capitalization of the real one."""
        known = fold(word)
        invented = known
        attempt = 0
        while invented == known or invented in self._real:
            invented = self._word(known, attempt)
            attempt += 1
        if len(word) > 1 and word.isupper():
            return invented.upper()
        return invented.capitalize() if word[0].isupper() else invented

    def _word(self, known: str, attempt: int) -> str:
        """Return a word whose length reveals only whether the real one is short or long."""
        number = self.draw("word", known, attempt=attempt)
        if len(known) == 1:
            return _LETTERS[number % len(_LETTERS)]
        number, count = divmod(number, 3)
        letters = ""
        for _ in range(1 if len(known) <= _SHORT else 2 + count):
            number, place = divmod(number, len(_SYLLABLES))
            letters += _SYLLABLES[place]
        return letters

    def digits(self, digits: str) -> str:
        """Return as many other digits. The first one is not 0."""
        return "".join(
            self._few_digits("".join(some))
            for some in batched(digits, _MANY_DIGITS, strict=False)
        )

    def _few_digits(self, digits: str) -> str:
        first = 10 ** (len(digits) - 1)
        number, attempt = digits, 0
        while number == digits:
            drawn = self.draw("digits", digits, attempt=attempt)
            number, attempt = str(first + drawn % (9 * first)), attempt + 1
        return number

    def integer(self, number: int) -> int:
        """Return another number of the same length and sign; 0 stays."""
        if number == 0:
            return 0
        size = int(self.digits(str(abs(number))))
        return size if number > 0 else -size

    def id(self, value: str) -> str:
        """Return another id of the same form, `12#…` or one word. "0" means none and stays."""
        if value in ("", "0"):
            return value
        number = self.draw("id", value)
        token = f"{number >> 64:x}"[:24]
        return f"{number % 97 + 1}#{token}" if "#" in value else token

    def text(self, text: str) -> str:
        """Return a text of as many other words and digits, with the same punctuation."""
        kept: list[str] = []
        end = 0
        text = unicodedata.normalize("NFC", text)
        for match in _WORD_OR_NUMBER.finditer(text):
            kept += _signs(text[end : match.start()])
            found = match[0]
            kept.append(
                self.digits(found) if found[0].isdecimal() else self.word(found)
            )
            end = match.end()
        return "".join((*kept, *_signs(text[end:])))

    def address(self, address: str) -> str:
        """Return a web address that does not exist."""
        return f"https://www.example.org/{self.draw('address', address) >> 192:x}"

    def color(self, color: str) -> str:
        """Return another color, `#RRGGBB`."""
        return f"#{self.draw('color', color) % 0x1000000:06X}"

    def grade(self, text: str, out_of: Decimal | None) -> str:
        """Return another figure as long as the real one and at most `out_of`.

        `text` is a number with a decimal comma or point, or without decimals.
        """
        whole, sign, decimals = (text, "", "")
        for mark in ",.":
            if mark in text:
                whole, sign, decimals = text.partition(mark)
                break
        scale = 10 ** len(decimals)
        value = int(whole + decimals)
        most = int(out_of * scale) if out_of else _usual_scale(int(whole)) * scale
        least = 10 * scale if len(whole) > 1 and most > 10 * scale else 0
        found, attempt = value, 0
        while found == value:
            drawn = self.draw("grade", text, attempt=attempt)
            found, attempt = least + drawn % (most - least + 1), attempt + 1
        number, rest = divmod(found, scale)
        return f"{number}{sign}{rest:0{len(decimals)}}" if decimals else str(number)

    def weeks(self, day: str, most: int) -> int:
        """Return a number of weeks from 1 to `most`, for a day far from the recording."""
        return 1 + self.draw("day", day) % most


def _usual_scale(value: int) -> int:
    """Return the scale that a grade probably has."""
    return next((scale for scale in (10, 20, 100) if value <= scale), value)


def _signs(text: str) -> list[str]:
    return [sign for sign in text if sign in _KEPT_SIGNS]
