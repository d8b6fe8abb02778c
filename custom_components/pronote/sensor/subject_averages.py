"""Average sensors of the subjects; each is added when its subject appears."""

from decimal import Decimal
from functools import lru_cache, partial

from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..client import GradeBook, Pupil, SubjectAverage
from ..coordinator.grades import GradesCoordinator, followed_terms
from ..school_day.days import SchoolDays
from .base import Attributes, PronoteSensor, PronoteSensorDescription


@lru_cache(maxsize=1024)
def _slug(subject: str) -> str:
    """Return the part of an entity ID for a subject. Cached: slugs are slow, subjects repeat."""
    return slugify(subject)


@callback
def async_add_subject_averages(
    coordinator: GradesCoordinator, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the average sensor of each subject of each child when the subject appears."""
    known: set[tuple[str, str]] = set()

    @callback
    def add() -> None:
        present = {
            (pupil.key, _slug(subject.subject)): (pupil, subject.subject)
            for pupil in coordinator.connection.client.account.pupils
            if (book := coordinator.data.get(pupil.key)) is not None
            for subject in reversed(
                [item for term in followed_terms(book) for item in term.subjects]
            )
        }
        pupils = {pupil.key for pupil in coordinator.connection.client.account.pupils}
        known.intersection_update({item for item in known if item[0] in pupils})
        new = present.keys() - known
        known.update(new)
        async_add_entities(_sensor(coordinator, *present[item]) for item in sorted(new))

    add()
    coordinator.config_entry.async_on_unload(coordinator.async_add_listener(add))


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
