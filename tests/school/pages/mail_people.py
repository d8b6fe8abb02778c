"""Who takes part in a discussion, and who may be written to."""

from tests.school.model.mail import Letter, Person, PersonKind
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .mail import MAIL, office_of, owner_of
from .registry import Visit, page

ID_KINDS = {
    PersonKind.TEACHER: "teacher",
    PersonKind.STAFF: "staff",
    PersonKind.PARENT: "user",
    PersonKind.PUPIL: "pupil",
}


def person_row(visit: Visit, person: Person) -> Json:
    kind = ID_KINDS[person.kind]
    return {**visit.named(kind, person.uid, person.name), "G": int(person.kind)}


def given_letter(visit: Visit, container: object) -> Letter:
    """The message of an id: one of which the owner of the mailbox has a copy."""
    uid = visit.session.ids.resolve(values.field(container, "N"), "message")
    copy = office_of(visit).possessions.get((owner_of(visit).uid, uid))
    if copy is None:
        raise impossible_page()
    return copy.letter


@page("SaisiePublicMessage", MAIL)
def participants(visit: Visit) -> Json:
    """All who take part, or only those to whom a message went."""
    office = office_of(visit)
    uid = visit.session.ids.resolve(values.field(visit.asked("message"), "N"))
    begun = {draft.uid: draft for draft in office.drafts_of(owner_of(visit))}
    if uid in begun:
        people = list(begun[uid].to)
    else:
        letter = given_letter(visit, visit.asked("message"))
        people = list(letter.to)
        if visit.data.get("estPublicParticipant"):
            people = office.discussion_of(letter).people
    rows = []
    for position, person in enumerate(people, 1):
        row = {**person_row(visit, person), "P": position}
        if person.refusal:
            row["refusMess"] = True
        rows.append(row)
    return {"listeDest": values.element(rows)}


@page("ListeRessourcesPourCommunication", MAIL)
def recipients(visit: Visit) -> Json:
    """The people of one kind; nobody when the school does not allow this kind."""
    wanted = values.read_integer(values.field(visit.asked("onglet"), "G"))
    if wanted not in set(PersonKind):
        raise impossible_page()
    kind, owner = PersonKind(wanted), owner_of(visit)
    classes = {pupil.school_class.uid for pupil in visit.account.pupils}
    if visit.member:
        classes = {visit.member.school_class.uid}
    people = [
        person
        for person in office_of(visit).people
        if person.kind is kind
        and person != owner
        and kind in visit.account.mail.kinds
        and (not person.classes or not classes or person.classes & classes)
    ]
    rows = [_recipient(visit, one, place) for place, one in enumerate(people, 1)]
    return {"listeRessourcesPourCommunication": values.element(rows)}


def _recipient(visit: Visit, person: Person, position: int) -> Json:
    row: Json = {**person_row(visit, person), "P": position}
    if not person.refusal:
        row["avecDiscussion"] = True
    if person.email:
        row["email"] = person.email
    if person.kind is PersonKind.TEACHER:
        row["listeRessources"] = values.element(
            [{"L": name, "N": "0"} for name in person.subjects]
        )
    if visit.member and person.head_of == visit.member.school_class.uid:
        row["estPrincipal"] = True
    if person.function:
        row["fonction"] = values.element({"L": person.function, "N": "0"})
    return row
