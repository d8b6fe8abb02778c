"""Weekly timetables, subjects and teachers.

A grid line lists the lessons of one weekday. Each lesson is
`hour[xlength] SUBJECT ROOM [week] [group]`: hour 0 starts at 8:00, hour 4 is lunch,
`A` and `B` are the two weeks of a fortnight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re

from .types import SchoolClass, Subject

SUBJECTS: dict[str, Subject] = {
    code: Subject(f"subject-{code}", name, color)
    for code, name, color in (
        ("FRA", "FRANÇAIS", "#E9A23B"),
        ("MATH", "MATHÉMATIQUES", "#3B7DD8"),
        ("HG", "HISTOIRE-GÉOGRAPHIE", "#B5651D"),
        ("ANG", "ANGLAIS LV1", "#C0392B"),
        ("ESP", "ESPAGNOL LV2", "#D35400"),
        ("SVT", "SCIENCES VIE & TERRE", "#27AE60"),
        ("PC", "PHYSIQUE-CHIMIE", "#8E44AD"),
        ("TEC", "TECHNOLOGIE", "#7F8C8D"),
        ("EPS", "ED.PHYSIQUE & SPORT.", "#16A085"),
        ("ART", "ARTS PLASTIQUES", "#E84393"),
        ("MUS", "ÉDUCATION MUSICALE", "#6C5CE7"),
        ("VIE", "VIE DE CLASSE", "#95A5A6"),
        ("LAT", "LATIN", "#A0522D"),
        ("SES", "SC. ÉCONO & SOCIALES", "#00838F"),
        ("SNT", "SC. NUMÉRIQ. TECHNO.", "#2C3E50"),
        ("EMC", "ENS. MORAL & CIVIQUE", "#BCAAA4"),
    )
}
GRADED = ("FRA", "MATH", "HG", "ANG", "ESP", "SVT", "PC", "TEC", "EPS", "SES", "SNT")

FOURTH = SchoolClass("class-4B", "4B", "4EME")
SECOND = SchoolClass("class-2GT3", "2GT3", "SECONDE GÉNÉRALE ET TECHNOLOGIQUE")

TEACHERS: dict[str, dict[str, str]] = {
    FOURTH.uid: {
        "FRA": "ABRILLAC M.",
        "MATH": "FAUVELON T.",
        "HG": "GRINDEL S.",
        "ANG": "WINSLADE K.",
        "ESP": "CORRALEZ J.",
        "SVT": "MOUSSARD L.",
        "PC": "TREVALLEC Y.",
        "TEC": "BRANDELET P.",
        "EPS": "LOUVIGNET R.",
        "ART": "SAINTYVES O.",
        "MUS": "CHANTREUX V.",
        "VIE": "ABRILLAC M.",
        "LAT": "VERGNOLLE D.",
    },
    SECOND.uid: {
        "FRA": "VERGNOLLE D.",
        "MATH": "HOCHARD N.",
        "HG": "DELMONTEL A.",
        "ANG": "WINSLADE K.",
        "ESP": "BARQUEZ E.",
        "SVT": "MOUSSARD L.",
        "PC": "KERBRIAND C.",
        "EPS": "LOUVIGNET R.",
        "VIE": "HOCHARD N.",
        "SES": "POMMERIE G.",
        "SNT": "HOCHARD N.",
        "EMC": "DELMONTEL A.",
    },
}
SUBSTITUTES = ("ROUSSEVAL I.", "TINTEGNAC B.")
SUPERVISOR = "PERRONET A."

GRIDS: dict[str, tuple[str, str, str, str, str]] = {
    FOURTH.uid: (
        "0 FRA B12; 1 MATH B14; 2 ANG A03; 3 HG B07; 5x2 EPS Gymnase; 7 SVT Labo-2",
        (
            "0 MATH B14; 1 ESP A05; 2 PC Labo-1 A; 2 TEC T01 B; 3 FRA B12; 5 HG B07;"
            " 6 ANG A03 [4B-ANG1]; 6 ANG A04 [4B-ANG2]; 7 ART Atelier"
        ),
        "0 FRA B12; 1 MATH B14; 2 ESP A05; 3 ANG A03",
        (
            "0 HG B07; 1 FRA B12; 2 MUS Auditorium; 3 PC Labo-1; 5 MATH B14;"
            " 6 SVT Labo-2 A; 6 TEC T01 B"
        ),
        (
            "0x2 EPS Gymnase; 2 ESP A05; 3 MATH B14; 5 VIE B12 A; 6 FRA B12;"
            " 7 LAT B09 [4LAT]"
        ),
    ),
    SECOND.uid: (
        "0 SES C21; 1x2 MATH C24; 3 HG C11; 5 FRA C15; 6 ANG A03; 7 SNT Info-1",
        (
            "1 HG C11; 2x2 FRA C15; 5x2 PC Labo-3 [2GT3-G1]; 5x2 SVT Labo-2 [2GT3-G2];"
            " 7x2 EPS Gymnase"
        ),
        "0 MATH C24; 1 ESP A05; 2 ANG A03; 3 PC Labo-3",
        (
            "0 SVT Labo-2; 1 ESP A05; 2 MATH C24; 3 FRA C15; 5x2 SNT Info-1 A;"
            " 5x2 PC Labo-3 B; 7 HG C11; 8 VIE C24 B"
        ),
        "0 ANG A03; 1 SES C21; 2 MATH C24; 3 ESP A05; 5 EMC C11 A; 6 FRA C15; 7 PC C02",
    ),
}

_ENTRY = re.compile(
    r"(?P<hour>\d)(?:x(?P<hours>\d))? (?P<subject>[A-Z]+) (?P<room>[\w-]+)"
    r"(?: (?P<week>[AB]))?(?: \[(?P<group>[\w-]+)\])?"
)


@dataclass(frozen=True, slots=True)
class GridEntry:
    """Lesson of the weekly timetable. `fortnight` is 0 (every week), 1 or 2."""

    weekday: int
    hour: int
    hours: int
    subject: str
    room: str
    fortnight: int
    group: str | None


def grid(school_class: SchoolClass) -> Iterator[GridEntry]:
    """Yield the lessons of the weekly timetable of a class."""
    for weekday, line in enumerate(GRIDS[school_class.uid]):
        for text in line.split(";"):
            entry = _ENTRY.fullmatch(text.strip())
            assert entry is not None, text
            yield GridEntry(
                weekday,
                int(entry["hour"]),
                int(entry["hours"] or 1),
                entry["subject"],
                entry["room"],
                {None: 0, "A": 1, "B": 2}[entry["week"]],
                entry["group"],
            )
