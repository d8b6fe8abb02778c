"""Visits to the infirmary, and exemptions from lessons."""

from dataclasses import dataclass, field
from datetime import date, datetime

from ...common import KeyGenerator, Reference
from ...wire import Record
from .attendance import UNANSWERED, AbsenceStatus, read_status


@dataclass(frozen=True, slots=True, kw_only=True)
class InfirmaryVisit:
    """A visit to the school's nurse."""

    key: str
    start: datetime
    end: datetime | None = None
    ongoing: bool = False
    symptoms: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    """What the nurse did ("actes médicaux")."""
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectExemption:
    """An exemption from a subject for some days, or from one lesson."""

    key: str
    start: date
    end: date
    """Last day."""
    subject: str | None = None
    kind: str | None = None
    """The school's own wording."""
    status: AbsenceStatus = AbsenceStatus.RECORDED
    settled: bool = False
    announced: bool = False
    """Whether the parents requested it."""
    comment: str | None = None
    announced_by: str | None = None
    message: str = ""
    """Answer of the office."""
    documents: tuple[str, ...] = ()
    """Names of the files that the parents sent."""
    ref: Reference | None = field(default=None, repr=False, compare=False)

    @property
    def may_withdraw(self) -> bool:
        """Whether the parents may withdraw their request: the office has not answered."""
        return self.announced and self.status in UNANSWERED


def read_visit(item: Record, keys: KeyGenerator) -> InfirmaryVisit | None:
    """Read a visit to the infirmary. Return None without its start."""
    if (start := item.moment("dateDebut")) is None:
        item.log_unreadable("dateDebut")
        return None
    return InfirmaryVisit(
        key=keys("infirmary", start),
        start=start,
        end=item.moment("dateFin"),
        ongoing=item.flag("ouverte"),
        symptoms=item.labels("symptomesMedicaux"),
        care=item.labels("actesMedicaux"),
        comment=item.text("commentaire"),
    )


def read_exemption(item: Record, keys: KeyGenerator) -> SubjectExemption | None:
    """Read an exemption. Return None without its first day."""
    lesson = item.record("cours")
    start = item.day("dateDebut", "date") or lesson.day("DateDuCours", "dateDebut")
    if start is None:
        item.log_unreadable("dateDebut")
        return None
    subject = item.label("matiere") or lesson.label("matiere")
    return SubjectExemption(
        key=keys("exemption", start, subject),
        start=start,
        end=max(item.day("dateFin") or start, start),
        subject=subject,
        kind=item.text("strGenreDispense"),
        status=read_status(item),
        settled=item.flag("reglee"),
        announced=item.flag("estUneCreationParent"),
        comment=item.text("justification", "commentaire"),
        announced_by=item.label("auteur"),
        message=item.rich_text("message"),
        documents=item.labels("documents"),
        ref=item.reference,
    )
