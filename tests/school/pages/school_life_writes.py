"""SaisieVieScolaire: justification of absences and acknowledgement by parents."""

from dataclasses import replace
from functools import partial
from typing import Any

from tests.school.model.people import Pupil, Role
from tests.school.model.school_life import (
    ABSENCE_REASONS,
    DELAY_REASONS,
    LONGEST_JUSTIFICATION,
    Absence,
    Delay,
)
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .absence_announcements import announcement_in, write_announcement
from .registry import RequestContext, page
from .school_life import Kind
from .writes import MODIFICATION, Change, WriteRefusedError, refused, uploaded, write


@page("SaisieVieScolaire", 19)
def justify(context: RequestContext) -> Answer:
    if context.account.role is not Role.PARENT:
        return refused("Seuls les responsables peuvent effectuer cette saisie.")
    items = values.plain(context.required("listeAbsences"))
    if (announcement := announcement_in(items)) is not None:
        return write_announcement(context, announcement)
    return write(lambda: [_change(context, values.plain(item)) for item in items])


_WRITABLE = (
    Kind.ABSENCE,
    Kind.DELAY,
    Kind.PUNISHMENT,
    Kind.SANCTION,
    Kind.OBSERVATION,
    Kind.INCIDENT,
)


def _change(context: RequestContext, item: Json) -> Change:
    """Check one row and return its change."""
    if values.field(item, "E") != MODIFICATION:
        raise impossible_page()
    number = values.read_integer(values.field(item, "G"))
    ids, pupil = context.session.ids, context.pupil
    for kind in _WRITABLE:
        if context.session.version.resource(kind) == number:
            uid = ids.resolve(values.field(item, "N"), kind.name.lower())
            break
    else:
        raise impossible_page()
    match kind:
        case Kind.ABSENCE:
            return _justified_absence(context, pupil, uid, item)
        case Kind.DELAY:
            return _justified_delay(context, pupil, uid, item)
        case Kind.PUNISHMENT:
            return _acknowledged(pupil, uid, item)
        case Kind.SANCTION:
            return _acknowledged_sanction(pupil, uid, item)
        case Kind.INCIDENT:
            return _acknowledged_incident(pupil, uid, item)
        case _:
            return _read(pupil, uid, item)


def _said(
    context: RequestContext, old: Absence | Delay, item: Json, comment_needed: bool
) -> Json:
    """Return the reason and the comment of the parents, as fields of the model.

    A reason of the school's list is required, unless the office knows the reason and asks
    only for a comment.
    """
    comment = str(values.plain(item.get("justification")) or "")
    if len(comment) > LONGEST_JUSTIFICATION:
        raise WriteRefusedError("Le commentaire est trop long.")
    if comment_needed and not comment.strip():
        raise WriteRefusedError("Le commentaire est obligatoire.")
    chosen: Any = values.plain(item.get("motifParent"))
    known = DELAY_REASONS if isinstance(old, Delay) else ABSENCE_REASONS
    if chosen:
        name = context.session.ids.resolve(values.field(chosen, "N"), "reason")
        reason = next((one for one in known if one.name == name), None)
        if reason is None:
            raise WriteRefusedError("Ce motif n'est pas proposé.")
        if reason.details_required and not (comment.strip() or item.get("documents")):
            raise WriteRefusedError("Ce motif demande un justificatif.")
        return {
            "justification": comment,
            "parent_reason": reason.name,
            "to_justify": False,
        }
    if not (old.to_justify and old.reason):
        raise WriteRefusedError("Le motif est obligatoire.")
    return {"justification": comment, "to_justify": False}


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
        **_said(context, old, item, comment_needed=True),
        documents=(*old.documents, *documents),
    )
    return partial(_put, pupil.absences, old, new)


def _justified_delay(
    context: RequestContext, pupil: Pupil, uid: str, item: Json
) -> Change:
    old = _one(pupil.delays, uid)
    if values.plain(item.get("documents")):
        raise WriteRefusedError("Un retard n'accepte pas de fichier.")
    new = replace(old, **_said(context, old, item, comment_needed=False))
    return partial(_put, pupil.delays, old, new)


def _acknowledged(pupil: Pupil, uid: str, item: Json) -> Change:
    old = next((one for one in pupil.punishments if one.uid == uid), None)
    if old is None:
        raise impossible_page()
    if not old.to_acknowledge:
        raise WriteRefusedError("Cette punition n'attend pas d'accusé de réception.")
    done = bool(values.field(item, "parentAAccuseDeReception"))
    return partial(_put, pupil.punishments, old, replace(old, acknowledged=done))


def _acknowledged_sanction(pupil: Pupil, uid: str, item: Json) -> Change:
    old = next((one for one in pupil.sanctions if one.uid == uid), None)
    if old is None:
        raise impossible_page()
    if not old.to_acknowledge:
        raise WriteRefusedError("Cette sanction n'attend pas d'accusé de réception.")
    done = bool(values.field(item, "parentAAccuseDeReception"))
    return partial(_put, pupil.sanctions, old, replace(old, acknowledged=done))


def _acknowledged_incident(pupil: Pupil, uid: str, item: Json) -> Change:
    old = next((one for one in pupil.incidents if one.uid == uid), None)
    if old is None:
        raise impossible_page()
    if not old.to_acknowledge:
        raise WriteRefusedError("Cet incident n'attend pas d'accusé de réception.")
    done = bool(values.field(item, "parentAAccuseDeReception"))
    return partial(_put, pupil.incidents, old, replace(old, acknowledged=done))


def _read(pupil: Pupil, uid: str, item: Json) -> Change:
    old = next((one for one in pupil.observations if one.uid == uid), None)
    if old is None:
        raise impossible_page()
    read = bool(values.field(item, "estLue"))
    return partial(_put, pupil.observations, old, replace(old, read=read))


def _put[T](things: list[T], old: T, new: T) -> None:
    things[things.index(old)] = new
