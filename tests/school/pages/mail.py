"""The mailbox: its list of discussions, and the messages of one of them."""

from datetime import datetime, timedelta

from tests.school.model.letters import person_uid
from tests.school.model.mail import (
    Button,
    Discussion,
    Draft,
    Folder,
    Label,
    Letter,
    Person,
    Possession,
    PostOffice,
)
from tests.school.wire import values
from tests.school.wire.errors import access_denied, impossible_page
from tests.school.wire.values import Json

from .attachments import attachment_list
from .registry import Visit, page

MAIL = 131
NOBODY = "0"
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LABELS = {
    Label.INBOX: "Boîte de réception",
    Label.ARCHIVE: "Archives",
    Label.SENT: "Messages envoyés",
    Label.DRAFTS: "Brouillons",
    Label.BIN: "Corbeille",
    Label.REPORTED: "Signalés",
    Label.BLUE: "Bleu",
    Label.GREEN: "Vert",
    Label.RED: "Rouge",
    Label.LIAISON_BOOK: "Carnet de liaison",
}
BUTTONS = {
    Button.TO_AUTHOR: "Envoyer",
    Button.TO_ALL: "Répondre à tous",
    Button.CLOSE: "Clore la discussion",
}
FOLDERS = {Folder.ARCHIVE: Label.ARCHIVE, Folder.BIN: Label.BIN}


def office_of(visit: Visit) -> PostOffice:
    return visit.school.world.mail


def owner_of(visit: Visit) -> Person:
    """The owner of the mailbox; a school may close it."""
    if not visit.account.mail.open:
        raise access_denied()
    return office_of(visit).person(person_uid(visit.account))


@page("ListeMessagerie", MAIL)
def mailbox(visit: Visit) -> Json:
    rows = mailbox_rows(
        visit,
        with_messages=bool(visit.data.get("avecMessage")),
        with_read=bool(visit.data.get("avecLu", True)),
    )
    if only := values.plain(visit.data.get("possessionMessageDiscussionUnique")):
        wanted = visit.session.ids.resolve(values.field(only, "N"), "possession")
        number = visit.id("possession", wanted)
        rows = [row for row in rows if number in _numbers(row)]
    return {
        "listeEtiquettes": values.element(label_rows(visit)),
        "listeMessagerie": values.element(rows),
        "strSuperAdministrateurs": "",
        "nbPossessions": len(rows),
    }


def _numbers(row: Json) -> list[str]:
    return [one["N"] for one in row["listePossessionsMessages"]["V"]]


def label_rows(visit: Visit) -> list[Json]:
    return [{**_label(visit, label), "L": name} for label, name in LABELS.items()]


def _label(visit: Visit, label: Label) -> Json:
    return {"N": visit.id("mail_label", label.name), "G": int(label)}


def mailbox_rows(visit: Visit, *, with_messages: bool, with_read: bool) -> list[Json]:
    """The rows, newest first; under a discussion come its messages, one level down."""
    office, owner = office_of(visit), owner_of(visit)
    rows: list[Json] = []
    if with_read:
        drafts = office.drafts_of(owner)
        rows += [_draft_row(visit, one) for one in drafts if one.answers is None]
    for discussion in office.discussions_of(owner):
        by_folder: dict[Folder, list[Possession]] = {}
        for copy in office.owned(owner, discussion):
            by_folder.setdefault(copy.folder, []).append(copy)
        for copies in by_folder.values():
            if not with_read and all(copy.read for copy in copies):
                continue
            place = len(rows)
            rows.append(_discussion_row(visit, discussion, copies))
            if with_messages and len(copies) > 1:
                rows += [_message_line(visit, copy, place) for copy in reversed(copies)]
    return rows


def _discussion_row(
    visit: Visit, discussion: Discussion, copies: list[Possession]
) -> Json:
    owner, last = copies[0].owner, copies[-1]
    others = [one.name for one in discussion.people if one != owner]
    unread = sum(not copy.read for copy in copies)
    number = visit.id("discussion", discussion.uid)
    row: Json = {
        "N": NOBODY if discussion.nameless else number,
        "profondeur": 0,
        "objet": discussion.subject,
        "public": ", ".join(others),
        "nbPublic": len(others),
        "nombreMessages": len(copies),
        "nbNonLus": unread,
        "lu": not unread,
        "nbBrouillons": sum(
            draft.answers in discussion.letters
            for draft in office_of(visit).drafts_of(owner)
        ),
        "ferme": discussion.closed,
        "fermable": discussion.starter == owner,
        "libelleDate": spoken_date(visit, last.letter.moment),
        "dateActivite": values.moment(last.letter.moment),
        "listePossessionsMessages": values.element(
            [_possession(visit, copy) for copy in copies]
        ),
        "dernierPossessionMessage": values.element(_possession(visit, last)),
        "avecReponse": len(copies) > 1,
        "avecModifObjet": discussion.starter == owner,
        "estNonPossede": False,
    }
    if not discussion.single:
        row["estUneDiscussion"] = True
    if discussion.starter != owner:
        row["initiateur"] = discussion.starter.name
    if not discussion.participants_hidden:
        first = visit.id("message", discussion.letters[0].uid)
        row["messagePourParticipants"] = values.element({"N": first})
    labels = [FOLDERS[last.folder]] if last.folder in FOLDERS else []
    labels += [Label.REPORTED] if any(copy.reported for copy in copies) else []
    labels += [discussion.label] if discussion.label else []
    if labels:
        marks = [{"N": visit.id("mail_label", label.name)} for label in labels]
        row["listeEtiquettes"] = values.element(marks)
    return row


def _message_line(visit: Visit, copy: Possession, place: int) -> Json:
    line: Json = {
        "N": visit.id("message", copy.letter.uid),
        "profondeur": 1,
        "indicePere": place,
        "objet": "",
        "nombreMessages": 1,
        "nbNonLus": 0 if copy.read else 1,
        "lu": copy.read,
        "libelleDate": spoken_date(visit, copy.letter.moment),
        "listePossessionsMessages": values.element([_possession(visit, copy)]),
    }
    if copy.letter.author != copy.owner:
        line["initiateur"] = copy.letter.author.name
    return line


def _draft_row(visit: Visit, draft: Draft) -> Json:
    possession = {"N": visit.id("possession", draft.uid)}
    mark = {"N": visit.id("mail_label", Label.DRAFTS.name)}
    return {
        "N": NOBODY,
        "estUneDiscussion": True,
        "profondeur": 0,
        "objet": draft.subject,
        "public": ", ".join(one.name for one in draft.to),
        "nbPublic": len(draft.to),
        "nombreMessages": 1,
        "nbNonLus": 0,
        "lu": True,
        "nbBrouillons": 1,
        "libelleDate": spoken_date(visit, draft.moment),
        "dateActivite": values.moment(draft.moment),
        "listePossessionsMessages": values.element([possession]),
        "dernierPossessionMessage": values.element(possession),
        "messagePourParticipants": values.element(
            {"N": visit.id("message", draft.uid)}
        ),
        "listeEtiquettes": values.element([mark]),
    }


def _possession(visit: Visit, copy: Possession) -> Json:
    return {"N": visit.id("possession", copy.uid)}


def spoken_date(visit: Visit, moment: datetime) -> str:
    """The hour today, the weekday in the last week, else the date."""
    now = visit.school.clock()
    if moment.date() == now.date():
        return f"{moment:%Hh%M}"
    if now.date() - moment.date() < timedelta(days=7):
        return f"{WEEKDAYS[moment.weekday()]} {moment:%Hh%M}"
    return f"{moment:%d/%m/%y}"


@page("ListeMessages", MAIL)
def messages(visit: Visit) -> Json:
    """All the messages of the discussions of which possessions are given."""
    office, owner = office_of(visit), owner_of(visit)
    copies, drafts = given_possessions(visit)
    if not copies:
        return _only_drafts(visit, drafts)
    found = {copy.discussion.uid: copy.discussion for copy in copies}
    shown = [copy for one in found.values() for copy in office.owned(owner, one)]
    answer: Json = {"nbPossessionsMessage": len(shown)}
    if visit.data.get("marquerCommeLu"):
        answer["nbMarquerLu"] = sum(not copy.read for copy in shown)
        for copy in shown:
            copy.read = True
    asked = _answered(visit, shown)
    discussion = office.discussion_of(asked)
    answer["messagePourReponse"] = values.element(
        {
            "N": visit.id("message", asked.uid),
            "G": 0,
            "nbDestinataires": len(discussion.people) - 1,
        }
    )
    if buttons := offered_buttons(discussion, owner):
        answer["listeBoutons"] = values.element(
            [{"N": 0, "G": int(one), "L": BUTTONS[one]} for one in buttons]
        )
    rows = [_message(visit, copy) for copy in reversed(shown)]
    begun = [one for one in office.drafts_of(owner) if one.answers in _letters(shown)]
    if count := values.read_integer(visit.data.get("nbMessagesVus") or 0):
        rows = rows[:count]
    rows = [_draft_message(visit, draft) for draft in begun] + rows
    if begun:
        answer["brouillon"] = values.element(_draft(visit, begun[-1]))
    return answer | {"listeMessages": values.element(rows)}


def _letters(copies: list[Possession]) -> list[Letter]:
    return [copy.letter for copy in copies]


def _answered(visit: Visit, shown: list[Possession]) -> Letter:
    """The message to answer: the one asked for, else the last one."""
    if asked := values.plain(visit.data.get("message")):
        uid = visit.session.ids.resolve(values.field(asked, "N"))
        for copy in shown:
            if copy.letter.uid == uid:
                return copy.letter
    return shown[-1].letter


def _only_drafts(visit: Visit, drafts: list[Draft]) -> Json:
    return {
        "nbPossessionsMessage": len(drafts),
        "brouillon": values.element(_draft(visit, drafts[-1])),
        "listeMessages": values.element([_draft_message(visit, one) for one in drafts]),
        "listeBoutons": values.element([{"N": 0, "G": 0, "L": "Envoyer"}]),
    }


def given_possessions(visit: Visit) -> tuple[list[Possession], list[Draft]]:
    """What the ids of the request stand for; each must be the owner's."""
    office, owner = office_of(visit), owner_of(visit)
    copies = {copy.uid: copy for copy in office.possessions.values()}
    drafts = {draft.uid: draft for draft in office.drafts_of(owner)}
    found: tuple[list[Possession], list[Draft]] = ([], [])
    for item in values.plain(visit.asked("listePossessionsMessages")):
        uid = visit.session.ids.resolve(values.field(item, "N"), "possession")
        copy, draft = copies.get(uid), drafts.get(uid)
        if copy and copy.owner == owner and copy.folder is not Folder.ERASED:
            found[0].append(copy)
        elif draft:
            found[1].append(draft)
        else:
            raise impossible_page()
    if not any(found):
        raise impossible_page()
    return found


def offered_buttons(discussion: Discussion, owner: Person) -> list[Button]:
    """How an answer may be sent; there is no answering a closed discussion."""
    if discussion.closed or discussion.single or owner.uid in discussion.gone:
        return []
    buttons = [Button.TO_AUTHOR]
    if len(discussion.people) > 2:
        buttons.insert(0, Button.TO_ALL)
    if discussion.starter == owner:
        buttons.append(Button.CLOSE)
    return buttons


def content(text: str, html: bool) -> Json | str:
    return values.html(text) if html else text


def _message(visit: Visit, copy: Possession) -> Json:
    letter, owner = copy.letter, copy.owner
    mine = letter.author == owner
    names = ", ".join("Moi" if one == owner else one.name for one in letter.to)
    row: Json = {
        "N": visit.id("message", letter.uid),
        "contenu": content(letter.text, letter.html),
        "estHTML": letter.html,
        "date": values.moment(letter.moment),
        "libelleDate": spoken_date(visit, letter.moment),
        "lu": copy.read,
        "public_gauche": "Moi" if mine else letter.author.name,
        "hint_gauche": letter.author.name,
        "public_droite": names,
        "hint_droite": names,
        "nbPublic": len(letter.to),
        "messageSource": values.element({"N": _source(visit, copy)}),
        "possessionMessage": values.element(_possession(visit, copy)),
    }
    if mine:
        row["emetteur"] = True
    if len(letter.people) < len(copy.discussion.people):
        row["estUnAparte"] = True
    if letter.attachments:
        row["listeDocumentsJoints"] = attachment_list(visit, letter.attachments)
    return row


def _source(visit: Visit, copy: Possession) -> str:
    source = copy.letter.source
    return visit.id("message", source.uid) if source else NOBODY


def _draft(visit: Visit, draft: Draft) -> Json:
    return {
        "N": visit.id("message", draft.uid),
        "contenu": content(draft.text, draft.html),
        "estHTML": draft.html,
        "possessionMessage": values.element({"N": visit.id("possession", draft.uid)}),
    }


def _draft_message(visit: Visit, draft: Draft) -> Json:
    source = visit.id("message", draft.answers.uid) if draft.answers else NOBODY
    return {
        **_draft(visit, draft),
        "brouillon": True,
        "emetteur": True,
        "lu": True,
        "date": values.moment(draft.moment),
        "libelleDate": spoken_date(visit, draft.moment),
        "public_gauche": "Moi",
        "hint_gauche": draft.author.name,
        "messageSource": values.element({"N": source}),
    }
