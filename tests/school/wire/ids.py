"""Object ids, created for each session and valid only in it."""

import re
from secrets import token_urlsafe

from .errors import impossible_page, other_session

_SHAPE = re.compile(r"\d{1,3}#[\w-]{43}", re.ASCII)

KINDS = {
    "absence": 13,
    "appreciation": 9,
    "attachment": 48,
    "author": 34,
    "choice": 97,
    "boarding_delay": 121,
    "category": 69,
    "class": 1,
    "commission": 105,
    "content": 37,
    "cycle": 27,
    "delay": 14,
    "discussion": 108,
    "document": 66,
    "domain": 24,
    "evaluation": 29,
    "event": 106,
    "evening": 61,
    "exemption": 40,
    "family": 107,
    "food": 134,
    "grade": 60,
    "group": 64,
    "heading": 49,
    "homework": 158,
    "incident": 73,
    "infirmary": 21,
    "item": 25,
    "label": 133,
    "lesson": 31,
    "level": 26,
    "log": 39,
    "measure": 71,
    "dropped": 66,
    "handed_in": 58,
    "paper_nature": 108,
    "signer": 110,
    "to_sign": 111,
    "mail_label": 109,
    "meeting": 62,
    "menu": 132,
    "message": 67,
    "news": 95,
    "news_nature": 96,
    "missed_meal": 22,
    "nature": 50,
    "night_away": 44,
    "observation": 46,
    "period": 112,
    "pillar": 23,
    "possession": 68,
    "programme": 110,
    "punishment": 41,
    "pupil": 4,
    "question": 98,
    "quiz": 55,
    "quiz_run": 56,
    "reason": 32,
    "report": 113,
    "resource": 35,
    "response": 99,
    "room": 139,
    "sanction": 42,
    "school": 10,
    "service": 12,
    "sitting": 52,
    "staff": 34,
    "subject": 83,
    "subject_group": 33,
    "teacher": 101,
    "theme": 70,
    "user": 5,
}
"""Number before the `#`, for each kind of object."""


class SessionIds:
    """Ids issued in one session."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._objects: dict[str, tuple[str, str]] = {}

    def issue(self, kind: str, uid: str) -> str:
        """Return the id of an object in this session, always the same one."""
        thing = (kind, uid)
        if thing not in self._ids:
            number = f"{KINDS[kind]}#{token_urlsafe(32)}"
            self._ids[thing] = number
            self._objects[number] = thing
        return self._ids[thing]

    def resolve(self, number: object, kind: str | None = None) -> str:
        """Return the uid of an id. Refuse an id of another session."""
        if not isinstance(number, str) or not _SHAPE.fullmatch(number):
            raise impossible_page()
        found = self._objects.get(number)
        if found is None:
            raise other_session()
        if kind is not None and found[0] != kind:
            raise impossible_page()
        return found[1]
