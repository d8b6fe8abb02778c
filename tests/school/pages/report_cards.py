"""PageBulletins: report card of a period, once published."""

from base64 import b64encode
from dataclasses import replace
from decimal import Decimal
from functools import partial

from tests.school.model.people import Pupil, Role
from tests.school.model.report_cards import (
    Appreciation,
    Attendance,
    Averages,
    ReportCard,
    ReportRow,
)
from tests.school.wire import values
from tests.school.wire.session import Answer
from tests.school.wire.values import Json

from .periods import asked_period
from .registry import RequestContext, page
from .writes import refused, write

NOT_PUBLISHED = "Ce bulletin n'est pas publié."
TWENTY = values.typed(10, "20")


@page("PageBulletins", 13)
def report(context: RequestContext) -> Json:
    period = asked_period(context)
    if period is None:
        return {}
    card = context.pupil.report_card(period)
    if card is None:
        return {"Message": NOT_PUBLISHED}
    return {**card_body(context, card), **_footer(context, card)}


def card_body(context: RequestContext, card: ReportCard) -> Json:
    """Return the table of subjects and the data around it."""
    pupil = context.pupil
    return {
        "Classe": pupil.school_class.name,
        "strInfoDatePublication": f"Publié le {card.published:%d/%m/%Y}",
        "baremeParDefaut": TWENTY,
        "NoteBareme": TWENTY,
        "ListeServices": values.element(
            [_row(context, row, rank) for rank, row in enumerate(card.rows, 1)]
        ),
        "ListeSurMatieres": values.element(
            [
                {
                    **context.named("subject_group", group.uid, group.name),
                    "P": group.order,
                    **_averages(group.averages),
                }
                for group in card.groups
            ]
        ),
        "General": values.element(
            {**_averages(card.overall), "ListeMoyennesPeriodes": _earlier(card.earlier)}
        ),
        "existeServiceAvecNotes": True,
        "existeServiceSansNotes": any(row.averages.pupil is None for row in card.rows),
        "TypePositionnementClasse": 0,
        "ParametresAffichages": _columns(card),
    }


def _columns(card: ReportCard) -> Json:
    shown = (
        "AvecMoyenneEleve",
        "AvecMoyenneClasse",
        "AvecMoyenneInfSup",
        "AvecMoyenneMediane",
        "AvecCoefficient",
        "AvecNombreDevoirs",
        "AvecSousService",
        "AvecMoyenneGenerale",
    )
    return {
        **dict.fromkeys(shown, True),
        **dict.fromkeys(card.hidden, False),
        "AvecClassementEleve": False,
        "AvecVolumeHoraire": False,
        "NombreAppreciations": 1,
        "NombreMoyennesPeriodes": len(card.earlier),
    }


def _averages(averages: Averages) -> Json:
    """Return the averages that exist."""
    named = {
        "MoyenneEleve": averages.pupil,
        "MoyenneClasse": averages.school_class,
        "MoyenneInf": averages.lowest,
        "MoyenneSup": averages.highest,
        "MoyenneMediane": averages.median,
    }
    return {
        name: values.grade(value) for name, value in named.items() if value is not None
    }


def _earlier(averages: tuple[Decimal | None, ...]) -> list[Json]:
    return [
        values.typed(10, "") if value is None else values.grade(value)
        for value in averages
    ]


def _row(context: RequestContext, row: ReportRow, rank: int) -> Json:
    subject = row.subject
    told: Json = {
        **context.named("service", row.uid, row.name),
        "couleur": subject.color,
        "Matiere": values.element(context.named("subject", subject.uid, subject.name)),
        "OrdreRegroupement": row.group.order if row.group else 0,
        "OrdreDansRegroupement": rank,
        "AvecMoyenneRegroupement": row.group is not None,
        "Coefficient": values.typed(10, values.decimal(row.coefficient)),
        **_averages(row.averages),
        "ListeMoyennesPeriodes": _earlier(row.earlier),
        "NombreDevoirs": f"{row.graded}/{row.tests}",
        "ListeProfesseurs": values.element(
            [context.named("teacher", name, name) for name in row.teachers]
        ),
        "ListeAppreciations": values.element(
            [
                context.named("appreciation", f"{row.uid}-{number}", text)
                for number, text in enumerate(row.comments)
            ]
        ),
        "ListeElements": values.element(
            [_row(context, part, order) for order, part in enumerate(row.parts, 1)]
        ),
    }
    if row.level is not None:
        number = context.id("level", f"level-{row.level.kind}")
        told["NiveauDAcquisition"] = values.element({"N": number})
    group = (
        context.named("subject_group", row.group.uid, row.group.name)
        if row.group
        else {"N": "0"}
    )
    told["SurMatiere"] = values.element(group)
    return told


def _footer(context: RequestContext, card: ReportCard) -> Json:
    return {
        "ObjetListeAppreciations": values.element(
            {
                "ListeAppreciations": values.element(
                    [_appreciation(context, one) for one in card.appreciations]
                ),
                "Editable": False,
                "Cloture": True,
            }
        ),
        "ListeAbsences": _attendance(card.attendance),
        "ListeMentionsClasse": values.element([]),
        "listeMentions": values.element([{"L": card.mention}] if card.mention else []),
        "ListeProjets": values.element([]),
        "ListeStages": values.element([]),
        "ListeAttestations": values.element([]),
        "listeCredits": values.element([]),
        "listeEngagements": values.element([]),
        # The JSON text separates lines with a backslash and an n, not with a newline.
        "graphe": "\\n".join(_lines(b64encode(card.graph).decode())),
        "listeAccusesReception": values.element(_acknowledgements(context, card)),
    }


def _lines(text: str, width: int = 76) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def _appreciation(context: RequestContext, one: Appreciation) -> Json:
    return {
        **context.named("appreciation", one.uid, one.text),
        "G": int(one.kind),
        "Intitule": one.title,
    }


def _attendance(one: Attendance) -> Json:
    unjustified = f" dont {one.unjustified} non justifiées" if one.unjustified else ""
    told = {
        "strAbsences": f"{one.absences} demi-journées{unjustified}",
        "strRetards": f"{one.delays} retards",
    }
    if one.punishments:
        told["strPunitions"] = f"{one.punishments} punitions"
    if one.sanctions:
        told["strSanctions"] = f"{one.sanctions} sanctions"
    return told


def _acknowledgements(context: RequestContext, card: ReportCard) -> list[Json]:
    """Return the parents of the pupil, the current account first.

    Each row contains whether this parent has acknowledged the card.
    """
    accounts = sorted(
        context.school.model.accounts, key=lambda one: one.key != context.account.key
    )
    return [
        {
            **context.named("user", account.key, account.name),
            "aPrisConnaissance": account.key in card.acknowledged,
        }
        for account in accounts
        if account.role is Role.PARENT and context.pupil in account.pupils
    ]


@page("SaisieAccuseReceptionDocument", 13)
def acknowledge(context: RequestContext) -> Answer:
    period = asked_period(context)
    card = context.pupil.report_card(period) if period else None
    if context.account.role is not Role.PARENT:
        return refused("Seuls les responsables accusent réception.")
    if card is None:
        return refused(NOT_PUBLISHED)
    known = replace(card, acknowledged=card.acknowledged | {context.account.key})
    return write(lambda: [partial(_put, context.pupil, card, known)])


def _put(pupil: Pupil, old: ReportCard, new: ReportCard) -> None:
    pupil.report_cards[pupil.report_cards.index(old)] = new
