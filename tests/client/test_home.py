"""The home page's own sections, the partners behind them, and files found again by any page."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from custom_components.pronote.client import (
    Attachment,
    AttachmentKind,
    PartnerLink,
    PronoteClient,
    home_page,
)
from custom_components.pronote.client.errors import (
    PageNotAllowedError,
    ProtocolError,
    WriteRefusedError,
)
from custom_components.pronote.client.pages import partners
from custom_components.pronote.client.wire import Record, Source
from tests.school import School
from tests.school.model import types as model
from tests.school.model.types import Grade

from .conftest import PARIS, Family, ManualClock


@pytest.fixture
async def client(school: School, family: Family) -> PronoteClient:
    client = family.client(family.password(school))
    await client.login()
    return client


def typed(value: object) -> dict[str, object]:
    return {"_T": 24, "V": value}


COMPUTERS_SECTIONS: dict[str, Any] = {
    "devoirSurveille": {
        "listeDS": typed(
            [
                {"L": "Chapitre 4", "matiere": typed({"L": "SVT"}), "date": None},
                {
                    "L": "Chapitre 5",
                    "matiere": typed({"L": "MATHÉMATIQUES"}),
                    "date": {"_T": 7, "V": "24/11/2026"},
                },
            ]
        )
    },
    "partenaireARD": {
        "porteMonnaie": typed(
            [
                {
                    "libellePorteMonnaie": "Cantine",
                    "valeurSolde": "1 420,69 €",
                    "avecWarning": False,
                },
                {
                    "libellePorteMonnaie": "Garderie",
                    "valeurSolde": "-3,50 €",
                    "avecWarning": True,
                },
            ]
        )
    },
    "lienUtile": {
        "listeLiens": typed(
            [
                {"L": "Médiathèque", "url": "https://exemple.fr"},
                {"SSO": {"codePartenaire": "X", "intituleLien": "Cantine"}},
                {"commentaire": "rien"},
            ]
        )
    },
}
"""Data that phones do not show; the client reads it."""


async def test_sections_of_the_computers_page(client: PronoteClient) -> None:
    calendar = client.account.calendar
    record = Record(COMPUTERS_SECTIONS, Source("PageAccueil", PARIS, 1))
    page = home_page.read(record, calendar, date(2026, 11, 17), old_numbering=False)
    assert page.lessons is None
    assert page.tests is not None
    assert [(t.subject, t.day, t.title) for t in page.tests] == [
        ("MATHÉMATIQUES", date(2026, 11, 24), "Chapitre 5")
    ]
    assert page.wallets is not None
    assert [(w.name, w.balance, w.low) for w in page.wallets] == [
        ("Cantine", Decimal("1420.69"), False),
        ("Garderie", Decimal("-3.50"), True),
    ]
    assert page.links is not None
    assert [(x.name, x.url) for x in page.links] == [
        ("Médiathèque", "https://exemple.fr"),
        ("Cantine", None),
    ]


async def test_a_partners_address_is_made_for_one_use(
    school: School, client: PronoteClient
) -> None:
    code = next(iter(school.model.services.partners))
    link = PartnerLink(name="Cantine", sso={"codePartenaire": code})
    first, second = [await client.home.partner_url(link) for _ in range(2)]
    assert first.startswith("https://")
    assert first != second
    plain = PartnerLink(name="Médiathèque", url="https://exemple.fr")
    assert await client.home.partner_url(plain) == plain.url
    unknown = PartnerLink(name="?", sso={"codePartenaire": "?"})
    with pytest.raises(WriteRefusedError):
        await client.home.partner_url(unknown)
    with pytest.raises(ValueError):
        await client.home.partner_url(PartnerLink(name="?"))


@pytest.mark.parametrize("url", [None, 3, "javascript:alert(1)", {"_T": 23, "V": ""}])
def test_an_address_that_is_none(url: object) -> None:
    with pytest.raises(ProtocolError):
        partners.read_url({"urlSSO": url})


async def test_files_are_found_again_on_every_page(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    """Their names end with the session; the page that showed them shows them again."""
    calendar = client.account.calendar
    for pupil in client.account.pupils:
        truth = school.model.pupil(pupil.name)
        book = await client.grades.get(pupil)
        lessons = await client.timetable.contents(
            pupil, calendar.first_day, clock.now.date()
        )
        life = await client.school_life.get(pupil)
        found = [
            [file for grade in book.grades for file in grade.attachments],
            [
                f
                for lesson in lessons
                for part in lesson.contents
                for f in part.attachments
            ],
            [file for event in life.punishments for file in event.attachments],
        ]
        files = [of_kind[0] for page in found if (of_kind := _on_server(page))]
        assert len(files) >= 2
        contents = [await client.files.download(file) for file in files]
        assert any(
            content == paper.content
            for content in contents
            for grade in truth.all_grades
            for paper in _papers(grade)
        )
        school.fault("expire_sessions")
        await client.menus.get(pupil, clock.now.date(), clock.now.date())
        assert [await client.files.download(file) for file in files] == contents


def _on_server(files: list[Attachment]) -> list[Attachment]:
    return [file for file in files if file.kind is AttachmentKind.FILE]


def _papers(grade: Grade) -> list[model.Attachment]:
    return [paper for paper in (grade.paper, grade.correction) if paper is not None]


async def test_files_of_a_discussion_are_found_again(
    school: School, client: PronoteClient, clock: ManualClock
) -> None:
    for discussion in await client.discussions.get():
        thread = await client.discussions.thread(discussion)
        files = _on_server([f for m in thread.messages for f in m.attachments])
        if not files:
            continue
        content = await client.files.download(files[0])
        school.fault("expire_sessions")
        pupil, today = client.account.pupils[0], clock.now.date()
        await client.menus.get(pupil, today, today)
        assert await client.files.download(files[0]) == content
        return
    pytest.fail("no file hangs on the messages of this world")


async def test_grade_record(school: School, client: PronoteClient) -> None:
    (pupil, *_) = client.account.pupils
    record = await client.grades.record(pupil)
    averages = school.model.pupil(pupil.name).averages(school.model.periods[0])
    assert {s.subject for s in record.subjects} >= {
        a.subject.name for a in averages if a.pupil is not None
    }


async def test_families_list_no_classes(school: School, family: Family) -> None:
    client = family.client(family.password(school, "school_life"))
    await client.login()
    (first, *_) = await client.staff.classes()
    other = family.client(family.password(school))
    await other.login()
    with pytest.raises(PageNotAllowedError):
        await other.staff.class_pupils(first)
