"""News, discussions, recipients."""

from argparse import ArgumentParser
from collections.abc import Iterator

from rich.console import RenderableType

from aiopronote import Discussion, News, Recipient, RecipientKind, Thread

from ..actions import Action
from ..choosing import by_key, short_key
from ..desk import Desk
from ..language import Text
from ..screen import Column, Shown, cell, facts, note, table

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
    Column(Text("To answer", "À répondre"), lambda news: news.awaiting),
)


async def news(desk: Desk) -> Shown:
    """List the news, or open one."""
    pupil = desk.pupil() if desk.account.pupils else None
    found = await desk.client.news.get(pupil)
    if desk.arguments.key is None:
        return Shown(found, (table(found, NEWS),))
    item = by_key(desk.arguments.key, found)
    if desk.arguments.read:
        item = await desk.client.news.mark_read(item, pupil)
    if desk.arguments.acknowledge:
        item = await desk.client.news.acknowledge(item, pupil)
    opened = await desk.client.news.content(item, pupil)
    return Shown(opened, tuple(_content(opened)))


def _content(news: News) -> Iterator[RenderableType]:
    yield facts(
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
            yield note("\n".join(filter(None, (question.title, question.text))))
        for choice in question.choices:
            chosen = choice.position in question.answer_choices
            yield note(f"{'●' if chosen else '○'} {choice.text}", indent=2)
        if question.answered:
            answer = (question.answer_text or "", cell(question.answered_at))
            yield note(f"→ {' '.join(filter(None, answer))}", indent=2)


DISCUSSIONS: tuple[Column[Discussion], ...] = (
    Column(_KEY, short_key),
    Column(_DATE, lambda item: item.last_activity or item.when),
    Column(_SUBJECT, lambda item: item.subject),
    Column(Text("Begun by", "Commencée par"), lambda item: item.creator),
    Column(Text("With", "Avec"), lambda item: item.recipients),
    Column(Text("Messages", "Messages"), lambda item: str(item.messages), right=True),
    Column(Text("Unread", "Non lus"), lambda item: item.unread or None, right=True),
    Column(Text("Folders", "Dossiers"), lambda item: item.folders),
)


async def discussions(desk: Desk) -> Shown:
    """List the discussions, or open one; it is not marked read unless told so."""
    pupil = desk.pupil() if desk.account.pupils else None
    found = await desk.client.discussions.get(pupil, unread_only=desk.arguments.unread)
    if desk.arguments.key is None:
        return Shown(found, (table(found, DISCUSSIONS),))
    chosen = by_key(desk.arguments.key, found)
    if desk.arguments.read:
        chosen = await desk.client.discussions.mark_read(chosen, pupil)
    if desk.arguments.reply is not None:
        opened = await desk.client.discussions.reply(
            chosen, desk.arguments.reply, pupil
        )
    else:
        opened = await desk.client.discussions.thread(chosen, pupil)
    return Shown(opened, tuple(_thread(opened)))


def _thread(thread: Thread) -> Iterator[RenderableType]:
    for message in thread.messages:
        yield facts(
            (
                (_AUTHOR, message.author),
                (_DATE, message.at),
                (Text("To", "À"), message.recipients),
                (_FILES, [file.name for file in message.attachments]),
            )
        )
        yield note(message.text, indent=2)


_KINDS = {kind.name.lower(): kind for kind in RecipientKind}

_RECIPIENTS: tuple[Column[Recipient], ...] = (
    Column(Text("Name", "Nom"), lambda person: person.name),
    Column(Text("Function", "Fonction"), lambda person: person.function),
    Column(Text("Subjects", "Matières"), lambda person: person.subjects),
    Column(Text("Head teacher", "Prof. principal"), lambda person: person.head_teacher),
    Column(Text("Refuses", "Refuse"), lambda person: person.refuses),
)


async def recipients(desk: Desk) -> Shown:
    """List whom one may write to."""
    pupil = desk.pupil() if desk.account.pupils else None
    kind = _KINDS[desk.arguments.kind]
    found = await desk.client.discussions.recipients(kind, pupil)
    return Shown(found, (table(found, _RECIPIENTS),))


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


def _discussion_arguments(parser: ArgumentParser) -> None:
    _one_arguments(parser)
    parser.add_argument(
        "--reply", metavar="TEXT", help=str(Text("and answer it", "et y répondre"))
    )
    parser.add_argument("--unread", action="store_true")


def _recipient_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", choices=_KINDS, default="teacher")


ACTIONS = (
    Action(
        name="news",
        help=Text("news and surveys", "informations et sondages"),
        run=news,
        arguments=_news_arguments,
    ),
    Action(
        name="discussions",
        help=Text(
            "discussions and their messages", "les discussions et leurs messages"
        ),
        run=discussions,
        arguments=_discussion_arguments,
    ),
    Action(
        name="recipients",
        help=Text("whom one may write to", "à qui l’on peut écrire"),
        run=recipients,
        arguments=_recipient_arguments,
    ),
)
