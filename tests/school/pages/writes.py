"""Reports of writes, and the uploaded files they use."""

from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from tests.school.model.types import Attachment, AttachmentKind
from tests.school.wire import values
from tests.school.wire.session import Answer

from .registry import RequestContext

CREATION, MODIFICATION, DELETION = 1, 2, 3

type Change = Callable[[], None]
"""A write which has been checked and only waits to be done."""


class WriteRefusedError(Exception):
    """Error for a refused write. The text is shown to the user."""


def write(prepare: Callable[[], list[Change]]) -> Answer:
    """Apply all changes, or none if one of them is refused."""
    try:
        changes = prepare()
    except WriteRefusedError as refusal:
        return refused(str(refusal))
    for change in changes:
        change()
    return Answer(report={})


def refused(*texts: str) -> Answer:
    return Answer(
        report={
            "_erreurSaisie_": True,
            "_messagesErreur_": list(texts),
            "titre_Messages_Erreur": "Enregistrement impossible",
        }
    )


def uploaded(context: RequestContext, file: Any, uid: str) -> Attachment:
    """Return the file uploaded for this function."""
    upload = context.session.uploads.get(str(values.field(file, "idFichier")))
    if upload is None or upload.function != context.call.function:
        raise WriteRefusedError("Le fichier n'a pas été reçu.")
    name = str(values.plain(file).get("L") or upload.name)
    mime = guess_type(name)[0] or "application/octet-stream"
    return Attachment(uid, name, AttachmentKind.FILE, content=upload.content, mime=mime)
