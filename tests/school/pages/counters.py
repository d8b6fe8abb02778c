"""Counters of unread items, included in every answer."""

from tests.school.model.build_mail import person_uid
from tests.school.spaces import open_tabs
from tests.school.wire.values import Json

from .registry import RequestContext

NEWS, MAIL = 8, 131


def counters(context: RequestContext) -> Json:
    """Return the counters, which are zero for tabs that the account may not open.

    An irregular school lists all tabs in the first answer of a session, then only those
    whose number changed.
    """
    school, account = context.school, context.account
    tabs = open_tabs(account, school.faults.closed_tabs)
    counts = dict.fromkeys((MAIL, NEWS), 0)
    if MAIL in tabs and account.mail.open:
        mail = school.model.mail
        counts[MAIL] = mail.unread(mail.person(person_uid(account)))
    if NEWS in tabs:
        today = school.clock().date()
        counts[NEWS] = school.model.news.unread(account, today)
    known = context.session.told_counters
    told = counts
    if school.options.irregular and school.options.partial_counters:
        told = {tab: n for tab, n in counts.items() if known.get(tab) != n}
    known |= counts
    rows = [{"onglet": tab, "nb": count} for tab, count in told.items()]
    return {
        "notifications": {"compteurCentraleNotif": 0},
        **({"notificationsCommunication": rows} if rows else {}),
    }
