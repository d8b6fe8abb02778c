"""Mailbox: the list of discussions, and the messages of one discussion."""

from datetime import datetime, timedelta

from tests.school.model.build_mail import person_uid
from tests.school.model.mail import (
    Button,
    Discussion,
    Draft,
    Folder,
    Label,
    Letter,
    Mailboxes,
    Person,
    Possession,
)
from tests.school.wire import values
from tests.school.wire.errors import access_denied, impossible_page
from tests.school.wire.values import Json

from .attachments import attachment_list
from .registry import RequestContext, page

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
    Button.FOLLOW_UP: "Relancer",
}
FOLDERS = {Folder.ARCHIVE: Label.ARCHIVE, Folder.BIN: Label.BIN}


def mailboxes_of(context: RequestContext) -> Mailboxes:
    return context.school.model.mail


def owner_of(context: RequestContext) -> Person:
    """Return the owner of the mailbox. A school may disable mailboxes."""
    if not context.account.mail.open:
        raise access_denied()
    return mailboxes_of(context).person(person_uid(context.account))


@page("ListeMessagerie", MAIL)
def mailbox(context: RequestContext) -> Json:
    rows = mailbox_rows(
        context,
        with_messages=bool(context.data.get("avecMessage")),
        with_read=bool(context.data.get("avecLu", True)),
    )
    if only := values.plain(context.data.get("possessionMessageDiscussionUnique")):
        wanted = context.session.ids.resolve(values.field(only, "N"), "possession")
        number = context.id("possession", wanted)
        rows = [row for row in rows if number in _numbers(row)]
    return {
        "listeEtiquettes": values.element(label_rows(context)),
        "listeMessagerie": values.element(rows),
        "strSuperAdministrateurs": "",
        "nbPossessions": len(rows),
    }


def _numbers(row: Json) -> list[str]:
    return [one["N"] for one in row["listePossessionsMessages"]["V"]]


def label_rows(context: RequestContext) -> list[Json]:
    return [{**_label(context, label), "L": name} for label, name in LABELS.items()]


def _label(context: RequestContext, label: Label) -> Json:
    return {"N": context.id("mail_label", label.name), "G": int(label)}


def mailbox_rows(
    context: RequestContext, *, with_messages: bool, with_read: bool
) -> list[Json]:
    """Return the rows, newest first. Messages follow their discussion, one level down."""
    mailboxes, owner = mailboxes_of(context), owner_of(context)
    rows: list[Json] = []
    if with_read:
        drafts = mailboxes.drafts_of(owner)
        rows += [_draft_row(context, one) for one in drafts if one.answers is None]
    for discussion in mailboxes.discussions_of(owner):
        by_folder: dict[Folder, list[Possession]] = {}
        for copy in mailboxes.owned(owner, discussion):
            by_folder.setdefault(copy.folder, []).append(copy)
        for copies in by_folder.values():
            if not with_read and all(copy.read for copy in copies):
                continue
            place = len(rows)
            rows.append(_discussion_row(context, discussion, copies))
            if with_messages and len(copies) > 1:
                rows += _asides(context, discussion, copies, place)
                rows += [
                    _message_line(context, copy, place) for copy in reversed(copies)
                ]
    if with_read:
        rows += [
            _watched_row(context, one)
            for one in mailboxes.discussions
            if owner.uid in one.watchers
        ]
    return rows


def _asides(
    context: RequestContext,
    discussion: Discussion,
    copies: list[Possession],
    place: int,
) -> list[Json]:
    """Return the exchanges among a part of the participants, one level down."""
    groups: dict[frozenset[str], list[Possession]] = {}
    for copy in copies:
        people = frozenset(one.uid for one in copy.letter.people)
        if len(people) < len(discussion.people):
            groups.setdefault(people, []).append(copy)
    return [
        _discussion_row(context, discussion, group)
        | {"N": NOBODY, "profondeur": 1, "indicePere": place, "objet": ""}
        for group in groups.values()
    ]


def _watched_row(context: RequestContext, discussion: Discussion) -> Json:
    """Return the row of a discussion of which the account has no copies."""
    letters = discussion.letters
    return {
        "N": context.id("discussion", discussion.uid),
        "estUneDiscussion": True,
        "profondeur": 0,
        "objet": discussion.subject,
        "initiateur": discussion.starter.name,
        "public": ", ".join(one.name for one in discussion.people),
        "nbPublic": len(discussion.people),
        "nombreMessages": len(letters),
        "nbNonLus": 0,
        "lu": True,
        "libelleDate": spoken_date(context, letters[-1].moment),
        "dateActivite": values.moment(letters[-1].moment),
        "listePossessionsMessages": values.element([]),
        "estNonPossede": True,
    }


def _discussion_row(
    context: RequestContext, discussion: Discussion, copies: list[Possession]
) -> Json:
    owner, last = copies[0].owner, copies[-1]
    others = [one.name for one in discussion.people if one != owner]
    unread = sum(not copy.read for copy in copies)
    drafts = sum(
        draft.answers in discussion.letters
        for draft in mailboxes_of(context).drafts_of(owner)
    )
    number = context.id("discussion", discussion.uid)
    row: Json = {
        "N": NOBODY if discussion.nameless else number,
        "profondeur": 0,
        "objet": discussion.subject,
        "public": ", ".join(others),
        "nbPublic": len(others),
        "nombreMessages": len(copies) + drafts,
        "nbNonLus": unread,
        "lu": not unread,
        "nbBrouillons": drafts,
        "ferme": discussion.closed,
        "fermable": discussion.starter == owner and not discussion.closed,
        "ouvrable": discussion.starter == owner and discussion.closed,
        "libelleDate": spoken_date(context, last.letter.moment),
        "dateActivite": values.moment(last.letter.moment),
        "listePossessionsMessages": values.element(
            [_possession(context, copy) for copy in copies]
        ),
        "dernierPossessionMessage": values.element(_possession(context, last)),
        "avecReponse": len(copies) > 1,
        "avecModifObjet": discussion.starter == owner,
        "avecIODicussion": not discussion.single and len(discussion.people) > 2,
        "estSorti": owner.uid in discussion.gone,
        "estNonPossede": False,
    }
    if not discussion.single:
        row["estUneDiscussion"] = True
    if discussion.starter != owner:
        row["initiateur"] = discussion.starter.name
    if not discussion.participants_hidden:
        first = context.id("message", discussion.letters[0].uid)
        row["messagePourParticipants"] = values.element({"N": first})
    labels = [FOLDERS[last.folder]] if last.folder in FOLDERS else []
    labels += [Label.REPORTED] if any(copy.reported for copy in copies) else []
    labels += [discussion.label] if discussion.label else []
    if labels:
        marks = [{"N": context.id("mail_label", label.name)} for label in labels]
        row["listeEtiquettes"] = values.element(marks)
    return row


def _message_line(context: RequestContext, copy: Possession, place: int) -> Json:
    line: Json = {
        "N": context.id("message", copy.letter.uid),
        "profondeur": 1,
        "indicePere": place,
        "objet": "",
        "nombreMessages": 1,
        "nbNonLus": 0 if copy.read else 1,
        "lu": copy.read,
        "libelleDate": spoken_date(context, copy.letter.moment),
        "listePossessionsMessages": values.element([_possession(context, copy)]),
    }
    if copy.letter.author != copy.owner:
        line["initiateur"] = copy.letter.author.name
    return line


def _draft_row(context: RequestContext, draft: Draft) -> Json:
    possession = {"N": context.id("possession", draft.uid)}
    mark = {"N": context.id("mail_label", Label.DRAFTS.name)}
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
        "libelleDate": spoken_date(context, draft.moment),
        "dateActivite": values.moment(draft.moment),
        "listePossessionsMessages": values.element([possession]),
        "dernierPossessionMessage": values.element(possession),
        "messagePourParticipants": values.element(
            {"N": context.id("message", draft.uid)}
        ),
        "listeEtiquettes": values.element([mark]),
    }


def _possession(context: RequestContext, copy: Possession) -> Json:
    return {"N": context.id("possession", copy.uid)}


def spoken_date(context: RequestContext, moment: datetime) -> str:
    """Return the time if today, the weekday within a week, otherwise the date."""
    now = context.school.clock()
    if moment.date() == now.date():
        return f"{moment:%Hh%M}"
    if now.date() - moment.date() < timedelta(days=7):
        return f"{WEEKDAYS[moment.weekday()]} {moment:%Hh%M}"
    return f"{moment:%d/%m/%y}"


@page("ListeMessages", MAIL)
def messages(context: RequestContext) -> Json:
    """Return all messages of the discussions of the given possessions."""
    mailboxes, owner = mailboxes_of(context), owner_of(context)
    if context.data.get("estNonPossede"):
        return _watched(context)
    copies, drafts = given_possessions(context)
    if not copies:
        return _only_drafts(context, drafts)
    found = {copy.discussion.uid: copy.discussion for copy in copies}
    shown = [copy for one in found.values() for copy in mailboxes.owned(owner, one)]
    if context.data.get("estSousDiscussion"):
        shown = copies
    answer: Json = {"nbPossessionsMessage": len(shown)}
    if context.data.get("marquerCommeLu"):
        answer["nbMarquerLu"] = sum(not copy.read for copy in shown)
        for copy in shown:
            copy.read = True
    asked = _answered(context, shown)
    discussion = mailboxes.discussion_of(asked)
    answer["messagePourReponse"] = values.element(
        {
            "N": context.id("message", asked.uid),
            "G": 0,
            "nbDestinataires": len(discussion.people) - 1,
        }
    )
    answer["listeBoutons"] = values.element(
        [
            {"N": 0, "G": int(one), "L": BUTTONS[one]}
            for one in offered_buttons(discussion, owner)
        ]
    )
    rows = [_message(context, copy) for copy in reversed(shown)]
    begun = [
        one for one in mailboxes.drafts_of(owner) if one.answers in _letters(shown)
    ]
    if count := values.read_integer(context.data.get("nbMessagesVus") or 0):
        rows = rows[:count]
    rows = [_draft_message(context, draft) for draft in begun] + rows
    if begun:
        answer["brouillon"] = values.element(_draft(context, begun[-1]))
    return answer | {"listeMessages": values.element(rows)}


def _watched(context: RequestContext) -> Json:
    """Return the messages of a discussion of which the account has no copies."""
    asked, owner = values.plain(context.required("message")), owner_of(context)
    uid = context.session.ids.resolve(values.field(asked, "N"), "discussion")
    for discussion in mailboxes_of(context).discussions:
        if discussion.uid == uid and owner.uid in discussion.watchers:
            copies = [
                Possession(one, discussion, owner, True) for one in discussion.letters
            ]
            rows = [_message(context, copy) for copy in reversed(copies)]
            return {
                "nbPossessionsMessage": 0,
                "messagePourReponse": values.element({"N": NOBODY}),
                "listeMessages": values.element(rows),
            }
    raise impossible_page()


def _letters(copies: list[Possession]) -> list[Letter]:
    return [copy.letter for copy in copies]


def _answered(context: RequestContext, shown: list[Possession]) -> Letter:
    """Return the requested message to answer, or the last one.

    PRONOTE's own web client requests "message" 0 of a discussion without a number.
    """
    asked = values.plain(context.data.get("message"))
    if asked and str(number := values.field(asked, "N")) != NOBODY:
        uid = context.session.ids.resolve(number)
        for copy in shown:
            if copy.letter.uid == uid:
                return copy.letter
    return shown[-1].letter


def _only_drafts(context: RequestContext, drafts: list[Draft]) -> Json:
    return {
        "nbPossessionsMessage": len(drafts),
        "messagePourReponse": values.element({"N": NOBODY}),
        "brouillon": values.element(_draft(context, drafts[-1])),
        "listeMessages": values.element(
            [_draft_message(context, one) for one in drafts]
        ),
        "listeBoutons": values.element([{"N": 0, "G": 0, "L": "Envoyer"}]),
    }


def given_possessions(context: RequestContext) -> tuple[list[Possession], list[Draft]]:
    """Return the items of the given ids, which must belong to the owner."""
    mailboxes, owner = mailboxes_of(context), owner_of(context)
    copies = {copy.uid: copy for copy in mailboxes.possessions.values()}
    drafts = {draft.uid: draft for draft in mailboxes.drafts_of(owner)}
    found: tuple[list[Possession], list[Draft]] = ([], [])
    for item in values.plain(context.required("listePossessionsMessages")):
        uid = context.session.ids.resolve(values.field(item, "N"), "possession")
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
    """Return the ways to send an answer, none for a closed discussion."""
    if discussion.closed or discussion.single or owner.uid in discussion.gone:
        return []
    buttons = [Button.TO_AUTHOR]
    if len(discussion.people) > 2:
        buttons.insert(0, Button.TO_ALL)
    if discussion.letters[-1].author == owner:
        buttons.append(Button.FOLLOW_UP)
    return buttons


def content(text: str, html: bool) -> Json | str:
    return values.html(text) if html else text


def _message(context: RequestContext, copy: Possession) -> Json:
    letter, owner = copy.letter, copy.owner
    mine = letter.author == owner
    names = ", ".join("Moi" if one == owner else one.name for one in letter.to)
    row: Json = {
        "N": context.id("message", letter.uid),
        "contenu": content(letter.text, letter.html),
        "estHTML": letter.html,
        "date": values.moment(letter.moment),
        "libelleDate": spoken_date(context, letter.moment),
        "lu": copy.read,
        "public_gauche": "Moi" if mine else letter.author.name,
        "hint_gauche": letter.author.name,
        "public_droite": names,
        "hint_droite": names,
        "nbPublic": len(letter.to),
        "messageSource": values.element({"N": _source(context, copy)}),
        "possessionMessage": values.element(_possession(context, copy)),
    }
    if mine:
        row["emetteur"] = True
    if len(letter.people) < len(copy.discussion.people):
        row["estUnAparte"] = True
    if letter.attachments:
        row["listeDocumentsJoints"] = attachment_list(context, letter.attachments)
    return row


def _source(context: RequestContext, copy: Possession) -> str:
    source = copy.letter.source
    return context.id("message", source.uid) if source else NOBODY


def _draft(context: RequestContext, draft: Draft) -> Json:
    return {
        "N": context.id("message", draft.uid),
        "contenu": content(draft.text, draft.html),
        "estHTML": draft.html,
        "possessionMessage": values.element({"N": context.id("possession", draft.uid)}),
        **(
            {"listeDocumentsJoints": attachment_list(context, draft.attachments)}
            if draft.attachments
            else {}
        ),
    }


def _draft_message(context: RequestContext, draft: Draft) -> Json:
    source = context.id("message", draft.answers.uid) if draft.answers else NOBODY
    return {
        **_draft(context, draft),
        "brouillon": True,
        "emetteur": True,
        "lu": True,
        "date": values.moment(draft.moment),
        "libelleDate": spoken_date(context, draft.moment),
        "public_gauche": "Moi",
        "hint_gauche": draft.author.name,
        "messageSource": values.element({"N": source}),
    }
