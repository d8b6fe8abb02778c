"""Who is logged in, the school, its people and its agenda, against the simulated school."""

from base64 import b64encode
from datetime import timedelta
from textwrap import wrap

import pytest

from custom_components.pronote.client import (
    CalendarKind,
    Contact,
    PronoteClient,
    TaughtSubject,
    Teacher,
    to_json,
)
from custom_components.pronote.client.errors import (
    InputProblem,
    InvalidInputError,
    SecurityStepRequiredError,
    StaleObjectError,
)
from custom_components.pronote.client.wire import Record, Source, attach_files
from tests.school import KNOWN_VERSIONS, School
from tests.school.ical import Feed, secret_of
from tests.school.model.people import Pupil as RealPupil
from tests.school.model.sheets import Person
from tests.school.model.teams import team_of

from .conftest import PARIS, Family, ManualClock, StartSchool

FAMILIES = ("parent", "pupil", "pupil_2nde", "restricted")


@pytest.fixture(params=sorted(KNOWN_VERSIONS))
async def school(request: pytest.FixtureRequest, start_school: StartSchool) -> School:
    """A school of each generation: results must not depend on it."""
    return await start_school(version=request.param)


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


@pytest.fixture(params=FAMILIES)
async def anyone(
    request: pytest.FixtureRequest, school: School, family: Family
) -> tuple[str, PronoteClient]:
    """Families of every kind."""
    client = family.client(family.password(school, request.param))
    await client.login()
    return request.param, client


async def test_who_is_logged_in(
    school: School, anyone: tuple[str, PronoteClient]
) -> None:
    name, client = anyone
    account, truth = client.account, school.model.account(name)
    assert account.name == truth.name
    assert [
        (p.name, p.school_class, frozenset(p.groups), p.delegate, p.has_photo)
        for p in account.pupils
    ] == [
        (t.name, t.school_class.name, t.groups, t.delegate, bool(t.photo))
        for t in truth.pupils
    ]
    for pupil, real in zip(account.pupils, truth.pupils, strict=True):
        if real.photo:
            assert await client.files.photo(pupil) == real.photo
            continue
        with pytest.raises(StaleObjectError):
            await client.files.photo(pupil)
    assert account.rights.discussions == truth.mail.open
    assert account.rights.begin_discussions == (
        truth.mail.open and truth.mail.may_start
    )
    assert account.rights.rich_messages == truth.mail.rich


async def test_photos_after_the_session_ended(
    school: School, client: PronoteClient
) -> None:
    """One picture comes with the login, the other is a file of the session."""
    first, second = client.account.pupils
    assert (first.embedded_photo is None, second.embedded_photo is None) == (
        False,
        True,
    )
    await client.logout()
    for pupil in (first, second):
        assert await client.files.photo(pupil) == school.model.pupil(pupil.name).photo
    text = str(to_json(client.account)) + repr(client.account)
    assert "embedded_photo" not in text


PICTURE = b64encode(b"picture").decode()


@pytest.mark.parametrize("form", ["lines", "prefix"])
async def test_forms_of_a_photo(school: School, family: Family, form: str) -> None:
    """Broken into lines of 64 characters, or with its type before it."""
    real = school.model.pupil("Lina")
    assert real.photo is not None
    text = b64encode(real.photo).decode()
    if form == "lines":
        text = "\r\n".join(wrap(text, 64))
    else:
        text = f"data:image/png;base64,{text}"
    login = family.client(family.password(school))
    await login.login()
    answer = await login.request("ParametresUtilisateur", None, tab=7)
    user = answer["ressource"]
    user["listeRessources"][0]["photoBase64"] = text
    school.fault(
        "answer", function="ParametresUtilisateur", changes={"ressource": user}
    )
    client = family.client(family.password(school))
    await client.login()
    assert client.account.pupils[0].embedded_photo == real.photo


@pytest.mark.parametrize(
    ("index", "files", "found"),
    [
        (1, ["", PICTURE], True),
        ("0", [PICTURE], True),
        (2, [PICTURE], False),
        (-1, [PICTURE], False),
        (PICTURE, [PICTURE], True),
        (0, {"0": PICTURE}, False),
        (0, [None], False),
    ],
)
def test_a_file_beside_the_data(index: object, files: object, found: bool) -> None:
    """The data name it by its index, as PRONOTE's page reads it."""
    data = {"ressource": {"listeRessources": [{"photoBase64": {"_T": 25, "V": index}}]}}
    attach_files(data, files)
    person = Record(data, Source("Page", PARIS, 1)).record("ressource")
    child = next(person.each("listeRessources"))
    assert (child.text("photoBase64") == PICTURE) is found


async def test_a_page_is_no_photo(school: School, client: PronoteClient) -> None:
    second = client.account.pupils[1]
    school.fault("page_instead_of_file")
    assert await client.files.photo(second) == school.model.pupil(second.name).photo
    school.fault("page_instead_of_file", times=2)
    with pytest.raises(StaleObjectError):
        await client.files.photo(second)


async def test_the_establishment(school: School, client: PronoteClient) -> None:
    told = client.account.school
    assert told.name == school.model.name
    assert told.address == (
        "1 place des Quatre-Vents",
        "00000 VILLENEUVE-LES-VENTS",
        "FRANCE",
    )
    assert told.website == "https://quatre-vents.exemple.fr"
    assert told.logo_url is not None
    assert told.logo_url.startswith(f"{school.url}/fichierurlpublique/logo.png")


async def test_personal_data(school: School, anyone: tuple[str, PronoteClient]) -> None:
    name, client = anyone
    account = school.model.account(name)
    person = _person(school, name)
    data = await client.personal.get()
    last, first = account.name.rsplit(" ", 2)[-2:]
    assert (data.last_name, data.first_names) == (last, first)
    assert data.title == ("Mme" if name == "parent" else None)
    assert data.address == tuple(person.address)
    assert (data.postal_code, data.city, data.country) == (
        person.postcode,
        person.city,
        person.country,
    )
    assert data.email == f"{account.username}@exemple.fr"
    assert data.phone == (f"+33 {person.mobile}" if person.mobile else None)
    own = account.pupils[0].sheet
    number = own.national_number if own and name != "parent" else ""
    assert (data.national_id.reveal() if data.national_id else "") == number
    assert (data.allows_email, data.allows_text_messages, data.allows_paper) == (
        True,
        False,
        False,
    )
    assert (data.open_to_teachers, data.open_to_staff) == (True, True)
    assert (data.open_to_parents, data.open_to_pupils) == (False, False)
    assert data.image_rights is True
    assert data.delegate == any(pupil.delegate for pupil in account.pupils)
    assert not data.board_member
    assert data.second_factor_mode == account.security
    expected = {
        CalendarKind.TIMETABLE: Feed.TIMETABLE,
        CalendarKind.AGENDA: Feed.AGENDA,
    }
    assert {link.kind for link in data.calendars} == (
        set(expected) if account.may_export else set()
    )
    for link in data.calendars:
        secret = secret_of(school, account, account.pupils[0], expected[link.kind])
        assert f"icalsecurise={secret}" in link.url.reveal()
        assert secret not in repr(data)


def _person(school: School, name: str) -> Person:
    account = school.model.account(name)
    sheet = account.pupils[0].sheet
    assert sheet is not None
    if name != "parent":
        return sheet.person
    return next(
        guardian.person
        for guardian in sheet.guardians
        if account.name.endswith(
            f"{guardian.person.last_name} {guardian.person.first_name}"
        )
    )


async def test_devices(school: School, family: Family) -> None:
    client = family.client(family.password(school, "named_device"))
    with pytest.raises(SecurityStepRequiredError):
        await client.login()
    await client.complete_login(device_name="Cuisine")
    devices = (await client.personal.get()).devices
    assert {device.name for device in devices} == set(
        school.access.devices["named_device"].labels
    )
    assert {device.kind for device in devices} <= {"app", "browser"}
    assert {device.last_used for device in devices} == {family.clock.now}
    assert "Cuisine" in {device.name for device in devices}


async def test_the_team(school: School, client: PronoteClient) -> None:
    for pupil in client.account.pupils:
        assert await client.teachers.get(pupil) == tuple(
            Teacher(
                name=one.name,
                staff=not one.teaches,
                role=one.role,
                email=one.email,
                subjects=tuple(
                    TaughtSubject(
                        name=taught.label,
                        weekly_hours=_hours(taught.minutes),
                        part_of=taught.parent.name if taught.parent else None,
                    )
                    for taught in one.subjects
                ),
            )
            for one in team_of(_real(school, pupil.name).school_class)
        )


async def test_the_agenda(school: School, client: PronoteClient) -> None:
    calendar = client.account.calendar
    for pupil in client.account.pupils:
        found = await client.agenda.get(pupil, calendar.first_day, calendar.last_day)
        truth = school.model.events_for(_real(school, pupil.name))
        assert sorted(
            (
                *(e.start, e.end, e.name, e.all_day, e.author, e.category),
                *(e.class_council, e.color, len(e.attachments)),
                *(e.head_teachers, e.parent_delegates, e.pupil_delegates),
                *(e.chair or "", e.link.url if e.link else "", bool(e.comment)),
            )
            for e in found
        ) == sorted(
            (
                *(t.start, t.end, t.title, t.all_day, t.author, t.family.name),
                *(t.class_council, t.family.color, len(t.attachments)),
                *(t.head_teachers, t.parent_delegates, t.pupil_delegates),
                *(t.chair, t.video_url, bool(t.comment)),
            )
            for t in truth
        )
        assert any(event.class_council for event in found)
        one = found[len(found) // 2]
        day = one.start.date()
        assert one in await client.agenda.get(pupil, day, day)


async def test_staff_read_every_sheet(school: School, family: Family) -> None:
    client = family.client(family.password(school, "school_life"))
    await client.login()
    classes = await client.staff.classes()
    assert [(c.name, c.level) for c in classes] == [
        (c.name, c.level) for c in school.model.classes
    ]
    seen = set()
    for school_class in classes:
        for listed in await client.staff.class_pupils(school_class):
            truth = _real(school, listed.name)
            seen.add(truth.name)
            assert truth.school_class.name == school_class.name
            known = truth.sheet
            assert known is not None
            assert listed.first_names == truth.first_name
            assert (listed.birth_date, listed.entry_date) == (known.born, known.entered)
            assert listed.options == known.options
            sheet = await client.staff.pupil_sheet(listed)
            assert sheet.pupil == _contact(known.person)
            assert sheet.guardians == tuple(
                _contact(
                    one.person,
                    kinship=one.kinship,
                    responsibility=one.level,
                    emergency=one.emergency,
                )
                for one in known.guardians
            )
    assert seen == {pupil.name for pupil in school.model.pupils}


async def test_a_parent_has_seen_the_report_card(
    start_school: StartSchool, family: Family, clock: ManualClock
) -> None:
    clock.advance(days=60)
    school = await start_school()
    client = family.client(family.password(school))
    pupil = (await client.login()).pupils[0]
    first, second = pupil.periods[:2]
    truth = _real(school, pupil.name)
    assert not (await client.report_cards.get(pupil, first)).acknowledged_by
    school.fault("expire_sessions", function="SaisieAccuseReceptionDocument")
    after = await client.report_cards.acknowledge(pupil, first)
    assert after.acknowledged
    assert after.acknowledged_by == (client.account.name,)
    assert truth.report_cards[0].acknowledged == {"parent"}
    own = family.client(family.password(school, "pupil"))
    (owner,) = (await own.login()).pupils
    school.request_log.reset()
    for reader, child, period, problem in (
        (client, pupil, first, InputProblem.NOTHING_TO_ACKNOWLEDGE),
        (client, pupil, second, InputProblem.NOTHING_TO_ACKNOWLEDGE),
        (own, owner, first, InputProblem.NOT_ALLOWED),
    ):
        with pytest.raises(InvalidInputError) as refusal:
            await reader.report_cards.acknowledge(child, period)
        assert refusal.value.problem is problem
    assert not school.request_log.written


def _real(school: School, name: str) -> RealPupil:
    return school.model.pupil(name)


def _hours(minutes: int) -> timedelta | None:
    return timedelta(minutes=minutes) if minutes else None


def _contact(person: Person, **more: object) -> Contact:
    phones = (person.mobile, person.landline)
    return Contact(
        last_name=person.last_name,
        first_name=person.first_name,
        address=(
            *person.address,
            f"{person.postcode} {person.city}",
            person.country,
        ),
        email=person.email,
        phones=tuple(phone for phone in phones if phone),
        **more,  # type: ignore[arg-type]
    )
