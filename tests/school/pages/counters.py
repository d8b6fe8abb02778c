"""The counters of what is unread, which ride along with every answer."""

from tests.school.model.letters import person_uid
from tests.school.spaces import open_tabs
from tests.school.wire.values import Json

from .registry import Visit

NEWS, MAIL = 8, 131


def counters(visit: Visit) -> Json:
    """Only the tabs which the account may open are counted."""
    school, account = visit.school, visit.account
    tabs = open_tabs(account, school.faults.closed_tabs)
    counts: dict[int, int] = {}
    if MAIL in tabs and account.mail.open:
        mail = school.world.mail
        counts[MAIL] = mail.unread(mail.person(person_uid(account)))
    if NEWS in tabs:
        today = school.clock().date()
        counts[NEWS] = school.world.news.unread(account, today)
    return {
        "notifications": {"compteurCentraleNotif": 0},
        "notificationsCommunication": [
            {"onglet": tab, "nb": count} for tab, count in counts.items()
        ],
    }
