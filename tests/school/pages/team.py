"""PageEquipePedagogique: who teaches a pupil, and who else works for the class."""

from tests.school.model.conduct import hours
from tests.school.model.staff import StaffMember, TaughtSubject
from tests.school.model.teams import team_of
from tests.school.wire import values
from tests.school.wire.values import Json

from .registry import Visit, page

TEACHER, STAFF = 3, 34


@page("PageEquipePedagogique", 37)
def team(visit: Visit) -> Json:
    members = team_of(visit.pupil.school_class)
    rows = [_member(visit, one, rank) for rank, one in enumerate(members, 1)]
    return {"liste": values.element(rows)}


def _member(visit: Visit, one: StaffMember, rank: int) -> Json:
    row: Json = {
        **visit.named("staff", one.uid, one.name),
        "G": TEACHER if one.teaches else STAFF,
        "P": rank,
        "estEnleve": False,
        "matieres": values.element(
            [_subject(visit, taught) for taught in one.subjects]
        ),
    }
    if one.role:
        row["fonction"] = one.role
    if one.email:
        row["email"] = one.email
    return row


def _subject(visit: Visit, taught: TaughtSubject) -> Json:
    """The hours are an empty text where there are none."""
    row: Json = {
        **visit.named("subject", taught.subject.uid, taught.label),
        "volumeHoraire": hours(taught.minutes) if taught.minutes else "",
    }
    if taught.parent:
        parent = visit.named("subject", taught.parent.uid, taught.parent.name)
        row |= {
            "servicePere": values.element(parent),
            "estUneSousMatiere": True,
            "libelleMatiere": taught.parent.name,
        }
    return row
