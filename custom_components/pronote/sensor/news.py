"""Sensors of the news and surveys."""

from homeassistant.components.sensor import SensorStateClass

from ..client import News
from .base import PronoteSensorDescription

NEWS: tuple[PronoteSensorDescription[tuple[News, ...]], ...] = (
    PronoteSensorDescription(
        key="unread_news",
        translation_key="unread_news",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda news, _: sum(not item.read for item in news),
    ),
    PronoteSensorDescription(
        key="surveys_to_answer",
        translation_key="surveys_to_answer",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda news, _: sum(
            item.survey and item.awaits_answer for item in news
        ),
    ),
)
