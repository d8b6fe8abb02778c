"""Test the endpoints with objects that are gone, too large, unusable or of an earlier session."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from custom_components.pronote.client import (
    Absence,
    Announcement,
    Attachment,
    AttachmentKind,
    ConnectionFailedError,
    Delay,
    Discussion,
    InputProblem,
    InvalidInputError,
    PageNotAllowedError,
    Period,
    PronoteClient,
    Pupil,
    RecipientKind,
    ReportLayout,
    Secret,
    StaleObjectError,
    Upload,
    WriteRefusedError,
    WriteUnconfirmedError,
)
from custom_components.pronote.client.errors import ProtocolError
from custom_components.pronote.client.pages.pdf import report_card_request
from tests.school import School

from .conftest import PARIS, Family, ManualClock, StartSchool

MESSAGE = "SaisieMessage"


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


def lina(client: PronoteClient) -> Pupil:
    return client.account.pupils[0]


# --- PDF files and QR codes


@pytest.mark.parametrize(
    "url", [None, "https://ailleurs.exemple.fr/edt.pdf", "http://[bad/edt.pdf"]
)
async def test_a_pdf_is_on_the_server_of_the_school(
    school: School, client: PronoteClient, clock: ManualClock, url: str | None
) -> None:
    school.fault("answer", function="GenerationPDF", changes={"url": url})
    week = client.account.calendar.week(clock.now.date())
    with pytest.raises(ProtocolError):
        await client.timetable.pdf(lina(client), week)


async def test_no_qr_code_was_made(school: School, client: PronoteClient) -> None:
    school.fault("answer", function="JetonAppliMobile", changes={"jeton": None})
    with pytest.raises(ProtocolError):
        await client.personal.create_qr_code(Secret("1234"))


# --- files


async def test_a_link_is_no_file(client: PronoteClient) -> None:
    link = Attachment(key="k", name="Lien", kind=AttachmentKind.LINK, url="https://a.b")
    file = replace(link, kind=AttachmentKind.FILE, url=None)
    with pytest.raises(ValueError, match="is a link"):
        await client.files.download(link)
    with pytest.raises(ValueError, match="is a file"):
        await client.files.link_url(file)
    with pytest.raises(ValueError, match="not at the school"):
        await client.files.download(file)


async def files_of(
    client: PronoteClient, school: School, page: str
) -> list[Attachment]:
    """Return the files of a page, whose session then ends."""
    pupil, calendar = lina(client), client.account.calendar
    if page == "agenda":
        events = await client.agenda.get(pupil, calendar.first_day, calendar.last_day)
        found = [file for event in events for file in event.attachments]
    elif page == "school_life":
        found = [*(await client.school_life.get(pupil)).files]
    else:
        discussions = await client.discussions.get()
        threads = [await client.discussions.thread(one) for one in discussions]
        found = [
            file
            for thread in threads
            for message in thread.messages
            for file in message.attachments
        ]
    school.fault("expire_sessions")
    return [one for one in found if one.kind is AttachmentKind.FILE]


@pytest.mark.parametrize("page", ["agenda", "school_life", "discussions"])
async def test_a_file_of_an_earlier_session_is_found_again(
    school: School, client: PronoteClient, page: str
) -> None:
    """Once the file is refused because the session is over, and once when that is known."""
    file, *_ = await files_of(client, school, page)
    content = await client.files.download(file)
    assert content
    school.fault("expire_sessions")
    await client.home.get(lina(client), client.account.calendar.first_day)
    assert await client.files.download(file) == content


async def test_a_file_that_is_not_served_in_a_session_that_is_open(
    school: School, client: PronoteClient
) -> None:
    file, *_ = await files_of(client, school, "agenda")
    assert await client.files.download(file)
    school.fault("page_instead_of_file", times=None)
    with pytest.raises(StaleObjectError):
        await client.files.download(file)


# --- agenda, staff


async def test_days_outside_of_the_school_year_have_no_events(
    school: School, client: PronoteClient
) -> None:
    last = client.account.calendar.last_day
    school.request_log.reset()
    later = last + timedelta(days=30), last + timedelta(days=40)
    assert await client.agenda.get(lina(client), *later) == ()
    assert not school.request_log.calls


async def test_a_class_that_is_gone(school: School, family: Family) -> None:
    client = family.client(family.password(school, "school_life"))
    await client.login()
    (first, *_) = await client.staff.classes()
    with pytest.raises(StaleObjectError):
        await client.staff.class_pupils(replace(first, key="gone"))


# --- school life


async def to_justify(
    client: PronoteClient, kind: type[Absence | Delay]
) -> tuple[Pupil, Absence | Delay]:
    for pupil in client.account.pupils:
        for event in (await client.school_life.get(pupil)).to_justify:
            if isinstance(event, kind):
                return pupil, event
    return pytest.fail("nothing waits for a parent")


async def test_an_absence_that_the_school_deleted(
    school: School, client: PronoteClient
) -> None:
    pupil, event = await to_justify(client, Absence)
    school.model.pupil(pupil.name).absences.clear()
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.school_life.justify(pupil, event, "Grippe", reason="MALADIE")


async def test_a_punishment_that_the_school_deleted(
    school: School, client: PronoteClient
) -> None:
    pupils = client.account.pupils
    lives = [(one, await client.school_life.get(one)) for one in pupils]
    pupil, event = next(
        (pupil, event)
        for pupil, life in lives
        for event in life.punishments
        if event.to_acknowledge
    )
    school.model.pupil(pupil.name).punishments.clear()
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.school_life.acknowledge(pupil, event)


async def test_what_an_absence_requires(client: PronoteClient) -> None:
    pupil, event = await to_justify(client, Absence)
    largest = client.account.rights.max_attachment_bytes
    assert largest is not None
    big = Upload(name="scan.pdf", content=bytes(largest + 1))
    detailed: Any = replace(
        cast(Any, event), text_required=False, details_required=True
    )
    with pytest.raises(InvalidInputError) as caught:
        await client.school_life.justify(pupil, detailed, reason="MALADIE")
    assert caught.value.problem is InputProblem.DETAILS_REQUIRED
    with pytest.raises(InvalidInputError) as caught:
        await client.school_life.justify(
            pupil, event, "Grippe", reason="MALADIE", file=big
        )
    assert caught.value.problem is InputProblem.TOO_LARGE


async def test_a_term_that_the_page_refuses_is_cut_out_of_the_year(
    school: School, client: PronoteClient
) -> None:
    pupil = lina(client)
    term = next(one for one in pupil.periods if one.graded)
    whole = await client.school_life.get(pupil)
    school.fault("erreur", function="PagePresence", after=1, G=3)
    life = await client.school_life.get(pupil, term)
    assert life.period == term.name
    assert {one.key for one in life.absences} == {
        one.key for one in whole.absences if term.contains(one.start.date())
    }


# --- announcements


def announcement(first: str, last: str) -> Announcement:
    """Return an announcement for Thursday; it is Tuesday."""
    start, end = (
        datetime.fromisoformat(f"2026-11-19 {clock}").replace(tzinfo=PARIS)
        for clock in (first, last)
    )
    return Announcement(start=start, end=end, reason="RAISON FAMILIALE", text="Mariage")


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [
        ("05:00", "06:00", InputProblem.OUTSIDE_SCHOOL_HOURS),
        ("20:00", "22:00", InputProblem.OUTSIDE_SCHOOL_HOURS),
        ("09:57", "10:05", InputProblem.OUTSIDE_SCHOOL_HOURS),
        ("10:00", "09:00", InputProblem.DATES_REVERSED),
    ],
)
async def test_hours_that_cannot_be_announced(
    school: School, client: PronoteClient, first: str, last: str, problem: InputProblem
) -> None:
    school.request_log.reset()
    with pytest.raises(InvalidInputError) as caught:
        await client.announcements.check(lina(client), announcement(first, last))
    assert caught.value.problem is problem
    assert not school.request_log.written


@pytest.mark.parametrize(
    ("answered", "error"),
    [(True, ConnectionFailedError), (False, WriteUnconfirmedError)],
)
async def test_nobody_knows_whether_it_was_announced(
    start_school: StartSchool, family: Family, answered: bool, error: type[Exception]
) -> None:
    """The school can no longer be reached; 2024 sends no check before."""
    school = await start_school(version="2024.3.8")
    client = family.client(family.password(school))
    await client.login()
    pupil = lina(client)
    absences = school.model.pupil(pupil.name).absences
    absences[:] = [one for one in absences if not one.announced_by]
    school.fault("drop", function="PagePresence", times=None, after=1)
    if not answered:
        school.fault("truncate", function="SaisieVieScolaire")
    with pytest.raises(error):
        await client.announcements.announce(pupil, announcement("08:00", "12:00"))
    assert [name for name, _ in school.request_log.written] == ["SaisieVieScolaire"]


# --- discussions


async def open_discussion(client: PronoteClient) -> Discussion:
    for discussion in await client.discussions.get():
        if (await client.discussions.thread(discussion)).can_reply:
            return discussion
    return pytest.fail("no discussion takes an answer")


async def test_a_write_that_the_school_forgets(
    school: School, client: PronoteClient
) -> None:
    """The answer reports success, but the page shows that nothing was recorded."""
    mail, discussion = client.discussions, await open_discussion(client)
    people = await mail.recipients(RecipientKind.TEACHER)
    await mail.save_draft(discussion, "Bonjour")
    unread = bool(discussion.unread)
    school.fault("forget_write", function=MESSAGE, times=None)
    for write in (
        mail.begin("Bonjour", "Un mot", [people[0]]),
        mail.reply(discussion, "Merci"),
        mail.save_draft(discussion, "Autre chose"),
        mail.delete_draft(discussion),
        mail.mark_read(discussion, read=unread),
        mail.trash(discussion),
        mail.delete(discussion),
    ):
        with pytest.raises(WriteRefusedError):
            await write


async def test_a_draft_that_the_school_does_not_send(
    school: School, family: Family
) -> None:
    client = family.client(family.password(school, "pupil"))
    await client.login()
    draft = next(one for one in school.model.mail.drafts if one.subject == "Exposé")
    draft.to = tuple(
        one for one in school.model.mail.people if one.name == "Mme ROCHEBRUNE E."
    )
    mail = client.discussions
    row = next(one for one in await mail.get() if one.subject == "Exposé")
    school.fault("forget_write", function=MESSAGE)
    with pytest.raises(WriteRefusedError):
        await mail.send_draft(row)
    draft.to = ()
    with pytest.raises(InvalidInputError) as caught:
        await mail.send_draft(row)
    assert caught.value.problem is InputProblem.NOT_ALLOWED


async def test_a_discussion_that_is_gone(school: School, client: PronoteClient) -> None:
    discussion = await open_discussion(client)
    school.model.mail.discussions.remove(
        school.model.mail.find(discussion.subject or "")
    )
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.discussions.thread(discussion)


async def test_what_cannot_be_sent(school: School, client: PronoteClient) -> None:
    mail, discussion = client.discussions, await open_discussion(client)
    largest = client.account.rights.max_attachment_bytes
    assert largest is not None
    big = Upload(name="scan.pdf", content=bytes(largest + 1))
    (person, *_) = await mail.recipients(RecipientKind.TEACHER)
    with pytest.raises(InvalidInputError) as caught:
        await mail.begin("Bonjour", "Un mot", [person], files=[big])
    assert caught.value.problem is InputProblem.TOO_LARGE
    school.fault("expire_sessions")
    gone = replace(person, key="gone")
    with pytest.raises(StaleObjectError):
        await mail.begin("Bonjour", "Un mot", [gone])
    assert not school.request_log.written
    assert (await mail.thread(discussion)).messages


# --- results


def test_what_the_school_computes_has_no_report_card_to_print() -> None:
    """The year without an id, which a page may list among its terms."""
    year = Period(key="year", name="Année")
    with pytest.raises(PageNotAllowedError):
        report_card_request(year.request, ReportLayout())


async def test_a_file_of_an_evaluation_is_looked_up_in_a_new_session(
    school: School, client: PronoteClient
) -> None:
    """The simulated school has none: it answers as another one, and does not serve the file."""
    row = {
        "N": "81#a",
        "L": "Contrôle",
        "date": {"_T": 7, "V": "16/11/2026"},
        "elmSujet": {"_T": 24, "V": {"N": "82#s", "L": "sujet.pdf"}},
    }
    evaluations = {"listeEvaluations": {"_T": 24, "V": [row]}}
    school.fault(
        "answer", function="DernieresEvaluations", times=None, data=evaluations
    )
    (one,) = await client.evaluations.get(lina(client))
    (file,) = one.attachments
    school.fault("expire_sessions")
    with pytest.raises(StaleObjectError):
        await client.files.download(file)
    assert school.request_log.requests["DernieresEvaluations"] == 2
