"""Slow functions: the server asks to call again and keeps the request meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex

from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import RequestContext

SECONDS = 0.5


def answer_after_wait(
    context: RequestContext,
    answer: Callable[[RequestContext], Json],
    *,
    ask_again: bool = False,
) -> Answer:
    """Answer on the second call. With `ask_again` the client resends the request."""
    waits = context.session.waits
    if not (ticket := context.call.waiting):
        ticket = {
            "ParametresAtt": {
                "delai": SECONDS,
                "repeterRequete": ask_again,
                "sansBlocageInterface": True,
            },
            "jeton": token_hex(8),
        }
        answer(context)
        waits[ticket["jeton"]] = context.call
        return Answer(waiting=ticket)
    kept = waits.pop(str(ticket.get("jeton")), None)
    if kept is None or kept.function != context.call.function:
        raise impossible_page()
    return Answer(answer(context if ask_again else replace(context, call=kept)))
