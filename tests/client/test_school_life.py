"""School life: what parents have to justify, and what each kind of row is read as."""

from dataclasses import replace
from datetime import date
import logging
from typing import Any

import pytest

from custom_components.pronote.client import (
    Absence,
    AbsenceStatus,
    Delay,
    InputProblem,
    InvalidInputError,
    PronoteClient,
    Pupil,
    SchoolCalendar,
    SchoolLife,
    Upload,
)
from custom_components.pronote.client.pages import school_life
from custom_components.pronote.client.wire import Record, Source
from tests.school import KNOWN_VERSIONS

from .conftest import PARIS, Family, StartSchool

type Row = dict[str, Any]
type Waiting = tuple[Pupil, Absence | Delay]

PAPER = Upload(name="mot.pdf", content=b"%PDF", content_type="application/pdf")

CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 2),
)


def listed(*rows: Row) -> Row:
    return {"_T": 24, "V": list(rows)}


def moment(text: str) -> Row:
    return {"_T": 7, "V": text}


def read(*rows: Row, **fields: Any) -> SchoolLife:
    answer = Record(
        {"listeAbsences": listed(*rows), **fields}, Source("Page", PARIS, 1)
    )
    return school_life.read(answer, "T1", CALENDAR)


# Columns: nothing, `reglee`, `confirmee`, both. Letters: S `avecSaisie`, J `aJustifierParParents`,
# M `motifParent`, T a text or a file. "x" is to justify.
TO_JUSTIFY = """
  ----  .  .  .  .
  ---T  .  .  .  .
  --M-  .  .  .  .
  --MT  .  .  .  .
  -J--  .  .  .  .
  -J-T  .  .  .  .
  -JM-  .  .  .  .
  -JMT  .  .  .  .
  S---  x  x  x  x
  S--T  x  x  x  x
  S-M-  .  .  .  .
  S-MT  .  .  .  .
  SJ--  x  .  x  x
  SJ-T  .  .  .  .
  SJM-  .  .  x  x
  SJMT  .  .  .  .
"""
CASES = [
    (letters, settled, confirmed, cell == "x")
    for letters, *cells in map(str.split, TO_JUSTIFY.strip().splitlines())
    for (settled, confirmed), cell in zip(
        ((False, False), (True, False), (False, True), (True, True)), cells, strict=True
    )
]


@pytest.mark.parametrize("explained_by", ["justification", "documents"])
@pytest.mark.parametrize(("letters", "settled", "confirmed", "awaited"), CASES)
def test_what_parents_have_to_justify(
    letters: str, settled: bool, confirmed: bool, awaited: bool, explained_by: str
) -> None:
    row: Row = {
        "avecSaisie": "S" in letters,
        "aJustifierParParents": "J" in letters,
        "reglee": settled,
        "confirmee": confirmed,
    }
    if "M" in letters:
        row["motifParent"] = {"_T": 24, "V": {"L": "MALADIE", "N": "32#a"}}
    if "T" in letters:
        text = explained_by == "justification"
        row |= {explained_by: "Grippe" if text else listed({"L": "mot.pdf"})}
    at = moment("17/11/2026 08:00:00")
    life = read({"G": 13, "dateDebut": at, **row}, {"G": 14, "date": at, **row})
    assert [event.to_justify for event in life.absences_and_delays] == [awaited] * 2
    assert len(life.to_justify) == 2 * awaited


def test_the_table_has_every_combination_once() -> None:
    assert len({case[:3] for case in CASES}) == 64


@pytest.mark.parametrize(
    ("fields", "status", "is_absence", "unjustified"),
    [
        ({}, AbsenceStatus.RECORDED, True, True),
        ({"justifie": True}, AbsenceStatus.RECORDED, True, False),
        ({"enAttente": True}, AbsenceStatus.WAITING, True, False),
        ({"enAttente": True, "confirmee": True}, AbsenceStatus.WAITING, True, False),
        ({"refusee": True}, AbsenceStatus.RECORDED, True, True),
        ({"estUneCreationParent": True}, AbsenceStatus.ACCEPTED, True, True),
        (
            {"estUneCreationParent": True, "enAttente": True},
            AbsenceStatus.ANNOUNCED,
            False,
            False,
        ),
        (
            {"estUneCreationParent": True, "enAttente": True, "confirmee": True},
            AbsenceStatus.WAITING,
            True,
            False,
        ),
        (
            {"estUneCreationParent": True, "refusee": True},
            AbsenceStatus.REFUSED,
            False,
            False,
        ),
        (
            {"estUneCreationParent": True, "refusee": True, "enAttente": True},
            AbsenceStatus.REFUSED,
            False,
            False,
        ),
    ],
)
def test_where_an_absence_stands(
    fields: Row, status: AbsenceStatus, is_absence: bool, unjustified: bool
) -> None:
    life = read({"G": 13, "dateDebut": moment("17/11/2026 08:00:00"), **fields})
    (absence,) = (*life.absences, *life.announcements)
    assert absence.status is status
    assert bool(life.absences) is is_absence
    assert absence.unjustified is unjustified


def test_an_announcement_does_not_change_the_key_of_an_absence() -> None:
    row = {"G": 13, "dateDebut": moment("17/11/2026 08:00:00")}
    refused = {**row, "estUneCreationParent": True, "refusee": True}
    (alone,) = read(row).absences
    (beside,) = read(refused, row).absences
    assert alone.key == beside.key


@pytest.mark.parametrize("number", [72, 74, 106])
def test_numbers_of_versions_before_2025(number: int) -> None:
    life = read(
        {
            "G": number,
            "date": moment("17/11/2026 08:00:00"),
            "dateDebut": moment("17/11/2026 08:00:00"),
        }
    )
    found = {72: life.measures, 74: life.incidents, 106: life.commissions}
    assert [bool(events) for events in found.values()] == [
        kind == number for kind in found
    ]


def test_an_unknown_kind_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert read({"G": 999, "L": "Élève"}, {"L": "Sans genre"}).period == "T1"
    assert "G 999" in caplog.text and "G None" in caplog.text
    assert "Élève" not in caplog.text
    assert {one.levelno for one in caplog.records} == {logging.DEBUG}


async def waiting(client: PronoteClient, kind: type[Absence | Delay]) -> Waiting:
    """Return the first event of a kind that waits for a parent."""
    for pupil in client.account.pupils:
        for event in (await client.school_life.get(pupil)).to_justify:
            if isinstance(event, kind):
                return pupil, event
    return pytest.fail("nothing waits for a parent")


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
async def test_a_file_and_a_reason_justify_an_absence(
    version: str, start_school: StartSchool, family: Family
) -> None:
    school = await start_school(version=version)
    client = family.client(family.password(school))
    await client.login()
    assert [(one.name, one.details_required) for one in client.account.absence_reasons]
    pupil, event = await waiting(client, Absence)
    after = await client.school_life.justify(
        pupil, event, "Grippe", reason="Rendez-vous medical", file=PAPER
    )
    assert isinstance(after, Absence)
    assert after.documents == ("mot.pdf",) and not after.to_justify
    assert (after.parent_reason, after.justification) == (
        "RENDEZ-VOUS MÉDICAL",
        "Grippe",
    )
    (sent,) = (
        one
        for one in school.model.pupil(pupil.name).absences
        if one.justification == "Grippe"
    )
    assert [one.content for one in sent.documents] == [b"%PDF"]


@pytest.mark.parametrize(
    ("kind", "words", "problem"),
    [
        (Absence, {"text": "Grippe"}, InputProblem.REASON_REQUIRED),
        (
            Absence,
            {"text": "Grippe", "reason": "RÉVEIL TARDIF"},
            InputProblem.NO_SUCH_REASON,
        ),
        (Absence, {"reason": "MALADIE"}, InputProblem.TEXT_REQUIRED),
        (Absence, {"text": "x" * 201, "reason": "MALADIE"}, InputProblem.TOO_LONG),
        (Delay, {"text": "Bus"}, InputProblem.REASON_REQUIRED),
        (
            Delay,
            {"reason": "RÉVEIL TARDIF", "file": PAPER},
            InputProblem.NO_FILE_ALLOWED,
        ),
    ],
)
async def test_what_the_school_cannot_accept_is_not_sent(
    kind: type[Absence | Delay],
    words: dict[str, Any],
    problem: InputProblem,
    start_school: StartSchool,
    family: Family,
) -> None:
    school = await start_school()
    client = family.client(family.password(school))
    await client.login()
    pupil, event = await waiting(client, kind)
    calls = len(school.request_log.calls)
    with pytest.raises(InvalidInputError) as caught:
        await client.school_life.justify(pupil, event, **words)
    assert caught.value.problem is problem
    listed_reasons = {InputProblem.REASON_REQUIRED, InputProblem.NO_SUCH_REASON}
    assert bool(caught.value.choices) is (problem in listed_reasons)
    assert len(school.request_log.calls) == calls


async def test_a_delay_needs_a_reason_and_no_text(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client = family.client(family.password(school))
    await client.login()
    pupil, event = await waiting(client, Delay)
    after = await client.school_life.justify(pupil, event, reason="RÉVEIL TARDIF")
    assert after.parent_reason == "RÉVEIL TARDIF" and after.justification is None


@pytest.mark.parametrize(
    ("version", "refused"), [("2026.2.7", True), ("2024.3.11", False)]
)
async def test_rights_of_2026(
    version: str, refused: bool, start_school: StartSchool, family: Family
) -> None:
    """Before 2026, only the row decides, as there is no right."""
    school = await start_school(version=version)
    for account in school.model.accounts:
        account.may_justify = False
    client = family.client(family.password(school))
    await client.login()
    assert client.account.rights.justify_absences is (False if refused else None)
    pupil, event = await waiting(client, Absence)
    doing = client.school_life.justify(pupil, event, "Grippe", reason="MALADIE")
    if refused:
        with pytest.raises(InvalidInputError) as caught:
            await doing
        assert caught.value.problem is InputProblem.NOT_ALLOWED
    else:
        assert (await doing).justification == "Grippe"


async def test_a_reason_that_the_school_knows_need_not_be_chosen(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    absences = school.model.pupil("Lina").absences
    index = next(i for i, one in enumerate(absences) if one.to_justify)
    absences[index] = replace(absences[index], reason="MALADIE")
    client = family.client(family.password(school))
    await client.login()
    pupil, event = await waiting(client, Absence)
    assert event.reason_given
    after = await client.school_life.justify(pupil, event, "Grippe")
    assert (after.parent_reason, after.justification) == (None, "Grippe")


@pytest.mark.parametrize(
    ("kind", "name", "events"),
    [(73, "date", "incidents"), (105, "dateDebut", "commissions")],
)
def test_what_has_no_date_is_left_out(
    kind: int, name: str, events: str, caplog: pytest.LogCaptureFixture
) -> None:
    dated = {"G": kind, name: moment("24/11/2026 10:00:00")}
    with caplog.at_level(logging.DEBUG):
        life = read({"G": kind}, dated)
    assert len(getattr(life, events)) == 1
    assert f".{name}" in caplog.text
