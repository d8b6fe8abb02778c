"""Files uploaded before the function that uses them is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
import hashlib
import re

from tests.school.pages.registry import FUNCTIONS
from tests.school.pages.user import MAX_UPLOAD
from tests.school.school import School
from tests.school.wire.errors import RefusedError, page_expired
from tests.school.wire.session import Session, Stage, Upload
from tests.school.wire.values import Json

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class UploadState(IntEnum):
    """Values of the `etat` field of an upload."""

    DONE = 1
    ERROR = 2
    IN_PROGRESS = 3


class BadUploadError(Exception):
    """Error for a refused file. The text is shown to the user."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """Submitted form. `content_range` is the Content-Range header of a partial upload."""

    space: str
    session: int
    fields: Mapping[str, str]
    name: str
    content: bytes = field(repr=False)
    content_range: str | None = None


def receive_upload(school: School, uploaded_file: UploadedFile) -> Json:
    """Process one upload request, which increments the request number like a call."""
    session = school.find_session(uploaded_file.session)
    if session is None:
        refusal = RefusedError(school.closed_sessions.get(uploaded_file.session, 8))
        return {"Erreur": refusal.to_json()}
    names = school.version.upload_names
    fields = uploaded_file.fields
    try:
        known = (str(session.space), str(session.number))
        if (uploaded_file.space, fields.get(names.session)) != known:
            raise page_expired()
        session.check_number(fields.get(names.number))
        if session.stage is not Stage.OPEN:
            raise page_expired()
    except RefusedError as refusal:
        school.close_session(session)
        return {"Erreur": refusal.to_json()}
    session.last_seen = school.clock()
    try:
        answer: Json = {"etat": int(_store(school, session, uploaded_file))}
    except BadUploadError as error:
        answer = {"etat": int(UploadState.ERROR), "message": str(error)}
    answer[session.version.names.number] = session.encrypt_text(
        str(session.expected + 1)
    )
    session.advance()
    return answer


def _store(
    school: School, session: Session, uploaded_file: UploadedFile
) -> UploadState:
    if school.faults.take("upload_error", "upload"):
        raise BadUploadError("Le fichier n'a pas pu être enregistré.")
    if school.faults.take("upload_in_progress", "upload"):
        return UploadState.IN_PROGRESS
    names, fields = school.version.upload_names, uploaded_file.fields
    function, uid = fields.get(names.function, ""), fields.get(names.file, "")
    if function not in FUNCTIONS or not uid:
        raise BadUploadError("Le fichier n'est attendu par personne.")
    content = _assembled(session, uid, uploaded_file)
    if content is None:
        return UploadState.IN_PROGRESS
    if len(content) > MAX_UPLOAD:
        raise BadUploadError("Le fichier est trop volumineux.")
    digest = fields.get(names.digest, "")
    if digest and digest.lower() != hashlib.md5(content).hexdigest():
        raise BadUploadError("Le fichier a été altéré pendant l'envoi.")
    session.uploads[uid] = Upload(function, uploaded_file.name, content)
    school.request_log.uploads += 1
    return UploadState.DONE


def _assembled(session: Session, uid: str, uploaded_file: UploadedFile) -> bytes | None:
    """Return the whole file, or None while parts are missing."""
    if uploaded_file.content_range is None:
        return uploaded_file.content
    match = _RANGE.fullmatch(uploaded_file.content_range)
    if match is None:
        raise BadUploadError("Morceau de fichier illisible.")
    first, last, total = (int(number) for number in match.groups())
    before = session.parts.pop(uid, b"") if first else b""
    if first != len(before) or last + 1 - first != len(uploaded_file.content):
        raise BadUploadError("Morceau de fichier inattendu.")
    content = before + uploaded_file.content
    if len(content) < total:
        session.parts[uid] = content
        return None
    return content
