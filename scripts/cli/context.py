"""Context of a command: an open account, the arguments, the output."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aiopronote import Account, Period, PronoteClient, Pupil

from .dates import resolve_day
from .i18n import Text, UsageError
from .output import Output
from .selection import find_by_name

_ONE_OF = Text(
    "{name} ({number} of {count}, --pupil chooses)",
    "{name} ({number} sur {count}, --pupil choisit)",
)
_NO_PUPIL = Text("This account has no pupils.", "Ce compte n’a pas d’élève.")
_BACKWARDS = Text("{start} is after {end}.", "{start} est après {end}.")


@dataclass(frozen=True, slots=True)
class Context:
    """Open account with the arguments and the output."""

    client: PronoteClient
    arguments: Namespace
    output: Output

    @property
    def account(self) -> Account:
        """Return the logged-in account."""
        return self.client.account

    @property
    def today(self) -> date:
        """Return the date at the school."""
        return datetime.now(self.account.calendar.timezone).date()

    def pupil(self) -> Pupil:
        """Return the chosen child, by default the first."""
        pupils = self.account.pupils
        if not pupils:
            raise UsageError(_NO_PUPIL)
        if self.arguments.pupil is not None:
            return find_by_name(self.arguments.pupil, pupils, lambda pupil: pupil.name)
        if len(pupils) > 1:
            self.output.print_message(
                _ONE_OF.format(name=pupils[0].name, number=1, count=len(pupils))
            )
        return pupils[0]

    def days(self, first: int, length: int) -> tuple[date, date]:
        """Return the chosen days, by default `length` days from `first` days after today."""
        given = self.arguments
        start = resolve_day(given.start or timedelta(days=first), self.today)
        end = (
            resolve_day(given.end, self.today)
            if given.end is not None
            else start + timedelta(days=length)
        )
        if end < start:
            raise UsageError(_BACKWARDS, start=start, end=end)
        return start, end

    def period(self, pupil: Pupil) -> Period | None:
        """Return the chosen period, None for the current one."""
        if self.arguments.period is None:
            return None
        return find_by_name(
            self.arguments.period, known_periods(pupil), lambda period: period.name
        )


def known_periods(pupil: Pupil) -> Sequence[Period]:
    """Return the periods of all pages of a pupil, each once."""
    pages = (pupil.periods, *pupil.tab_periods.values())
    unique = {period.key: period for page in reversed(pages) for period in page}
    order = [period.key for page in pages for period in page]
    return [unique[key] for key in dict.fromkeys(order)]
