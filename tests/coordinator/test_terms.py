"""Test the turn of a term: late grades, averages that stay, counts, and what it costs."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Event, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)

from tests.helpers.clock import Clock
from tests.helpers.home import (
    NewEntry,
    SetUp,
    advance_in_steps_until,
    advance_until,
    refresh,
    settle,
    state,
    value,
)
from tests.school import Options, School

LAST = "sensor.pronote_1_last_grade"
OVERALL = "sensor.pronote_1_overall_average"
MATHS = "sensor.pronote_1_average_mathematiques"


def new_grades(events: list[Event]) -> list[dict[str, Any]]:
    return [{**event.data} for event in events if event.data["type"] == "new_grade"]


def periods_of_evaluations(school: School) -> list[str]:
    """Return the periods for which Lina's evaluations were requested, in order."""
    return [
        period
        for page, pupil, period in school.request_log.periods
        if page == "DernieresEvaluations" and pupil.endswith("Lina")
    ]


@pytest.fixture(params=[False, True], ids=["regular", "irregular"])
def options(request: pytest.FixtureRequest) -> Options:
    return Options(irregular=request.param)


class TestDecember:
    @pytest.fixture
    def home_at(self) -> str:
        return "2026-12-07T06:00:00+01:00"

    async def test_late_grade_of_the_last_term(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """It fires its event; it is the last grade as long as the new term has none."""
        lina = school.model.pupil("Lina")
        lina.all_grades = [
            x for x in lina.all_grades if x.date.isoformat() < "2026-11-30"
        ]
        await refresh(hass, entry)
        events = async_capture_events(hass, "pronote_event")
        school.trigger_event(
            "grade",
            pupil="Lina",
            value="17",
            date="2026-11-30",
            subject="MATHÉMATIQUES",
        )
        await advance_until(hass, freezer, "2026-12-08 07:30")
        (told,) = new_grades(events)
        assert (told["data"]["value"], told["data"]["period"]) == (17, "Trimestre 1")
        last = state(hass, LAST)
        assert float(last.state) == 17
        assert str(last.attributes["date"]) == "2026-11-30"

        school.trigger_event("grade", pupil="Lina", value="9", subject="SVT")
        await refresh(hass, entry)
        assert float(value(hass, LAST)) == 9
        assert len(new_grades(events)) == 2

    async def test_once_a_day_and_child(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """Two children: the current term twice a refresh, the last one twice a day."""
        requests = school.request_log.requests
        assert requests["DernieresNotes"] == 4
        for _ in range(3):
            await refresh(hass, entry)
        assert requests["DernieresNotes"] == 4 + 3 * 2
        await advance_until(hass, freezer, "2026-12-08 06:20")
        before = requests["DernieresNotes"]
        for _ in range(2):
            await refresh(hass, entry)
        assert requests["DernieresNotes"] == before + 2 * 2 + 2

    async def test_refused_term_costs_that_term(
        self, hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
    ) -> None:
        school.fault("erreur", times=2, function="DernieresNotes", after=2, G=99)
        entry = new_entry("parent")
        assert await set_up(entry)
        assert state(hass, OVERALL).attributes["period"] == "Trimestre 2"

    @pytest.mark.usefixtures("all_enabled")
    async def test_late_evaluation_of_the_last_term(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """It fires its event; one evening update reads the term before, in place of the current."""
        log = school.request_log
        assert log.requests["DernieresEvaluations"] == 2
        events = async_capture_events(hass, "pronote_event")
        school.trigger_event(
            "evaluation", pupil="Lina", date="2026-11-27", title="Exposé tardif"
        )
        await advance_in_steps_until(hass, freezer, "2026-12-07 17:30", 1200)
        log.periods.clear()
        await advance_in_steps_until(hass, freezer, "2026-12-07 22:00", 1200)
        requested = periods_of_evaluations(school)
        assert requested.count("Trimestre 1") == 1
        # The first answer is what there was before the start; later ones are compared with it.
        assert "new_evaluation" not in {one.data["type"] for one in events}
        school.trigger_event(
            "evaluation", pupil="Lina", date="2026-11-26", title="Bilan tardif"
        )
        await advance_in_steps_until(hass, freezer, "2026-12-08 22:00", 1200)
        (told,) = [one for one in events if one.data["type"] == "new_evaluation"]
        assert told.data["data"]["name"] == "Bilan tardif"
        assert told.data["data"]["date"] == "2026-11-26"

    @pytest.mark.usefixtures("all_enabled")
    async def test_new_evaluation_is_read_before_the_last_term(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """The home page shows it in the evening: that update is for the current term."""
        await advance_in_steps_until(hass, freezer, "2026-12-07 19:00", 1200)
        school.request_log.periods.clear()
        school.trigger_event("evaluation", pupil="Lina", title="Exposé du soir")
        events = async_capture_events(hass, "pronote_event")
        await advance_in_steps_until(hass, freezer, "2026-12-07 20:00", 600)
        (told,) = [one for one in events if one.data["type"] == "new_evaluation"]
        assert told.data["data"]["name"] == "Exposé du soir"
        requested = periods_of_evaluations(school)
        assert requested[0] == "Trimestre 2"

    @pytest.mark.usefixtures("all_enabled")
    async def test_restored_evaluations_are_read_before_the_last_term(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """After a restart in the evening, without the school: the first update is the current term's."""
        await advance_in_steps_until(hass, freezer, "2026-12-07 18:20", 1200)
        assert await hass.config_entries.async_unload(entry.entry_id)
        school.request_log.periods.clear()
        school.fault("http_503", times=2)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await settle(hass)
        assert entry.runtime_data.evaluations.restored
        await advance_in_steps_until(hass, freezer, "2026-12-07 22:00", 1200)
        requested = periods_of_evaluations(school)
        assert requested[0] == "Trimestre 2"

    @pytest.mark.usefixtures("all_enabled")
    async def test_refused_term_of_evaluations_costs_that_term(
        self, hass: HomeAssistant, school: School, new_entry: NewEntry, set_up: SetUp
    ) -> None:
        school.fault("erreur", times=2, function="DernieresEvaluations", after=2, G=99)
        entry = new_entry("parent")
        assert await set_up(entry)
        assert entry.runtime_data.evaluations.last_update_success
        assert len(entry.runtime_data.evaluations.data) == 2

    async def test_grade_of_a_day_to_come(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        school.trigger_event("grade", pupil="Lina", value="12", subject="SVT")
        await refresh(hass, entry)
        school.trigger_event("grade", pupil="Lina", value="3", date="2026-12-09")
        await refresh(hass, entry)
        assert float(value(hass, LAST)) == 12
        await advance_until(hass, freezer, "2026-12-09 07:30")
        assert float(value(hass, LAST)) == 3

    async def test_the_last_one_of_a_day(
        self, hass: HomeAssistant, school: School, entry: MockConfigEntry
    ) -> None:
        """The one that appeared last, also after a restart, wherever the page lists it."""
        for number in ("5", "6", "7"):
            school.trigger_event("grade", pupil="Lina", value=number)
            await refresh(hass, entry)
            assert float(value(hass, LAST)) == float(number)
        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        assert float(value(hass, LAST)) == 7


class TestFirstDay:
    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-30T18:00:00+01:00"

    async def test_averages_stay_until_there_are_new_ones(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        before = {name: value(hass, name) for name in (OVERALL, MATHS)}
        await advance_until(hass, freezer, "2026-12-01 07:30")
        for name, figure in before.items():
            assert value(hass, name) == figure
            assert state(hass, name).attributes["period"] == "Trimestre 1"
        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        assert value(hass, OVERALL) == before[OVERALL]

        school.trigger_event("grade", pupil="Lina", value="11", subject="SVT")
        await refresh(hass, entry)
        assert float(value(hass, OVERALL)) == 11
        assert state(hass, OVERALL).attributes["period"] == "Trimestre 2"
        assert value(hass, MATHS) == before[MATHS]
        assert state(hass, MATHS).attributes["period"] == "Trimestre 1"

    async def test_counts_begin_again(
        self,
        hass: HomeAssistant,
        school: School,
        all_enabled: None,
        new_entry: NewEntry,
        set_up: SetUp,
        freezer: Clock,
    ) -> None:
        """A detention of the last term that is still to come is not forgotten."""
        entry = new_entry("parent")
        assert await set_up(entry)
        school.trigger_event("delay", pupil="Lina")
        school.trigger_event("punishment", pupil="Lina")
        events = async_capture_events(hass, "pronote_event")
        await refresh(hass, entry)
        assert {"new_delay", "new_punishment"} <= {x.data["type"] for x in events}
        delays, punishments = (
            "sensor.pronote_1_delays",
            "sensor.pronote_1_punishments",
        )
        assert int(value(hass, delays)) > 0
        assert int(value(hass, punishments)) > 0
        await advance_until(hass, freezer, "2026-12-01 07:30")
        await refresh(hass, entry)
        for name in (delays, punishments):
            assert value(hass, name) == "0"
            assert state(hass, name).attributes["period"] == "Trimestre 2"


class TestMockExam:
    @pytest.fixture
    def home_at(self) -> str:
        return "2027-02-01T18:00:00+01:00"

    @pytest.fixture
    def options(self) -> Options:
        return Options(irregular=True)

    async def test_its_grades_are_reported(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        exam = school.model.mock_exam
        lina = school.model.pupil("Lina")
        lina.all_grades = [x for x in lina.all_grades if x.date < exam.first]
        await refresh(hass, entry)
        events = async_capture_events(hass, "pronote_event")
        overall = value(hass, OVERALL)
        school.trigger_event(
            "grade",
            pupil="Lina",
            value="18",
            period=exam.name,
            date=str(exam.first + timedelta(days=1)),
        )
        await advance_until(hass, freezer, "2027-02-02 07:30")
        (told,) = new_grades(events)
        assert told["data"]["period"] == "Brevet blanc"
        assert float(value(hass, LAST)) == 18
        assert value(hass, OVERALL) == overall
        assert state(hass, OVERALL).attributes["period"] == "Trimestre 2"


class TestCost:
    """Requests of pages by period on one day, with one awaited term."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-11-17T06:00:00+01:00"

    async def test_report_cards(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """One request per child; grades and school life are asked for once each too."""
        for page in ("PageBulletins", "DernieresNotes", "PagePresence"):
            assert school.request_log.requests[page] == 2, page
        await advance_in_steps_until(hass, freezer, "2026-11-17 06:40", 600)
        assert Decimal(value(hass, OVERALL))


class TestSchoolLifeWithoutYear:
    """The page of a regular school lists the terms only."""

    @pytest.fixture
    def options(self) -> Options:
        return Options(irregular=False)

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-12-07T06:00:00+01:00"

    async def test_earlier_terms_are_read_too(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
    ) -> None:
        """At most one request a day and child; an absence of before is recent enough to tell."""
        requests = school.request_log.requests
        assert requests["PagePresence"] == 4
        for _ in range(3):
            await refresh(hass, entry)
        assert requests["PagePresence"] == 4 + 3 * 2
        lina = school.model.pupil("Lina")
        earlier = {x.start for x in lina.absences if x.start.date().month < 12}
        assert earlier <= set(await absences_of_year(hass))
        terms = [await missed_hours(hass, period=f"Trimestre {n}") for n in (1, 2)]
        both = await missed_hours(hass, whole_year=True)
        assert sum(terms[0].values()) > 0
        assert both == {
            subject: sum(term.get(subject, 0) for term in terms) for subject in both
        }
        assert set(both) == set(terms[0]) | set(terms[1])

        events = async_capture_events(hass, "pronote_event")
        late = replace(lina.absences[0], uid="late", start=min(earlier) - DAY)
        lina.absences.append(replace(late, end=late.end - DAY))
        await advance_until(hass, freezer, "2026-12-12 11:30")
        assert [e.data["type"] for e in events].count("new_absence") == 1
        assert late.start in await absences_of_year(hass)

        assert await hass.config_entries.async_reload(entry.entry_id)
        await settle(hass)
        assert late.start in await absences_of_year(hass)
        assert [e.data["type"] for e in events].count("new_absence") == 1


class TestSchoolLifeOfAYear:
    @pytest.fixture
    def options(self) -> Options:
        return Options(irregular=True)

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-12-07T06:00:00+01:00"

    async def test_a_year_needs_no_earlier_term(
        self, school: School, entry: MockConfigEntry
    ) -> None:
        assert entry.state is ConfigEntryState.LOADED
        assert school.request_log.requests["PagePresence"] == 2


DAY = timedelta(days=1)


async def school_life(hass: HomeAssistant, **data: object) -> Any:
    """Return what the action tells of the first child."""
    sensor = er.async_get(hass).async_get(LAST)
    assert sensor is not None
    return await hass.services.async_call(
        "pronote",
        "get_school_life",
        {"device_id": sensor.device_id, **data},
        blocking=True,
        return_response=True,
    )


async def missed_hours(hass: HomeAssistant, **data: object) -> dict[str, float]:
    """Return the minutes that the first child missed, by subject."""
    found = await school_life(hass, **data)
    return {row["subject"]: row["absent"] for row in found["missed_hours"]}


async def absences_of_year(hass: HomeAssistant) -> list[datetime]:
    """Return when the absences of the first child began, as the action tells them."""
    found = await school_life(hass, whole_year=True)
    return [datetime.fromisoformat(absence["start"]) for absence in found["absences"]]


class TestOneEarlierTerm:
    """Days after the end of a term, with all pages."""

    @pytest.fixture
    def home_at(self) -> str:
        return "2026-12-07T06:00:00+01:00"

    @pytest.mark.usefixtures("all_enabled")
    async def test_one_request_a_day_and_child(
        self,
        hass: HomeAssistant,
        school: School,
        entry: MockConfigEntry,
        freezer: Clock,
        options: Options,
    ) -> None:
        """Grades only; skills and report cards take the place of those of the current term."""
        of_term = {"DernieresNotes", "DernieresEvaluations"}
        if not options.irregular:
            of_term.add("PagePresence")
        in_place = {"DernieresEvaluations", "PageBulletins"}
        log = school.request_log
        earlier: Counter[tuple[str, str]] = Counter()
        cards: Counter[tuple[str, str]] = Counter()
        for day in range(8, 17):
            today: Counter[tuple[str, str]] = Counter()
            for time in ("06:45", "12:15", "16:10", "18:40", "21:20"):
                log.periods.clear()
                await advance_until(hass, freezer, f"2026-12-{day:02} {time}")
                update = Counter((page, pupil) for page, pupil, _ in log.periods)
                assert all(update[one] <= 1 for one in update if one[0] in in_place)
                for page, pupil, period in log.periods:
                    if page == "PageBulletins":
                        cards[pupil, period] += 1
                    elif period == "Trimestre 1":
                        today[pupil, page] += 1
            assert set(today.values()) <= {1}
            earlier += today
        for pupil in ("VERSELIN Lina", "VERSELIN Hugo"):
            assert {page for who, page in earlier if who == pupil} == of_term
            assert earlier[pupil, "DernieresNotes"] == (9 if options.irregular else 8)
            assert earlier[pupil, "DernieresEvaluations"] >= 7
            assert cards[pupil, "Trimestre 1"] in (3, 4)
            assert cards[pupil, "Trimestre 2"] == 1
