"""Check the simulated school with pronotepy, an independent client.

If it can log in and read what the world holds, the school speaks PRONOTE. Where it
differs from the real web client, the school follows the web client, and a test of
this file says so.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from html import unescape
import re
from typing import Any

import pronotepy
import pytest

from tests.school import Options, School, running_school
from tests.school.model.people import Pupil
from tests.school.model.types import AttachmentKind, GradeCode, Lesson, Menu

from .pronotepy_versions import VERSIONS, adapt_to_version, is_refused

TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 29)
DEVICE = "Poste de la cuisine"

pytestmark = pytest.mark.usefixtures("socket_enabled")
family = pytest.mark.parametrize("key", ["pupil", "parent"])


@pytest.fixture(params=VERSIONS)
async def school(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[School]:
    version = str(request.param)
    adapt_to_version(version, monkeypatch)
    async with running_school(Options(today=TODAY, version=version)) as school:
        yield school


async def asked[T](question: Callable[[], T]) -> T:
    """Call pronotepy, which blocks, in a thread."""
    with ThreadPoolExecutor(1) as threads:
        return await asyncio.get_running_loop().run_in_executor(threads, question)


async def logged_in(school: School, key: str) -> Any:
    account = school.account(key)
    kind = (
        pronotepy.ParentClient if account.space == "parent.html" else pronotepy.Client
    )
    client = await asked(
        lambda: kind(
            account.url,
            account.username,
            account.password,
            account_pin=account.pin,
            device_name=DEVICE,
        )
    )
    assert client.logged_in
    return client


def wall(moment: datetime) -> datetime:
    """The time of the school, as pronotepy reads it."""
    return moment.replace(tzinfo=None)


def comma(value: Decimal | None) -> str:
    return "" if value is None else f"{value:.2f}".replace(".", ",")


def seen(lesson: Lesson) -> tuple[Any, ...]:
    """A lesson of the world as pronotepy should read it."""
    staffed = lesson.detention or lesson.study
    return (
        wall(lesson.start),
        wall(lesson.end),
        lesson.subject.name if lesson.subject else None,
        [] if staffed else list(lesson.teachers),
        list(lesson.rooms),
        [f"[{group}]" for group in lesson.groups],
        lesson.status,
        lesson.canceled,
        bool(lesson.exempted),
        lesson.detention,
        lesson.test,
        lesson.memo,
        lesson.priority,
        [one.url for one in lesson.virtual_classes],
    )


def read(lesson: Any) -> tuple[Any, ...]:
    return (
        lesson.start,
        lesson.end,
        lesson.subject.name if lesson.subject else None,
        lesson.teacher_names,
        lesson.classrooms,
        lesson.group_names,
        lesson.status,
        lesson.canceled,
        lesson.exempted,
        lesson.detention,
        lesson.test,
        lesson.memo,
        lesson.num,
        lesson.virtual_classrooms,
    )


def in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=lambda row: (row[0], row[-2], str(row[2])))


async def assert_week(client: Any, pupil: Pupil) -> list[Lesson]:
    lessons = await asked(lambda: client.lessons(MONDAY, SUNDAY))
    expected = pupil.lessons_between(MONDAY, SUNDAY)
    assert in_order([read(one) for one in lessons]) == in_order(
        [seen(one) for one in expected]
    )
    return expected


async def test_pupil_reads_a_week_with_everything_in_it(school: School) -> None:
    client = await logged_in(school, "pupil")
    assert client.info.name == "VERSELIN Lina"
    assert client.info.class_name == "4B"
    assert client.info.establishment == school.model.name
    week = await assert_week(client, school.model.pupil("Lina"))
    statuses = {lesson.status for lesson in week}
    assert statuses >= {
        "Changement de salle",
        "Conseil de classe",
        "Cours annulé",
        "Cours déplacé",
        "Exceptionnel",
        "Prof. absent",
        "Remplacement",
    }
    for special in ("exempted", "detention", "study", "test", "memo"):
        assert any(getattr(lesson, special) for lesson in week), special


async def test_parent_reads_both_children_in_one_session(school: School) -> None:
    client = await logged_in(school, "parent")
    names = [child.name for child in client.children]
    assert names == ["VERSELIN Lina", "VERSELIN Hugo"]
    for name in reversed(names):
        client.set_child(name)
        await assert_week(client, school.model.pupil(name))
    assert school.request_log.logins == school.sessions_open == 1


@family
async def test_homework_with_its_files(school: School, key: str) -> None:
    pupil = school.model.pupil("Lina")
    client = await logged_in(school, key)
    works = await asked(lambda: client.homework(MONDAY, SUNDAY))
    expected = pupil.homework_between(MONDAY, SUNDAY)

    def text(html: str) -> str:
        return unescape(re.sub("<.*?>", "", html))

    assert [
        (
            work.date,
            work.subject.name,
            work.description,
            work.done,
            work.background_color,
        )
        for work in works
    ] == [
        (one.due, one.subject.name, text(one.html), one.done, one.subject.color)
        for one in expected
    ]
    files = [joined for work in works for joined in work.files]
    truth = [joined for one in expected for joined in one.attachments]
    assert [(one.name, one.type) for one in files] == [
        (one.name, int(one.kind)) for one in truth
    ]
    for one, other in zip(files, truth, strict=True):
        # Anything but a link is a file to pronotepy, even a publisher's page.
        if other.kind is AttachmentKind.LINK:
            assert one.url == other.url
        elif other.kind is AttachmentKind.FILE:
            assert await asked(partial(getattr, one, "data")) == other.content


async def test_pupil_ticks_homework(school: School) -> None:
    client = await logged_in(school, "pupil")
    works = await asked(lambda: client.homework(MONDAY, SUNDAY))
    todo = next(work for work in works if not work.done)
    await asked(lambda: todo.set_done(True))
    again = await asked(lambda: client.homework(MONDAY, SUNDAY))
    assert next(work for work in again if work.id == todo.id).done


async def test_parent_cannot_tick_homework(school: School) -> None:
    """The server answers as if nothing was wrong, and writes nothing."""
    client = await logged_in(school, "parent")
    works = await asked(lambda: client.homework(MONDAY, SUNDAY))
    todo = next(work for work in works if not work.done)
    await asked(lambda: todo.set_done(True))
    again = await asked(lambda: client.homework(MONDAY, SUNDAY))
    assert not next(work for work in again if work.id == todo.id).done


@family
async def test_periods_grades_and_averages(school: School, key: str) -> None:
    pupil = school.model.pupil("Lina")
    client = await logged_in(school, key)
    periods = [(one.name, one.start.date(), one.end.date()) for one in client.periods]
    truth = [*school.model.periods, *school.model.special_periods]
    assert periods == [(one.name, one.first, one.last) for one in truth]
    period = client.current_period
    assert period.name == "Trimestre 1"
    grades = await asked(lambda: period.grades)
    assert [_grade_read(one) for one in grades] == [
        _grade_seen(one) for one in pupil.grades(truth[0])
    ]
    codes = {one.grade for one in grades if not one.grade[0].isdigit()}
    assert codes == set(pronotepy.Util.grade_translate)
    averages = await asked(lambda: period.averages)
    # A subject that is listed twice has no grade in one of its services.
    assert averages.pop(0).student == "Absent"
    assert [
        (one.subject.name, one.student, one.class_average, one.min, one.max)
        for one in averages
    ] == [
        (
            one.subject.name,
            comma(one.pupil),
            comma(one.school_class),
            comma(one.lowest),
            comma(one.highest),
        )
        for one in pupil.averages(truth[0])
    ]
    overall = await asked(lambda: period.overall_average)
    assert overall == comma(pupil.overall_average(truth[0]))
    whole_class = await asked(lambda: period.class_overall_average)
    assert whole_class == comma(pupil.class_overall_average(truth[0]))


def _grade_read(grade: Any) -> tuple[Any, ...]:
    return (
        grade.date,
        grade.subject.name,
        grade.grade,
        grade.out_of,
        grade.comment,
        Decimal(grade.coefficient),
        grade.average,
        grade.max,
        grade.min,
        grade.is_bonus,
        grade.is_optionnal,
        grade.is_out_of_20,
    )


def _grade_seen(grade: Any) -> tuple[Any, ...]:
    if isinstance(grade.value, GradeCode):
        value = pronotepy.Util.grade_translate[grade.value - 1]
    else:
        value = comma(grade.value)
    return (
        grade.date,
        grade.subject.name,
        value,
        str(grade.out_of),
        grade.title,
        grade.coefficient,
        comma(grade.class_average),
        comma(grade.best),
        comma(grade.worst),
        grade.bonus,
        grade.optional and not grade.bonus,
        grade.scaled,
    )


@family
async def test_the_menus_of_a_week(school: School, key: str) -> None:
    client = await logged_in(school, key)
    menus = await asked(lambda: client.menus(MONDAY, SUNDAY))
    expected = [
        menu
        for menu in school.model.pupil("Lina").menus
        if MONDAY <= menu.date <= SUNDAY
    ]
    assert [_menu_read(one) for one in menus] == [_menu_seen(one) for one in expected]
    assert len(expected) == 9


def _menu_read(menu: Any) -> tuple[Any, ...]:
    courses = (
        menu.first_meal,
        menu.main_meal,
        menu.side_meal,
        menu.other_meal,
        menu.dessert,
        menu.cheese,
    )
    foods = [
        [(food.name, [label.name for label in food.labels]) for food in course or ()]
        for course in courses
    ]
    return menu.date, menu.is_lunch, foods


def _menu_seen(menu: Menu) -> tuple[Any, ...]:
    """The last dish of each course: pronotepy forgets the others of the same one."""
    dishes = {dish.course: dish for dish in menu.dishes}
    foods = [
        [(food.name, [label.name for label in food.labels]) for food in dish.foods]
        if (dish := dishes.get(course))
        else []
        for course in type(menu.dishes[0].course)
    ]
    return menu.date, menu.meal == 0, foods


@pytest.mark.parametrize("key", ["pupil", "parent", "pin"])
async def test_qr_code_then_tokens_which_rotate(school: School, key: str) -> None:
    account = school.account(key)
    kind = (
        pronotepy.ParentClient if account.space == "parent.html" else pronotepy.Client
    )
    code = school.qr(account.username, "1234")
    client = await asked(
        lambda: kind.qrcode_login(
            code, "1234", "uuid-1", account_pin=account.pin, device_name=DEVICE
        )
    )
    tokens = {client.password}
    for _ in range(3):
        credentials = client.export_credentials()
        client = await asked(partial(kind.token_login, **credentials))
        assert client.logged_in
        tokens.add(client.password)
    assert len(tokens) == 4


async def test_a_used_token_is_dead(school: School) -> None:
    code = school.qr(school.account("pupil").username, "1234")
    client = await asked(lambda: pronotepy.Client.qrcode_login(code, "1234", "uuid-1"))
    used = client.export_credentials()
    assert (await asked(lambda: pronotepy.Client.token_login(**used))).logged_in
    again = partial(pronotepy.Client.token_login, **used)
    assert await asked(lambda: is_refused(again))


async def test_a_photo_is_a_file_of_the_session(school: School) -> None:
    client = await logged_in(school, "pupil_2nde")
    photo = await asked(lambda: client.info.profile_picture.data)
    assert photo == school.model.pupil("Hugo").photo


async def test_a_qr_code_made_by_one_session_opens_another(school: School) -> None:
    client = await logged_in(school, "pupil")
    code = await asked(lambda: client.request_qr_code_data("4321"))
    other = await asked(
        lambda: pronotepy.Client.qrcode_login(code, "4321", "uuid-2", skip_2fa=True)
    )
    assert other.info.name == "VERSELIN Lina"
    with pytest.raises(pronotepy.QRCodeDecryptError):
        await asked(lambda: pronotepy.Client.qrcode_login(code, "0000", "uuid-3"))


async def test_pin_is_asked_once_for_a_device(school: School) -> None:
    account = school.account("pin")
    with pytest.raises(pronotepy.MFAError):
        await asked(
            lambda: pronotepy.Client(account.url, account.username, account.password)
        )
    client = await logged_in(school, "pin")
    again = await asked(
        lambda: pronotepy.Client(
            account.url,
            account.username,
            account.password,
            client_identifier=client.client_identifier,
        )
    )
    assert again.info.name == account.pupils[0]
    assert school.request_log.requests["SecurisationCompteDoubleAuth"] == 2


async def test_wrong_password_is_refused(school: School) -> None:
    account = school.account("pupil")
    login = partial(pronotepy.Client, account.url, account.username, "wrong")
    assert await asked(lambda: is_refused(login))
    assert school.request_log.logins == 0


async def test_an_outing_has_no_contents_which_pronotepy_cannot_bear(
    school: School,
) -> None:
    """The real server sends outings without `ListeContenus`; so does ours."""
    client = await logged_in(school, "pupil")
    outing = next(one for one in school.model.pupil("Lina").lessons if one.outing)
    with pytest.raises(pronotepy.ParsingError):
        await asked(lambda: client.lessons(outing.day))


async def test_hidden_averages_are_absent(school: School) -> None:
    client = await logged_in(school, "restricted")
    period = client.current_period
    with pytest.raises(pronotepy.ParsingError):
        await asked(lambda: period.averages)
    grades = await asked(lambda: period.grades)
    assert grades
    assert {one.average for one in grades} == {None}


async def test_lesson_contents_are_found_by_the_id_of_the_lesson(
    school: School,
) -> None:
    past = [
        one for one in school.model.pupil("Lina").lessons if one.content and one.groups
    ][-1]
    client = await logged_in(school, "pupil")
    midnight = datetime.combine(past.day, time())
    lessons = await asked(
        lambda: client.lessons(midnight, midnight + timedelta(days=1))
    )
    lesson = next(one for one in lessons if one.start == wall(past.start))
    content = await asked(lambda: lesson.content)
    assert past.content
    assert content.title == past.content.title
