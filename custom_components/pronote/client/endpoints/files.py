"""Files of the school's server."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from yarl import URL

from ..caller import Caller
from ..common import LINK_KIND, Attachment, AttachmentKind
from ..errors import StaleObjectError
from ..file_index import FileIndex, FilePlace
from ..pages.account import Pupil
from ..transport import LARGEST_DOWNLOAD, Download
from ..wire import Json

PHOTO = "photo.jpg"
LINK = "link"
"""Name under which PRONOTE opens a link. Documents of a cloud have their own."""
_FIRST_SHIFTED_KIND = 57
"""Kinds from here on were higher by one before 2025."""


class FilesEndpoint:
    """Downloads attachments and photos.

    A file listed in an earlier session is looked up again by its key.
    """

    def __init__(self, caller: Caller, files: FileIndex) -> None:
        """Send requests through `caller`; find files again in `files`."""
        self._connection = caller.connection
        self._files = files
        self._names_kind: bool | None = None
        """Whether the school serves files by their kind; None before the first one."""

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
            if not attachment.on_server:
                raise ValueError("The attachment is a link")
            names_kind = self._names_kind is not False
            url, number = await self._address(
                attachment, attachment.name, names_kind=names_kind
            )
            download = await stack.enter_async_context(self._connection.stream(url))
            if not download.ok:
                # Files are served only in their session. Check whether the session is still open.
                await self._connection.keep_alive()
                url, fresh = await self._address(attachment, attachment.name)
                if fresh == number:
                    if attachment.resource_kind is None or self._names_kind is not None:
                        raise StaleObjectError("The file is not available")
                    names_kind = False
                    url, _ = await self._address(
                        attachment, attachment.name, names_kind=False
                    )
                download = await stack.enter_async_context(self._connection.stream(url))
            if not download.ok:
                raise StaleObjectError("The file is not available")
            if attachment.resource_kind is not None:
                self._names_kind = names_kind
            yield download

    async def link_url(self, attachment: Attachment) -> str | None:
        """Return the address of a link. A request is sent if the page did not give it.

        Return None if the school serves the document itself, as it does for some documents of a
        cloud. `open` reads it.

        Raises StaleObjectError if the link cannot be found again or has no address, ValueError
        if the attachment is a file.
        """
        if attachment.kind is not AttachmentKind.LINK:
            raise ValueError("The attachment is a file")
        if attachment.url is not None:
            return attachment.url
        name = LINK if attachment.wire_kind == LINK_KIND else attachment.name
        url, number = await self._address(attachment, name)
        if (target := await self._connection.find_redirect(url)) is None:
            # Links are opened only in their session. Check whether it is still open.
            await self._connection.keep_alive()
            url, fresh = await self._address(attachment, name)
            if fresh != number:
                target = await self._connection.find_redirect(url)
        if target is None:
            raise StaleObjectError("The link has no address")
        return None if target == url else str(target)

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

    async def _address(
        self, attachment: Attachment, name: str, *, names_kind: bool = True
    ) -> tuple[URL, int]:
        """Return the address of a file or link at the school, and the number of its session.

        The address is valid in this session only. With `names_kind`, it holds the kind that
        PRONOTE gives to the files of some pages.
        """
        if attachment.ref is None:
            raise ValueError("The attachment is not at the school")
        session = await self._connection.current_session()
        if attachment.ref.session != session.number:
            attachment = await self._files.find_again(attachment)
            session = await self._connection.current_session()
        if attachment.ref is None or attachment.ref.session != session.number:
            raise StaleObjectError("The file was read in an earlier session")
        reference: Json = {"N": attachment.ref.id, "Actif": True}
        if attachment.source is not None:
            reference["G"] = attachment.source
        elif attachment.resource_kind is not None and names_kind:
            shifted = (
                self._connection.numbered_as_in_2024
                and attachment.resource_kind >= _FIRST_SHIFTED_KIND
            )
            reference["G"] = attachment.resource_kind + shifted
        return session.file_url(name, reference), session.number
