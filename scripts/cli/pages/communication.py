"""Commands for news, discussions and recipients."""

from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType

from aiopronote import (
    Discussion,
    InboxItem,
    News,
    Recipient,
    RecipientKind,
    ReplyMode,
    Thread,
)

from ..commands import AccountCommand
from ..context import Context
from ..i18n import Text
from ..output import Column, Result, format_cell, key_values, paragraph, table
from ..selection import find_by_key, short_key
from ..uploads import read_upload

_KEY = Text("Key", "Clé")
_TITLE = Text("Title", "Titre")
_AUTHOR = Text("Author", "Auteur")
_DATE = Text("Date", "Date")
_READ = Text("Read", "Lu")
_SUBJECT = Text("Subject", "Objet")
_FILES = Text("Files", "Fichiers")

NEWS: tuple[Column[News], ...] = (
    Column(_KEY, short_key),
    Column(_DATE, lambda news: news.created),
    Column(_TITLE, lambda news: news.title),
    Column(_AUTHOR, lambda news: news.author),
    Column(Text("Category", "Catégorie"), lambda news: news.category),
    Column(Text("Child", "Enfant"), lambda news: news.child),
    Column(_READ, lambda news: news.read),
    Column(Text("Survey", "Sondage"), lambda news: news.survey),
    Column(Text("To answer", "À répondre"), lambda news: news.awaits_answer),
)


async def news(context: Context) -> Result:
    """List the news, or open one."""
    pupil = context.pupil() if context.account.pupils else None
    found = await context.client.news.get(pupil)
    if context.arguments.key is None:
        return Result(found, (table(found, NEWS),))
    item = find_by_key(context.arguments.key, found)
    if context.arguments.read:
        item = await context.client.news.mark_read(item, pupil)
    if context.arguments.acknowledge:
        item = await context.client.news.acknowledge(item, pupil)
    if context.arguments.delete:
        await context.client.news.delete(item, pupil)
        left = await context.client.news.get(pupil)
        return Result(left, (table(left, NEWS),))
    opened = await context.client.news.content(item, pupil)
    return Result(opened, tuple(_content(opened)))


def _content(news: News) -> Iterator[RenderableType]:
    yield key_values(
        (
            (_AUTHOR, news.author),
            (_DATE, news.created),
            (Text("Category", "Catégorie"), news.category),
            (_FILES, [file.name for file in news.attachments]),
        ),
        title=news.title,
    )
    for question in news.questions or ():
        if question.title or question.text:
            yield paragraph("\n".join(filter(None, (question.title, question.text))))
        for choice in question.choices:
            chosen = choice.position in question.answer_choices
            yield paragraph(f"{'●' if chosen else '○'} {choice.text}", indent=2)
        if question.answered:
            answer = (question.answer_text or "", format_cell(question.answered_at))
            yield paragraph(f"→ {' '.join(filter(None, answer))}", indent=2)


DISCUSSIONS: tuple[Column[Discussion], ...] = (
    Column(_KEY, short_key),
    Column(_DATE, lambda item: item.last_activity or item.last_activity_text),
    Column(_SUBJECT, lambda item: item.subject),
    Column(Text("Begun by", "Commencée par"), lambda item: item.creator),
    Column(Text("With", "Avec"), lambda item: item.recipients),
    Column(Text("Messages", "Messages"), lambda item: str(item.messages), right=True),
    Column(Text("Unread", "Non lus"), lambda item: item.unread or None, right=True),
    Column(Text("Folders", "Dossiers"), lambda item: item.folders),
)


async def discussions(context: Context) -> Result:
    """List the discussions, or open one. It is marked as read only with --read."""
    pupil = context.pupil() if context.account.pupils else None
    found = await context.client.discussions.get(
        pupil, unread_only=context.arguments.unread
    )
    if context.arguments.key is None:
        return Result(found, (table(found, DISCUSSIONS),))
    given, page = context.arguments, context.client.discussions
    chosen = find_by_key(given.key, found)
    if given.read:
        chosen = await page.mark_read(chosen, pupil)
    if given.rename is not None:
        chosen = await page.rename(chosen, given.rename, pupil)
    if given.leave is not None:
        chosen = await page.leave(chosen, pupil, leave=given.leave)
    if given.close is not None:
        chosen = await page.close(chosen, pupil, close=given.close)
    if given.participants:
        people = await page.participants(chosen, pupil)
        return Result(people, (table(people, _RECIPIENTS),))
    if given.send_draft or given.delete_draft:
        await (page.send_draft if given.send_draft else page.delete_draft)(
            chosen, pupil
        )
        left = await page.get(pupil)
        return Result(left, (table(left, DISCUSSIONS),))
    if given.reply is not None:
        opened = await page.reply(
            chosen,
            given.reply,
            pupil,
            reply_mode=_MODES[given.to] if given.to else None,
            files=[read_upload(path) for path in given.file],
        )
    else:
        opened = await page.thread(chosen, pupil)
    return Result(opened, tuple(_thread(opened)))


def _thread(thread: Thread) -> Iterator[RenderableType]:
    for message in thread.messages:
        yield key_values(
            (
                (_AUTHOR, message.author),
                (_DATE, message.sent_at),
                (Text("To", "À"), message.recipients),
                (_FILES, [file.name for file in message.attachments]),
            )
        )
        yield paragraph(message.text, indent=2)


_INBOX: tuple[Column[InboxItem], ...] = (
    Column(_KEY, short_key),
    Column(_DATE, lambda item: item.date),
    Column(_TITLE, lambda item: item.title),
    Column(_AUTHOR, lambda item: item.author),
    Column(Text("Kind", "Genre"), lambda item: item.kind),
    Column(Text("Unread", "Non lu"), lambda item: item.unread),
    Column(Text("To answer", "À répondre"), lambda item: item.awaits_answer),
    Column(Text("Text", "Texte"), lambda item: item.text),
)


async def inbox(context: Context) -> Result:
    """List news, surveys and discussions together; open or mark some of them."""
    pupil = context.pupil() if context.account.pupils else None
    given, page = context.arguments, context.client.inbox
    found = await page.get(pupil, unread_only=given.unread, texts=given.texts)
    if given.keys:
        keys = {find_by_key(key, found).key for key in given.keys}
        if given.mark is not None:
            found = await page.mark_read(keys, pupil, read=given.mark == "read")
        else:
            found = await page.get(
                pupil, texts=len(keys), include=lambda item: item.key in keys
            )
    return Result(found, (table(found, _INBOX),))


_MODES = {mode.name.lower(): mode for mode in ReplyMode}
_KINDS = {kind.name.lower(): kind for kind in RecipientKind}

_RECIPIENTS: tuple[Column[Recipient], ...] = (
    Column(Text("Name", "Nom"), lambda person: person.name),
    Column(Text("Function", "Fonction"), lambda person: person.role),
    Column(Text("Subjects", "Matières"), lambda person: person.subjects),
    Column(Text("Head teacher", "Prof. principal"), lambda person: person.head_teacher),
    Column(Text("Refuses", "Refuse"), lambda person: person.refuses_messages),
)


async def recipients(context: Context) -> Result:
    """List the possible recipients of a message."""
    pupil = context.pupil() if context.account.pupils else None
    kind = _KINDS[context.arguments.kind]
    found = await context.client.discussions.recipients(kind, pupil)
    return Result(found, (table(found, _RECIPIENTS),))


def _one_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "key", nargs="?", help=str(Text("open this one", "ouvrir celle-ci"))
    )
    parser.add_argument(
        "--read",
        action="store_true",
        help=str(Text("and mark it read", "et la marquer comme lue")),
    )


def _news_arguments(parser: ArgumentParser) -> None:
    _one_arguments(parser)
    parser.add_argument(
        "--acknowledge",
        action="store_true",
        help=str(Text("and acknowledge it", "et en accuser réception")),
    )
    parser.add_argument(
        "--delete",
        action="store_true",
        help=str(Text("and delete it", "et la supprimer")),
    )


def _discussion_arguments(parser: ArgumentParser) -> None:
    _one_arguments(parser)
    parser.add_argument(
        "--reply", metavar="TEXT", help=str(Text("and answer it", "et y répondre"))
    )
    parser.add_argument(
        "--to",
        choices=_MODES,
        help=str(Text("who gets the answer", "qui reçoit la réponse")),
    )
    parser.add_argument(
        "--file",
        type=Path,
        action="append",
        default=[],
        help=str(Text("a file for the answer", "un fichier pour la réponse")),
    )
    parser.add_argument(
        "--rename", metavar="TEXT", help=str(Text("change its subject", "la renommer"))
    )
    parser.add_argument(
        "--leave",
        action=BooleanOptionalAction,
        help=str(Text("leave it, or rejoin it", "la quitter, ou y revenir")),
    )
    parser.add_argument(
        "--close",
        action=BooleanOptionalAction,
        help=str(Text("close it, or open it again", "la clore, ou la rouvrir")),
    )
    for name, help_text in (
        ("--participants", Text("show who takes part", "montrer les participants")),
        ("--send-draft", Text("send its draft", "envoyer son brouillon")),
        ("--delete-draft", Text("delete its draft", "supprimer son brouillon")),
    ):
        parser.add_argument(name, action="store_true", help=str(help_text))
    parser.add_argument("--unread", action="store_true")


def _inbox_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "keys", nargs="*", help=str(Text("open these", "ouvrir ceux-ci"))
    )
    parser.add_argument(
        "--mark",
        choices=("read", "unread"),
        help=str(Text("mark these instead", "les marquer plutôt")),
    )
    parser.add_argument("--unread", action="store_true")
    parser.add_argument(
        "--texts",
        type=int,
        default=0,
        metavar="N",
        help=str(Text("open the first ones", "ouvrir les premiers")),
    )


def _recipient_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", choices=_KINDS, default="teacher")


COMMANDS = (
    AccountCommand(
        name="inbox",
        help=Text("news and discussions together", "informations et discussions"),
        run=inbox,
        arguments=_inbox_arguments,
    ),
    AccountCommand(
        name="news",
        help=Text("news and surveys", "informations et sondages"),
        run=news,
        arguments=_news_arguments,
    ),
    AccountCommand(
        name="discussions",
        help=Text(
            "discussions and their messages", "les discussions et leurs messages"
        ),
        run=discussions,
        arguments=_discussion_arguments,
    ),
    AccountCommand(
        name="recipients",
        help=Text(
            "people that the account may write to",
            "les personnes à qui le compte peut écrire",
        ),
        run=recipients,
        arguments=_recipient_arguments,
    ),
)
