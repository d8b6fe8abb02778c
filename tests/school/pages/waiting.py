"""Slow functions: the school asks to come back, and keeps what was asked meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from secrets import token_hex

from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .registry import Visit

SECONDS = 0.5


def after_a_wait(
    visit: Visit, answer: Callable[[Visit], Json], *, ask_again: bool = False
) -> Answer:
    """Answer the second time; with `ask_again` the request must be sent anew."""
    waits = visit.session.waits
    if not (ticket := visit.call.waiting):
        ticket = {
            "ParametresAtt": {
                "delai": SECONDS,
                "repeterRequete": ask_again,
                "sansBlocageInterface": True,
            },
            "jeton": token_hex(8),
        }
        answer(visit)
        waits[ticket["jeton"]] = visit.call
        return Answer(waiting=ticket)
    kept = waits.pop(str(ticket.get("jeton")), None)
    if kept is None or kept.function != visit.call.function:
        raise impossible_page()
    return Answer(answer(visit if ask_again else replace(visit, call=kept)))
