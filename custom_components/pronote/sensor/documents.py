"""Sensors of the documents: to sign, to hand in."""

from homeassistant.components.sensor import SensorStateClass

from ..client import Documents, Rights
from .base import PronoteSensorDescription


def documents_sensors(
    rights: Rights,
) -> tuple[PronoteSensorDescription[Documents], ...]:
    """Return the sensors of an account; what is signed electronically needs a right."""
    to_hand_in = PronoteSensorDescription[Documents](
        key="documents_to_hand_in",
        translation_key="documents_to_hand_in",
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value_fn=lambda page, _: sum(
            paper.may_hand_in and paper.handed_in is None for paper in page.papers
        ),
    )
    if not rights.sign_documents:
        return (to_hand_in,)
    to_sign = PronoteSensorDescription[Documents](
        key="documents_to_sign",
        translation_key="documents_to_sign",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda page, _: sum(item.waits for item in page.to_sign),
    )
    return (to_sign, to_hand_in)
