"""Average sensors of the subjects; each is added when its subject appears."""

from decimal import Decimal
from functools import partial

from homeassistant.components.sensor import SensorStateClass
from homeassistant.const import Platform
from homeassistant.core import callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import slugify

from ..client import GradeBook, Pupil, SubjectAverage
from ..coordinator.grades import GradesCoordinator
from ..school_day.days import SchoolDays
from .base import Attributes, PronoteSensor, PronoteSensorDescription


@callback
def async_add_subject_averages(
    coordinator: GradesCoordinator, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the average sensor of each subject of each child when the subject appears."""
    known: set[tuple[str, str]] = set()

    @callback
    def add() -> None:
        present = {
            (pupil.key, slugify(subject.subject)): (pupil, subject.subject)
            for pupil in coordinator.connection.client.account.pupils
            if (book := coordinator.data.get(pupil.key)) is not None
            for subject in reversed(book.subjects)
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
        key=f"average_{slugify(subject)}",
        translation_key="subject_average",
        translation_placeholders={"subject": subject},
        state_class=SensorStateClass.MEASUREMENT,
        suggested_display_precision=2,
        value_fn=partial(_average, subject),
        attributes_fn=partial(_attributes, subject),
        scale_fn=partial(_scale, subject),
    )
    return PronoteSensor(coordinator, pupil, Platform.SENSOR, description)


def _find(subject: str, book: GradeBook) -> SubjectAverage | None:
    return next((item for item in book.subjects if item.subject == subject), None)


def _average(subject: str, book: GradeBook, _: SchoolDays) -> Decimal | None:
    found = _find(subject, book)
    return None if found is None else found.average


def _scale(subject: str, book: GradeBook) -> Decimal | None:
    found = _find(subject, book)
    return book.out_of if found is None else found.out_of


def _attributes(subject: str, book: GradeBook, _: SchoolDays) -> Attributes:
    found = _find(subject, book)
    shown = None if found is None else found.class_average
    return {
        "subject": subject,
        "period": book.period,
        "class_average": None if shown is None else float(shown),
    }
