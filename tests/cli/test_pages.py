"""Each page, as another program reads it in a pipe, against the truth of the simulated school."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
import json
from pathlib import Path
from typing import Any

import pytest

from aiopronote import ClientConfig
from aiopronote_cli import connect
from tests.school import Options, School, running_school
from tests.school.model.people import Pupil
from tests.school.model.types import Attachment, LessonKind

from .conftest import PARIS, TUESDAY_MORNING, Shell

START, END = date(2026, 11, 16), date(2026, 11, 27)
DAYS = ("--from", START, "--to", END)


@pytest.fixture
async def at_home(school: School, shell: Shell) -> Shell:
    """Return the shell of a parent."""
    assert (await shell.login(school.account("parent"))).code == 0
    return shell


type Truth = Callable[[School, Pupil], set[Any]]
type Told = Callable[[Any], set[Any]]


def period(school: School) -> Any:
    return school.model.periods[0]


PAGES: dict[str, tuple[tuple[object, ...], Told, Truth]] = {
    "timetable": (
        DAYS,
        lambda told: {lesson["start"] for lesson in told["lessons"]},
        lambda _, pupil: {
            lesson.start.isoformat() for lesson in pupil.lessons_between(START, END)
        },
    ),
    "homework": (
        DAYS,
        lambda told: {(work["due"], work["subject"], work["done"]) for work in told},
        lambda _, pupil: {
            (work.due.isoformat(), work.subject.name, work.done)
            for work in pupil.homework_between(START, END)
        },
    ),
    "contents": (
        ("--from", "2026-11-02", "--to", "2026-11-16"),
        lambda told: {part["title"] for one in told for part in one["contents"][:1]},
        lambda _, pupil: {
            lesson.content.title
            for lesson in pupil.lessons_between(date(2026, 11, 2), START)
            if lesson.content
        },
    ),
    "menus": (
        DAYS,
        lambda told: {(menu["date"], menu["meal"]) for menu in told},
        lambda _, pupil: {
            (menu.date.isoformat(), menu.meal.name.lower())
            for menu in pupil.menus
            if START <= menu.date <= END
        },
    ),
    "agenda": (
        DAYS,
        lambda told: {event["name"] for event in told},
        lambda school, pupil: {
            event.title
            for event in school.model.events_for(pupil)
            if event.start.date() <= END and event.end.date() >= START
        },
    ),
    "documents": (
        (),
        lambda told: {one["name"] for one in told["documents"] if one["category"]},
        lambda _, pupil: {
            *(one.attachment.name for one in (*pupil.documents, *pupil.locker)),
            *(one.attachment.name for one in pupil.papers.personal),
            *(f"{card.name} - {card.year}" for card in pupil.papers.former_cards),
        },
    ),
    "teachers": (
        (),
        lambda told: {one["name"] for one in told if not one["staff"]},
        lambda _, pupil: {
            name
            for lesson in pupil.lessons
            if lesson.kind is LessonKind.NORMAL and lesson.subject
            for name in lesson.teachers
        },
    ),
    "grades": (
        ("--period", "Trimestre 1"),
        lambda told: {(grade["date"], grade["title"]) for grade in told["grades"]},
        lambda school, pupil: {
            (grade.date.isoformat(), grade.title)
            for grade in pupil.grades(period(school))
        },
    ),
    "evaluations": (
        ("--period", "1"),
        lambda told: {one["name"] for one in told},
        lambda school, pupil: {one.title for one in pupil.evaluations(period(school))},
    ),
    "school-life": (
        ("--period", "trimestre 1"),
        lambda told: {event["start"] for event in told["absences"]},
        lambda school, pupil: {
            event.start.isoformat()
            for event in pupil.absences
            if event.took_place
            and period(school).first <= event.start.date() <= period(school).last
        },
    ),
    "discussions": (
        (),
        lambda told: {one["subject"] for one in told},
        lambda school, _: {
            one.subject
            for one in school.model.mail.discussions_of(
                school.model.mail.person("parent")
            )
            if not one.single
        },
    ),
    "news": (
        (),
        lambda told: {item["title"] for item in told},
        lambda school, _: {
            copy.news.title
            for copy in school.model.news.received(
                school.model.account("parent"), school.model.today
            )
        },
    ),
}


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_in_a_pipe(school: School, at_home: Shell, page: str) -> None:
    """Standard output is JSON and nothing else; it says what is true."""
    typed, told, truth = PAGES[page]
    pupil = school.model.pupil("Lina")
    ended = await at_home(page, "--pupil", "lina", *typed)
    assert ended.err == ""
    assert told(ended.value) == truth(school, pupil) != set()
    ended = await at_home(page, "--pupil", "lina", *typed, "--table")
    assert ended.code == 0 and ended.out


async def test_recipients(school: School, at_home: Shell) -> None:
    people = (await at_home("recipients", "--pupil", "2")).value
    known = {person.name for person in school.model.mail.people}
    assert people and {person["name"] for person in people} <= known


async def test_home_page(school: School, at_home: Shell) -> None:
    page = (await at_home("home", "--pupil", "1", "--day", "2026-11-17")).value
    truth = school.model.pupil("Lina").lessons_between(
        date(2026, 11, 17), date(2026, 11, 17)
    )
    assert len(page["lessons"]) == len(truth) > 0
    assert (await at_home("home", "--day", "2026-11-17", "--table")).code == 0


async def test_personal_data_without_its_secrets(at_home: Shell) -> None:
    ended = await at_home("me")
    assert ended.value["last_name"] == "VERSELIN"
    assert {link["url"] for link in ended.value["calendars"]} == {None}
    assert "/ical/" not in ended.out + (await at_home("me", "--table")).out


async def test_report_card(shell: Shell, tmp_path: Path) -> None:
    february = datetime(2027, 2, 2, 7, 30, tzinfo=PARIS)
    async with running_school(Options(clock=lambda: february)) as school:
        await shell.login(school.account("pupil"))
        typed = ("report-card", "--period", "Trimestre 1")
        card = (await shell(*typed)).value
        pupil = school.model.pupil("Lina")
        truth = pupil.report_card(school.model.periods[0])
        assert truth is not None and card["published"]
        assert {row["subject"] for row in card["subjects"]} == {
            row.name for row in truth.rows
        }
        assert (await shell(*typed, "--table")).code == 0
        path = tmp_path / "bulletin.pdf"
        ended = await shell(*typed, "--pdf", path)
        assert ended.value == {"file": str(path), "bytes": path.stat().st_size}
        assert path.read_bytes().startswith(b"%PDF")
        ended = await shell(*typed, "--pdf", path)
        assert ended.code == 2 and "already exists" in ended.err
        path = tmp_path / "releve.pdf"
        assert (await shell(*typed, "--record", "--pdf", path)).code == 0
        assert b"Relev" in path.read_bytes()
        assert b"Portrait, taille 6.5" in path.read_bytes()
        layout = ("--landscape", "--text-size", "8", "--fit-comments", "--skill-codes")
        path = tmp_path / "large.pdf"
        assert (await shell(*typed, "--pdf", path, *layout)).code == 0
        printed = path.read_bytes().decode("cp1252")
        assert "Paysage, taille 8, codes des compétences, lignes ajustées" in printed
        with pytest.raises(SystemExit):
            await shell(*typed, "--pdf", path, "--text-size", "13")


async def test_a_week_as_pdf(at_home: Shell, tmp_path: Path) -> None:
    path = tmp_path / "week.pdf"
    typed = ("timetable", "--pupil", "1", "--from", START, "--pdf", path)
    assert (await at_home(*typed)).code == 0
    assert b"Portrait, fond de couleur" in path.read_bytes()
    layout = ("--landscape", "--colors", "none", "--year")
    path = tmp_path / "year.pdf"
    assert (await at_home(*typed[:-1], path, *layout)).code == 0
    assert b"Paysage, sans couleur" in path.read_bytes()


async def test_tick(school: School, shell: Shell) -> None:
    await shell.login(school.account("pupil"))
    pupil = school.model.pupil("Lina")
    work = next(
        work for work in (await shell("homework", *DAYS)).value if not work["done"]
    )

    def done() -> int:
        return sum(one.done for one in pupil.homework)

    before = done()
    ended = await shell("tick", work["key"][:6], *DAYS)
    assert ended.value["done"] and done() == before + 1
    ended = await shell("tick", work["key"], "--undo", *DAYS)
    assert not ended.value["done"] and done() == before
    ended = await shell("tick", "ffffff", *DAYS)
    assert ended.code == 2 and "has the key “ffffff”" in ended.err


async def test_a_parent_may_not_tick(school: School, at_home: Shell) -> None:
    typed = ("--pupil", "1", *DAYS)
    works = (await at_home("homework", *typed)).value
    key = next(work["key"] for work in works if not work["done"])
    ended = await at_home("tick", key, *typed)
    assert ended.code == 1 and ended.out == "" and ended.err.count("\n") == 1


async def test_news_and_discussions_are_opened(school: School, at_home: Shell) -> None:
    news = (await at_home("news", "--pupil", "1")).value
    opened = (await at_home("news", "--pupil", "1", news[0]["key"])).value
    assert opened["title"] == news[0]["title"] and opened["questions"]
    found = (await at_home("discussions", "--pupil", "1")).value
    unread = next(one for one in found if one["unread"])
    thread = (await at_home("discussions", "--pupil", "1", unread["key"])).value
    assert thread["messages"]
    assert (await at_home("discussions", "--pupil", "1")).value == found


async def test_a_parent_reads_and_writes(school: School, at_home: Shell) -> None:
    news = (await at_home("news", "--pupil", "1")).value
    unread = next(one for one in news if not one["read"] and not one["survey"])
    opened = await at_home("news", "--pupil", "1", unread["key"], "--read")
    assert opened.value["read"]
    ended = [
        await at_home("news", "--pupil", "1", one["key"], "--acknowledge")
        for one in news
        if not one["survey"]
    ]
    assert {one.code for one in ended} == {0, 1}
    found = (await at_home("discussions", "--pupil", "1")).value
    unread = next(one for one in found if one["unread"])
    typed = ("discussions", "--pupil", "1", unread["key"], "--read")
    messages = (await at_home(*typed, "--reply", "Bien reçu")).value["messages"]
    assert messages[-1]["text"] == "Bien reçu"
    truth = school.model.mail.find(unread["subject"])
    assert truth.letters[-1].text == "Bien reçu"


async def test_the_inbox_is_read_and_marked(
    at_home: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aiopronote.caller.WRITE_PAUSE", 0)
    found = (await at_home("inbox", "--pupil", "1", "--unread")).value
    assert found and all(item["unread"] for item in found)
    keys = [item["key"] for item in found if item["kind"] != "survey"][:2]
    opened = (await at_home("inbox", "--pupil", "1", *keys)).value
    assert {item["key"] for item in opened} == {*keys}
    assert all(item["text"] for item in opened)
    marked = await at_home("inbox", "--pupil", "1", keys[0], "--mark", "read")
    assert [item["unread"] for item in marked.value] == [False]
    left = (await at_home("inbox", "--pupil", "1", "--unread", "--texts", 1)).value
    assert keys[0] not in {item["key"] for item in left} and left[0]["text"]


async def test_what_may_be_done_with_a_discussion(
    school: School, at_home: Shell, tmp_path: Path
) -> None:
    mail = school.model.mail
    listed = (await at_home("discussions", "--pupil", "1")).value
    keys = {one["subject"]: one["key"] for one in listed}
    outing = ("discussions", "--pupil", "1", keys["Sortie au musée : accompagnateurs"])
    people = (await at_home(*outing, "--participants")).value
    assert {one["name"] for one in people} == {
        one.name for one in mail.find("Sortie au musée : accompagnateurs").people
    }
    path = tmp_path / "mot.txt"
    path.write_text("Oui")
    await at_home(*outing, "--reply", "Volontiers", "--to", "all", "--file", path)
    letter = mail.find("Sortie au musée : accompagnateurs").letters[-1]
    assert (len(letter.to), letter.attachments[0].content) == (3, b"Oui")
    await at_home(*outing, "--leave")
    assert mail.find("Sortie au musée : accompagnateurs").gone
    await at_home(*outing, "--no-leave")
    assert not mail.find("Sortie au musée : accompagnateurs").gone
    mine = ("discussions", "--pupil", "1", keys["Demande de rendez-vous"])
    ended = await at_home(*mine, "--close")
    assert ended.code == 1 and "not allowed" in ended.err
    ended = await at_home(*mine, "--reply", "?", "--to", "all")
    assert ended.code == 1 and "does not offer these recipients" in ended.err
    ended = await at_home(*mine, "--send-draft")
    assert ended.code == 1 and "Something is missing" in ended.err
    renamed = (await at_home(*mine, "--rename", "Mardi")).value
    assert renamed["discussion"]["subject"] == mail.find("Mardi").subject


async def test_news_are_deleted(school: School, at_home: Shell) -> None:
    news = (await at_home("news", "--pupil", "1")).value
    typed = ("news", "--pupil", "1", news[0]["key"], "--delete")
    left = (await at_home(*typed)).value
    assert news[0]["key"] not in {item["key"] for item in left}


async def test_a_report_card_is_acknowledged(school: School, at_home: Shell) -> None:
    school.trigger_event("report_card", pupil="Lina")
    typed = ("report-card", "--pupil", "lina", "--period", "1", "--acknowledge")
    assert (await at_home(*typed)).value["acknowledged"]
    ended = await at_home(*typed)
    assert ended.code == 1 and "does not expect" in ended.err


@pytest.fixture
def at_school_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the client have the clock of the school: it accepts some things up to a day."""
    config = partial(ClientConfig, now=lambda: TUESDAY_MORNING)
    monkeypatch.setattr(connect, "ClientConfig", config)


@pytest.mark.usefixtures("at_school_time")
async def test_an_exemption_is_requested_and_withdrawn(
    school: School, at_home: Shell, tmp_path: Path
) -> None:
    lina = school.model.pupil("Lina")
    lina.exemptions.clear()
    path = tmp_path / "certificat.pdf"
    path.write_bytes(b"%PDF")
    typed = ("exemptions", "--pupil", "lina")
    days = ("--from", "2026-11-18", "--to", "2026-11-24")
    asked = ("--subject", "ED.PHYSIQUE & SPORT.", "--text", "Entorse")
    (made,) = (await at_home(*typed, *days, *asked, "--file", path)).value
    assert (made["status"], made["documents"]) == ("announced", ["certificat.pdf"])
    assert [one.comment for one in lina.exemptions] == ["Entorse"]
    ended = await at_home(*typed, *days, *asked)
    assert ended.code == 1 and "requested already" in ended.err
    assert (await at_home(*typed, "--withdraw", made["key"])).value == []
    assert not lina.exemptions
    lessons = (await at_home("timetable", "--pupil", "lina", *days[:2])).value
    lesson = next(x for x in lessons["lessons"] if x["status"] == "normal")
    (made,) = (
        await at_home(
            *typed, *days[:2], "--lesson", lesson["key"], "--text", "Rendez-vous"
        )
    ).value
    assert made["subject"] == lesson["subject"]
    ended = await at_home(*typed, *days, "--subject", "LATIN", "--text", "Entorse")
    assert ended.code == 1 and "ED.PHYSIQUE & SPORT." in ended.err
    for wrong in (asked[:2], (*asked, "--lesson", lesson["key"])):
        assert (await at_home(*typed, *wrong)).code == 2
    school.model.account("parent").may_request_exemptions = False
    ended = await at_home(*typed, *days, *asked)
    assert ended.code == 1 and "not allowed" in ended.err


@pytest.mark.usefixtures("at_school_time")
async def test_meetings_are_wished_for(school: School, at_home: Shell) -> None:
    school.trigger_event("meetings")
    typed = ("meetings", "--pupil", "lina")
    (session,) = (await at_home(*typed)).value
    key = session["possible"][0]["key"]
    (after,) = (await at_home(*typed, "--wish", key, "essential")).value
    assert after["possible"][0]["wish"] == "essential"
    (after,) = (await at_home(*typed, "--unavailable", "17:00-17:30")).value
    assert len(after["unavailable"]) == 1
    (after,) = (
        await at_home(*typed, "--session", session["key"], "--unavailable")
    ).value
    assert after["unavailable"] == []
    (after,) = (await at_home(*typed, "--wish", key, "undecided")).value
    assert after["possible"][0]["wish"] is None
    assert (await at_home(*typed, "--unavailable", "17h")).code == 2
    shown = await at_home(*typed, "--table")
    assert session["name"] in shown.out


async def test_hand_in(school: School, shell: Shell, tmp_path: Path) -> None:
    await shell.login(school.account("pupil"))
    works = (await shell("homework", *DAYS)).value
    key = next(one["key"] for one in works if one["may_hand_in"])
    path = tmp_path / "devoir.pdf"
    ended = await shell("hand-in", key, path, *DAYS)
    assert ended.code == 2 and "cannot be read" in ended.err
    path.write_bytes(b"%PDF-1.4")
    assert (await shell("hand-in", key, path, *DAYS)).value["handed_in"]["name"] == (
        "devoir.pdf"
    )
    assert (await shell("hand-in", key, *DAYS)).value["handed_in"] is None


async def test_files(school: School, at_home: Shell, tmp_path: Path) -> None:
    typed = ("--pupil", "1", *DAYS, "--page", "homework")
    files = (await at_home("files", "list", *typed)).value
    truth = {
        joined.name: joined
        for work in school.model.pupil("Lina").homework_between(START, END)
        for joined in (*work.attachments, work.handed_in, work.corrected)
        if isinstance(joined, Attachment)
    }
    assert {one["file"]["name"] for one in files} == set(truth)
    home = tmp_path / "files"
    home.mkdir()
    file = next(one["file"] for one in files if one["file"]["kind"] == "file")
    bring = ("files", "download", file["key"][:8], *typed, "--into", home)
    ended = await at_home(*bring)
    (path,) = home.iterdir()
    assert path.name == file["name"]
    assert path.read_bytes() == truth[file["name"]].content
    assert ended.value == {"file": str(path), "bytes": path.stat().st_size}
    assert (await at_home(*bring)).code == 2
    link = next(one["file"] for one in files if one["file"]["kind"] == "link")
    ended = await at_home("files", "download", link["key"], *typed)
    assert ended.code == 2 and link["url"] in ended.err


async def test_a_page_closed_to_files_is_passed_over(
    school: School, at_home: Shell
) -> None:
    school.fault("close_tab", tab=88)
    files = (await at_home("files", "list", "--pupil", "1", *DAYS)).value
    assert "homework" not in {one["page"] for one in files}


async def test_any_function(
    school: School, at_home: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = ("call", "PageCahierDeTexte", "--tab", 88, "--pupil", "1")
    weeks = {"domaine": {"_T": 8, "V": "[11..12]"}}
    answer = (await at_home(*typed, "--data", json.dumps(weeks))).value
    assert "ListeTravauxAFaire" in answer
    ended = await at_home(*typed, "--data", "[1]")
    assert ended.code == 2 and ended.err == "--data is not a JSON object.\n"
    ended = await at_home("call", "PageCahierDeTexte", "--tab", 999)
    assert ended.code == 1 and "(tab 999)" in ended.err


async def test_whose_page(school: School, at_home: Shell) -> None:
    """The first child without a word, said beside the answer; else the one named."""
    ended = await at_home("timetable", *DAYS)
    assert ended.value["lessons"]
    assert ended.err == "VERSELIN Lina (1 of 2, --pupil chooses)\n"
    hugo = await at_home("timetable", *DAYS, "--pupil", "hugo")
    assert hugo.value["lessons"] != ended.value["lessons"]
    for wanted, answer in (
        ("zoé", "none of"),
        ("verselin", "may be"),
        ("3", "none of"),
    ):
        ended = await at_home("timetable", "--pupil", wanted)
        assert (
            ended.code == 2 and answer in ended.err and "1 VERSELIN Lina" in ended.err
        )


async def test_staff_see_classes(school: School, shell: Shell) -> None:
    await shell.login(school.account("school_life"))
    classes = (await shell("pupils")).value
    assert {one["name"] for one in classes} >= {"4B", "2GT3"}
    pupils = (await shell("pupils", "--of", "4b")).value
    assert {one["name"] for one in pupils} >= {"VERSELIN Lina"}
    sheet = (await shell("pupils", "--of", "4b", "--sheet", "lina")).value
    real = school.model.pupil("Lina").sheet
    assert real and len(sheet["guardians"]) == len(real.guardians) > 0
    ended = await shell("timetable")
    assert ended.code == 2 and "no pupil" in ended.err


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("timetable", "--from", "someday"), "“someday” is not a day"),
        (("timetable", "--from", "+3", "--to", "today"), " is after "),
        (("grades", "--period", "Trimestre 9"), "none of: 1 Trimestre 1"),
        (("login", "https://exemple.fr", "--timezone", "Ici"), "not a time zone"),
        (("report-card", "--pdf", "/nowhere/at/all.pdf"), "No such file"),
    ],
)
async def test_what_means_nothing(
    at_home: Shell, typed: tuple[str, ...], answer: str
) -> None:
    ended = await at_home(*typed)
    assert (ended.code, ended.out) == (2, "")
    assert answer in ended.err and "Traceback" not in ended.err


async def test_a_page_the_school_keeps_closed(school: School, shell: Shell) -> None:
    await shell.login(school.account("restricted"))
    ended = await shell("menus", *DAYS)
    assert ended.code == 1
    assert ended.err == "This page is not available to this account (tab 10).\n"


async def test_a_suspended_address_is_left_alone(
    school: School, at_home: Shell
) -> None:
    """Not even a polite goodbye is said."""
    school.request_log.reset()
    school.fault("too_many_requests", function="PageNotes")
    school.fault("too_many_requests", function="DernieresNotes")
    ended = await at_home("grades", "--pupil", "1")
    assert ended.code == 1 and "Too many requests" in ended.err
    assert school.request_log.logouts == 0
