"""The sensors of hass-pronote, for the cards and templates written for them: an option.

Their lists live in attributes, which cards want and the recorder does not: none is recorded.
Their states are worked out at each look. Nothing more is asked of the school for them: what they
show is what the pages brought anyway, so that the "fortnight" ends with the last week that is
known, and a closed period, which is not asked any more, has no sensors of its own; what it left
in Home Assistant is shown no longer. The secret address of the iCal calendar is no state any more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.const import MATCH_ALL, Platform
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType
from homeassistant.util import slugify

from ..client import (
    Evaluation,
    GradeBook,
    Homework,
    Lesson,
    Menu,
    News,
    Period,
    Pupil,
    SchoolLife,
    Space,
)
from ..const import CONF_LEGACY, DOMAIN
from ..coordinator.base import PronoteCoordinator
from ..coordinator.weekly import Weeks
from ..entity import PronoteEntity, async_add_children
from ..models import PronoteConfigEntry
from ..school_day.days import DAY, SchoolDays
from . import attributes as told
from .entry import LUNCH_BREAK
from .names import Legacy, legacy_key

FORTNIGHT: Final = timedelta(days=15)
WEEK: Final = timedelta(days=7)
MOST_GRADES, MOST_EVALUATIONS = 10, 14
NOON: Final = "13:00"

_STATUS: Final = {
    "connection_failed": "unreachable",
    "busy": "maintenance",
    "site_closed": "maintenance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a sensor tells from, besides its page."""

    pupil: Pupil
    days: SchoolDays
    noon: time

    @property
    def current(self) -> Period | None:
        """The period that the school counts in."""
        return self.pupil.current_period

    @property
    def previous(self) -> list[Period]:
        """The closed periods of the kind of the present one."""
        now = self.current
        if now is None or now.start is None:
            return []
        kind = now.name.split(" ")[0].casefold()
        return [
            item
            for item in self.pupil.periods
            if kind in ("trimestre", "semestre")
            and item.name.casefold().startswith(kind)
            and item.start is not None
            and item.start < now.start
        ]

    def periods(self, items: list[Period]) -> told.Element:
        """Return periods as an attribute."""
        return {"periods": [told.period(item, self.current) for item in items]}


@dataclass(frozen=True, kw_only=True)
class LegacyDescription[_PageT](SensorEntityDescription):
    """What a sensor of hass-pronote tells."""

    suffix: Legacy
    value_fn: Callable[[_PageT, View], StateType]
    attributes_fn: Callable[[_PageT, View], told.Element]
    by_period: bool = False


def _described[_PageT](
    suffix: Legacy,
    value: Callable[[_PageT, View], StateType],
    attributes: Callable[[_PageT, View], told.Element],
    *,
    by_period: bool = False,
    options: list[str] | None = None,
) -> LegacyDescription[_PageT]:
    return LegacyDescription(
        key=legacy_key(suffix),
        translation_key=legacy_key(suffix),
        suffix=suffix,
        value_fn=value,
        attributes_fn=attributes,
        by_period=by_period,
        device_class=SensorDeviceClass.ENUM if options else None,
        options=options,
    )


def _day(
    suffix: Legacy, day: Callable[[SchoolDays], date | None]
) -> LegacyDescription[Weeks[Lesson]]:
    """Describe the lessons of one day."""

    def lessons(view: View) -> list[Lesson]:
        chosen = day(view.days)
        return [] if chosen is None else view.days.announced_on(chosen)

    return _described(
        suffix,
        lambda _, view: sum(not item.superseded for item in lessons(view)),
        lambda _, view: told.timetable(lessons(view), view.noon, one_day=True),
    )


def _fortnight(view: View) -> list[Lesson]:
    today = view.days.today
    return [
        item
        for n in range(FORTNIGHT.days + 1)
        for item in view.days.announced_on(today + n * DAY)
    ]


def _ahead(
    homework: tuple[Homework, ...], view: View, last: timedelta | None
) -> list[Homework]:
    today = view.days.today
    return sorted(
        (
            work
            for work in homework
            if today <= work.due and (last is None or work.due <= today + last)
        ),
        key=lambda work: work.due,
    )


def _homework(
    suffix: Legacy, last: timedelta | None
) -> LegacyDescription[tuple[Homework, ...]]:
    return _described(
        suffix,
        lambda page, view: len(_ahead(page, view, last)),
        lambda page, view: {
            "homework": [told.homework(work) for work in _ahead(page, view, last)],
            "todo_counter": sum(not work.done for work in _ahead(page, view, last)),
        },
    )


def _meals(page: Weeks[Menu], view: View) -> list[Menu]:
    first = view.days.today
    return [
        menu
        for monday in sorted(page)
        for menu in page[monday]
        if first <= menu.date <= first + WEEK
    ]


def _recent(page: tuple[News, ...], view: View) -> list[News]:
    since = view.days.now - WEEK
    recent = [item for item in page if item.created is None or item.created >= since]
    return sorted(recent, key=lambda item: item.created or since, reverse=True)


TIMETABLE: Final[tuple[LegacyDescription[Weeks[Lesson]], ...]] = (
    _day(Legacy.TODAY, lambda days: days.today),
    _day(Legacy.TOMORROW, lambda days: days.today + DAY),
    _day(Legacy.NEXT_DAY, lambda days: days.next_school_day),
    _described(
        Legacy.FORTNIGHT,
        lambda _, view: sum(not item.superseded for item in _fortnight(view)),
        lambda _, view: told.timetable(_fortnight(view), view.noon, one_day=False),
    ),
    _described(
        Legacy.CURRENT_PERIOD,
        lambda _, view: None if view.current is None else view.current.name,
        lambda _, view: told.period(view.current, view.current) if view.current else {},
    ),
    _described(
        Legacy.PERIODS,
        lambda _, view: len(view.pupil.periods),
        lambda _, view: view.periods([*view.pupil.periods]),
    ),
    _described(
        Legacy.PREVIOUS_PERIODS,
        lambda _, view: len(view.previous),
        lambda _, view: view.periods(view.previous),
    ),
    _described(
        Legacy.ACTIVE_PERIODS,
        lambda _, view: 0 if view.current is None else 1,
        lambda _, view: view.periods([view.current] if view.current else []),
    ),
)
HOMEWORK: Final = (
    _homework(Legacy.HOMEWORK, None),
    _homework(Legacy.FORTNIGHT_HOMEWORK, FORTNIGHT),
)
GRADES: Final[tuple[LegacyDescription[GradeBook], ...]] = (
    _described(
        Legacy.GRADES,
        lambda book, _: len(book.grades),
        lambda book, _: {
            "grades": [told.grade(item) for item in book.grades[:MOST_GRADES]]
        },
        by_period=True,
    ),
    _described(
        Legacy.AVERAGES,
        lambda book, _: len(book.subjects),
        lambda book, _: {
            "averages": sorted(
                (told.average(item) for item in book.subjects),
                key=lambda item: str(item["subject"]),
            )
        },
        by_period=True,
    ),
)
EVALUATIONS: Final[tuple[LegacyDescription[tuple[Evaluation, ...]], ...]] = (
    _described(
        Legacy.EVALUATIONS,
        lambda page, _: len(page),
        lambda page, _: {
            "evaluations": [
                told.evaluation(item)
                for item in sorted(
                    sorted(page, key=lambda item: item.name or ""),
                    key=lambda item: item.date,
                    reverse=True,
                )[:MOST_EVALUATIONS]
            ]
        },
        by_period=True,
    ),
)
SCHOOL_LIFE: Final[tuple[LegacyDescription[SchoolLife], ...]] = (
    _described(
        Legacy.ABSENCES,
        lambda life, _: len(life.absences),
        lambda life, _: {"absences": [told.absence(item) for item in life.absences]},
        by_period=True,
    ),
    _described(
        Legacy.DELAYS,
        lambda life, _: len(life.delays),
        lambda life, _: {"delays": [told.delay(item) for item in life.delays]},
        by_period=True,
    ),
    _described(
        Legacy.PUNISHMENTS,
        lambda life, _: len(life.punishments),
        lambda life, _: {
            "punishments": [told.punishment(item) for item in life.punishments]
        },
        by_period=True,
    ),
)
MENUS: Final[tuple[LegacyDescription[Weeks[Menu]], ...]] = (
    _described(
        Legacy.MENUS,
        lambda page, view: len(_meals(page, view)),
        lambda page, view: {"menus": [told.menu(item) for item in _meals(page, view)]},
    ),
)
NEWS: Final[tuple[LegacyDescription[tuple[News, ...]], ...]] = (
    _described(
        Legacy.NEWS,
        lambda page, view: len(_recent(page, view)),
        lambda page, view: {
            "unread_count": sum(not item.read for item in _recent(page, view)),
            "information_and_surveys": [
                told.news(item) for item in _recent(page, view)
            ],
        },
    ),
)
CLASS: Final[LegacyDescription[Weeks[Lesson]]] = _described(
    Legacy.CLASS, lambda _, view: view.pupil.school_class, lambda _, __: {}
)
SERVER_STATUS: Final[LegacyDescription[Weeks[Lesson]]] = _described(
    Legacy.SERVER_STATUS,
    lambda _, __: None,
    lambda _, __: {},
    options=["operational", "maintenance", "error", "unreachable"],
)


class LegacySensor[_PageT](PronoteEntity[_PageT], SensorEntity):
    """A sensor of hass-pronote."""

    _unrecorded_attributes = frozenset({MATCH_ALL})
    entity_description: LegacyDescription[_PageT]

    def __init__(
        self,
        coordinator: PronoteCoordinator[_PageT],
        pupil: Pupil,
        description: LegacyDescription[_PageT],
    ) -> None:
        """Name the sensor so that cards find it: they cut the ids of its neighbours."""
        super().__init__(coordinator, pupil, Platform.SENSOR, description)
        object_id = slugify(f"{DOMAIN} {pupil.name} {description.suffix}")
        self.entity_id = f"{Platform.SENSOR}.{object_id}"

    @property
    def _view(self) -> View:
        account = self.coordinator.gate.client.account
        options = self.coordinator.config_entry.options
        return View(
            pupil=account.pupil(self._pupil.key) or self._pupil,
            days=self.school_days,
            noon=time.fromisoformat(options.get(LUNCH_BREAK, NOON)),
        )

    @property
    @override
    def native_value(self) -> StateType:
        return self.entity_description.value_fn(self.page, self._view)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        view = self._view
        current = view.current
        about_period = (
            {
                "period_key": slugify(current.name) if current else None,
                "is_current_period": True,
            }
            if self.entity_description.by_period
            else {}
        )
        return (
            self._common
            | about_period
            | self.entity_description.attributes_fn(self.page, view)
        )

    @property
    def _common(self) -> dict[str, Any]:
        account = self.coordinator.gate.client.account
        return {
            "full_name": self._pupil.name,
            "nickname": self.device_entry and self.device_entry.name_by_user,
            "via_parent_account": account.space is Space.PARENT,
            "updated_at": self.coordinator.answered,
        }


class LegacyClass(LegacySensor[Weeks[Lesson]]):
    """The class of a child."""

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        return self._common | {
            "class_name": self._view.pupil.school_class,
            "establishment": self.coordinator.gate.client.account.school.name,
        }


class LegacyServerStatus(LegacySensor[Weeks[Lesson]]):
    """How the school's server is doing, as the last question to it ended."""

    @property
    @override
    def available(self) -> bool:
        return True

    @property
    @override
    def native_value(self) -> str:
        if (pause := self.coordinator.gate.ledger.paused) is not None:
            return _STATUS.get(pause.reason, "error")
        return "operational" if self.coordinator.last_update_success else "error"

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        last: datetime = self.coordinator.answered
        return {
            "http_status": None,
            "last_checked": last.isoformat(),
            "probed_url": self.coordinator.gate.client.account.school.url,
        }


@callback
def async_add_legacy(
    entry: PronoteConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the sensors of hass-pronote, if the family wants them."""
    if not entry.options.get(CONF_LEGACY):
        return

    def add[_PageT](
        coordinator: PronoteCoordinator[_PageT],
        descriptions: tuple[LegacyDescription[_PageT], ...],
    ) -> None:
        async_add_children(
            coordinator,
            async_add_entities,
            lambda pupil: [
                LegacySensor(coordinator, pupil, description)
                for description in descriptions
            ],
        )

    data = entry.runtime_data
    add(data.timetable, TIMETABLE)
    add(data.homework, HOMEWORK)
    add(data.grades, GRADES)
    add(data.evaluations, EVALUATIONS)
    add(data.school_life, SCHOOL_LIFE)
    add(data.menus, MENUS)
    add(data.news, NEWS)
    async_add_children(
        data.timetable,
        async_add_entities,
        lambda pupil: [
            LegacyClass(data.timetable, pupil, CLASS),
            LegacyServerStatus(data.timetable, pupil, SERVER_STATUS),
        ],
    )
