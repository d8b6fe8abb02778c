"""What hass-pronote called its sensors, and a child."""

from enum import StrEnum
import re


class Legacy(StrEnum):
    """The sensors of hass-pronote, by the end of their entity ids."""

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


def legacy_key(suffix: str) -> str:
    """Return the key of a legacy sensor, which ends its unique id."""
    return f"legacy_{suffix}"


def child_slug(name: str) -> str:
    """Return what hass-pronote made of a child's name."""
    return re.sub("[^A-Za-z]", "_", name.lower())
