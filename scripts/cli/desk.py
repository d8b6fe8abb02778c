"""What a command works with: an open account, the arguments, the screen."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aiopronote import Account, Period, PronoteClient, Pupil

from .choosing import by_name, on_calendar
from .language import Text, UsageError
from .screen import Screen

_ONE_OF = Text(
    "{name} ({number} of {count}, --pupil chooses)",
    "{name} ({number} sur {count}, --pupil choisit)",
)
_NO_PUPIL = Text(
    "This account has no pupil of its own.", "Ce compte n’a pas d’élève à lui."
)
_BACKWARDS = Text("{start} is after {end}.", "{start} est après {end}.")


@dataclass(frozen=True, slots=True)
class Desk:
    """An open account and what was typed."""

    client: PronoteClient
    arguments: Namespace
    screen: Screen

    @property
    def account(self) -> Account:
        """Who is logged in."""
        return self.client.account

    @property
    def today(self) -> date:
        """The day at the school."""
        return datetime.now(self.account.calendar.timezone).date()

    def pupil(self) -> Pupil:
        """Return the child meant: the one named, else the first."""
        pupils = self.account.pupils
        if not pupils:
            raise UsageError(_NO_PUPIL)
        if self.arguments.pupil is not None:
            return by_name(self.arguments.pupil, pupils, lambda pupil: pupil.name)
        if len(pupils) > 1:
            self.screen.say(
                _ONE_OF.format(name=pupils[0].name, number=1, count=len(pupils))
            )
        return pupils[0]

    def days(self, first: int, length: int) -> tuple[date, date]:
        """Return the range asked, by default from `first` days after today, `length` days more."""
        given = self.arguments
        start = on_calendar(given.start or timedelta(days=first), self.today)
        end = (
            on_calendar(given.end, self.today)
            if given.end is not None
            else start + timedelta(days=length)
        )
        if end < start:
            raise UsageError(_BACKWARDS, start=start, end=end)
        return start, end

    def period(self, pupil: Pupil) -> Period | None:
        """Return the period meant, None for the current one."""
        if self.arguments.period is None:
            return None
        return by_name(
            self.arguments.period, known_periods(pupil), lambda period: period.name
        )


def known_periods(pupil: Pupil) -> Sequence[Period]:
    """Return the periods of all pages of a pupil, each once."""
    pages = (pupil.periods, *pupil.tab_periods.values())
    unique = {period.key: period for page in reversed(pages) for period in page}
    order = [period.key for page in pages for period in page]
    return [unique[key] for key in dict.fromkeys(order)]
