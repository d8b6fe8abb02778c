"""Moving from page to page, keeping the session alive, and leaving it."""

from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer, Stage

from .registry import RequestContext, any_page, step


@any_page("Navigation")
def navigation(context: RequestContext) -> Answer:
    """PRONOTE's page sends it at each change of page, signed with the new one."""
    if context.data.get("onglet", context.tab) != context.tab:
        raise impossible_page()
    return _keep_alive(context)


@any_page("Presence")
def presence(context: RequestContext) -> Answer:
    return _keep_alive(context)


def _keep_alive(context: RequestContext) -> Answer:
    """Each generation has its own function for it."""
    if context.call.function != context.session.version.keep_alive:
        raise impossible_page()
    return Answer()


@step("SaisieDeconnexion", Stage.SECURING, Stage.OPEN)
def leave(context: RequestContext) -> Answer:
    """The session answers this last call, and no other."""
    context.school.close_session(context.session)
    context.school.request_log.logouts += 1
    return Answer(report={})
