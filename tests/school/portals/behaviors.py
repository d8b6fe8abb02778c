"""Behaviors of a portal that tests can arm, for a number of times or permanently."""

from dataclasses import dataclass

AT_A_HOST = frozenset(
    {
        "cut",
        "down",
        "foreign_form",
        "foreign_page",
        "foreign_redirect",
        "meta_refresh",
        "page_changed",
        "plain_form",
        "plain_page",
        "redirect_loop",
        "script_redirect",
    }
)
"""Behaviors of the portal's own hosts, or of another `host`."""

AT_THE_PASSWORD = frozenset(
    {"foreign_form", "foreign_redirect", "plain_form", "plain_page"}
)
"""Behaviors of the page or form of the password."""

AT_EDUCONNECT = frozenset(
    {
        "assertion_without_relay",
        "blocked",
        "consent",
        "disturbed",
        "no_local_storage",
        "no_profile_buttons",
        "stale",
        "storage_write",
        "strict_profile",
    }
)

AT_LOGIN = frozenset(
    {
        "account_choice",
        "account_unknown",
        "busy",
        "cas_without_ticket",
        "france_connect_only",
        "locked",
        "mail_code",
        "must_act",
        "not_recognised",
        "on_holiday",
        "redirect_binding",
        "second_factor",
        "service_refused",
        "with_lt",
    }
)

OF_ONE_FAMILY = frozenset(
    {
        "oze_cas_closed",
        "oze_without_app",
        "relay_refused",
        "toutatice_functional_error",
        "toutatice_technical_error",
    }
)

NAMES = AT_A_HOST | AT_EDUCONNECT | AT_LOGIN | OF_ONE_FAMILY


class UnknownBehaviorError(ValueError):
    """Error for a behavior name that does not exist."""


@dataclass(slots=True)
class Behavior:
    """Armed behavior. `times` is None for a lasting behavior. `what` is a detail."""

    name: str
    times: int | None
    host: str | None
    what: str


class Behaviors:
    """Behaviors armed at one portal."""

    def __init__(self, own_hosts: frozenset[str]) -> None:
        self.armed: list[Behavior] = []
        self._own_hosts = own_hosts

    def arm(self, name: str, times: int | None, host: str | None, what: str) -> None:
        if name not in NAMES:
            raise UnknownBehaviorError(name)
        self.armed.append(Behavior(name, times, host, what))

    def clear(self) -> None:
        self.armed.clear()

    def take(self, name: str, host: str | None = None) -> Behavior | None:
        """Return the behavior armed for a host, if any, and count one use of it."""
        for behavior in self.armed:
            if behavior.name == name and self._is_here(behavior, host):
                if behavior.times is not None:
                    behavior.times -= 1
                    if behavior.times <= 0:
                        self.armed.remove(behavior)
                return behavior
        return None

    def _is_here(self, behavior: Behavior, host: str | None) -> bool:
        if host is None:
            return True
        return host == behavior.host if behavior.host else host in self._own_hosts
