"""Hours at which a school closes its discussions: nobody may write then (until 2025)."""

from .rich_text import message_line, plain_text
from .values import parse_flag
from .wire import Json, unwrap

_CLOSED = "discussionDesactiveeSelonHoraire"
_WHY = "messageDiscussionDesactiveeSelonHoraire"
HOURS = (_CLOSED, _WHY)
"""Rights that later answers repeat, because they change within a session."""


def closing_rights(rights: Json) -> Json:
    """Return the rights of an answer that concern the hours; none if they did not change."""
    return {name: rights[name] for name in HOURS if name in rights}


def read_closing(rights: Json) -> str | None:
    """Return why discussions are closed now, in the school's words; None if they are open.

    The words usually tell until when. They are empty if the school gives none.
    """
    if not parse_flag(unwrap(rights.get(_CLOSED))):
        return None
    message = unwrap(rights.get(_WHY))
    return message_line(plain_text(message)) if isinstance(message, str) else ""
