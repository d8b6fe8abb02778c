"""SaisieMessage: new messages, answers, and changes to discussions."""

from collections.abc import Callable
from dataclasses import replace

from tests.school.model.mail import (
    Button,
    Discussion,
    DoNotDisturbError,
    Draft,
    Folder,
    ForbiddenError,
    Letter,
    MailRefusedError,
    Person,
    RecipientRefusesError,
)
from tests.school.model.types import Attachment
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .counters import closed_now
from .mail import (
    MAIL,
    NOBODY,
    given_possessions,
    mailboxes_of,
    offered_buttons,
    owner_of,
)
from .mail_people import given_letter
from .registry import RequestContext, page
from .writes import WriteRefusedError, refused, uploaded

RICH_TEXT = 21

type Command = Callable[[RequestContext], Json]


@page("SaisieMessage", MAIL)
def write(context: RequestContext) -> Answer:
    command = context.data.get("commande")
    try:
        if closed_now(context) and command in (None, "brouillon"):
            raise ForbiddenError(mailboxes_of(context).closed)
        if command is not None:
            if command not in COMMANDS:
                raise impossible_page()
            _check_command(context, str(command))
            return Answer(report=COMMANDS[command](context))
        if _replied(context):
            return Answer(report=_reply(context))
        return Answer(report=_create(context))
    except (MailRefusedError, WriteRefusedError) as refusal:
        answer = refused(str(refusal))
        return replace(answer, report=(answer.report or {}) | _why(context, refusal))


def _check_command(context: RequestContext, command: str) -> None:
    """Refuse what PRONOTE's page does not offer to the account."""
    rights = context.account.mail
    if not rights.may_start and command != "pourLu":
        raise ForbiddenError("Vous pouvez seulement consulter les discussions.")
    if command in ADVANCED and not rights.rich:
        raise ForbiddenError("Vous n'avez pas accès à cette commande.")


def _replied(context: RequestContext) -> bool:
    """Return whether a message to reply to is given. One without number stands for none."""
    element = values.plain(context.data.get("messagePourReponse"))
    return bool(element) and str(values.field(element, "N")) != NOBODY


def _why(context: RequestContext, refusal: Exception) -> Json:
    """Return the fields of a refusal besides its text."""
    if isinstance(refusal, RecipientRefusesError):
        told = {"titre": "Destinataire", "message": str(refusal)}
        return {"messageRefusDest": told}
    if isinstance(refusal, DoNotDisturbError):
        quiet = mailboxes_of(context).quiet
        assert quiet is not None
        told = {"titre": quiet.title, "message": quiet.message}
        return {"listeMessagesDesactivation": [told]}
    return {}


def _text(context: RequestContext) -> str:
    """Return the text, empty if its format is not the one of the account."""
    told = context.data.get("contenu", "")
    rich = isinstance(told, dict) and told.get("_T") == RICH_TEXT
    if rich != context.account.mail.rich:
        return ""
    return str(values.plain(told))


def _people(context: RequestContext) -> list[Person]:
    """Return the recipients by their ids here or in the teaching team."""
    people = []
    known = {person.uid: person for person in mailboxes_of(context).people}
    for item in values.plain(context.data.get("listeDestinataires") or []):
        uid = context.session.ids.resolve(values.field(item, "N"))
        uid = uid.removeprefix("teacher-").removeprefix("staff-")
        if uid not in known:
            raise impossible_page()
        people.append(known[uid])
    return people


def _files(context: RequestContext, draft: Draft | None) -> tuple[Attachment, ...]:
    """Return the files of a message: those of its draft, and those uploaded for it."""
    ignored = context.data.get("ignorerPJBrouillon")
    kept = () if draft is None or ignored else draft.attachments
    given = values.plain(context.data.get("listeFichiers") or [])
    mailboxes = mailboxes_of(context)
    return (
        *kept,
        *(uploaded(context, one, mailboxes.new_uid("file-letter")) for one in given),
    )


def _create(context: RequestContext) -> Json:
    mailboxes, owner, rights = (
        mailboxes_of(context),
        owner_of(context),
        context.account.mail,
    )
    people = _people(context)
    if not rights.may_start:
        raise ForbiddenError("Vous n'êtes pas autorisé à lancer une discussion.")
    if not people or any(one.kind not in rights.kinds for one in people):
        raise ForbiddenError("Vous ne pouvez pas écrire à ces destinataires.")
    mailboxes.check_delivery(people)
    mailboxes.start(
        owner,
        people,
        str(context.data.get("objet") or ""),
        _text(context),
        context.school.clock(),
        html=rights.rich,
        attachments=_files(context, _known_draft(context)),
    )
    _forget_draft(context)
    return {"messageToast": "Discussion créée", "estCreationDiscussion": True}


def _reply(context: RequestContext) -> Json:
    mailboxes, owner = mailboxes_of(context), owner_of(context)
    if not context.account.mail.may_start:
        raise ForbiddenError("Vous pouvez seulement consulter les discussions.")
    letter = given_letter(context, context.required("messagePourReponse"))
    discussion = mailboxes.discussion_of(letter)
    button = values.read_integer(values.field(context.required("bouton"), "G"))
    if button not in offered_buttons(discussion, owner):
        raise ForbiddenError("Il n'est pas possible de répondre.")
    people = [one for one in discussion.people if one != owner]
    if button == Button.TO_AUTHOR and letter.author != owner:
        people = [letter.author]
    if button == Button.FOLLOW_UP and letter.author == owner:
        people = list(letter.to)
    mailboxes.check_delivery(people)
    mailboxes.write(
        discussion,
        owner,
        people,
        _text(context),
        context.school.clock(),
        source=letter,
        html=context.account.mail.rich,
        attachments=_files(context, _known_draft(context)),
    )
    _forget_draft(context)
    return {"messageToast": "Message envoyé"}


def _known_draft(context: RequestContext) -> Draft | None:
    """Return the draft of `brouillon` by the id of its message, None for a new draft."""
    asked = values.plain(context.data.get("brouillon"))
    if asked is None:
        return None
    uid = context.session.ids.resolve(asked.get("N"))
    for draft in mailboxes_of(context).drafts_of(owner_of(context)):
        if draft.uid == uid:
            return draft
    raise impossible_page()


def _forget_draft(context: RequestContext) -> None:
    if draft := _known_draft(context):
        mailboxes_of(context).drafts.remove(draft)


def _save_draft(context: RequestContext) -> Json:
    mailboxes, data = mailboxes_of(context), context.data
    answers: Letter | None = None
    if _replied(context):
        answers = given_letter(context, data["messagePourReponse"])
    draft = _known_draft(context)
    if draft is None:
        uid, owner = mailboxes.new_uid("draft"), owner_of(context)
        draft = Draft(uid, owner, context.school.clock(), "", "", html=False)
        draft.answers = answers
        mailboxes.drafts.append(draft)
    draft.moment = context.school.clock()
    draft.subject = str(data.get("objet") or "")
    draft.text, draft.html = _text(context), context.account.mail.rich
    draft.to = tuple(_people(context))
    draft.attachments = _files(context, draft)
    return {"messageToast": "Brouillon enregistré"}


def _mark_read(context: RequestContext) -> Json:
    for copy in given_possessions(context)[0]:
        copy.read = bool(context.required("lu"))
    return {}


def _move(folder: Folder) -> Command:
    def move(context: RequestContext) -> Json:
        copies, drafts = given_possessions(context)
        if drafts:
            raise ForbiddenError("Un brouillon se supprime, il ne se range pas.")
        for copy in copies:
            copy.folder = folder
        return {}

    return move


def _archive(context: RequestContext) -> Json:
    archived = bool(context.data.get("archiver", True))
    return _move(Folder.ARCHIVE if archived else Folder.INBOX)(context)


def _erase(context: RequestContext) -> Json:
    """Erase copies. Only drafts and copies in the trash can be erased."""
    copies, drafts = given_possessions(context)
    if any(copy.folder is not Folder.BIN for copy in copies):
        raise ForbiddenError("Mettez d'abord la discussion à la corbeille.")
    for copy in copies:
        copy.folder = Folder.ERASED
    for draft in drafts:
        mailboxes_of(context).drafts.remove(draft)
    return {}


def _empty_bin(context: RequestContext) -> Json:
    owner = owner_of(context)
    for copy in mailboxes_of(context).possessions.values():
        if copy.owner == owner and copy.folder is Folder.BIN:
            copy.folder = Folder.ERASED
    return {}


def _open_or_close(context: RequestContext) -> Json:
    discussions = _discussions(context)
    if any(one.starter != owner_of(context) for one in discussions):
        raise ForbiddenError("Seul l'initiateur peut fermer la discussion.")
    for discussion in discussions:
        discussion.closed = not context.required("ouvrir")
    return {}


def _discussions(context: RequestContext) -> list[Discussion]:
    return [copy.discussion for copy in given_possessions(context)[0]]


def _report(context: RequestContext) -> Json:
    letter = given_letter(context, context.required("message"))
    owner = owner_of(context)
    mailboxes_of(context).possessions[owner.uid, letter.uid].reported = True
    return {"messageToast": "Message signalé"}


def _one_discussion(context: RequestContext) -> Discussion:
    """Return the discussion of `possessionMessage`."""
    asked = values.field(context.required("possessionMessage"), "N")
    uid, owner = context.session.ids.resolve(asked, "possession"), owner_of(context)
    for copy in mailboxes_of(context).possessions.values():
        if copy.uid == uid and copy.owner == owner:
            return copy.discussion
    raise impossible_page()


def _come_or_go(context: RequestContext) -> Json:
    """Leave or rejoin a discussion. The request contains the current state, not the new one."""
    discussion, owner = _one_discussion(context), owner_of(context)
    if len(discussion.people) <= 2:
        raise ForbiddenError("Vous ne pouvez pas quitter cette discussion.")
    here = context.required("estSorti") is False
    (discussion.gone.add if here else discussion.gone.discard)(owner.uid)
    return {}


def _rename(context: RequestContext) -> Json:
    discussion = _one_discussion(context)
    if discussion.starter != owner_of(context):
        raise ForbiddenError("Seul l'initiateur peut changer l'objet.")
    discussion.subject = str(context.required("objet"))
    return {}


ADVANCED = frozenset({"archive", "pourOuvrirFermer", "signalement", "viderCorbeille"})
"""Commands of accounts with the editor with styles."""
COMMANDS: dict[str, Command] = {
    "archive": _archive,
    "brouillon": _save_draft,
    "corbeille": _move(Folder.BIN),
    "entrerSortirDiscussion": _come_or_go,
    "modificationObjetDiscussion": _rename,
    "pourLu": _mark_read,
    "pourOuvrirFermer": _open_or_close,
    "restauration": _move(Folder.INBOX),
    "signalement": _report,
    "suppression": _erase,
    "viderCorbeille": _empty_bin,
}
