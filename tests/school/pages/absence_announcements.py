"""SaisieVieScolaire: announcement of an absence by parents, and its withdrawal."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from tests.school.model.calendar import SLOTS
from tests.school.model.conduct import hours, missed_minutes
from tests.school.model.school_life import (
    ABSENCE_REASONS,
    ANNOUNCEMENT_DAYS,
    LONGEST_JUSTIFICATION,
    Absence,
)
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .exemptions import write_exemption
from .registry import RequestContext
from .school_life import Kind
from .writes import CREATION, DELETION, WriteRefusedError, uploaded

NEW = -1001
NOON, ONE = time(12), time(13)


def announcement_in(items: list[Json]) -> Json | None:
    """Return the only row of the request if it announces or withdraws an absence."""
    rows = [values.plain(item) for item in items]
    if len(rows) == 1 and rows[0].get("E") in (CREATION, DELETION):
        row: Json = rows[0]
        return row
    return None


def write_announcement(context: RequestContext, item: Json) -> Answer:
    """Check or write an announcement. A refusal is a message in the data."""
    kind = values.read_integer(values.field(item, "G"))
    if kind == Kind.EXEMPTION:
        return write_exemption(context, item)
    if kind != Kind.ABSENCE:
        raise impossible_page()
    if values.field(item, "estUneCreationParent") is not True:
        raise impossible_page()
    if item["E"] == DELETION:
        return _withdrawn(context, item)
    check = context.data.get("estControle")
    if check not in (None, True):
        raise impossible_page()
    try:
        made = _announced(context, item)
    except WriteRefusedError as refusal:
        return Answer({"message": str(refusal)})
    touched = _services(context, made)
    if check and context.session.version.checks_announcements:
        # PRONOTE's page does not look at them before the absence is announced.
        return Answer(report={"servicesPeriscolairePourAbsence": touched})
    context.pupil.absences.append(made)
    stored = {"N": context.id("absence", made.uid), "G": int(Kind.ABSENCE)}
    report: Json = {"absence": values.element(stored)}
    if touched:
        report["servicesPeriscolairePourAbsence"] = touched | {
            "absence": values.element(stored)
        }
    return Answer(report=report)


def _services(context: RequestContext, made: Absence) -> Json:
    """Return the services that an absence touches: the canteen, over noon."""
    if made.start.time() >= ONE or made.end.time() <= NOON:
        return {}
    canteen = context.named("service", "canteen", "Cantine")
    partial = made.start.time() >= NOON
    return {"liste": values.element([{**canteen, "estPartiel": partial}])}


def _withdrawn(context: RequestContext, item: Json) -> Answer:
    uid = context.session.ids.resolve(values.field(item, "N"), "absence")
    absences = context.pupil.absences
    for one in absences:
        if one.uid == uid:
            if not (one.announced_by and one.waiting):
                return Answer({"message": "Cette absence a déjà été traitée."})
            absences.remove(one)
            return Answer(report={})
    raise impossible_page()


@dataclass(frozen=True, slots=True)
class _End:
    """Start or end of an announced absence."""

    day: datetime
    clock: time


def _end(context: RequestContext, item: Json, name: str, clocks: list[time]) -> _End:
    """Return one end of an absence. Its hour and its date must agree."""
    end = values.plain(values.field(item, name))
    if not isinstance(morning := values.field(end, "estMatin"), bool):
        raise impossible_page()
    if context.school.options.primary:
        return _half_day(context, end, name, morning)
    hour = values.plain(values.field(end, "heure"))
    place = values.read_integer(values.field(hour, "place"))
    if not 0 <= place < len(clocks) or values.field(hour, "G") != place:
        raise impossible_page()
    if hour.get("L") != f"{clocks[place]:%Hh%M}":
        raise impossible_page()
    date = values.field(end, "date")
    if not (isinstance(date, dict) and date.get("_T") == 7):
        raise impossible_page()
    if not str(values.plain(date)).endswith(f"{clocks[place]:%H:%M:%S}"):
        raise impossible_page()
    day = context.school.model.year.moment(values.read_day(date), clocks[place])
    return _End(day, clocks[place])


def _half_day(context: RequestContext, end: Json, name: str, morning: bool) -> _End:
    """Return one end of an absence that is counted in half-days, without an hour."""
    if "heure" in end:
        raise impossible_page()
    if name == "debut":
        clock = SLOTS[0].start if morning else ONE
    else:
        clock = NOON if morning else SLOTS[-1].end
    day = values.read_day(values.field(end, "date"))
    return _End(context.school.model.year.moment(day, clock), clock)


def _announced(context: RequestContext, item: Json) -> Absence:
    if not context.account.may_announce:
        raise WriteRefusedError("Vous ne pouvez pas déclarer une absence.")
    if values.read_integer(values.field(item, "N")) != NEW:
        raise impossible_page()
    start = _end(context, item, "debut", [slot.start for slot in SLOTS]).day
    end = _end(context, item, "fin", [slot.end for slot in SLOTS]).day
    pupil, today = context.pupil, context.school.clock().date()
    if end <= start:
        raise impossible_page()
    if start.date() > today + timedelta(days=ANNOUNCEMENT_DAYS):
        raise WriteRefusedError("Cette date est trop lointaine.")
    comment, reason = _words(context, item)
    missed = missed_minutes(pupil.lessons, start, end)
    if not missed:
        raise WriteRefusedError("Aucun cours n'a lieu pendant cette absence.")
    for one in pupil.absences:
        if not one.refused and one.start < end and start < one.end:
            raise WriteRefusedError("Une absence existe déjà à ces dates.")
    uid = f"announced-{pupil.uid}-{start:%Y%m%d%H%M}-{len(pupil.absences)}"
    check = context.data.get("estControle")
    files = [] if check else values.plain(item.get("documents")) or []
    return Absence(
        uid,
        start,
        end,
        hours=hours(missed),
        parent_reason=reason,
        justification=comment,
        documents=tuple(
            uploaded(context, file, f"document-{uid}-{number}")
            for number, file in enumerate(files, 1)
        ),
        announced_by=context.account.name,
        waiting=True,
        confirmed=False,
    )


def _words(context: RequestContext, item: Json) -> tuple[str, str]:
    """Return the comment of the parents and the reason they chose."""
    comment = str(values.plain(item.get("justification")) or "")
    if len(comment) > LONGEST_JUSTIFICATION:
        raise WriteRefusedError("Le commentaire est trop long.")
    if not comment.strip():
        raise WriteRefusedError("Le commentaire est obligatoire.")
    chosen: Any = values.plain(values.field(item, "motifParent"))
    name = context.session.ids.resolve(values.field(chosen, "N"), "reason")
    if name not in {one.name for one in ABSENCE_REASONS}:
        raise WriteRefusedError("Ce motif n'est pas proposé.")
    return comment, name
