"""Past records of each pupil: conduct, skills, report cards, documents."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from .build_evaluations import class_evaluations, pupil_evaluations
from .build_report_cards import publish_past_cards
from .calendar import SchoolYear
from .conduct import History
from .documents import Document, FamilyPapers, FormerCard, RequestedPaper
from .homework import worksheet
from .people import Pupil
from .types import HandIn, Period

HANDED_IN = 2
WITH_FULL_HISTORY = {"pupil-lina", "pupil-hugo"}


def write_records(
    seed: int,
    year: SchoolYear,
    periods: list[Period],
    now: datetime,
    members: list[Pupil],
) -> None:
    """Fill in the records of the pupils of one class."""
    school_class = members[0].school_class
    tests = class_evaluations(
        year, school_class, periods, now, Random(f"{seed}-skills-{school_class.name}")
    )
    for pupil in members:
        conduct = Random(f"{seed}-conduct-{pupil.uid}")
        full = pupil.uid in WITH_FULL_HISTORY
        History(year, pupil, now, conduct).write(full)
        own = Random(f"{seed}-skills-{pupil.uid}")
        pupil.all_evaluations = pupil_evaluations(pupil, tests, own)
        _hand_in_past_work(year, pupil, now)
        pupil.documents, pupil.locker = _papers(year, pupil)
        pupil.papers = _family_papers(year, pupil, now)
        publish_past_cards(seed, year, pupil, periods, now.date())


def _hand_in_past_work(year: SchoolYear, pupil: Pupil, now: datetime) -> None:
    """Hand in the last two past homework items as files, one of them corrected."""
    past = [work for work in pupil.homework if work.due < now.date()]
    for number, work in enumerate(past[-HANDED_IN:]):
        handed_in = replace(
            work,
            done=True,
            hand_in=HandIn.UPLOAD,
            handed_in=worksheet(f"handed-in-{work.uid}-{pupil.uid}", "Mon travail"),
            handed_in_at=year.moment(work.given, time(18, 30)),
        )
        if number == 0:
            corrected = worksheet(f"corrected-{work.uid}-{pupil.uid}", "Copie corrigée")
            handed_in = replace(
                handed_in, corrected=corrected, correction_comment="Travail soigné."
            )
        pupil.homework[pupil.homework.index(work)] = handed_in


def _papers(year: SchoolYear, pupil: Pupil) -> tuple[list[Document], list[Document]]:
    """Return the documents to download and the documents in the locker."""
    certificate = worksheet(f"certificate-{pupil.uid}", "Certificat de scolarité")
    rules = worksheet(f"rules-{pupil.uid}", "Règlement intérieur")
    transport = worksheet(f"transport-{pupil.uid}", "Carte de transport")
    first = year.first_day
    return (
        [
            Document(certificate, "Scolarité", first),
            Document(rules, "Vie de l'établissement", first, "À lire en famille."),
        ],
        [Document(transport, "Transports", first, author="Mme PERRONET Alix")],
    )


def _family_papers(year: SchoolYear, pupil: Pupil, now: datetime) -> FamilyPapers:
    """Return a former report card, a document and a document still requested."""
    certificate = worksheet(f"aid-{pupil.uid}", "Notification de bourse")
    last_year = f"{year.first_day.year - 1}-{year.first_day.year}"
    return FamilyPapers(
        personal=[Document(certificate, "Bourses", year.first_day)],
        former_cards=[
            FormerCard(f"bia-{pupil.uid}", "Bulletin", "Trimestre 3", "5A", last_year)
        ],
        requested=[
            RequestedPaper(
                f"insurance-{pupil.uid}",
                "Attestation d'assurance",
                now.date() + timedelta(days=20),
                message="Année scolaire en cours.",
            )
        ],
    )
