"""SaisieTAFARendreEleve: handing in a file as homework, and taking it back."""

from dataclasses import replace
from functools import partial

from tests.school.model.people import Pupil, Role
from tests.school.model.types import Attachment, Homework
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer, Stage
from tests.school.wire.values import Json

from . import writing
from .homework import HOMEWORK, SENT
from .registry import Visit, page, step
from .writing import Change, UnwrittenError, refused, uploaded, write


@page("SaisieTAFARendreEleve", HOMEWORK)
def hand_in(visit: Visit) -> Answer:
    if visit.account.role is not Role.PUPIL:
        return refused("Seul l'élève peut rendre son travail.")
    files = values.plain(visit.asked("listeFichiers"))
    return write(lambda: [_change(visit, values.plain(file)) for file in files])


def _change(visit: Visit, file: Json) -> Change:
    number = values.field(values.field(file, "TAF"), "N")
    uid = visit.session.ids.resolve(number, "homework")
    work = next((one for one in visit.pupil.homework if one.uid == uid), None)
    if work is None:
        raise impossible_page()
    if work.hand_in not in SENT:
        raise UnwrittenError("Ce travail ne se rend pas en ligne.")
    if work.corrected:
        raise UnwrittenError("Ce travail est déjà corrigé.")
    match values.field(file, "E"):
        case writing.CREATION:
            attachment = uploaded(visit, file, f"handed-in-{uid}")
            return partial(_put, visit, visit.pupil, work, attachment)
        case writing.DELETION if work.handed_in:
            return partial(_put, visit, visit.pupil, work, None)
        case writing.DELETION:
            raise UnwrittenError("Aucun fichier n'a été rendu.")
        case _:
            raise impossible_page()


def _put(visit: Visit, pupil: Pupil, work: Homework, file: Attachment | None) -> None:
    moment = visit.school.clock().replace(microsecond=0) if file else None
    pupil.homework = [
        replace(one, handed_in=file, handed_in_at=moment)
        if one.uid == work.uid
        else one
        for one in pupil.homework
    ]


@step("annulation", Stage.OPEN)
def cancel_upload(visit: Visit) -> Json:
    """Forget the file which was being sent."""
    if visit.asked("annulationUpload"):
        visit.session.parts.clear()
    return {}
