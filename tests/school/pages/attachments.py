"""Files and links joined to something, as every page lists them."""

from collections.abc import Iterable

from tests.school.model.types import Attachment
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import Visit


def attachment_row(visit: Visit, attachment: Attachment) -> Json:
    row: Json = {
        **visit.named("attachment", attachment.uid, attachment.name),
        "G": int(attachment.kind),
    }
    if attachment.url:
        row["url"] = attachment.url
    return row


def attachment_list(visit: Visit, attachments: Iterable[Attachment]) -> Json:
    return values.element([attachment_row(visit, one) for one in attachments])
