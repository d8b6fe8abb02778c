"""Counters of unread items, included in every answer."""

from tests.school.model.build_mail import person_uid
from tests.school.spaces import open_tabs
from tests.school.wire.values import Json

from .registry import RequestContext

NEWS, MAIL = 8, 131


def discussion_hours(context: RequestContext) -> Json:
    """Return the rights that tell whether discussions are closed now."""
    if not context.session.version.discussion_hours:
        return {}
    return {
        "discussionDesactiveeSelonHoraire": closed_now(context),
        "messageDiscussionDesactiveeSelonHoraire": context.school.model.mail.closed
        or "",
    }


def closed_now(context: RequestContext) -> bool:
    """Return whether nobody may write at this hour."""
    version, mail = context.session.version, context.school.model.mail
    return version.discussion_hours and mail.closed is not None


def _changed_hours(context: RequestContext) -> Json:
    """Return the rights again if they changed since they were told."""
    session, hours = context.session, discussion_hours(context)
    if session.told_hours in (None, hours):
        return {}
    session.told_hours = hours
    return hours


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
        **_changed_hours(context),
        "notifications": {"compteurCentraleNotif": 0},
        **({"notificationsCommunication": rows} if rows else {}),
    }
