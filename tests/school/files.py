"""Files served at encrypted addresses, each valid for one session only."""

from dataclasses import dataclass
import json

from tests.school.model.people import Pupil
from tests.school.model.pupil_files import conduct_files_of, file_about, files_of
from tests.school.model.types import Attachment, AttachmentKind
from tests.school.school import School
from tests.school.wire.crypto import decrypt, unpadded
from tests.school.wire.errors import RefusedError
from tests.school.wire.session import Session

PUPIL_DOCUMENT = 58


@dataclass(frozen=True, slots=True)
class ServedFile:
    content: bytes
    mime: str
    address: str | None = None
    """Target of a link."""


def served_file(school: School, number: str, secret: str) -> ServedFile | None:
    """Return the file at an address, or None if it is not valid for this session."""
    session = school.find_session(int(number)) if number.isdecimal() else None
    if session is None or session.account is None:
        return None
    if document := session.printed.get(secret):
        return ServedFile(document, "application/pdf")
    try:
        wanted = json.loads(_clear(session, secret))
        uid = session.ids.resolve(wanted["N"])
    except ValueError, KeyError, TypeError, RefusedError:
        return None
    source = wanted.get("G")
    for pupil in session.account.pupils:
        if any(uid == one.uid for one in conduct_files_of(pupil)):
            # PRONOTE's own web client names the kind of these files.
            if school.options.names_file_kinds:
                if source != session.version.resource(PUPIL_DOCUMENT):
                    return None
                source = None
        if found := _found(pupil, uid, source):
            return found
    for attachment in _published(school):
        if attachment.uid == uid:
            return _served(attachment)
    return None


def _published(school: School) -> list[Attachment]:
    """Return the attachments of news, events and messages.

    They need no check of the reader: only readers know the ids.
    """
    model = school.model
    joined = [one for news in model.news.items for one in news.attachments]
    joined += [one for event in model.events for one in event.attachments]
    for discussion in model.mail.discussions:
        for letter in discussion.letters:
            joined += letter.attachments
    for draft in model.mail.drafts:
        joined += draft.attachments
    return joined


def _clear(session: Session, secret: str) -> bytes:
    """Return the decrypted text, which most clients pad once and one client twice."""
    clear = decrypt(session.key, session.iv, bytes.fromhex(secret))
    try:
        return unpadded(clear)
    except ValueError:
        return clear


def _found(pupil: Pupil, uid: str, source: object) -> ServedFile | None:
    if uid == pupil.uid and pupil.photo and source is None:
        return ServedFile(pupil.photo, "image/png")
    if source is None:
        papers = (one for one in files_of(pupil) if one.uid == uid)
        paper = next(papers, None)
    else:
        paper = file_about(pupil, uid, str(source))
    return None if paper is None else _served(paper)


def _served(attachment: Attachment) -> ServedFile:
    if attachment.kind is AttachmentKind.FILE or not attachment.url:
        return ServedFile(attachment.content, attachment.mime)
    return ServedFile(b"", attachment.mime, attachment.url)
