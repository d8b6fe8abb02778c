"""SaisieMessage: messages written, answered, filed and thrown away."""

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

from .mail import MAIL, given_possessions, offered_buttons, office_of, owner_of
from .mail_people import given_letter
from .registry import Visit, page
from .writing import UnwrittenError, refused, uploaded

RICH_TEXT = 21
NEW = "-"

type Command = Callable[[Visit], Json]


@page("SaisieMessage", MAIL)
def write(visit: Visit) -> Answer:
    command = str(visit.data.get("commande") or "")
    try:
        if command:
            if command not in COMMANDS:
                raise impossible_page()
            return Answer(report=COMMANDS[command](visit))
        if "messagePourReponse" in visit.data:
            return Answer(report=_reply(visit))
        return Answer(report=_create(visit))
    except (MailRefusedError, UnwrittenError) as refusal:
        answer = refused(str(refusal))
        return replace(answer, report=(answer.report or {}) | _why(visit, refusal))


def _why(visit: Visit, refusal: Exception) -> Json:
    """What a refusal tells besides its text."""
    if isinstance(refusal, RecipientRefusesError):
        told = {"titre": "Destinataire", "message": str(refusal)}
        return {"messageRefusDest": told}
    if isinstance(refusal, DoNotDisturbError):
        quiet = office_of(visit).quiet
        assert quiet is not None
        told = {"titre": quiet.title, "message": quiet.message}
        return {"listeMessagesDesactivation": [told]}
    return {}


def _text(visit: Visit) -> str:
    """What was written; empty when it is not in the form which the account has."""
    told = visit.data.get("contenu", "")
    rich = isinstance(told, dict) and told.get("_T") == RICH_TEXT
    if rich != visit.account.mail.rich:
        return ""
    return str(values.plain(told))


def _people(visit: Visit) -> list[Person]:
    """The recipients, by their ids here or in the teaching team."""
    people = []
    known = {person.uid: person for person in office_of(visit).people}
    for item in values.plain(visit.data.get("listeDestinataires") or []):
        uid = visit.session.ids.resolve(values.field(item, "N"))
        uid = uid.removeprefix("teacher-").removeprefix("staff-")
        if uid not in known:
            raise impossible_page()
        people.append(known[uid])
    return people


def _files(visit: Visit) -> tuple[Attachment, ...]:
    """The files which were sent beforehand for this message."""
    given = values.plain(visit.data.get("listeFichiers") or [])
    office = office_of(visit)
    return tuple(uploaded(visit, one, office.new_uid("file-letter")) for one in given)


def _create(visit: Visit) -> Json:
    office, owner, rights = office_of(visit), owner_of(visit), visit.account.mail
    people = _people(visit)
    if not rights.may_start:
        raise ForbiddenError("Vous n'êtes pas autorisé à lancer une discussion.")
    if not people or any(one.kind not in rights.kinds for one in people):
        raise ForbiddenError("Vous ne pouvez pas écrire à ces destinataires.")
    office.check_delivery(people)
    office.start(
        owner,
        people,
        str(visit.data.get("objet") or ""),
        _text(visit),
        visit.school.clock(),
        html=rights.rich,
        attachments=_files(visit),
    )
    _forget_draft(visit)
    return {"messageToast": "Discussion créée", "estCreationDiscussion": True}


def _reply(visit: Visit) -> Json:
    office, owner = office_of(visit), owner_of(visit)
    letter = given_letter(visit, visit.asked("messagePourReponse"))
    discussion = office.discussion_of(letter)
    button = values.read_integer(values.field(visit.asked("bouton"), "G"))
    if button not in offered_buttons(discussion, owner):
        raise ForbiddenError("Il n'est pas possible de répondre.")
    people = [one for one in discussion.people if one != owner]
    if button == Button.TO_AUTHOR and letter.author != owner:
        people = [letter.author]
    office.check_delivery(people)
    office.write(
        discussion,
        owner,
        people,
        _text(visit),
        visit.school.clock(),
        source=letter,
        html=visit.account.mail.rich,
        attachments=_files(visit),
    )
    if button == Button.CLOSE:
        discussion.closed = True
    _forget_draft(visit)
    return {"messageToast": "Message envoyé"}


def _known_draft(visit: Visit) -> Draft | None:
    """The draft of `brouillon`, by the id of its message; None for a new one."""
    asked = values.plain(visit.data.get("brouillon")) or {}
    number = asked.get("N")
    if number is None or str(number).startswith(NEW) or str(number) == "0":
        return None
    uid = visit.session.ids.resolve(number)
    for draft in office_of(visit).drafts_of(owner_of(visit)):
        if draft.uid == uid:
            return draft
    raise impossible_page()


def _forget_draft(visit: Visit) -> None:
    if draft := _known_draft(visit):
        office_of(visit).drafts.remove(draft)


def _save_draft(visit: Visit) -> Json:
    office, data = office_of(visit), visit.data
    answers: Letter | None = None
    if data.get("messagePourReponse"):
        answers = given_letter(visit, data["messagePourReponse"])
    draft = _known_draft(visit)
    if draft is None:
        uid, owner = office.new_uid("draft"), owner_of(visit)
        draft = Draft(uid, owner, visit.school.clock(), "", "", html=False)
        draft.answers = answers
        office.drafts.append(draft)
    draft.moment = visit.school.clock()
    draft.subject = str(data.get("objet") or "")
    draft.text, draft.html = _text(visit), visit.account.mail.rich
    draft.to = tuple(_people(visit))
    return {"messageToast": "Brouillon enregistré"}


def _mark_read(visit: Visit) -> Json:
    for copy in given_possessions(visit)[0]:
        copy.read = bool(visit.asked("lu"))
    return {}


def _move(folder: Folder) -> Command:
    def move(visit: Visit) -> Json:
        copies, drafts = given_possessions(visit)
        if drafts:
            raise ForbiddenError("Un brouillon se supprime, il ne se range pas.")
        for copy in copies:
            copy.folder = folder
        return {}

    return move


def _archive(visit: Visit) -> Json:
    archived = bool(visit.data.get("archiver", True))
    return _move(Folder.ARCHIVE if archived else Folder.INBOX)(visit)


def _erase(visit: Visit) -> Json:
    """Only what is in the bin, and drafts, may be erased."""
    copies, drafts = given_possessions(visit)
    if any(copy.folder is not Folder.BIN for copy in copies):
        raise ForbiddenError("Mettez d'abord la discussion à la corbeille.")
    for copy in copies:
        copy.folder = Folder.ERASED
    for draft in drafts:
        office_of(visit).drafts.remove(draft)
    return {}


def _empty_bin(visit: Visit) -> Json:
    owner = owner_of(visit)
    for copy in office_of(visit).possessions.values():
        if copy.owner == owner and copy.folder is Folder.BIN:
            copy.folder = Folder.ERASED
    return {}


def _open_or_close(visit: Visit) -> Json:
    discussions = _discussions(visit)
    if any(one.starter != owner_of(visit) for one in discussions):
        raise ForbiddenError("Seul l'initiateur peut fermer la discussion.")
    for discussion in discussions:
        discussion.closed = not visit.asked("ouvrir")
    return {}


def _discussions(visit: Visit) -> list[Discussion]:
    return [copy.discussion for copy in given_possessions(visit)[0]]


def _report(visit: Visit) -> Json:
    letter = given_letter(visit, visit.asked("message"))
    owner = owner_of(visit)
    office_of(visit).possessions[owner.uid, letter.uid].reported = True
    return {"messageToast": "Message signalé"}


def _one_discussion(visit: Visit) -> Discussion:
    """The discussion of `possessionMessage`."""
    asked = values.field(visit.asked("possessionMessage"), "N")
    uid, owner = visit.session.ids.resolve(asked, "possession"), owner_of(visit)
    for copy in office_of(visit).possessions.values():
        if copy.uid == uid and copy.owner == owner:
            return copy.discussion
    raise impossible_page()


def _come_or_go(visit: Visit) -> Json:
    gone, owner = _one_discussion(visit).gone, owner_of(visit)
    (gone.add if visit.asked("estSorti") else gone.discard)(owner.uid)
    return {}


def _rename(visit: Visit) -> Json:
    discussion = _one_discussion(visit)
    if discussion.starter != owner_of(visit):
        raise ForbiddenError("Seul l'initiateur peut changer l'objet.")
    discussion.subject = str(visit.asked("objet"))
    return {}


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
