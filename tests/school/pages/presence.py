"""Keeping the session alive, and leaving it."""

from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer, Stage

from .registry import Visit, page, step


@page("Navigation", 7)
def navigation(visit: Visit) -> Answer:
    return _keep_alive(visit)


@page("Presence", 7)
def presence(visit: Visit) -> Answer:
    return _keep_alive(visit)


def _keep_alive(visit: Visit) -> Answer:
    """Each generation has its own function for it."""
    if visit.call.function != visit.session.version.keep_alive:
        raise impossible_page()
    return Answer()


@step("SaisieDeconnexion", Stage.SECURING, Stage.OPEN)
def leave(visit: Visit) -> Answer:
    """The session answers this last call, and no other."""
    visit.school.close_session(visit.session)
    visit.school.ledger.logouts += 1
    return Answer(report={})
