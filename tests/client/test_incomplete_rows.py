"""A row that lacks what it cannot do without costs that row, never the page."""

from collections.abc import Callable, Sequence
from datetime import date, time, timedelta
from typing import Any

import pytest

from custom_components.pronote.client import MeetingSession, SchoolCalendar
from custom_components.pronote.client.pages import (
    evaluations,
    grades,
    meetings,
    report_cards,
    school_life,
)
from custom_components.pronote.client.wire import Record, Source
from tests.client.conftest import PARIS

type Row = dict[str, Any]

CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 2),
)

MOMENT = {"_T": 7, "V": "17/11/2026 10:00:00"}
NAMED = {"_T": 24, "V": {"L": "MATHÉMATIQUES"}}


def record(**lists: Sequence[Row]) -> Record:
    content = {name: {"_T": 24, "V": list(rows)} for name, rows in lists.items()}
    return Record(content, Source("Page", PARIS, 1))


@pytest.mark.parametrize(
    ("kind", "needed", "what"),
    [
        (13, {"dateDebut": MOMENT}, "absences"),
        (14, {"date": MOMENT}, "delays"),
        (21, {"dateDebut": MOMENT}, "infirmary_visits"),
        (41, {"dateDemande": MOMENT}, "punishments"),
        (42, {"dateDebut": MOMENT}, "punishments"),
        (46, {"date": MOMENT}, "observations"),
        (71, {"dateDebut": MOMENT, "interditAcces": {"_T": 26, "V": "[0,9]"}}, "measures"),
        (72, {"dateDemande": MOMENT, "interditAcces": {"_T": 26, "V": "[1]"}}, "measures"),
    ],
)  # fmt: skip
def test_school_life(kind: int, needed: Row, what: str) -> None:
    answer = record(listeAbsences=[{"G": kind}, {"G": kind, **needed}, {"G": 999}])
    life = school_life.read(answer, "T1", CALENDAR)
    assert len(getattr(life, what)) == 1
    nothing = school_life.read(record(listeAbsences=[{"G": kind}]), "T1", CALENDAR)
    assert not getattr(nothing, what)


@pytest.mark.parametrize(
    ("read", "name", "whole"),
    [
        (
            lambda answer: grades.read(answer, "T1").grades,
            "listeDevoirs",
            {"date": MOMENT, "service": NAMED, "note": {"_T": 10, "V": "12"}},
        ),
        (
            lambda answer: report_cards.read(answer, "T1").subjects,
            "ListeServices",
            {"Matiere": NAMED},
        ),
        (evaluations.read, "listeEvaluations", {"L": "Bilan", "date": MOMENT}),
    ],
    ids=["grades", "report_card", "evaluations"],
)
def test_results(
    read: Callable[[Record], Sequence[object]], name: str, whole: Row
) -> None:
    assert len(read(record(**{name: [{}, whole, {}]}))) == 1
    assert len(read(record(**{name: [{}]}))) == 0


EVENING = MeetingSession(key="evening", name="Réunion", day=date(2026, 11, 24))


def rows(*found: Row) -> Row:
    return {"_T": 24, "V": list(found)}


def test_evenings_of_meetings() -> None:
    named = {"L": "Réunion"}
    whole = named | {"date": MOMENT}
    [session] = meetings.read_sessions(
        record(listeSessions=[named, {"date": MOMENT}, whole])
    )
    assert (session.name, session.day) == ("Réunion", date(2026, 11, 17))


def test_meetings() -> None:
    """A place is counted from the hour of the session: without it, none is known."""
    placed: Row = {"etat": 1, "strDebutRencontre": "17h05"}
    planning: list[Row] = [{"etat": 0}, {"etat": 1}, placed, placed | {"etat": 5}]
    wishes: list[Row] = [
        {"strMatiereFonction": "MUSIQUE"},
        {"N": "1#x", "L": "MUSIQUE"},
    ]
    places = {"_T": 26, "V": "[0..2]"}
    content = {
        "planning": {"listeRencontres": rows(*planning)},
        "desiderata": {"listeRencontres": rows(*wishes)},
        "indisponibilites": {"placesIndisponibilitesPersonnelles": places},
    }
    session = meetings.read(Record(content, Source("Page", PARIS, 1)), EVENING)
    [meeting] = session.meetings
    assert meeting.start.time() == time(17, 5)
    assert meeting.end - meeting.start == timedelta(minutes=meetings.STEP)
    assert len(session.possible) == 1
    assert (session.start, session.unavailable) == (None, ())
    assert meetings.places(session, [(time(17), time(18))]) == set()
