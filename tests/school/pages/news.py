"""PageActualites: news and surveys, with or without their contents.

Until 2025 each row of the list contains its questions. Since 2026 they are in the
details of one item, requested with the item's own public.
"""

from collections.abc import Iterator

from tests.school.model.news import AnswerKind, Copy, Mode, Question, Reply
from tests.school.model.people import Pupil, Role
from tests.school.wire import values
from tests.school.wire.errors import impossible_page
from tests.school.wire.values import Json

from .attachments import attachment_list
from .registry import RequestContext, page

DETAIL = 1
CHOICES = (AnswerKind.ONE_CHOICE, AnswerKind.SEVERAL_CHOICES)
PUPIL, PARENT, STAFF = 4, 5, 34
EVERY_PARENT, CHOSEN_PARENTS = 2, 3


@page("PageActualites", 8)
def news(context: RequestContext) -> Json:
    if context.data.get("genreRequeteActualite") == DETAIL:
        return _detail(context)
    modes = sorted(values.read_numbers(context.required("modesAffActus")))
    if not set(modes) <= set(Mode):
        raise impossible_page()
    natures = sorted({one.nature for one in context.school.model.news.items})
    by_item = context.session.version.news_by_item
    return {
        "listeNatures" if by_item else "listeCategories": values.element(
            [
                {**context.named("news_nature", name, name), "estDefaut": number == 0}
                for number, name in enumerate(natures)
            ]
        ),
        "listeModesAff": [
            {
                "G": mode,
                "listeActualites": values.element(mode_rows(context, Mode(mode))),
            }
            for mode in modes
        ],
    }


def mode_rows(context: RequestContext, mode: Mode) -> list[Json]:
    """Return the rows of a list. An item of a parent is listed once for each child."""
    if mode is Mode.RECEIVED:
        return [
            news_row(context, copy, child)
            for copy in received(context)
            for child in copy.children or (None,)
        ]
    board = context.school.model.news
    return [
        news_row(context, Copy(one, context.account, (), read=True), None)
        for one in board.written(context.account, mode)
    ]


def received(context: RequestContext) -> list[Copy]:
    today = context.school.clock().date()
    return context.school.model.news.received(context.account, today)


def news_row(context: RequestContext, copy: Copy, child: Pupil | None) -> Json:
    piece, by_item = copy.news, context.session.version.news_by_item
    nature = values.element(context.named("news_nature", piece.nature, piece.nature))
    row: Json = {
        "N": context.id("news", copy.uid),
        "L": piece.title,
        "auteur": piece.author,
        "elmauteur": values.element(
            {**context.named("author", piece.author, piece.author), "G": STAFF}
        ),
        "estAuteur": piece.sender == context.account.key,
        "lue": copy.read,
        "dateCreation": values.moment(piece.created),
        "dateDebut": values.day(piece.first),
        "dateFin": values.day(piece.last),
        "nature" if by_item else "categorie": nature,
        "estInformation": not piece.survey,
        "estSondage": piece.survey,
        "reponseAnonyme": piece.anonymous,
        "genrePublic": public_kind(copy),
        "public": values.element(_public(context, copy)),
    }
    if child is not None:
        row["prenom"] = child.first_name
    if piece.kept:
        row["estProlonge"] = True
    if piece.mode is Mode.TEMPLATE:
        row["estModele"] = True
    if by_item:
        row |= {"estPublic": piece.public, "estPartage": False}
        row["informationListeContenu"] = values.element(_summary(copy))
    else:
        row["listeQuestions"] = values.element(question_rows(context, copy))
    return row


def _summary(copy: Copy) -> Json:
    """Return the summary of a content that the list does not include."""
    return {
        "avecPJ": bool(copy.news.attachments),
        "aToutRepondu": copy.all_answered,
        "avecCommandeVisuResultat": False,
    }


def public_kind(copy: Copy) -> int:
    """Return the kind of public of an item, which readers must send back unchanged."""
    if copy.reader.role is not Role.PARENT:
        return PUPIL if copy.reader.role is Role.PUPIL else CHOSEN_PARENTS
    return EVERY_PARENT if copy.news.pupils is None else CHOSEN_PARENTS


def public_id(context: RequestContext, copy: Copy) -> str:
    if copy.reader.role is Role.PUPIL:
        return context.id("pupil", copy.reader.pupils[0].uid)
    return context.id("user", copy.reader.key)


def _public(context: RequestContext, copy: Copy) -> Json:
    kinds = {Role.PUPIL: PUPIL, Role.PARENT: PARENT, Role.TEACHER: 3}
    return {
        "L": copy.reader.name,
        "N": public_id(context, copy),
        "G": kinds.get(copy.reader.role, STAFF),
        "P": 100,
    }


def _detail(context: RequestContext) -> Json:
    """Return the questions of one item, none for a public that is not its own."""
    if not context.session.version.news_by_item:
        raise impossible_page()
    asked = context.required("actualite")
    uid = context.session.ids.resolve(values.field(asked, "N"), "news")
    for copy in _of_mode(context, values.read_integer(context.required("modeAffActu"))):
        if copy.uid == uid and _is_public(context, copy, asked):
            questions = values.element(question_rows(context, copy))
            details = {"listeQuestions": questions}
            return {"genreRequeteActualite": DETAIL, "detailsActualite": details}
    return {}


def _of_mode(context: RequestContext, mode: int) -> Iterator[Copy]:
    if mode == Mode.RECEIVED:
        yield from received(context)
        return
    for one in context.school.model.news.written(context.account, Mode(mode)):
        yield Copy(one, context.account, ())


def _is_public(context: RequestContext, copy: Copy, asked: Json) -> bool:
    """Return whether the request names the item's public, or a child if it requires one."""
    public = values.plain(asked.get("public"))
    if not isinstance(public, dict):
        return False
    if copy.news.by_child:
        children = {context.id("pupil", child.uid) for child in copy.children}
        return asked.get("genrePublic") == PUPIL and public.get("N") in children
    return is_own_public(context, copy, asked)


def is_own_public(context: RequestContext, copy: Copy, asked: Json) -> bool:
    public = values.plain(asked.get("public"))
    return (
        isinstance(public, dict)
        and asked.get("genrePublic") == public_kind(copy)
        and public.get("N") == public_id(context, copy)
    )


def question_rows(context: RequestContext, copy: Copy) -> list[Json]:
    return [
        _question(context, copy, question, number)
        for number, question in enumerate(copy.news.questions, 1)
    ]


def _question(
    context: RequestContext, copy: Copy, question: Question, number: int
) -> Json:
    row: Json = {
        "N": context.id("question", f"{copy.uid} {question.uid}"),
        "L": f"Q {number} : {question.title}",
        "titre": question.title,
        "rang": number,
        "P": number,
        "genreReponse": int(question.kind),
        "texte": values.html(question.html),
        "tailleReponse": question.length,
        "avecMaximum": question.most is not None,
        "nombreReponsesMax": question.most or 0,
        "listePiecesJointes": attachment_list(context, question.attachments),
        "listeChoix": values.element(
            [
                {
                    **context.named("choice", choice.uid, choice.text),
                    "rang": rank,
                    **({"estReponseLibre": True} if choice.free else {}),
                }
                for rank, choice in enumerate(question.choices, 1)
            ]
        ),
    }
    if copy.news.sender != context.account.key:
        row["reponse"] = values.element(_reply(context, copy, question))
    return row


def _reply(context: RequestContext, copy: Copy, question: Question) -> Json:
    reply = copy.replies.get(question.uid)
    over = context.school.clock().date() > copy.news.last
    told: Json = {
        "N": "0" if reply is None else str(copy.news.questions.index(question) + 1),
        "avecReponse": reply is not None,
        "estRepondant": question.expects_answer,
        "estReponseAttendue": question.expects_answer and reply is None and not over,
    }
    if reply is None:
        if question.kind in CHOICES:
            told["valeurReponse"] = values.domain(())
        return told
    told |= {
        "reponduLe": values.moment(reply.moment),
        "strRepondant": copy.reader.name,
        "valeurReponse": _value(context, question, reply),
    }
    if reply.free:
        told["valeurReponseLibre"] = reply.free
    return told


def _value(context: RequestContext, question: Question, reply: Reply) -> Json | str:
    if question.kind in CHOICES:
        if context.session.version.news_by_item:
            return values.number_set(reply.ranks)
        return values.domain(reply.ranks)
    return reply.text
