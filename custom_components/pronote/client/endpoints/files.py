"""Files of the school's server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from yarl import URL

from ..caller import Caller
from ..common import Attachment, AttachmentKind
from ..errors import StaleObjectError
from ..file_index import FileIndex, FilePlace
from ..pages.account import Pupil
from ..transport import LARGEST_DOWNLOAD, Download
from ..wire import Json

PHOTO = "photo.jpg"


class FilesEndpoint:
    """Downloads attachments and photos.

    A file listed in an earlier session is looked up again by its key.
    """

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; find files again in `files`."""
        self._connection = caller.connection
        self._files = files

    def known(self, place: FilePlace, key: str) -> Attachment | None:
        """Return a file that was listed at a place before, in any session. No request."""
        return self._files.get(place, key)

    async def download(
        self, attachment: Attachment, *, largest: int = LARGEST_DOWNLOAD
    ) -> bytes:
        """Return the content of a file, up to `largest` bytes.

        Raises ConnectionFailedError if the file is larger, StaleObjectError if it cannot be
        found again or is not served, ValueError if the attachment is a link.
        """
        async with self.open(attachment) as download:
            return await download.read(largest)

    @asynccontextmanager
    async def open(self, attachment: Attachment) -> AsyncIterator[Download]:
        """Open a file for reading in parts.

        Raises StaleObjectError if the file cannot be found again or is not served, ValueError
        if the attachment is a link.
        """
        async with AsyncExitStack() as stack:
            url, number = await self._address(attachment)
            download = await stack.enter_async_context(self._connection.stream(url))
            if not download.ok:
                # Files are served only in their session. Check whether the session is still open.
                await self._connection.keep_alive()
                url, fresh = await self._address(attachment)
                if fresh == number:
                    raise StaleObjectError("The file is not available")
                download = await stack.enter_async_context(self._connection.stream(url))
            if not download.ok:
                raise StaleObjectError("The file is not available")
            yield download

    async def photo(self, pupil: Pupil) -> bytes:
        """Return the photo of a pupil. No request is sent if it was sent with the account.

        Raises StaleObjectError if the school has none.
        """
        for fresh in (False, True):
            if fresh:
                # The session may have ended. A request opens a new one.
                await self._connection.keep_alive()
            session = await self._connection.current_session()
            owner = self._connection.account.pupil(pupil.key)
            if owner is None or owner.ref is None or not owner.has_photo:
                break
            if owner.embedded_photo is not None:
                return owner.embedded_photo
            reference: Json = {"N": owner.ref.id, "Actif": True}
            url = session.file_url(PHOTO, reference)
            async with self._connection.stream(url) as download:
                if download.ok:
                    return await download.read()
        raise StaleObjectError("The school has no photo of this pupil")

    async def _address(self, attachment: Attachment) -> tuple[URL, int]:
        """Return the address of a file, and the number of the session in which it is valid."""
        if attachment.kind is not AttachmentKind.FILE or attachment.ref is None:
            raise ValueError("The attachment is a link")
        session = await self._connection.current_session()
        if attachment.ref.session != session.number:
            attachment = await self._files.find_again(attachment)
            session = await self._connection.current_session()
        if attachment.ref is None or attachment.ref.session != session.number:
            raise StaleObjectError("The file was read in an earlier session")
        reference: Json = {"N": attachment.ref.id, "Actif": True}
        if attachment.source is not None:
            reference["G"] = attachment.source
        return session.file_url(attachment.name, reference), session.number
