"""Documents of a family: to download, to sign, to hand in (pages 148, 227 and 228)."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial

from ..caller import Caller
from ..common import AttachmentKind
from ..errors import (
    InputProblem,
    InvalidInputError,
    PageNotAllowedError,
    PronoteError,
    ProtocolError,
    StaleObjectError,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from ..pages import documents
from ..pages.account import Account, Pupil
from ..pages.documents import Document, Documents, RequestedPaper, SignatureRequest
from ..rich_text import message_line
from ..transport import Download, Progress, Upload
from ..wire import Json, Record
from .files import FilesEndpoint


class DocumentsEndpoint:
    """Lists, opens and marks documents, finds where they are signed, hands papers in."""

    def __init__(self, caller: Caller, files: FilesEndpoint) -> None:
        """Send requests through `caller`; open files of the locker with `files`."""
        self._caller = caller
        self._files = files
        self._known: dict[str, Documents] = {}

    async def get(self, pupil: Pupil) -> Documents:
        """Return the documents of a child, in one request.

        A school that does not show them on one page shows those of grades and of skills on two.
        Raises PageNotAllowedError.
        """
        account = await self._caller.connection.logged_in()
        found: Documents | None = None
        for tab in _tabs(account):
            more = await self._read(pupil, tab)
            found = more if found is None else found + more
        if found is None:
            raise PageNotAllowedError(documents.TAB)
        self._known[pupil.key] = found
        return found

    async def _read(self, pupil: Pupil, tab: int) -> Documents:
        answer = await self._caller.read(
            documents.FUNCTION, tab, pupil, documents.request(tab)
        )
        account = self._caller.connection.account
        owner = account.pupil(pupil.key) or pupil
        return documents.read(answer, owner.resource)

    async def find(self, pupil: Pupil, key: str) -> Document:
        """Return a document by its key, as it was listed last. Raises StaleObjectError."""
        if (known := self._known.get(pupil.key)) is not None:
            for document in known.documents:
                if document.key == key:
                    return document
        return await self._find_again(pupil, key)

    @asynccontextmanager
    async def open(self, pupil: Pupil, document: Document) -> AsyncIterator[Download]:
        """Open a document for reading in parts; PRONOTE prints it unless it is a file.

        Raises StaleObjectError if it no longer exists or is not served, ValueError if it is a
        link, PageNotAllowedError.
        """
        find = partial(self._find_again, pupil, document.key)
        async with AsyncExitStack() as stack:

            async def use(found: Document) -> Download:
                return await stack.enter_async_context(self._opening(pupil, found))

            yield await self._caller.retry_with_fresh_reference(document, use, find)

    def _opening(
        self, pupil: Pupil, document: Document
    ) -> AbstractAsyncContextManager[Download]:
        """Return how a document of this session is opened. Raises StaleObjectError."""
        if document.attachment is not None:
            return self._files.open(document.attachment)

        def request(_: Pupil) -> Json:
            self._caller.check_fresh(document.ref)
            if document.print_request is None:
                raise StaleObjectError("The document cannot be printed")
            return document.print_request

        tab = _tabs(self._caller.connection.account)[0]
        return self._caller.open_pdf(tab, pupil, request)

    async def link_url(self, pupil: Pupil, document: Document) -> str | None:
        """Return the address of a document that is a link, None for a file."""
        if document.attachment is None and document.print_request is None:
            document = await self._find_again(pupil, document.key)
        attachment = document.attachment
        if attachment is None or attachment.kind is not AttachmentKind.LINK:
            return None
        return await self._files.link_url(attachment)

    async def _find_again(self, pupil: Pupil, key: str) -> Document:
        """Return a document with references of the session in use."""
        for candidate in (await self.get(pupil)).documents:
            if candidate.key == key:
                return candidate
        raise StaleObjectError("The document no longer exists")

    async def mark_read(
        self, pupil: Pupil, document: Document, *, read: bool = True
    ) -> Document:
        """Mark a document of the locker read or unread; return it as the school recorded it.

        Nothing is sent if it is marked so already. Raises InvalidInputError without a request if
        PRONOTE has no such mark for it, WriteRefusedError, WriteUnconfirmedError if nobody knows,
        StaleObjectError if it no longer exists, PageNotAllowedError.
        """
        if document.read is None:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        tab = _tabs(await self._caller.connection.logged_in())
        find = partial(self._find_again, pupil, document.key)

        async def write(found: Document) -> None:
            ref = self._caller.require_fresh(found.ref)
            if found.read is not read:
                request = documents.mark_request(found, ref, read=read)
                await self._caller.write(
                    documents.MARK, next(iter(tab), documents.TAB), pupil, request, ref
                )

        async def read_back() -> Document:
            after = await find()
            if after.read is not read:
                raise WriteRefusedError
            return after

        return await self._caller.confirm(
            self._caller.retry_with_fresh_reference(
                document, write, find, idempotent=True
            ),
            read_back,
        )

    async def signature_url(self, pupil: Pupil, item: SignatureRequest) -> str:
        """Return the address at the school's partner where a document is signed or shown.

        It is made for one use. Raises WriteRefusedError with the message of the school,
        StaleObjectError if the document no longer exists, PageNotAllowedError.
        """

        async def use(found: SignatureRequest) -> str:
            def build(_: Pupil) -> Json:
                self._caller.check_fresh(found.ref)
                return documents.sign_request(found)

            answer = await self._caller.read(
                documents.SIGNATURE, documents.TAB, pupil, build
            )
            return _signature_url(answer)

        find = partial(self._find_to_sign, pupil, item.key)
        return await self._caller.retry_with_fresh_reference(item, use, find)

    async def _find_to_sign(self, pupil: Pupil, key: str) -> SignatureRequest:
        for candidate in (await self.get(pupil)).to_sign:
            if candidate.key == key:
                return candidate
        raise StaleObjectError("The document no longer has to be signed")

    async def hand_in(
        self,
        pupil: Pupil,
        paper: RequestedPaper,
        file: Upload,
        progress: Progress | None = None,
    ) -> RequestedPaper:
        """Hand in a paper, replacing an earlier file; return it as the school recorded it.

        If no usable answer comes, the page tells whether the file was recorded. Raises
        InvalidInputError without a request if the school does not accept it, UploadRefusedError,
        WriteRefusedError, WriteUnconfirmedError if nobody knows, StaleObjectError,
        PageNotAllowedError.
        """
        largest = self._caller.connection.account.rights.max_attachment_bytes
        if largest is not None and len(file.content) > largest:
            raise InvalidInputError(InputProblem.TOO_LARGE)
        if not paper.may_hand_in:
            raise InvalidInputError(InputProblem.NOT_ALLOWED)
        before = paper.handed_in
        lost: list[WriteUnconfirmedError] = []

        async def send(found: RequestedPaper) -> None:
            self._caller.check_fresh(found.ref)
            file_id = await self._caller.upload(documents.HAND_IN, file, progress)
            ref = self._caller.require_fresh(found.ref)
            request = documents.hand_in_request(found, file.name, file_id)
            try:
                await self._caller.write(
                    documents.HAND_IN, documents.TAB, pupil, request, ref
                )
            except WriteUnconfirmedError as error:
                lost.append(error)

        async def find() -> RequestedPaper:
            for candidate in (await self.get(pupil)).papers:
                if candidate.key == paper.key:
                    return candidate
            raise StaleObjectError("The school no longer asks for this paper")

        # If the session ended, the upload is repeated.
        await self._caller.retry_with_fresh_reference(
            paper, send, find, idempotent=True
        )
        try:
            after = await find()
        except PronoteError:
            if lost:
                raise lost[0] from None
            raise
        recorded = after.handed_in == file.name
        if lost and (not recorded or before == file.name):
            raise lost[0]
        if not recorded:
            raise WriteRefusedError
        return after


def _tabs(account: Account) -> tuple[int, ...]:
    """Return the pages that hold all documents of an account."""
    if documents.TAB in account.tabs:
        return (documents.TAB,)
    parts = (documents.NOTES_TAB, documents.SKILLS_TAB)
    return tuple(tab for tab in parts if tab in account.tabs)


def _signature_url(answer: Record) -> str:
    """Return the address. Raises WriteRefusedError with the message, ProtocolError if none."""
    if message := answer.text("message"):
        raise WriteRefusedError((message_line(message),))
    url = answer.text("url")
    if url is None or not url.startswith("https://"):
        raise ProtocolError(documents.SIGNATURE, "url")
    return url
