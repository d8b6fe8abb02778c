"""Rows of attached files and links, as every page lists them."""

from collections.abc import Iterable

from tests.school.model.types import Attachment
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import RequestContext


def attachment_row(context: RequestContext, attachment: Attachment) -> Json:
    row: Json = {
        **context.named("attachment", attachment.uid, attachment.name),
        "G": int(attachment.kind),
    }
    if attachment.url and attachment.tells_address:
        row["url"] = attachment.url
    return row


def attachment_list(context: RequestContext, attachments: Iterable[Attachment]) -> Json:
    return values.element([attachment_row(context, one) for one in attachments])
