"""Idle timeout of sessions, measured.

PRONOTE does not publish its timeout. Schools set their own, from two minutes up.
"""

from dataclasses import dataclass
from datetime import timedelta

MIN_IDLE_TIME = timedelta(minutes=2)
"""PRONOTE's own page sends a request at least this often."""
MAX_IDLE_TIME = timedelta(hours=2)
_PRECISE_ENOUGH = 1.05
"""Ratio of the two bounds at which the timeout is known well enough."""
_SAFETY_FACTOR = 0.98
_BACKOFF_FACTOR = 0.9


@dataclass(slots=True)
class IdleLimit:
    """Bounds of the idle timeout.

    The longest idle time after which a session was open, the shortest after which it had expired.
    """

    longest_survived: timedelta = MIN_IDLE_TIME
    shortest_expired: timedelta | None = None

    @property
    def timeout(self) -> timedelta:
        """Idle time to allow next, to keep the session or to measure further."""
        if self.shortest_expired is None:
            return min(self.longest_survived * 2, MAX_IDLE_TIME)
        if self.shortest_expired / self.longest_survived <= _PRECISE_ENOUGH:
            return self.longest_survived * _SAFETY_FACTOR
        # The shortest may be a night.
        return min((self.longest_survived + self.shortest_expired) / 2, MAX_IDLE_TIME)

    def is_expired(self, idle_time: timedelta) -> bool:
        """Return whether a session has expired after this idle time."""
        return self.shortest_expired is not None and idle_time >= self.shortest_expired

    def record_alive(self, idle_time: timedelta) -> None:
        """Record that a session was still open.

        Idle times above the maximum are ignored: the clock was changed.
        """
        if not self.longest_survived < idle_time <= MAX_IDLE_TIME + MIN_IDLE_TIME:
            return
        self.longest_survived = min(idle_time, MAX_IDLE_TIME)
        if (
            self.shortest_expired is not None
            and self.shortest_expired <= self.longest_survived
        ):
            # The timeout was raised.
            self.shortest_expired = None

    def record_expired(self, idle_time: timedelta) -> None:
        """Record that a session had expired.

        After a short idle time the cause is a restart, not the timeout.
        """
        if idle_time <= MIN_IDLE_TIME:
            return
        if idle_time <= self.longest_survived:
            # The timeout may have been lowered: reduce the bound step by step.
            self.longest_survived = max(
                self.longest_survived * _BACKOFF_FACTOR, MIN_IDLE_TIME
            )
        elif self.shortest_expired is None or idle_time < self.shortest_expired:
            self.shortest_expired = idle_time
