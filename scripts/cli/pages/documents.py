"""Command for the documents of a family."""

from rich.console import RenderableType

from aiopronote import Document, RequestedPaper, SignatureRequest

from ..commands import AccountCommand
from ..context import Context
from ..i18n import Text
from ..output import Column, Result, table

_NAME = Text("Name", "Nom")

_DOCUMENTS: tuple[Column[Document], ...] = (
    Column(_NAME, lambda document: document.name),
    Column(Text("Kind", "Genre"), lambda document: document.kind),
    Column(Text("Category", "Catégorie"), lambda document: document.category),
    Column(Text("Date", "Date"), lambda document: document.published),
    Column(Text("Read", "Lu"), lambda document: document.read),
    Column(Text("Comment", "Commentaire"), lambda document: document.comment),
)
_TO_SIGN: tuple[Column[SignatureRequest], ...] = (
    Column(_NAME, lambda item: item.name),
    Column(Text("Status", "État"), lambda item: item.status),
    Column(Text("Sent on", "Envoyé le"), lambda item: item.sent_on),
    Column(Text("By", "Par"), lambda item: item.requested_by),
)
_PAPERS: tuple[Column[RequestedPaper], ...] = (
    Column(_NAME, lambda paper: paper.name),
    Column(Text("Until", "Jusqu’au"), lambda paper: paper.due),
    Column(Text("Handed in", "Déposé"), lambda paper: paper.handed_in),
)


async def documents(context: Context) -> Result:
    """List documents, those to sign and the papers to hand in."""
    found = await context.client.documents.get(context.pupil())
    views: list[RenderableType] = [table(found.documents, _DOCUMENTS)]
    if found.to_sign:
        views.append(table(found.to_sign, _TO_SIGN, Text("To sign", "À signer")))
    if found.papers:
        views.append(table(found.papers, _PAPERS, Text("To hand in", "À déposer")))
    return Result(found, tuple(views))


COMMANDS: tuple[AccountCommand, ...] = (
    AccountCommand(
        name="documents",
        help=Text(
            "documents, to sign and to hand in",
            "les documents, à signer et à déposer",
        ),
        run=documents,
    ),
)
