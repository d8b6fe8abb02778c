"""Phrases of both languages, and how they write dates, times, numbers and lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..school_day.days import DAY


class Language(StrEnum):
    """Languages of the phrases."""

    FRENCH = "fr"
    ENGLISH = "en"


_SECTIONS: Final = {
    "common": f"component.{DOMAIN}.common.",
    "entity": f"component.{DOMAIN}.entity.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The phrases of one language."""

    language: Language
    texts: Mapping[str, str]
    """Texts of the sections `common` and `entity` of the translations, without their prefixes."""
    spoken: bool = False
    """Whether they are read aloud: times are then words."""

    def __call__(self, key: str, **blanks: object) -> str:
        """Return a phrase with its blanks filled in."""
        return self.texts[key].format(**blanks)

    def choice(self, entity: str, attribute: str, value: str) -> str:
        """Return the name of a value of an attribute."""
        return self.texts[f"{entity}.state_attributes.{attribute}.state.{value}"]

    def clock(self, instant: datetime) -> str:
        """Return a time, such as 8:05, or `8 heures 05` in spoken French."""
        if not self.spoken or self.language is Language.ENGLISH:
            return f"{instant.hour}:{instant.minute:02}"
        minutes = f" {instant.minute:02}" if instant.minute else ""
        return self("clock_hours", hours=instant.hour) + minutes

    def day(self, day: date, today: date, *, dated: bool = False) -> str:
        """Return a day, as `tomorrow` if it is, and with its date if asked for."""
        if not dated and day == today:
            return self("day_today")
        if not dated and day == today + DAY:
            return self("day_tomorrow")
        return self(
            "day_date",
            weekday=self("weekdays").split(", ")[day.weekday()],
            day=self("first_of_month") if day.day == 1 else day.day,
            month=self("months").split(", ")[day.month - 1],
        )

    def short_day(self, day: date, today: date | None = None) -> str:
        """Return a day, as `tomorrow` if it is and today is given, or short: `Sat 19 Dec`.

        A day that is read aloud is never short.
        """
        if today is not None and (self.spoken or today <= day <= today + DAY):
            return self.day(day, today)
        return self(
            "day_date_short",
            weekday=self("weekdays_short").split(", ")[day.weekday()],
            day=self("first_of_month") if day.day == 1 else day.day,
            month=self("months_short").split(", ")[day.month - 1],
        )

    def moment(self, instant: datetime, today: date) -> str:
        """Return a day and a time, such as `tomorrow 8:00`."""
        return f"{self.short_day(instant.date(), today)} {self.clock(instant)}"

    def date_and_time(self, instant: datetime) -> str:
        """Return a day and a time in a sentence, such as `Tuesday, November 24 at 8:00`."""
        day = self.day(instant.date(), date.min, dated=True)
        return self("day_at", day=day, time=self.clock(instant))

    def number(self, value: object) -> str:
        """Return a number with the decimal mark of the language."""
        text = str(value)
        return text.replace(".", ",") if self.language is Language.FRENCH else text

    def amount(self, value: float) -> str:
        """Return an amount of money, which PRONOTE gives in euros."""
        amount = self.number(f"{value:.2f}")
        return f"{amount} €" if self.language is Language.FRENCH else f"€{amount}"

    def list(self, items: Iterable[str]) -> str:
        """Return an enumeration."""
        *others, last = [*items] or [""]
        return f"{', '.join(others)} {self('and')} {last}" if others else last

    def sentence(self, text: str) -> str:
        """Return a text that begins with a capital."""
        return text[:1].upper() + text[1:]


PHRASES: HassKey[Mapping[Language, Phrases]] = HassKey(f"{DOMAIN}_phrases")


async def async_load_phrases(hass: HomeAssistant) -> None:
    """Load the phrases of both languages, once: notifications may use either."""
    if PHRASES in hass.data:
        return
    loaded: dict[Language, Phrases] = {}
    for language in Language:
        texts: dict[str, str] = {}
        for section, prefix in _SECTIONS.items():
            found = await async_get_translations(hass, language, section, {DOMAIN})
            texts |= {key.removeprefix(prefix): text for key, text in found.items()}
        loaded[language] = Phrases(language=language, texts=texts)
    hass.data[PHRASES] = loaded


def get_phrases(hass: HomeAssistant, language: str | None = None) -> Phrases:
    """Return the phrases of a language, by default that of Home Assistant."""
    wanted = (language or hass.config.language).partition("-")[0]
    french = wanted == Language.FRENCH
    return hass.data[PHRASES][Language.FRENCH if french else Language.ENGLISH]
