"""The counters of what is unread, which ride along with every answer."""

from tests.school.model.build_mail import person_uid
from tests.school.spaces import open_tabs
from tests.school.wire.values import Json

from .registry import RequestContext

NEWS, MAIL = 8, 131


def counters(context: RequestContext) -> Json:
    """Only the tabs which the account may open are counted."""
    school, account = context.school, context.account
    tabs = open_tabs(account, school.faults.closed_tabs)
    counts: dict[int, int] = {}
    if MAIL in tabs and account.mail.open:
        mail = school.model.mail
        counts[MAIL] = mail.unread(mail.person(person_uid(account)))
    if NEWS in tabs:
        today = school.clock().date()
        counts[NEWS] = school.model.news.unread(account, today)
    return {
        "notifications": {"compteurCentraleNotif": 0},
        "notificationsCommunication": [
            {"onglet": tab, "nb": count} for tab, count in counts.items()
        ],
    }
