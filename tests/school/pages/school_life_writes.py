"""SaisieVieScolaire: parents justify absences and acknowledge what they have read."""

from dataclasses import replace
from functools import partial
from typing import Any

from tests.school.model.people import Pupil, Role
from tests.school.model.school_life import Absence, Delay
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import RequestContext, page
from .school_life import Kind
from .writes import MODIFICATION, Change, WriteRefusedError, refused, uploaded, write


@page("SaisieVieScolaire", 19)
def justify(context: RequestContext) -> Answer:
    if context.account.role is not Role.PARENT:
        return refused("Seuls les responsables peuvent effectuer cette saisie.")
    items = values.plain(context.required("listeAbsences"))
    return write(lambda: [_change(context, values.plain(item)) for item in items])


def _change(context: RequestContext, item: Json) -> Change:
    """What to do for one row, once it has been checked."""
    if values.field(item, "E") != MODIFICATION:
        raise impossible_page()
    number = values.read_integer(values.field(item, "G"))
    ids, pupil = context.session.ids, context.pupil
    for kind in (Kind.ABSENCE, Kind.DELAY, Kind.PUNISHMENT, Kind.OBSERVATION):
        if context.session.version.resource(kind) == number:
            uid = ids.resolve(values.field(item, "N"), kind.name.lower())
            break
    else:
        raise impossible_page()
    match kind:
        case Kind.ABSENCE:
            return _justified_absence(context, pupil, uid, item)
        case Kind.DELAY:
            return _justified_delay(pupil, uid, item)
        case Kind.PUNISHMENT:
            return _acknowledged(pupil, uid, item)
        case _:
            return _read(pupil, uid, item)


def _said(item: Json, comment_needed: bool) -> Json:
    """The parents' words, as fields of the world."""
    comment = str(values.plain(item.get("justification")) or "")
    if comment_needed and not comment.strip():
        raise WriteRefusedError("Le commentaire est obligatoire.")
    reason: Any = values.plain(item.get("motifParent"))
    if isinstance(reason, dict):
        reason = reason.get("L")
    return {
        "justification": comment,
        "parent_reason": str(reason) if reason else None,
        "to_justify": False,
    }


def _one[T: (Absence, Delay)](things: list[T], uid: str) -> T:
    for one in things:
        if one.uid == uid:
            if one.settled:
                raise WriteRefusedError("Cet événement est déjà réglé.")
            return one
    raise impossible_page()


def _justified_absence(
    context: RequestContext, pupil: Pupil, uid: str, item: Json
) -> Change:
    old = _one(pupil.absences, uid)
    files = values.plain(item.get("documents")) or []
    documents = [
        uploaded(context, file, f"document-{uid}-{len(old.documents) + number}")
        for number, file in enumerate(files, 1)
    ]
    new = replace(
        old,
        **_said(item, comment_needed=True),
        documents=(*old.documents, *documents),
    )
    return partial(_put, pupil.absences, old, new)


def _justified_delay(pupil: Pupil, uid: str, item: Json) -> Change:
    old = _one(pupil.delays, uid)
    new = replace(old, **_said(item, comment_needed=False))
    return partial(_put, pupil.delays, old, new)


def _acknowledged(pupil: Pupil, uid: str, item: Json) -> Change:
    old = next((one for one in pupil.punishments if one.uid == uid), None)
    if old is None:
        raise impossible_page()
    if not old.to_acknowledge:
        raise WriteRefusedError("Cette punition n'attend pas d'accusé de réception.")
    done = bool(values.field(item, "parentAAccuseDeReception"))
    return partial(_put, pupil.punishments, old, replace(old, acknowledged=done))


def _read(pupil: Pupil, uid: str, item: Json) -> Change:
    old = next((one for one in pupil.observations if one.uid == uid), None)
    if old is None:
        raise impossible_page()
    read = bool(values.field(item, "estLue"))
    return partial(_put, pupil.observations, old, replace(old, read=read))


def _put[T](things: list[T], old: T, new: T) -> None:
    things[things.index(old)] = new
