"""Test the action that requests an exemption."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from tests.school import School

from .test_actions import act, lina, refusal  # noqa: F401 - a fixture

SPORT = "ED.PHYSIQUE & SPORT."
TEXT = "Entorse de la cheville"


@pytest.fixture(autouse=True)
def no_exemption(school: School) -> None:
    """Start without the exemption that the simulated school has made up."""
    school.model.pupil("Lina").exemptions.clear()


async def test_from_subjects_and_withdrawn(
    hass: HomeAssistant,
    school: School,
    lina: str,  # noqa: F811
) -> None:
    exemptions = school.model.pupil("Lina").exemptions
    today = school.clock().date()
    data = {
        "subjects": ["éducation musicale", SPORT],
        "end_date": f"{today + timedelta(days=9)}",
        "text": TEXT,
    }
    made = await act(hass, "request_exemption", lina, **data)
    assert sorted(one["subject"] for one in made["exemptions"]) == [
        SPORT,
        "ÉDUCATION MUSICALE",
    ]
    assert {one["status"] for one in made["exemptions"]} == {"announced"}
    assert {one.first for one in exemptions} == {today}
    twice = await refusal(hass, "request_exemption", lina, **data)
    assert twice == "already_requested"
    life = await act(hass, "get_school_life", lina)
    assert {one["key"] for one in life["exemptions"]} == {
        one["key"] for one in made["exemptions"]
    }
    for one in made["exemptions"]:
        await act(hass, "withdraw_announcement", lina, announcement=one["key"])
    assert not exemptions


async def test_from_one_lesson(
    hass: HomeAssistant,
    school: School,
    lina: str,  # noqa: F811
) -> None:
    timetable = await act(hass, "get_timetable", lina)
    lesson = next(
        one for one in timetable["lessons"] if one["subject"] == SPORT and one["held"]
    )
    made = await act(hass, "request_exemption", lina, lesson=lesson["key"], text=TEXT)
    [exemption] = made["exemptions"]
    assert exemption["start"] == exemption["end"] == lesson["start"][:10]
    [stored] = school.model.pupil("Lina").exemptions
    assert stored.lesson is not None
    assert stored.lesson.start.isoformat() == lesson["start"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({}, "lesson_or_subjects"),
        ({"lesson": "x", "subjects": [SPORT]}, "lesson_or_subjects"),
        ({"lesson": "x"}, "gone"),
        ({"subjects": ["Magie"]}, "no_exemption_subject"),
        ({"subjects": [SPORT], "end_date": "2026-11-01"}, "dates_reversed"),
        ({"subjects": [SPORT], "start_date": "2027-03-01"}, "too_far_ahead"),
    ],
)
async def test_not_sent(
    hass: HomeAssistant,
    school: School,
    lina: str,  # noqa: F811
    data: dict[str, Any],
    key: str,
) -> None:
    assert await refusal(hass, "request_exemption", lina, text=TEXT, **data) == key
    assert not school.request_log.written


async def test_without_the_right(
    hass: HomeAssistant,
    school: School,
    lina: str,  # noqa: F811
) -> None:
    for one in school.model.accounts:
        one.may_request_exemptions = False
    school.expire_sessions()
    asked = {"subjects": [SPORT], "text": TEXT}
    await act(hass, "refresh", lina)
    assert (
        await refusal(hass, "request_exemption", lina, **asked) == "answer_not_allowed"
    )
    assert not school.request_log.written


async def test_a_file_goes_with_subjects(
    hass: HomeAssistant,
    school: School,
    lina: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    certificate = tmp_path / "certificate.pdf"
    certificate.write_bytes(b"%PDF-1.4")
    made = await act(
        hass,
        "request_exemption",
        lina,
        subjects=[SPORT],
        text=TEXT,
        path=str(certificate),
    )
    assert [one["subject"] for one in made["exemptions"]] == [SPORT]
    assert school.request_log.uploads == 1
