"""Files of the school's server."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from yarl import URL

from ..caller import Questions
from ..common import Attachment, AttachmentKind
from ..errors import ConnectionFailedError, StaleObjectError
from ..pages import pdf
from ..pages.account import Period, Pupil
from ..transport import Download
from ..wire import Json

LARGEST_DOWNLOAD = 64 * 1024 * 1024
PHOTO = "photo.jpg"


class Files(Questions):
    """What hangs on homework, grades, news and messages, and what PRONOTE prints."""

    async def download(
        self, attachment: Attachment, *, largest: int = LARGEST_DOWNLOAD
    ) -> bytes:
        """Return the content of a file of the school's server, up to `largest` bytes.

        A file read in an earlier session is found again by its key, if this client has listed
        it once. Raises StaleObjectError otherwise, ConnectionFailedError when it is too large.
        """
        async with self.open_file(attachment) as download:
            return await _content(download, largest)

    @asynccontextmanager
    async def open_file(self, attachment: Attachment) -> AsyncIterator[Download]:
        """Open a file of the school's server: its type, its size if told, its content in parts.

        Raises what `download` raises.
        """
        async with AsyncExitStack() as stack:
            url, number = await self._file_url(attachment)
            download = await stack.enter_async_context(self._transport.stream(url))
            if not download.ok:
                # A file is served as long as its session lasts: ask whether this one does.
                await self.keep_alive()
                url, fresh = await self._file_url(attachment)
                if fresh == number:
                    raise StaleObjectError("The school does not serve this file")
                download = await stack.enter_async_context(self._transport.stream(url))
            if not download.ok:
                raise StaleObjectError("The school does not serve this file")
            yield download

    async def photo(self, pupil: Pupil) -> bytes:
        """Return a pupil's photo. No request where it came with the account.

        Raises StaleObjectError when the school has none.
        """
        for fresh in (False, True):
            if fresh:
                # The session may have ended unnoticed: a call opens another.
                await self.keep_alive()
            session = await self._current_session()
            owner = self.account.pupil(pupil.key)
            if owner is None or owner.ref is None or not owner.photo:
                break
            if owner.picture is not None:
                return owner.picture
            reference: Json = {"N": owner.ref.id, "Actif": True}
            url = session.file_url(PHOTO, reference)
            async with self._transport.stream(url) as download:
                if download.ok:
                    return await _content(download, LARGEST_DOWNLOAD)
        raise StaleObjectError("The school has no photo of this pupil")

    async def _file_url(self, attachment: Attachment) -> tuple[URL, int]:
        """Return the address of a file, and the session in which it is good."""
        if attachment.kind is not AttachmentKind.FILE or attachment.ref is None:
            raise ValueError("A link is not the school's to serve")
        session = await self._current_session()
        if attachment.ref.session != session.number:
            attachment = await self._find_file(attachment)
            session = await self._current_session()
        if attachment.ref is None or attachment.ref.session != session.number:
            raise StaleObjectError("The file was read in an earlier session")
        reference: Json = {"N": attachment.ref.id, "Actif": True}
        if attachment.source is not None:
            reference["G"] = attachment.source
        return session.file_url(attachment.name, reference), session.number

    async def _find_file(self, attachment: Attachment) -> Attachment:
        if (known := self._files.get(attachment.key)) is None:
            raise StaleObjectError("The file was read in an earlier session")
        _, find = known
        for candidate in await find():
            if candidate.key == attachment.key:
                return candidate
        raise StaleObjectError("The file is not there any more")

    async def timetable_pdf(self, pupil: Pupil, week: int) -> bytes:
        """Return the timetable of a week of the school year, as PRONOTE prints it."""
        async with self.open_timetable(pupil, week) as download:
            return await _content(download, LARGEST_DOWNLOAD)

    def open_timetable(
        self, pupil: Pupil, week: int
    ) -> AbstractAsyncContextManager[Download]:
        """Open the timetable of a week of the school year, as PRONOTE prints it."""
        return self._open_printed(
            pdf.TIMETABLE_TAB,
            pupil,
            lambda owner: pdf.timetable_request(owner.resource, week),
        )

    async def report_card_pdf(
        self, pupil: Pupil, period: Period | None = None
    ) -> bytes:
        """Return the report card of a period, as PRONOTE prints it.

        Raises PageNotAllowedError for computed periods, which have none.
        """
        async with self.open_report_card(pupil, period) as download:
            return await _content(download, LARGEST_DOWNLOAD)

    def open_report_card(
        self, pupil: Pupil, period: Period | None = None
    ) -> AbstractAsyncContextManager[Download]:
        """Open the report card of a period, as PRONOTE prints it.

        Raises PageNotAllowedError for computed periods, which have none.
        """

        def request(owner: Pupil) -> Json:
            chosen = owner.find_period(pdf.REPORT_CARD_TAB, period)
            return pdf.report_card_request(chosen.name, chosen.reference)

        return self._open_printed(pdf.REPORT_CARD_TAB, pupil, request)

    @asynccontextmanager
    async def _open_printed(
        self, tab: int, pupil: Pupil, request: Callable[[Pupil], Json]
    ) -> AsyncIterator[Download]:
        answer = await self._read(pdf.FUNCTION, tab, pupil, request)
        url = pdf.read_url(answer, self._root)
        async with self._transport.stream(url) as download:
            if not download.ok:
                raise StaleObjectError("The school does not serve this file")
            yield download


async def _content(download: Download, largest: int) -> bytes:
    parts = bytearray()
    async for part in download.parts:
        parts += part
        if len(parts) > largest:
            raise ConnectionFailedError("The file is too large")
    return bytes(parts)
