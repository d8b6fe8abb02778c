"""Names that hass-pronote gave to its sensors and children."""

from enum import StrEnum
import re
from typing import Final


class LegacySuffix(StrEnum):
    """Suffixes of the entity IDs of hass-pronote."""

    CLASS = "class"
    TODAY = "today_s_timetable"
    TOMORROW = "tomorrow_s_timetable"
    NEXT_DAY = "next_day_s_timetable"
    FORTNIGHT = "period_s_timetable"
    HOMEWORK = "homework"
    FORTNIGHT_HOMEWORK = "period_s_homework"
    GRADES = "grades"
    AVERAGES = "averages"
    ABSENCES = "absences"
    DELAYS = "delays"
    EVALUATIONS = "evaluations"
    PUNISHMENTS = "punishments"
    MENUS = "menus"
    NEWS = "information_and_surveys"
    CURRENT_PERIOD = "current_period"
    PERIODS = "periods"
    PREVIOUS_PERIODS = "previous_periods"
    ACTIVE_PERIODS = "active_periods"
    SERVER_STATUS = "server_status"
    OVERALL_AVERAGE = "overall_average"
    NEXT_ALARM = "next_alarm"


OF_PERIODS: Final = (
    LegacySuffix.GRADES,
    LegacySuffix.AVERAGES,
    LegacySuffix.ABSENCES,
    LegacySuffix.DELAYS,
    LegacySuffix.EVALUATIONS,
    LegacySuffix.PUNISHMENTS,
    LegacySuffix.OVERALL_AVERAGE,
)
"""Sensors that exist for each closed period too."""


def legacy_key(suffix: str) -> str:
    """Return the key of a legacy sensor, the end of its unique ID."""
    return f"legacy_{suffix}"


def child_slug(name: str) -> str:
    """Return the slug that hass-pronote made of the name of a child."""
    return re.sub("[^A-Za-z]", "_", name.lower())
