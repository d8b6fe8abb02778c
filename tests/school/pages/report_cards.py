"""PageBulletins: the report card of a period, once it is published."""

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
from .registry import Visit, page
from .writing import refused, write

NOT_PUBLISHED = "Ce bulletin n'est pas publié."
TWENTY = values.typed(10, "20")


@page("PageBulletins", 13)
def report(visit: Visit) -> Json:
    period = asked_period(visit)
    if period is None:
        return {}
    card = visit.pupil.report_card(period)
    if card is None:
        return {"Message": NOT_PUBLISHED}
    return {**card_body(visit, card), **_footer(visit, card)}


def card_body(visit: Visit, card: ReportCard) -> Json:
    """The table of subjects with what stands around it."""
    pupil = visit.pupil
    return {
        "Classe": pupil.school_class.name,
        "strInfoDatePublication": f"Publié le {card.published:%d/%m/%Y}",
        "baremeParDefaut": TWENTY,
        "NoteBareme": TWENTY,
        "ListeServices": values.element(
            [_row(visit, row, rank) for rank, row in enumerate(card.rows, 1)]
        ),
        "ListeSurMatieres": values.element(
            [
                {
                    **visit.named("subject_group", group.uid, group.name),
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
        "AvecClassementEleve": False,
        "AvecVolumeHoraire": False,
        "NombreAppreciations": 1,
        "NombreMoyennesPeriodes": len(card.earlier),
    }


def _averages(averages: Averages) -> Json:
    """Only the averages which there are."""
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


def _row(visit: Visit, row: ReportRow, rank: int) -> Json:
    subject = row.subject
    told: Json = {
        **visit.named("service", row.uid, row.name),
        "couleur": subject.colour,
        "Matiere": values.element(visit.named("subject", subject.uid, subject.name)),
        "OrdreRegroupement": row.group.order if row.group else 0,
        "OrdreDansRegroupement": rank,
        "AvecMoyenneRegroupement": row.group is not None,
        "Coefficient": values.typed(10, values.decimal(row.coefficient)),
        **_averages(row.averages),
        "ListeMoyennesPeriodes": _earlier(row.earlier),
        "NombreDevoirs": f"{row.graded}/{row.tests}",
        "ListeProfesseurs": values.element(
            [visit.named("teacher", name, name) for name in row.teachers]
        ),
        "ListeAppreciations": values.element(
            [
                visit.named("appreciation", f"{row.uid}-{number}", text)
                for number, text in enumerate(row.comments)
            ]
        ),
        "ListeElements": values.element(
            [_row(visit, part, order) for order, part in enumerate(row.parts, 1)]
        ),
    }
    group = (
        visit.named("subject_group", row.group.uid, row.group.name)
        if row.group
        else {"N": "0"}
    )
    told["SurMatiere"] = values.element(group)
    return told


def _footer(visit: Visit, card: ReportCard) -> Json:
    return {
        "ObjetListeAppreciations": values.element(
            {
                "ListeAppreciations": values.element(
                    [_appreciation(visit, one) for one in card.appreciations]
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
        # In the JSON text the lines are cut by a backslash and an n, not by a newline.
        "graphe": "\\n".join(_lines(b64encode(card.graph).decode())),
        "listeAccusesReception": values.element(_acknowledgements(visit, card)),
    }


def _lines(text: str, width: int = 76) -> list[str]:
    return [text[start : start + width] for start in range(0, len(text), width)]


def _appreciation(visit: Visit, one: Appreciation) -> Json:
    return {
        **visit.named("appreciation", one.uid, one.text),
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


def _acknowledgements(visit: Visit, card: ReportCard) -> list[Json]:
    """Who of the parents has said that the card was read; who asks comes first."""
    accounts = sorted(
        visit.school.world.accounts, key=lambda one: one.key != visit.account.key
    )
    return [
        {
            **visit.named("user", account.key, account.name),
            "aPrisConnaissance": account.key in card.acknowledged,
        }
        for account in accounts
        if account.role is Role.PARENT and visit.pupil in account.pupils
    ]


@page("SaisieAccuseReceptionDocument", 13)
def acknowledge(visit: Visit) -> Answer:
    period = asked_period(visit)
    card = visit.pupil.report_card(period) if period else None
    if visit.account.role is not Role.PARENT:
        return refused("Seuls les responsables accusent réception.")
    if card is None:
        return refused(NOT_PUBLISHED)
    known = replace(card, acknowledged=card.acknowledged | {visit.account.key})
    return write(lambda: [partial(_put, visit.pupil, card, known)])


def _put(pupil: Pupil, old: ReportCard, new: ReportCard) -> None:
    pupil.report_cards[pupil.report_cards.index(old)] = new
