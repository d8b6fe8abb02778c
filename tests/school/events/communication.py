"""Events about news, surveys, discussions and the canteen balance."""

from dataclasses import replace
from datetime import timedelta

from tests.school.event_registry import (
    EventContext,
    EventResult,
    ImpossibleEventError,
    school_event,
)
from tests.school.model.build_mail import PRINCIPAL, STAFF, person_uid
from tests.school.model.build_news import acknowledged, chosen, told
from tests.school.model.homework import worksheet
from tests.school.model.mail import Discussion, Person, QuietHours
from tests.school.model.news import News, Question
from tests.school.model.people import Account, Role


def _published(context: EventContext, default_title: str, survey: bool) -> EventResult:
    """Publish an item for one pupil, or for every family when none is named."""
    uid = context.uid("news")
    html = context.text("text", "<div>Détails dans le carnet.</div>")
    sheet = (worksheet(f"file-{uid}", "Fiche"),) if context.details.get("file") else ()
    question: Question
    if survey:
        question = chosen(uid, html, "Avec viande", "Végétarien")
    elif context.details.get("acknowledge"):
        question = acknowledged(uid, html, *sheet)
    else:
        question = told(uid, html, *sheet)
    named = context.details.get("pupil")
    made = News(
        uid=uid,
        title=context.text("title", default_title),
        author=context.text("author", PRINCIPAL.name),
        created=context.now.replace(microsecond=0),
        first=context.today,
        last=context.today + timedelta(days=30),
        questions=(question,),
        survey=survey,
        pupils=frozenset({context.pupil.uid}) if named else None,
    )
    context.model.news.items.append(made)
    return {"news": {"uid": uid, "title": made.title, "survey": survey}}


@school_event("news")
def news(context: EventContext) -> EventResult:
    """Publish news, to acknowledge with `acknowledge`, with an attached file with `file`."""
    return _published(context, "Réunion des parents", survey=False)


@school_event("survey")
def survey(context: EventContext) -> EventResult:
    return _published(context, "Choix du menu de Noël", survey=True)


def _newest(context: EventContext) -> News:
    wanted = context.details.get("title")
    shown = [one for one in context.model.news.items if wanted in (None, one.title)]
    if not shown:
        raise ImpossibleEventError("no such news")
    return max(shown, key=lambda one: one.created)


@school_event("news_withdrawn")
def news_withdrawn(context: EventContext) -> EventResult:
    """Withdraw the newest news item, or the one with the title `title`."""
    gone = _newest(context)
    context.model.news.items.remove(gone)
    return {"news": {"uid": gone.uid, "title": gone.title}}


@school_event("survey_closed")
def survey_closed(context: EventContext) -> EventResult:
    """Close the newest survey, or the one with the title `title`. It stays visible."""
    items = context.model.news.items
    wanted = context.details.get("title")
    for index in range(len(items) - 1, -1, -1):
        if items[index].survey and wanted in (None, items[index].title):
            last = context.today - timedelta(days=1)
            closed = replace(items[index], last=last, kept=True)
            items[index] = closed
            return {"news": {"uid": closed.uid, "title": closed.title}}
    raise ImpossibleEventError("no such survey")


def _family(context: EventContext) -> list[Person]:
    """Return the holder of `account`, or the pupil and the parents."""
    model = context.model
    if key := context.details.get("account"):
        return [model.mail.person(person_uid(model.account(str(key))))]

    def of_pupil(account: Account) -> bool:
        family = account.role in (Role.PUPIL, Role.PARENT)
        return family and account.mail.open and context.pupil in account.pupils

    accounts = [account for account in model.accounts if of_pupil(account)]
    return [model.mail.person(person_uid(account)) for account in accounts]


def _author(context: EventContext) -> Person:
    wanted = context.text("author", PRINCIPAL.uid)
    for person in context.model.mail.people:
        if wanted in (person.uid, person.name):
            return person
    raise ImpossibleEventError(f"nobody called {wanted}")


@school_event("message")
def message(context: EventContext) -> EventResult:
    """Start a discussion from the school with a family, with an attached file with `file`."""
    text = context.text("text", "Bonjour, merci de prévoir un compas.")
    subject = context.text("subject_line", "Matériel")
    to, mail = _family(context), context.model.mail
    uid = context.uid("file-letter")
    sheet = (worksheet(uid, "Fiche"),) if context.details.get("file") else ()
    mail.start(_author(context), to, subject, text, context.now, attachments=sheet)
    return {"subject": subject, "text": text, "to": [one.name for one in to]}


def _discussion(context: EventContext) -> Discussion:
    """Return the discussion named by `subject_line`, or the newest open one of the family."""
    if subject := context.details.get("subject_line"):
        return context.model.mail.find(str(subject))
    for person in _family(context):
        for discussion in context.model.mail.discussions_of(person):
            if not (discussion.closed or discussion.single):
                return discussion
    raise ImpossibleEventError("no open discussion")


@school_event("reply")
def reply(context: EventContext) -> EventResult:
    """Add an answer of the school to a discussion."""
    discussion = _discussion(context)
    last = discussion.letters[-1]
    family = _family(context)
    others = [one for one in discussion.people if one not in family] or [*STAFF]
    author = others[0]
    text = context.text("text", "Merci de votre réponse.")
    to = [one for one in discussion.people if one != author]
    context.model.mail.write(discussion, author, to, text, context.now, source=last)
    return {"subject": discussion.subject, "text": text, "author": author.name}


@school_event("discussion_closed")
def discussion_closed(context: EventContext) -> EventResult:
    discussion = _discussion(context)
    discussion.closed = True
    return {"subject": discussion.subject}


@school_event("do_not_disturb")
def do_not_disturb(context: EventContext) -> EventResult:
    """Block the delivery of messages from now on, or allow it again with `over`."""
    quiet = QuietHours(
        "Droit à la déconnexion",
        context.text("text", "La messagerie est fermée de 20h à 7h."),
    )
    context.model.mail.quiet = None if context.details.get("over") else quiet
    return {"quiet": context.model.mail.quiet is not None}


@school_event("discussions_closed")
def discussions_closed(context: EventContext) -> EventResult:
    """Close the discussions at this hour (until 2025), or open them again with `over`."""
    text = "La messagerie est fermée de 20h00 à 7h00."
    mail = context.model.mail
    mail.closed = None if context.details.get("over") else context.text("text", text)
    return {"closed": mail.closed is not None}


@school_event("meal_paid")
def meal_paid(context: EventContext) -> EventResult:
    """Subtract the price of a meal, or `amount`, from the first balance of the pupil."""
    purses = context.model.services.purses.get(context.pupil.uid)
    if not purses:
        raise ImpossibleEventError("no purse")
    amount = context.number("amount", "4.15")
    purses[0] = replace(purses[0], balance=purses[0].balance - amount)
    return {"pupil": context.pupil, "purse": purses[0]}
