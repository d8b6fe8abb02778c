"""Generation of the pupils' administrative sheets, with their guardians."""

from datetime import date, timedelta
from random import Random

from .calendar import SchoolYear
from .people import Account, Pupil, Role
from .sheets import Guardian, Person, Sheet, Support
from .timetable_grids import FOURTH

GIRLS = {"Lina", "Maya", "Inès"}
OPTIONS = {"4LAT": "LATIN"}


def build_sheets(
    seed: int, year: SchoolYear, pupils: list[Pupil], accounts: list[Account]
) -> None:
    """Fill in the sheet of each pupil."""
    for pupil in pupils:
        random = Random(f"{seed}-sheet-{pupil.uid}")
        age = 13 if pupil.school_class == FOURTH else 15
        born = date(year.first_day.year - age, 1, 1)
        slow = pupil.first_name == "Nolan"
        options = [OPTIONS[group] for group in pupil.groups if group in OPTIONS]
        pupil.sheet = Sheet(
            Person(
                pupil.last_name,
                pupil.first_name,
                f"{pupil.first_name}.{pupil.last_name}@exemple.fr".lower(),
            ),
            "F" if pupil.first_name in GIRLS else "M",
            born + timedelta(days=random.randrange(365)),
            "VILLENEUVE-LES-VENTS",
            year.first_day,
            ("ANGLAIS LV1", "ESPAGNOL LV2", *options),
            (Support("PAP", "Dyslexie"),) if slow else (),
            tuple(_guardians(pupil, accounts, random)),
            f"{random.randrange(10**10):010}K",
        )


def _guardians(pupil: Pupil, accounts: list[Account], random: Random) -> list[Guardian]:
    """Return the holders of the parents' accounts and one more contact."""
    found = []
    for account in accounts:
        if account.role is Role.PARENT and pupil in account.pupils:
            title, last, first = account.name.rsplit(" ", 2)
            person = Person(
                last,
                first,
                f"{account.username}@exemple.fr",
                mobile=f"06000000{random.randrange(100):02}",
            )
            kinship = "MÈRE" if title == "Mme" else "PÈRE"
            found.append(Guardian(person, kinship, emergency=True))
    aunt = Person(pupil.last_name, "Josiane", landline="0100000000")
    guardian = Guardian(aunt, "TANTE", "CONTACT", accepts_email=False, may_fetch=False)
    return [*found, guardian]
