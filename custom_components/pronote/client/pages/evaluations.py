"""Skills (PRONOTE page 201, "Dernières évaluations")."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..common import Attachment, KeyGenerator, Reference
from ..skill_levels import SkillLevel, find_level
from ..wire import Json, Record, read_test_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """The level reached in one skill."""

    skill: str | None = None
    """The assessed item, or the domain if there is no item."""
    level: str | None = None
    """The level in the school's words ("Maîtrise satisfaisante")."""
    abbreviation: str | None = None
    level_number: int | None = None
    """PRONOTE's number of the level: from 1, the best, to 6; then absent (7), not evaluated (8)…"""
    domain: str | None = None
    pillar: str | None = None
    pillar_prefix: str | None = None
    coefficient: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An assessment of skills."""

    key: str
    name: str | None = None
    subject: str | None = None
    teacher: str | None = None
    date: date
    description: str = ""
    domain: str | None = None
    coefficient: Decimal = Decimal(1)
    cycles: tuple[str, ...] = ()
    """Cycles it counts for ("paliers")."""
    themes: tuple[str, ...] = ()
    acquisitions: tuple[Acquisition, ...] = ()
    """In the school's order."""
    attachments: tuple[Attachment, ...] = ()
    """Files of the assignment and of its correction."""
    ref: Reference | None = field(default=None, repr=False, compare=False)


TAB = 201
FUNCTION = "DernieresEvaluations"


def request(period: Json) -> Json:
    """Return the data of the request for a period."""
    return {"periode": period}


def read(answer: Record, levels: Iterable[SkillLevel] = ()) -> list[Evaluation]:
    """Read the evaluations of a period, newest first.

    A level that is given by its number only has the name that it has among `levels`.
    """
    keys = KeyGenerator()
    known = tuple(levels)
    found = [
        x for item in answer.each("listeEvaluations") if (x := _one(item, keys, known))
    ]
    return sorted(found, key=lambda evaluation: evaluation.date, reverse=True)


def _one(
    item: Record, keys: KeyGenerator, levels: tuple[SkillLevel, ...]
) -> Evaluation | None:
    if (day := item.day("date")) is None:
        item.log_unreadable("date")
        return None
    name, subject = item.text("L"), item.label("matiere")
    acquisitions = sorted(
        item.each("listeNiveauxDAcquisitions"),
        key=lambda row: row.number("ordre") or 0,
    )
    key = keys(subject, day, name)
    return Evaluation(
        key=key,
        name=name,
        subject=subject,
        teacher=item.label("individu"),
        date=day,
        description=item.rich_text("descriptif"),
        domain=item.label("domaine"),
        coefficient=item.decimal_or("coefficient", Decimal(1)),
        cycles=item.labels("listePaliers"),
        themes=item.labels("ListeThemes"),
        acquisitions=tuple(_acquisition(row, levels) for row in acquisitions),
        attachments=read_test_files(item, "Evaluation", key),
        ref=item.reference,
    )


def _acquisition(row: Record, levels: tuple[SkillLevel, ...]) -> Acquisition:
    domain, pillar = row.label("domaine"), row.record("pilier")
    level = find_level(row, levels)
    return Acquisition(
        skill=row.label("item") or domain or pillar.text("L"),
        level=row.text("L") or (level.name if level else None),
        abbreviation=row.text("abbreviation")
        or (level.abbreviation if level else None),
        level_number=row.kind,
        domain=domain,
        pillar=pillar.text("L"),
        pillar_prefix=pillar.text("strPrefixes"),
        coefficient=row.decimal_or("coefficient", Decimal(1)),
    )
