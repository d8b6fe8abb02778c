"""Log once a morning that its wake-up times may be wrong."""

from datetime import date

from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from ..models import PronoteConfigEntry


@callback
def async_setup_wake_up_check(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Log when the lessons of a morning were not confirmed since the evening before."""
    timetable = entry.runtime_data.timetable
    logged: date | None = None

    @callback
    def check() -> None:
        nonlocal logged
        today = timetable.now.date()
        outdated = [
            since
            for pupil in entry.runtime_data.account.pupils
            if (since := timetable.school_days(pupil.key).outdated_since)
        ]
        if not outdated or logged == today or not timetable.unanswered:
            return
        logged = today
        LOGGER.warning(
            "The wake-up times of %s are computed from a timetable of %s: "
            "PRONOTE has not answered since",
            today.isoformat(),
            min(outdated)
            .astimezone(timetable.calendar.timezone)
            .isoformat(timespec="minutes"),
        )

    entry.async_on_unload(timetable.async_add_listener(check))
    check()
