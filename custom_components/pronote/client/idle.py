"""How long a session lives unused at a school: learnt from what happens, not from a promise.

PRONOTE tells no limit and each school has its own, from two minutes up.
"""

from dataclasses import dataclass
from datetime import timedelta

MIN_IDLE_TIME = timedelta(minutes=2)
"""PRONOTE's own page asks something at least this often."""
MAX_IDLE_TIME = timedelta(hours=2)
_PRECISE_ENOUGH = 1.05
"""The limit is known well enough when its two bounds are this near."""
_SAFETY_FACTOR = 0.98
_BACKOFF_FACTOR = 0.9


@dataclass(slots=True)
class IdleLimit:
    """The longest rest a session was seen to survive, and the shortest it was seen to die of."""

    longest_survived: timedelta = MIN_IDLE_TIME
    shortest_expired: timedelta | None = None

    @property
    def timeout(self) -> timedelta:
        """How long a session may be left alone next time, to keep it or to learn more."""
        if self.shortest_expired is None:
            return min(self.longest_survived * 2, MAX_IDLE_TIME)
        if self.shortest_expired / self.longest_survived <= _PRECISE_ENOUGH:
            return self.longest_survived * _SAFETY_FACTOR
        return (self.longest_survived + self.shortest_expired) / 2

    def is_expired(self, idle_time: timedelta) -> bool:
        """Tell whether a session left alone so long is surely not there any more."""
        return self.shortest_expired is not None and idle_time >= self.shortest_expired

    def record_alive(self, idle_time: timedelta) -> None:
        """Learn from a session that was still there.

        None is left alone for longer than LONGEST: that was not its rest, but the clock being set.
        """
        if not self.longest_survived < idle_time <= MAX_IDLE_TIME + MIN_IDLE_TIME:
            return
        self.longest_survived = min(idle_time, MAX_IDLE_TIME)
        if (
            self.shortest_expired is not None
            and self.shortest_expired <= self.longest_survived
        ):
            # The school grew more patient.
            self.shortest_expired = None

    def record_expired(self, idle_time: timedelta) -> None:
        """Learn from a session that was gone. Rests known to be survived killed none: a restart did."""
        if idle_time <= MIN_IDLE_TIME:
            return
        if idle_time <= self.longest_survived:
            # A school may also have grown less patient: come closer, a little at a time.
            self.longest_survived = max(
                self.longest_survived * _BACKOFF_FACTOR, MIN_IDLE_TIME
            )
        elif self.shortest_expired is None or idle_time < self.shortest_expired:
            self.shortest_expired = idle_time
