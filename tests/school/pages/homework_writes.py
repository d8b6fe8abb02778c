"""SaisieTAFARendreEleve: handing in a file as homework, and its withdrawal."""

from dataclasses import replace
from functools import partial

from tests.school.model.people import Pupil, Role
from tests.school.model.types import Attachment, Homework
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer, Stage
from tests.school.wire.values import Json

from . import writes
from .homework import HOMEWORK, SENT
from .registry import RequestContext, page, step
from .writes import Change, WriteRefusedError, refused, uploaded, write


@page("SaisieTAFARendreEleve", HOMEWORK)
def hand_in(context: RequestContext) -> Answer:
    if context.account.role is not Role.PUPIL:
        return refused("Seul l'élève peut rendre son travail.")
    files = values.plain(context.required("listeFichiers"))
    return write(lambda: [_change(context, values.plain(file)) for file in files])


def _change(context: RequestContext, file: Json) -> Change:
    number = values.field(values.field(file, "TAF"), "N")
    uid = context.session.ids.resolve(number, "homework")
    work = next((one for one in context.pupil.homework if one.uid == uid), None)
    if work is None:
        raise impossible_page()
    if work.hand_in not in SENT:
        raise WriteRefusedError("Ce travail ne se rend pas en ligne.")
    if work.corrected:
        raise WriteRefusedError("Ce travail est déjà corrigé.")
    match values.field(file, "E"):
        case writes.CREATION:
            attachment = uploaded(context, file, f"handed-in-{uid}")
            return partial(_put, context, context.pupil, work, attachment)
        case writes.DELETION if work.handed_in:
            return partial(_put, context, context.pupil, work, None)
        case writes.DELETION:
            raise WriteRefusedError("Aucun fichier n'a été rendu.")
        case _:
            raise impossible_page()


def _put(
    context: RequestContext, pupil: Pupil, work: Homework, file: Attachment | None
) -> None:
    moment = context.school.clock().replace(microsecond=0) if file else None
    pupil.homework = [
        replace(one, handed_in=file, handed_in_at=moment)
        if one.uid == work.uid
        else one
        for one in pupil.homework
    ]


@step("annulation", Stage.OPEN)
def cancel_upload(context: RequestContext) -> Json:
    """Discard the file being uploaded."""
    if context.required("annulationUpload"):
        context.session.parts.clear()
    return {}
