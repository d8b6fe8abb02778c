"""How long a session lives unused at a school: learnt from what happens, not from a promise.

PRONOTE tells no limit and each school has its own, from two minutes up.
"""

from dataclasses import dataclass
from datetime import timedelta

TRUSTED = timedelta(minutes=2)
"""PRONOTE's own page asks something at least this often."""
LONGEST = timedelta(hours=2)
_CLOSE = 1.05
"""The limit is known well enough when its two bounds are this near."""
_CAUTIOUS = 0.98
_SHORTENED = 0.9


@dataclass(slots=True)
class IdleLimit:
    """The longest rest a session was seen to survive, and the shortest it was seen to die of."""

    survived: timedelta = TRUSTED
    died: timedelta | None = None

    @property
    def rest(self) -> timedelta:
        """How long a session may be left alone next time, to keep it or to learn more."""
        if self.died is None:
            return min(self.survived * 2, LONGEST)
        if self.died / self.survived <= _CLOSE:
            return self.survived * _CAUTIOUS
        return (self.survived + self.died) / 2

    def is_over(self, rest: timedelta) -> bool:
        """Tell whether a session left alone so long is surely not there any more."""
        return self.died is not None and rest >= self.died

    def note_alive(self, rest: timedelta) -> None:
        """Learn from a session that was still there.

        None is left alone for longer than LONGEST: that was not its rest, but the clock being set.
        """
        if not self.survived < rest <= LONGEST + TRUSTED:
            return
        self.survived = min(rest, LONGEST)
        if self.died is not None and self.died <= self.survived:
            # The school grew more patient.
            self.died = None

    def note_dead(self, rest: timedelta) -> None:
        """Learn from a session that was gone. Rests known to be survived killed none: a restart did."""
        if rest <= TRUSTED:
            return
        if rest <= self.survived:
            # A school may also have grown less patient: come closer, a little at a time.
            self.survived = max(self.survived * _SHORTENED, TRUSTED)
        elif self.died is None or rest < self.died:
            self.died = rest
