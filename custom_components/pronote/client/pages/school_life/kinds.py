"""Numbers of the kinds of rows of the page (`G`)."""

from typing import Final

ABSENCE: Final = 13
DELAY: Final = 14
INFIRMARY: Final = 21
MISSED_MEAL: Final = 22
EXEMPTION: Final = 40
PUNISHMENT: Final = 41
SANCTION: Final = 42
NIGHT_AWAY: Final = 44
OBSERVATION: Final = 46
MEASURE: Final = 71
INCIDENT: Final = 73
COMMISSION: Final = 105
BOARDING_DELAY: Final = 121

PUPIL_FILE: Final = 58
"""Kind of the files of punishments and measures, named by a download."""

_BEFORE_2025 = {72: MEASURE, 74: INCIDENT, 106: COMMISSION}
"""Numbers of the versions before 2025. No newer version lists them on this page."""


def canonical(number: int | None) -> int | None:
    """Return the number that a kind has since 2025."""
    return number if number is None else _BEFORE_2025.get(number, number)
