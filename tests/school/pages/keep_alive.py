"""Functions that change pages, keep the session alive, or close it."""

from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer, Stage

from .registry import RequestContext, any_page, step


@any_page("Navigation")
def navigation(context: RequestContext) -> Answer:
    """Change pages. PRONOTE's web client signs the request with the new page."""
    if context.data.get("onglet", context.tab) != context.tab:
        raise impossible_page()
    return _keep_alive(context)


@any_page("Presence")
def presence(context: RequestContext) -> Answer:
    return _keep_alive(context)


def _keep_alive(context: RequestContext) -> Answer:
    """Keep the session alive. Refuse the function of another version."""
    if context.call.function != context.session.version.keep_alive:
        raise impossible_page()
    return Answer()


@step("SaisieDeconnexion", Stage.SECURING, Stage.OPEN)
def leave(context: RequestContext) -> Answer:
    """Answer the last call of a session and close it."""
    context.school.close_session(context.session)
    context.school.request_log.logouts += 1
    return Answer(report={})
