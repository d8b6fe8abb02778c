"""PageCahierDeTexte: homework (tab 88) and contents of lessons (tab 89)."""

from datetime import date, timedelta

from tests.school.model.people import Role
from tests.school.model.types import HandIn, Homework, Quiz, QuizState
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .attachments import attachment_row
from .contents import lesson_log, resource_lists, subject_list
from .registry import RequestContext, page

HOMEWORK, CONTENTS = 88, 89
ALL_WEEKS = 62
QUIZ, QUIZ_RUN = 55, 56
SENT = (HandIn.UPLOAD, HandIn.AUDIO)


@page("PageCahierDeTexte", HOMEWORK, CONTENTS)
def diary(context: RequestContext) -> Json:
    asked = _asked_days(context)
    if context.tab == CONTENTS:
        return _contents(context, asked)
    works = [
        work
        for first, last in asked
        for work in context.pupil.homework_between(first, last)
    ]
    return {
        "ListeTravauxAFaire": values.element(
            [homework_row(context, work) for work in works]
        )
    }


def _contents(context: RequestContext, asked: list[tuple[date, date]]) -> Json:
    """Return the lessons, the teaching resources, or both."""
    first, last = asked[0][0], asked[-1][1]
    resources = {
        "ListeRessourcesPedagogiques": values.element(
            resource_lists(context, first, last)
        )
    }
    if context.data.get("estRequeteRP"):
        return resources
    lessons = [
        lesson
        for first, last in asked
        for lesson in context.pupil.lessons_between(first, last)
        if lesson.content
    ]
    subjects = {lesson.subject for lesson in lessons if lesson.subject}
    logs: Json = {
        "ListeCahierDeTextes": values.element(
            [lesson_log(context, one) for one in lessons]
        ),
        "ListeRessourcesNumeriques": values.element(
            {"listeRessources": values.element([])}
        ),
        "listeDS": values.element([]),
        "listeMatieres": subject_list(context, subjects),
    }
    return logs if context.data.get("sansRequeteRP") else logs | resources


@page("donneesContenusCDT", CONTENTS, HOMEWORK)
def one_lesson(context: RequestContext) -> Json:
    """Return one lesson by the id of its log, with its homework if `pourTAF` is set."""
    number = values.field(context.required("cahierDeTextes"), "N")
    uid = context.session.ids.resolve(number, "log")
    lessons = [lesson for lesson in context.pupil.lessons if lesson.uid == uid]
    rows = [lesson_log(context, lesson) for lesson in lessons if lesson.content]
    if context.data.get("pourTAF"):
        works = [one for one in context.pupil.homework if one.lesson_uid == uid]
        listed = values.element([homework_row(context, work) for work in works])
        rows = rows or [{"N": number}]
        rows[0]["ListeTravailAFaire"] = listed
    return {"ListeCahierDeTextes": values.element(rows)}


def _asked_days(context: RequestContext) -> list[tuple[date, date]]:
    """Return the days of a domain of weeks, or all days from a date on."""
    year = context.school.model.year
    if start := context.data.get("date"):
        return [(values.read_day(start), year.last_day)]
    weeks = values.read_numbers(context.required("domaine"))
    if not weeks or min(weeks) < 1 or max(weeks) > ALL_WEEKS:
        raise impossible_page()
    return [
        (year.monday(week), year.monday(week) + timedelta(days=6))
        for week in sorted(weeks)
    ]


def homework_row(context: RequestContext, work: Homework) -> Json:
    subject = work.subject
    row: Json = {
        "N": context.id("homework", work.uid),
        "G": 0,
        "descriptif": values.html(work.html),
        "avecMiseEnForme": work.html.count("<") > 2,
        "PourLe": values.day(work.due),
        "DonneLe": values.day(work.given),
        "TAFFait": work.done,
        "niveauDifficulte": int(work.difficulty),
        "duree": work.duration,
        "cahierDeTextes": values.element(
            {"N": context.id("log", work.lesson_uid or work.uid)}
        ),
        "CouleurFond": subject.color,
        "Matiere": values.element(context.named("subject", subject.uid, subject.name)),
        "nomPublic": work.recipients,
        "ListeThemes": values.element([]),
        "libelleCBTheme": "Thème",
        "ListePieceJointe": values.element(
            [attachment_row(context, one) for one in work.attachments]
        ),
    }
    if work.lesson_uid:
        row["cours"] = values.element({"N": context.id("lesson", work.lesson_uid)})
    if work.hand_in:
        row |= _handing_in(context, work)
    if work.quiz:
        row |= {
            "executionQCM": values.element(_quiz_run(context, work.quiz)),
            "QCMFait": work.quiz.state is QuizState.FINISHED,
        }
    return row


def _quiz_run(context: RequestContext, quiz: Quiz) -> Json:
    return {
        "N": context.id("quiz_run", quiz.uid),
        "G": QUIZ_RUN,
        "QCM": values.element(
            {
                **context.named("quiz", quiz.uid, quiz.title),
                "G": QUIZ,
                "nbQuestionsTotal": quiz.questions,
                "nombreDePointsTotal": quiz.points,
            }
        ),
        "dateDebutPublication": values.moment(quiz.first),
        "dateFinPublication": values.moment(quiz.last),
        "consigne": values.html(quiz.html),
        "estUnTAF": True,
        "estDemarre": quiz.started,
        "etatCloture": int(quiz.state),
        "nbQuestRepondues": quiz.answered,
        "nbQuestBonnes": quiz.right,
        "dureeMaxQCM": quiz.minutes,
    }


def _handing_in(context: RequestContext, work: Homework) -> Json:
    """Return the fields for handing in. Only pupils can send files, if requested."""
    may_send = work.hand_in in SENT and context.account.role is Role.PUPIL
    row: Json = {
        "avecRendu": True,
        "genreRendu": int(work.hand_in),
        "peuRendre": may_send and work.corrected is None,
    }
    if work.handed_in and work.handed_in_at:
        row["documentRendu"] = values.element(attachment_row(context, work.handed_in))
        row["dateRendu"] = values.moment(work.handed_in_at)
    if work.corrected:
        row["documentCorrige"] = values.element(attachment_row(context, work.corrected))
        row["commentaireCorrige"] = work.correction_comment
    return row


@page("SaisieTAFFaitEleve", HOMEWORK)
def tick(context: RequestContext) -> Answer:
    """Mark homework as done or not. A request of a parent changes nothing."""
    for item in values.plain(context.required("listeTAF")):
        uid = context.session.ids.resolve(values.field(item, "N"), "homework")
        done = bool(values.field(item, "TAFFait"))
        if context.account.role is Role.PUPIL:
            context.pupil.tick(uid, done)
    return Answer(report={})
