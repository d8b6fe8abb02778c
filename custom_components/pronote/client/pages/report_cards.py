"""Report cards (PRONOTE page 13, "Bulletin") and grade records (page 12, "Relevé de notes")."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from ..common import Reference
from ..skill_levels import SkillLevel, find_level
from ..wire import Json, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubject:
    """One row of a report card."""

    subject: str
    group: str | None = None
    """Group of subjects."""
    teachers: tuple[str, ...] = ()
    coefficient: Decimal | None = None
    average: Decimal | None = None
    class_average: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    median: Decimal | None = None
    level: str | None = None
    """The level reached, in a subject without grades."""
    comments: tuple[str, ...] = ()
    color: str | None = None
    parts: tuple[ReportSubject, ...] = ()
    """Sub-subjects, with averages and teachers of their own."""


class RemarkKind(StrEnum):
    """Author of a general remark."""

    COUNCIL = "council"
    SCHOOL_LIFE = "school_life"
    GENERAL = "general"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A general remark, of the class council or the school-life office."""

    kind: RemarkKind
    title: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """A report card of one pupil for one period."""

    period: str
    published: bool
    """False if it is not published yet. `message` is then the explanation of the school."""
    message: str | None = None
    school_class: str | None = None
    average: Decimal | None = None
    class_average: Decimal | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    out_of: Decimal = Decimal(20)
    subjects: tuple[ReportSubject, ...] = ()
    remarks: tuple[Remark, ...] = ()
    absences: str | None = None
    delays: str | None = None
    """Summaries of absences and delays, in the school's words."""
    distinctions: tuple[str, ...] = ()
    acknowledged: bool | None = None
    """Whether the logged-in parent acknowledged it; None if the school does not ask."""
    acknowledged_by: tuple[str, ...] = field(default=(), repr=False)
    """Names of the parents who acknowledged it."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


TAB = 13
RECORD_TAB = 12
FUNCTION = "PageBulletins"
RECORD = "PageReleve"
ACKNOWLEDGE = "SaisieAccuseReceptionDocument"

_READERS = "listeAccusesReception"
_ACKNOWLEDGED = "aPrisConnaissance"
_REMARKS = {0: RemarkKind.GENERAL, 7: RemarkKind.SCHOOL_LIFE} | dict.fromkeys(
    (1, 2, 3, 8), RemarkKind.COUNCIL
)


def request(period: Json) -> Json:
    """Return the data of the request for the report card of a period."""
    return {
        "periode": period,
        "eleve": {},
        "classe": {},
    }


def acknowledge_request(period: Json) -> Json:
    """Return the data of the request that acknowledges a report card."""
    return {"periode": period}


def record_request(pupil: Json, period: Json) -> Json:
    """Return the data of the request for the grade record of a period."""
    return {
        "eleve": pupil,
        "periode": period,
    }


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns and rows that PRONOTE's page shows."""

    columns: Record
    """Which columns the school shows; those that it does not name are shown too."""
    groups: dict[Reference | None, str | None]
    levels: tuple[SkillLevel, ...]

    def figure(self, row: Record, name: str) -> Decimal | None:
        """Return a figure of a row, None if the school hides its column."""
        if self.columns.is_denied(_COLUMNS[name]):
            return None
        # The average of too few grades may be hidden alone.
        is_hidden = row.flag("estMoyNR") and self.columns.flag("avecMoyNRUniquement")
        return None if name == "MoyenneEleve" and is_hidden else row.decimal(name)

    def level(self, row: Record) -> str | None:
        """Return the level of a row, by its name or as the school names it."""
        reached = row.record("NiveauDAcquisition")
        if name := reached.text("L"):
            return name
        found = find_level(reached, self.levels) if reached else None
        return None if found is None else found.name


_COLUMNS = {
    "MoyenneEleve": "AvecMoyenneEleve",
    "MoyenneClasse": "AvecMoyenneClasse",
    "MoyenneInf": "AvecMoyenneInfSup",
    "MoyenneSup": "AvecMoyenneInfSup",
    "MoyenneMediane": "AvecMoyenneMediane",
    "Coefficient": "AvecCoefficient",
}
"""The figures of a row, and what shows their column."""
_OVERALL = "AvecMoyenneGenerale"


def read(answer: Record, period: str, levels: Iterable[SkillLevel] = ()) -> ReportCard:
    """Read a report card or a grade record. Both have the same form.

    `levels` are those of the school for skills.
    """
    message = answer.text("Message")
    columns = answer.record("ParametresAffichages")
    general = answer.record("" if columns.is_denied(_OVERALL) else "General")
    remarks = answer.record("ObjetListeAppreciations")
    absences = answer.record("ListeAbsences")
    table = _Table(
        columns,
        {group.reference: group.text("L") for group in answer.each("ListeSurMatieres")},
        tuple(levels),
    )
    return ReportCard(
        period=period,
        published=message is None and "ListeServices" in answer,
        message=message,
        school_class=answer.label("Classe"),
        average=table.figure(general, "MoyenneEleve"),
        class_average=table.figure(general, "MoyenneClasse"),
        lowest=table.figure(general, "MoyenneInf"),
        highest=table.figure(general, "MoyenneSup"),
        out_of=answer.decimal_or("NoteBareme", Decimal(20), "baremeParDefaut"),
        subjects=_subjects(answer, table),
        remarks=tuple(
            Remark(
                kind=_REMARKS.get(
                    -1 if row.kind is None else row.kind, RemarkKind.OTHER
                ),
                title=row.text("Intitule"),
                text=text,
            )
            for row in remarks.each("ListeAppreciations")
            if (text := row.rich_text("L"))
        ),
        absences=absences.text("strAbsences"),
        delays=absences.text("strRetards"),
        distinctions=answer.labels("listeMentions", "ListeMentionsClasse"),
        # The logged-in parent is the first entry, mostly the only one.
        acknowledged=next(
            (row.flag(_ACKNOWLEDGED) for row in answer.each(_READERS)), None
        ),
        acknowledged_by=tuple(
            name
            for row in answer.each(_READERS)
            if row.flag(_ACKNOWLEDGED) and (name := row.text("L"))
        ),
    )


def _subjects(answer: Record, table: _Table) -> tuple[ReportSubject, ...]:
    """Read the rows.

    In a grade record they include headings, and sub-subjects follow their subject.
    """
    subjects: list[ReportSubject] = []
    for row in answer.each("ListeServices"):
        if row.flag("estSurMatiere"):
            continue
        if row.flag("estSousService") and subjects and (part := _part(row, table)):
            whole = subjects[-1]
            subjects[-1] = replace(whole, parts=(*whole.parts, part))
        elif subject := _subject(row, table):
            subjects.append(subject)
    return tuple(subjects)


def _subject(row: Record, table: _Table) -> ReportSubject | None:
    """Read a subject, with its sub-subjects."""
    subject = _row(row, row.label("Matiere") or row.text("L"), table)
    if subject is None:
        return None
    group = row.record("SurMatiere")
    return replace(
        subject,
        group=group.text("L") or table.groups.get(group.reference),
        median=table.figure(row, "MoyenneMediane"),
        comments=tuple(
            text
            for comment in row.each("ListeAppreciations")
            if (text := comment.rich_text("L"))
        ),
        color=row.text("couleur"),
        parts=tuple(
            part
            for item in row.each("ListeElements")
            if (part := _part(item, table)) is not None
        ),
    )


def _part(row: Record, table: _Table) -> ReportSubject | None:
    """Read a sub-subject. Its own name takes precedence over that of its subject."""
    return _row(row, row.text("L") or row.label("Matiere"), table)


def _row(row: Record, name: str | None, table: _Table) -> ReportSubject | None:
    """Read what subjects and sub-subjects have in common; None without a name."""
    if name is None:
        row.log_unreadable("L")
        return None
    return ReportSubject(
        subject=name,
        teachers=row.labels("ListeProfesseurs"),
        coefficient=table.figure(row, "Coefficient"),
        average=table.figure(row, "MoyenneEleve"),
        class_average=table.figure(row, "MoyenneClasse"),
        lowest=table.figure(row, "MoyenneInf"),
        highest=table.figure(row, "MoyenneSup"),
        level=table.level(row),
    )
