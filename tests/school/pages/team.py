"""PageEquipePedagogique: teachers of a pupil and staff of the class."""

from tests.school.model.conduct import hours
from tests.school.model.staff import StaffMember, TaughtSubject
from tests.school.model.teams import team_of
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import RequestContext, page

TEACHER, STAFF = 3, 34


@page("PageEquipePedagogique", 37)
def team(context: RequestContext) -> Json:
    members = team_of(context.pupil.school_class)
    rows = [_member(context, one, rank) for rank, one in enumerate(members, 1)]
    return {"liste": values.element(rows)}


def _member(context: RequestContext, one: StaffMember, rank: int) -> Json:
    row: Json = {
        **context.named("staff", one.uid, one.name),
        "G": TEACHER if one.teaches else STAFF,
        "P": rank,
        "estEnleve": False,
        "matieres": values.element(
            [_subject(context, taught) for taught in one.subjects]
        ),
    }
    if one.role:
        row["fonction"] = one.role
    if one.email:
        row["email"] = one.email
    return row


def _subject(context: RequestContext, taught: TaughtSubject) -> Json:
    """Return a subject of a teacher. The hours are an empty text if there are none."""
    row: Json = {
        **context.named("subject", taught.subject.uid, taught.label),
        "volumeHoraire": hours(taught.minutes) if taught.minutes else "",
    }
    if taught.parent:
        parent = context.named("subject", taught.parent.uid, taught.parent.name)
        row |= {
            "servicePere": values.element(parent),
            "estUneSousMatiere": True,
            "libelleMatiere": taught.parent.name,
        }
    return row
