"""Files of the school's server."""

from ..connection import Connection
from ..elements import Attachment, AttachmentKind
from ..errors import StaleObjectError
from ..wire import Json


class Files(Connection):
    """What hangs on homework, grades, news and messages."""

    async def download(self, attachment: Attachment) -> bytes:
        """Return the content of a file of the school's server.

        Raises StaleObjectError when it was read in an earlier session: read its page again.
        """
        if attachment.kind is not AttachmentKind.FILE or attachment.ref is None:
            raise ValueError("A link is not the school's to serve")
        async with self._queue:
            session = await self._ready()
            if attachment.ref.session != session.number:
                raise StaleObjectError("The file was read in an earlier session")
            reference: Json = {"N": attachment.ref.id, "Actif": True}
            if attachment.source is not None:
                reference["G"] = attachment.source
            reply = await self._transport.get(
                session.file_url(attachment.name, reference)
            )
            self._transport.check(reply)
            if not reply.ok:
                raise StaleObjectError("The school does not serve this file")
            return reply.body
