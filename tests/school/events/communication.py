"""News, surveys, discussions: what people say to each other."""

from dataclasses import replace
from datetime import timedelta

from tests.school.happenings import ImpossibleHappeningError, Scene, Told, happening
from tests.school.model.homework import worksheet
from tests.school.model.letters import PRINCIPAL, STAFF, person_uid
from tests.school.model.mail import Discussion, Person, QuietHours
from tests.school.model.news import News, Question
from tests.school.model.people import Account, Role
from tests.school.model.publications import acknowledged, chosen, told


def _published(scene: Scene, default_title: str, survey: bool) -> Told:
    """News go to every family, unless a pupil is named."""
    uid = scene.uid("news")
    html = scene.text("text", "<div>Détails dans le carnet.</div>")
    sheet = (worksheet(f"file-{uid}", "Fiche"),) if scene.details.get("file") else ()
    question: Question
    if survey:
        question = chosen(uid, html, "Avec viande", "Végétarien")
    elif scene.details.get("acknowledge"):
        question = acknowledged(uid, html, *sheet)
    else:
        question = told(uid, html, *sheet)
    named = scene.details.get("pupil")
    made = News(
        uid=uid,
        title=scene.text("title", default_title),
        author=scene.text("author", PRINCIPAL.name),
        created=scene.now.replace(microsecond=0),
        first=scene.today,
        last=scene.today + timedelta(days=30),
        questions=(question,),
        survey=survey,
        pupils=frozenset({scene.pupil.uid}) if named else None,
    )
    scene.world.news.items.append(made)
    return {"news": {"uid": uid, "title": made.title, "survey": survey}}


@happening("news")
def news(scene: Scene) -> Told:
    """With `acknowledge` it waits to be acknowledged, with `file` it has one."""
    return _published(scene, "Réunion des parents", survey=False)


@happening("survey")
def survey(scene: Scene) -> Told:
    return _published(scene, "Choix du menu de Noël", survey=True)


def _newest(scene: Scene) -> News:
    wanted = scene.details.get("title")
    shown = [one for one in scene.world.news.items if wanted in (None, one.title)]
    if not shown:
        raise ImpossibleHappeningError("no such news")
    return max(shown, key=lambda one: one.created)


@happening("news_withdrawn")
def news_withdrawn(scene: Scene) -> Told:
    """The newest piece of news, or the one of `title`, is published no more."""
    gone = _newest(scene)
    scene.world.news.items.remove(gone)
    return {"news": {"uid": gone.uid, "title": gone.title}}


@happening("survey_closed")
def survey_closed(scene: Scene) -> Told:
    """The newest survey, or the one of `title`, is shown but takes no answer."""
    items = scene.world.news.items
    wanted = scene.details.get("title")
    for index in range(len(items) - 1, -1, -1):
        if items[index].survey and wanted in (None, items[index].title):
            last = scene.today - timedelta(days=1)
            closed = replace(items[index], last=last, kept=True)
            items[index] = closed
            return {"news": {"uid": closed.uid, "title": closed.title}}
    raise ImpossibleHappeningError("no such survey")


def _family(scene: Scene) -> list[Person]:
    """The owner of `account`, else the pupil and the parents."""
    world = scene.world
    if key := scene.details.get("account"):
        return [world.mail.person(person_uid(world.account(str(key))))]

    def of_pupil(account: Account) -> bool:
        family = account.role in (Role.PUPIL, Role.PARENT)
        return family and account.mail.open and scene.pupil in account.pupils

    accounts = [account for account in world.accounts if of_pupil(account)]
    return [world.mail.person(person_uid(account)) for account in accounts]


def _author(scene: Scene) -> Person:
    wanted = scene.text("author", PRINCIPAL.uid)
    for person in scene.world.mail.people:
        if wanted in (person.uid, person.name):
            return person
    raise ImpossibleHappeningError(f"nobody called {wanted}")


@happening("message")
def message(scene: Scene) -> Told:
    """A discussion which the school begins with a family; with `file` it has one."""
    text = scene.text("text", "Bonjour, merci de prévoir un compas.")
    subject = scene.text("subject_line", "Matériel")
    to, mail = _family(scene), scene.world.mail
    uid = scene.uid("file-letter")
    sheet = (worksheet(uid, "Fiche"),) if scene.details.get("file") else ()
    mail.start(_author(scene), to, subject, text, scene.now, attachments=sheet)
    return {"subject": subject, "text": text, "to": [one.name for one in to]}


def _discussion(scene: Scene) -> Discussion:
    """The newest one of a family, or of all, unless `subject_line` names it."""
    if subject := scene.details.get("subject_line"):
        return scene.world.mail.find(str(subject))
    for person in _family(scene):
        for discussion in scene.world.mail.discussions_of(person):
            if not (discussion.closed or discussion.single):
                return discussion
    raise ImpossibleHappeningError("no open discussion")


@happening("reply")
def reply(scene: Scene) -> Told:
    """Somebody of the school answers in a discussion."""
    discussion = _discussion(scene)
    last = discussion.letters[-1]
    family = _family(scene)
    others = [one for one in discussion.people if one not in family] or [*STAFF]
    author = others[0]
    text = scene.text("text", "Merci de votre réponse.")
    to = [one for one in discussion.people if one != author]
    scene.world.mail.write(discussion, author, to, text, scene.now, source=last)
    return {"subject": discussion.subject, "text": text, "author": author.name}


@happening("discussion_closed")
def discussion_closed(scene: Scene) -> Told:
    discussion = _discussion(scene)
    discussion.closed = True
    return {"subject": discussion.subject}


@happening("do_not_disturb")
def do_not_disturb(scene: Scene) -> Told:
    """No message is delivered from now on; `over` ends it."""
    quiet = QuietHours(
        "Droit à la déconnexion",
        scene.text("text", "La messagerie est fermée de 20h à 7h."),
    )
    scene.world.mail.quiet = None if scene.details.get("over") else quiet
    return {"quiet": scene.world.mail.quiet is not None}


@happening("meal_paid")
def meal_paid(scene: Scene) -> Told:
    """A meal, or `amount`, is taken from the pupil's first purse."""
    purses = scene.world.services.purses.get(scene.pupil.uid)
    if not purses:
        raise ImpossibleHappeningError("no purse")
    amount = scene.number("amount", "4.15")
    purses[0] = replace(purses[0], balance=purses[0].balance - amount)
    return {"pupil": scene.pupil, "purse": purses[0]}
