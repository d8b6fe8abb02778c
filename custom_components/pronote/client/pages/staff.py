"""Pupils as school staff see them (PRONOTE page 105, "Liste des élèves")."""

from dataclasses import dataclass, field
from datetime import date

from ..common import KeyGenerator, Reference
from ..wire import Json, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedPupil:
    """A pupil of a class."""

    key: str
    name: str = field(repr=False)
    first_names: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    entry_date: date | None = None
    options: tuple[str, ...] = ()
    ref: Reference | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Contact data of a pupil or of a guardian."""

    last_name: str | None = field(default=None, repr=False)
    first_name: str | None = field(default=None, repr=False)
    kinship: str | None = None
    responsibility: str | None = None
    address: tuple[str, ...] = field(default=(), repr=False)
    email: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PupilSheet:
    """The sheet of a pupil."""

    pupil: Contact
    guardians: tuple[Contact, ...] = ()


TAB = 105
LIST = "ListeRessources"
SHEET = "FicheEleve"


def list_request(school_class: Reference, period: Reference) -> Json:
    """Return the data of the request for the pupils of a class."""
    return {
        "classe": {"N": school_class.id, "G": 1},
        "periode": {"N": period.id, "G": 1},
    }


def sheet_request(pupil: Reference) -> Json:
    """Return the data of the request for a pupil's sheet."""
    return {"Eleve": {"N": pupil.id}, "AvecEleve": True, "AvecResponsables": True}


def read_list(answer: Record) -> list[ListedPupil]:
    """Read the pupils of a class."""
    keys = KeyGenerator()
    return [
        ListedPupil(
            key=keys(name, row.day("neLe")),
            name=name,
            first_names=row.text("prenoms"),
            birth_date=row.day("neLe"),
            entry_date=row.day("entree"),
            options=tuple(
                option for n in range(1, 13) if (option := row.label(f"option{n}"))
            ),
            ref=row.reference,
        )
        for row in answer.each("listeRessources")
        if (name := row.text("L"))
    ]


def read_sheet(answer: Record) -> PupilSheet:
    """Read the sheet of a pupil."""
    return PupilSheet(
        pupil=_contact(answer.record("Identite")),
        guardians=tuple(_contact(row) for row in answer.each("Responsables")),
    )


def _contact(row: Record) -> Contact:
    lines = [row.text(f"adresse{n}") for n in range(1, 5)]
    town = " ".join(part for part in (row.text("CP"), row.label("ville")) if part)
    return Contact(
        last_name=row.text("nom"),
        first_name=row.text("prenom"),
        kinship=row.label("lienParente"),
        responsibility=row.text("niveauResponsabilite"),
        address=tuple(line for line in (*lines, town, row.label("pays")) if line),
        email=row.text("email"),
        phones=tuple(
            phone
            for name in ("telPort", "telFixe", "telAutre")
            if (phone := row.text(name))
        ),
        emergency=row.flag("contactUrgence"),
    )
