"""Parents acknowledge punishments, sanctions, observations and incidents."""

from dataclasses import replace

import pytest

from custom_components.pronote.client import (
    Acknowledgeable,
    Incident,
    InputProblem,
    InvalidInputError,
    Observation,
    PronoteClient,
    Punishment,
    Pupil,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from tests.school import KNOWN_VERSIONS, School

from .conftest import Family, StartSchool

WRITE = "SaisieVieScolaire"
EVENTS: dict[str, type[Punishment | Observation | Incident]] = {
    "punishment": Punishment,
    "sanction": Punishment,
    "observation": Observation,
    "incident": Incident,
}
KINDS = {
    "punishment": (41, "parentAAccuseDeReception"),
    "sanction": (42, "parentAAccuseDeReception"),
    "observation": (46, "estLue"),
    "incident": (73, "parentAAccuseDeReception"),
}


async def parent(school: School, family: Family) -> tuple[PronoteClient, Pupil]:
    client = family.client(family.password(school))
    account = await client.login()
    return client, account.pupils[0]


async def new_event(
    school: School, client: PronoteClient, pupil: Pupil, kind: str
) -> Acknowledgeable:
    """Let something happen that has to be acknowledged, and return it as it is read."""
    before = {event.key for event in await _events(client, pupil)}
    school.trigger_event(kind, pupil=pupil.name, to_acknowledge=True)
    (event,) = (x for x in await _events(client, pupil) if x.key not in before)
    assert event.to_acknowledge and isinstance(event, EVENTS[kind])
    return event


async def _events(client: PronoteClient, pupil: Pupil) -> tuple[Acknowledgeable, ...]:
    return (await client.school_life.get(pupil)).acknowledgeable


def real_marks(school: School, pupil: Pupil) -> list[bool]:
    """Return what the school recorded as acknowledged."""
    truth = school.model.pupil(pupil.name)
    return [
        *(punishment.acknowledged for punishment in truth.punishments),
        *(sanction.acknowledged for sanction in truth.sanctions),
        *(incident.acknowledged for incident in truth.incidents),
        *(observation.read for observation in truth.observations),
    ]


@pytest.mark.parametrize("version", KNOWN_VERSIONS)
@pytest.mark.parametrize("kind", EVENTS)
async def test_an_event_is_acknowledged(
    start_school: StartSchool, family: Family, version: str, kind: str
) -> None:
    school = await start_school(version=version)
    client, pupil = await parent(school, family)
    event = await new_event(school, client, pupil, kind)
    before = real_marks(school, pupil)
    school.request_log.reset()
    after = await client.school_life.acknowledge(pupil, event)
    assert (after.key, after.to_acknowledge) == (event.key, False)
    assert real_marks(school, pupil).count(True) == before.count(True) + 1
    ((function, data),) = school.request_log.written
    assert function == WRITE and event.ref is not None
    number, mark = KINDS[kind]
    if version.startswith("2024") and number == 73:
        number = 74
    row = {"N": event.ref.id, "G": number, "E": 2, mark: True}
    assert data == {"listeAbsences": [row]}


@pytest.mark.parametrize("kind", EVENTS)
async def test_what_was_acknowledged_awaits_nothing(
    start_school: StartSchool, family: Family, kind: str
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    event = await new_event(school, client, pupil, kind)
    after = await client.school_life.acknowledge(pupil, event)
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await client.school_life.acknowledge(pupil, after)
    assert caught.value.problem is InputProblem.NOTHING_TO_ACKNOWLEDGE
    assert not school.request_log.requests


async def test_another_person_was_faster(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    event = await new_event(school, client, pupil, "incident")
    incidents = school.model.pupil(pupil.name).incidents
    incidents[-1] = replace(incidents[-1], acknowledged=True)
    school.fault("expire_sessions")
    after = await client.school_life.acknowledge(pupil, event)
    assert not after.to_acknowledge and not school.request_log.written[1:]


async def test_a_pupil_acknowledges_nothing(
    start_school: StartSchool, family: Family
) -> None:
    school = await start_school()
    client = family.client(family.password(school, "pupil"))
    (pupil,) = (await client.login()).pupils
    event = await new_event(school, client, pupil, "observation")
    with pytest.raises(InvalidInputError) as caught:
        await client.school_life.acknowledge(pupil, event)
    assert caught.value.problem is InputProblem.NOT_ALLOWED
    assert not school.request_log.written


@pytest.mark.parametrize(
    ("fault", "messages"),
    [("refuse_write", ("La période est close.",)), ("forget_write", ())],
)
@pytest.mark.parametrize("kind", EVENTS)
async def test_the_school_refuses(
    start_school: StartSchool,
    family: Family,
    kind: str,
    fault: str,
    messages: tuple[str, ...],
) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    event = await new_event(school, client, pupil, kind)
    before = real_marks(school, pupil)
    school.fault(fault, function=WRITE, message="La période est close.")
    with pytest.raises(WriteRefusedError) as caught:
        await client.school_life.acknowledge(pupil, event)
    assert caught.value.messages == messages
    assert real_marks(school, pupil) == before


@pytest.mark.parametrize("kind", EVENTS)
async def test_the_answer_is_lost(
    start_school: StartSchool, family: Family, kind: str
) -> None:
    """The page shows whether the school recorded it: it is sent once only."""
    school = await start_school()
    client, pupil = await parent(school, family)
    event = await new_event(school, client, pupil, kind)
    school.request_log.reset()
    school.fault("truncate", function=WRITE)
    after = await client.school_life.acknowledge(pupil, event)
    assert not after.to_acknowledge
    assert len(school.request_log.written) == 1


async def test_no_connection(start_school: StartSchool, family: Family) -> None:
    school = await start_school()
    client, pupil = await parent(school, family)
    event = await new_event(school, client, pupil, "punishment")
    school.fault("drop", function=WRITE, times=None)
    school.fault("drop", function="PagePresence", times=None)
    with pytest.raises(WriteUnconfirmedError):
        await client.school_life.acknowledge(pupil, event)
