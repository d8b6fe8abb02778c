"""Participants of a discussion, and possible recipients."""

import json

from tests.school.model.mail import Letter, Person, PersonKind
from tests.school.model.people import Role
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .mail import MAIL, mailboxes_of, owner_of
from .registry import RequestContext, page

OWN_SPACE = 6
"""Kind that names no pupil in a request for recipients."""
ID_KINDS = {
    PersonKind.TEACHER: "teacher",
    PersonKind.STAFF: "staff",
    PersonKind.PARENT: "user",
    PersonKind.PUPIL: "pupil",
}

MARKED = (PersonKind.TEACHER, PersonKind.STAFF)
"""Kinds whose rows contain a flag for possible recipients.

In lists of other kinds, everyone is a possible recipient.
"""


def person_row(context: RequestContext, person: Person) -> Json:
    kind = ID_KINDS[person.kind]
    return {**context.named(kind, person.uid, person.name), "G": int(person.kind)}


def given_letter(context: RequestContext, container: object) -> Letter:
    """Return the message of an id. The mailbox owner must have a copy of it."""
    uid = context.session.ids.resolve(values.field(container, "N"), "message")
    copy = mailboxes_of(context).possessions.get((owner_of(context).uid, uid))
    if copy is None:
        raise impossible_page()
    return copy.letter


@page("SaisiePublicMessage", MAIL)
def participants(context: RequestContext) -> Json:
    """Return the recipients of a message, or all participants of its discussion."""
    mailboxes = mailboxes_of(context)
    uid = context.session.ids.resolve(values.field(context.required("message"), "N"))
    begun = {draft.uid: draft for draft in mailboxes.drafts_of(owner_of(context))}
    if uid in begun:
        people = list(begun[uid].to)
    else:
        letter = given_letter(context, context.required("message"))
        people = list(letter.to)
        if context.data.get("estPublicParticipant"):
            people = mailboxes.discussion_of(letter).people
    rows = []
    for position, person in enumerate(people, 1):
        row = {**person_row(context, person), "P": position}
        if person.refusal:
            row["refusMess"] = True
        rows.append(row)
    return {"listeDest": values.element(rows)}


@page("ListeRessourcesPourCommunication", MAIL)
def recipients(context: RequestContext) -> Json:
    """Return the people of one kind, none if the school does not allow this kind."""
    wanted = values.read_integer(values.field(context.required("onglet"), "G"))
    people = _writable(context, wanted)
    if wanted == PersonKind.PARENT and context.account.role is Role.PARENT:
        # There is no list of parents for one pupil.
        asked = values.plain(context.data.get("filtreElement")) or {}
        people = people if asked.get("G") == OWN_SPACE else []
    rows = [_recipient(context, one, place) for place, one in enumerate(people, 1)]
    for row, person in zip(rows, people, strict=True):
        if person.kind in MARKED and not person.refusal:
            row["avecDiscussion"] = True
    return {"listeRessourcesPourCommunication": values.element(rows)}


@page("ListePublics", MAIL)
def publics(context: RequestContext) -> Json:
    """Return the same people to an account that writes rich text, without a flag."""
    kinds = values.plain(context.required("genres"))
    if not context.account.mail.rich or context.required("pourMessagerie") is not True:
        raise impossible_page()
    (wanted,) = json.loads(kinds) if isinstance(kinds, str) else kinds
    people = [one for one in _writable(context, wanted) if not one.refusal]
    rows = [_recipient(context, one, place) for place, one in enumerate(people, 1)]
    return {"listePublic": values.element(rows)}


def _writable(context: RequestContext, wanted: int) -> list[Person]:
    """Return the people of one kind, of the classes of the account or of the pupil."""
    if wanted not in set(PersonKind):
        raise impossible_page()
    kind, owner = PersonKind(wanted), owner_of(context)
    classes = {pupil.school_class.uid for pupil in context.account.pupils}
    if context.member:
        classes = {context.member.school_class.uid}
    return [
        person
        for person in mailboxes_of(context).people
        if person.kind is kind
        and person != owner
        and kind in context.account.mail.kinds
        and (not person.classes or not classes or person.classes & classes)
    ]


def _recipient(context: RequestContext, person: Person, position: int) -> Json:
    row: Json = {**person_row(context, person), "P": position}
    if person.email:
        row["email"] = person.email
    if person.kind is PersonKind.TEACHER:
        row["listeRessources"] = values.element(
            [{"L": name, "N": "0"} for name in person.subjects]
        )
    if context.member and person.head_of == context.member.school_class.uid:
        row["estPrincipal"] = True
    if person.function:
        row["fonction"] = values.element({"L": person.function, "N": "0"})
    return row
