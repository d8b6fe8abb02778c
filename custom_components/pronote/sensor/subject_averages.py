"""Average sensors of the subjects; each is added when its subject appears."""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache, partial

from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..changes.event_data import Topic
from ..client import GradeBook, Pupil, SubjectAverage
from ..const import DOMAIN
from ..coordinator.grades import GradesCoordinator, followed_terms
from ..models import PronoteConfigEntry
from ..school_day.days import SchoolDays
from .base import Attributes, PronoteSensor, PronoteSensorDescription
from .renamed_subjects import renamed_subject


@lru_cache(maxsize=1024)
def _slug(subject: str) -> str:
    """Return the part of an entity ID for a subject. Cached: slugs are slow, subjects repeat."""
    return slugify(subject)


@callback
def async_add_subject_averages(
    coordinator: GradesCoordinator, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the average sensor of each subject of each child when the subject appears."""
    averages = _SubjectAverages(coordinator, async_add_entities)
    averages.async_add_new()
    coordinator.config_entry.async_on_unload(
        coordinator.async_add_listener(averages.async_add_new)
    )


class _SubjectAverages:
    """The average sensors of an account, by child and by the slug of the subject."""

    def __init__(
        self,
        coordinator: GradesCoordinator,
        async_add_entities: AddConfigEntryEntitiesCallback,
    ) -> None:
        self._coordinator = coordinator
        self._entry: PronoteConfigEntry = coordinator.config_entry
        self._async_add_entities = async_add_entities
        self._sensors: dict[tuple[str, str], PronoteSensor[GradeBook]] = {}

    @callback
    def async_add_new(self) -> None:
        """Add the sensors of subjects that are not there yet."""
        pupils = self._coordinator.connection.account.pupils
        present = {pupil.key for pupil in pupils}
        self._sensors = {
            key: sensor for key, sensor in self._sensors.items() if key[0] in present
        }
        for pupil in pupils:
            if (book := self._coordinator.data.get(pupil.key)) is not None:
                self._async_add_new_of(pupil, book)

    @callback
    def _async_add_new_of(self, pupil: Pupil, book: GradeBook) -> None:
        subjects = {
            _slug(item.subject): item.subject
            for term in reversed(followed_terms(book))
            for item in reversed(term.subjects)
        }
        new = {
            slug: name
            for slug, name in subjects.items()
            if (pupil.key, slug) not in self._sensors
        }
        replaced = self._async_follow_new_name(pupil, subjects, new)
        sensors = {slug: _sensor(self._coordinator, pupil, new[slug]) for slug in new}
        self._sensors |= {(pupil.key, slug): sensors[slug] for slug in sensors}
        added = [sensors[slug] for slug in sorted(sensors)]
        if replaced is None:
            self._async_add_entities(added)
            return
        self._entry.async_create_task(
            self._coordinator.hass, self._async_replace(replaced, added)
        )

    @callback
    def _async_follow_new_name(
        self, pupil: Pupil, subjects: Mapping[str, str], new: Mapping[str, str]
    ) -> PronoteSensor[GradeBook] | None:
        """Give the registry entry of a renamed subject to its new name, with its history.

        Return the sensor of the former name, if it is loaded.
        """
        registry = er.async_get(self._coordinator.hass)
        last = self._entry.runtime_data.snapshots.last(pupil.key, Topic.GRADE)
        appeared = {
            slug for slug in new if self._entity_id(registry, pupil, slug) is None
        }
        if last is None or not appeared:
            return None
        now = self._coordinator.snapshot()[pupil.key][Topic.GRADE]
        renamed = renamed_subject(last.partitions, now, subjects.keys(), appeared)
        if renamed is None:
            return None
        old, current = renamed
        if (entity_id := self._entity_id(registry, pupil, old)) is None:
            return None
        registry.async_update_entity(
            entity_id, new_unique_id=self._unique_id(pupil, current)
        )
        return self._sensors.pop((pupil.key, old), None)

    async def _async_replace(
        self, former: PronoteSensor[GradeBook], added: list[PronoteSensor[GradeBook]]
    ) -> None:
        await former.async_remove()
        self._async_add_entities(added)

    def _unique_id(self, pupil: Pupil, slug: str) -> str:
        return f"{self._entry.unique_id}_{pupil.key}_average_{slug}"

    def _entity_id(
        self, registry: er.EntityRegistry, pupil: Pupil, slug: str
    ) -> str | None:
        return registry.async_get_entity_id(
            Platform.SENSOR, DOMAIN, self._unique_id(pupil, slug)
        )


def _sensor(
    coordinator: GradesCoordinator, pupil: Pupil, subject: str
) -> PronoteSensor[GradeBook]:
    description = PronoteSensorDescription[GradeBook](
        key=f"average_{_slug(subject)}",
        translation_key="subject_average",
        translation_placeholders={"subject": subject},
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=partial(_average, subject),
        attributes_fn=partial(_attributes, subject),
        scale_fn=partial(_scale, subject),
    )
    return PronoteSensor(coordinator, pupil, Platform.SENSOR, description)


def _find(subject: str, data: GradeBook) -> tuple[GradeBook, SubjectAverage | None]:
    """Return the average of a subject, with its term.

    That of the last term stays until the next one has a figure.
    """
    rows = [
        (book, item)
        for book in followed_terms(data)
        for item in book.subjects
        if item.subject == subject or _slug(item.subject) == _slug(subject)
    ]
    return next(
        (row for row in rows if row[1].average is not None),
        rows[0] if rows else (data, None),
    )


def _average(subject: str, data: GradeBook, _days: SchoolDays) -> Decimal | None:
    _, found = _find(subject, data)
    return None if found is None else found.average


def _scale(subject: str, data: GradeBook) -> Decimal | None:
    book, found = _find(subject, data)
    return book.out_of if found is None else found.out_of


def _attributes(subject: str, data: GradeBook, _: SchoolDays) -> Attributes:
    book, found = _find(subject, data)
    shown = None if found is None else found.class_average
    return {
        "subject": subject,
        "period": book.period,
        "class_average": None if shown is None else float(shown),
    }
