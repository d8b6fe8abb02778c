"""What may go differently at a portal, to order, for a number of times or for ever."""

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
"""At the portal's own hosts, unless another `host` is named."""

AT_THE_PASSWORD = frozenset(
    {"foreign_form", "foreign_redirect", "plain_form", "plain_page"}
)
"""Those of them which concern the form of the password."""

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

AT_THE_DOOR = frozenset(
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

NAMES = AT_A_HOST | AT_EDUCONNECT | AT_THE_DOOR | OF_ONE_FAMILY


class UnknownBehaviourError(ValueError):
    """There is no behaviour of this name."""


@dataclass(slots=True)
class Behaviour:
    """`times` is None when it lasts; `what` is a detail of it."""

    name: str
    times: int | None
    host: str | None
    what: str


class Behaviours:
    """The behaviours armed at one portal."""

    def __init__(self, own_hosts: frozenset[str]) -> None:
        self.armed: list[Behaviour] = []
        self._own_hosts = own_hosts

    def arm(self, name: str, times: int | None, host: str | None, what: str) -> None:
        if name not in NAMES:
            raise UnknownBehaviourError(name)
        self.armed.append(Behaviour(name, times, host, what))

    def clear(self) -> None:
        self.armed.clear()

    def take(self, name: str, host: str | None = None) -> Behaviour | None:
        """Use up one time of a behaviour, if one is armed here."""
        for behaviour in self.armed:
            if behaviour.name == name and self._is_here(behaviour, host):
                if behaviour.times is not None:
                    behaviour.times -= 1
                    if behaviour.times <= 0:
                        self.armed.remove(behaviour)
                return behaviour
        return None

    def _is_here(self, behaviour: Behaviour, host: str | None) -> bool:
        if host is None:
            return True
        return host == behaviour.host if behaviour.host else host in self._own_hosts
