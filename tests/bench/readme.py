"""Figures of both READMEs, between markers. A run updates them.

`<!-- bench:days -->` … `<!-- /bench -->`: one block per table, and one for the machine.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
import re
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(<!-- bench:(\w+) -->\n).*?(<!-- /bench -->)", re.DOTALL)
_TERM = ("school day", "Monday", "Wednesday")
_IDLE = (5, 30)
_NONE = "–"

type Figure = dict[str, Any]


class UnmeasuredError(Exception):
    """A figure of the READMEs was not measured in this run."""


@dataclass(frozen=True, slots=True)
class Language:
    """Number and text formats of one README."""

    readme: Path
    comma: str
    thousands: str
    units: dict[str, str]
    words: dict[str, str]
    days: dict[str, str]

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number."""
        text = f"{value:,.{digits}f}".replace("-", "−")
        return text.translate({ord(","): self.thousands, ord("."): self.comma})

    def unit(self, value: float, unit: str, digits: int = 0) -> str:
        """Write a quantity."""
        return f"{self.number(value, digits)} {self.units.get(unit, unit)}".rstrip()

    def milliseconds(self, seconds: float) -> str:
        """Write a short time."""
        return self.unit(1000 * seconds, "ms", int(seconds < 0.01))

    def aim(self, aim: float, measured: float, unit: str = "", digits: int = 0) -> str:
        """Write an aim, and by how much it is missed."""
        text, miss = self.unit(aim, unit, digits), measured - aim
        if round(miss, digits) <= 0:
            return text
        return f"{text} ({self.words['missed']} {self.unit(miss, unit, digits)})"


ENGLISH = Language(
    readme=ROOT / "README.md",
    comma=".",
    thousands=",",
    units={},
    words={
        "machine": "Measured on {}; load before it: {}.",
        "loop": "a loop as hass-pronote’s",
        "ours": "this client",
        "latency": "latency",
        "trips": "round trips",
        "limit": "round trips × latency",
        "clock": "by the clock",
        "ratio": "ratio",
        "waited": "to the time waited",
        "work": "work (CPU)",
        "measured": "measured",
        "aim": "aim",
        "missed": "missed by",
        "most": "School days of two children, sessions of 5 min, of 30 min: requests at most",
        "off": "A day of holidays: requests, for timetables",
        "clocked": "Time by the clock ÷ (round trips × latency), at 50 ms",
        "less": "Round trips, pronotepy’s",
        "worked": "Work, beside pronotepy’s: median of the pairs of runs",
        "held_login": "Longest hold of the event loop by a login: median of the runs, worst",
        "held_refresh": "The same by all pages",
        "held_year": "The same by a whole year of lessons, homework and grades",
        "memory": "Memory of an account of two children, after 200 refreshes",
        "growth": "Growth a refresh",
        "lesson": "Reading a lesson, of {} and of {}",
        "grade": "Reading a grade, of {} and of {}",
        "same": "as much",
        "start": "Setting up the account in Home Assistant, the school beside it; work",
        "import": "Importing the package ({} modules)",
    },
    days={
        "school day": "A school day",
        "Monday": "A Monday",
        "Wednesday": "A Wednesday",
        "Saturday": "A Saturday",
        "Sunday": "A Sunday",
        "holiday": "A day of holidays",
    },
)

FRENCH = Language(
    readme=ROOT / "README.fr.md",
    comma=",",
    thousands="\u202f",
    units={"MB": "Mo", "bytes": "octets"},
    words={
        "machine": "Mesuré sur {} ; charge avant : {}.",
        "loop": "une boucle à la hass-pronote",
        "ours": "ce client",
        "latency": "latence",
        "trips": "allers-retours",
        "limit": "allers-retours × latence",
        "clock": "à l’horloge",
        "ratio": "rapport",
        "waited": "au temps attendu",
        "work": "travail (CPU)",
        "measured": "mesuré",
        "aim": "but",
        "missed": "manqué de",
        "most": "Jours d’école de deux enfants, sessions de 5 min, de 30 min : demandes au plus",
        "off": "Un jour de vacances : demandes, pour l’emploi du temps",
        "clocked": "Temps à l’horloge ÷ (allers-retours × latence), à 50 ms",
        "less": "Allers-retours, ceux de pronotepy",
        "worked": "Travail, à côté de celui de pronotepy : médiane des paires de courses",
        "held_login": "Plus longue retenue de la boucle d’événements par une connexion : médiane des courses, pire",
        "held_refresh": "La même par toutes les pages",
        "held_year": "La même par une année entière de cours, de travail et de notes",
        "memory": "Mémoire d’un compte de deux enfants, après 200 actualisations",
        "growth": "Croissance par actualisation",
        "lesson": "Lire un cours, sur {} et sur {}",
        "grade": "Lire une note, sur {} et sur {}",
        "same": "autant",
        "start": "Mise en place du compte dans Home Assistant, l’école à côté ; travail",
        "import": "Importer le paquet ({} modules)",
    },
    days={
        "school day": "Un jour d’école",
        "Monday": "Un lundi",
        "Wednesday": "Un mercredi",
        "Saturday": "Un samedi",
        "Sunday": "Un dimanche",
        "holiday": "Un jour de vacances",
    },
)


class _Run:
    """Results of a run."""

    def __init__(self, figures: dict[str, Any]) -> None:
        self._figures = figures

    def all(self, part: str, **like: Any) -> list[Figure]:
        rows = self._figures.get(part, [])
        return [row for row in rows if like.items() <= row.items()]

    def one(self, part: str, **like: Any) -> Figure:
        if not (found := self.all(part, **like)):
            raise UnmeasuredError(f"{part} {like or ''}")
        return found[0]

    @property
    def machine(self) -> str:
        return str(self._figures["machine"])

    @property
    def load(self) -> float:
        return float(self._figures["load"])


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    return "\n".join(
        f"| {' | '.join(cells)} |".replace("|  |", "| |")
        for cells in (names, ["---"] * len(names), *rows)
    )


def _machine(run: _Run, language: Language) -> str:
    load = language.number(run.load, 1)
    return language.words["machine"].format(run.machine, load)


def _ours(run: _Run, name: str, idle: int) -> Figure:
    return run.one("day", who="ours", children=2, pace="ordinary", name=name, idle=idle)


def _days(run: _Run, language: Language) -> str:
    def cell(day: Figure) -> str:
        return f"{language.number(day['requests'])} / {day['logins']}"

    def row(name: str) -> list[str]:
        baseline = run.all("day", who="rival", children=2, name=name)
        return [
            language.days[name],
            *(cell(_ours(run, name, idle)) for idle in _IDLE),
            cell(baseline[0]) if baseline else _NONE,
        ]

    head = ("", *(f"{idle} minutes" for idle in _IDLE), language.words["loop"])
    return _table(head, map(row, language.days))


def _requests(run: _Run, language: Language) -> str:
    words = language.words

    def row(cost: Figure) -> list[str]:
        near = not cost["latency"]
        return [
            words["ours"] if cost["who"] == "ours" else cost["who"],
            language.unit(cost["latency"], "ms"),
            str(cost["round_trips"]),
            _NONE if near else language.milliseconds(cost["limit"]),
            language.milliseconds(cost["wall"]),
            _NONE if near else language.number(cost["ratio"], 2),
            language.number(cost["own_ratio"], 2),
            language.milliseconds(cost["cpu"]),
        ]

    names = ("latency", "trips", "limit", "clock", "ratio", "waited", "work")
    costs = run.all("asking")
    run.one("asking", latency=50)
    return _table(("", *(words[name] for name in names)), map(row, costs))


def _aims(run: _Run, language: Language) -> str:
    words, number, ms = language.words, language.number, language.milliseconds
    most = [max(_ours(run, name, idle)["requests"] for name in _TERM) for idle in _IDLE]
    off = max(
        (_ours(run, "holiday", idle) for idle in _IDLE),
        key=lambda day: int(day["requests"]),
    )
    timetables = off["functions"].get("PageEmploiDuTemps", 0)
    far, baseline = (
        run.one("asking", who=who, latency=50) for who in ("ours", "pronotepy")
    )
    run.one("work")
    work = median(each for row in run.all("work") for each in row["beside"])
    weight, start, loaded = (run.one(part) for part in ("weight", "start", "import"))
    rows = [
        (
            words["most"],
            ", ".join(map(number, most)),
            ", ".join(map(language.aim, (160, 110), most, strict=True)),
        ),
        (
            words["off"],
            f"{number(off['requests'])}, {number(timetables)}",
            f"{language.aim(20, off['requests'])}, {language.aim(0, timetables)}",
        ),
        (
            words["clocked"],
            number(far["ratio"], 2),
            language.aim(1.15, far["ratio"], digits=2),
        ),
        (
            words["less"],
            f"{far['round_trips']}, {baseline['round_trips']}",
            language.aim(baseline["round_trips"] - 1, far["round_trips"]),
        ),
        (words["worked"], number(work, 2), language.aim(0.5, work, digits=2)),
        *(
            (
                words[f"held_{what}"],
                f"{ms(hold['median'])}, {ms(hold['worst'])}",
                language.aim(10, 1000 * hold["worst"], "ms"),
            )
            for what in ("login", "refresh", "year")
            for hold in (run.one("hold", what=what),)
        ),
        (
            words["memory"],
            language.unit(weight["added"] / 1e6, "MB", 1),
            language.aim(15, weight["added"] / 1e6, "MB"),
        ),
        (
            words["growth"],
            language.unit(weight["growth"], "bytes"),
            language.aim(0, weight["growth"]),
        ),
        *(_reading(run, language, what) for what in ("lesson", "grade")),
        (words["start"], f"{ms(start['wall'])}, {ms(start['cpu'])}", ""),
        (words["import"].format(loaded["modules"]), ms(loaded["seconds"]), ""),
    ]
    return _table(("", words["measured"], words["aim"]), rows)


def _reading(run: _Run, language: Language, what: str) -> tuple[str, str, str]:
    run.one("reading", what=what)
    first, *_, last = run.all("reading", what=what)
    counts = (language.number(row["count"]) for row in (first, last))
    each = [language.unit(row["each"], "µs") for row in (first, last)]
    return (
        language.words[what].format(*counts),
        ", ".join(each),
        language.words["same"],
    )


BLOCKS: dict[str, Callable[[_Run, Language], str]] = {
    "machine": _machine,
    "days": _days,
    "asking": _requests,
    "aims": _aims,
}


def renewed(text: str, figures: dict[str, Any], language: Language) -> str:
    """Return a README with the figures of a run. Raises UnmeasuredError when one lacks."""
    run = _Run(figures)
    return _BLOCK.sub(
        lambda block: f"{block[1]}\n{BLOCKS[block[2]](run, language)}\n\n{block[3]}",
        text,
    )


def renew(figures: dict[str, Any]) -> None:
    """Write the figures of a run into both READMEs, or into none."""
    texts = {
        language.readme: renewed(
            language.readme.read_text(encoding="utf-8"), figures, language
        )
        for language in (ENGLISH, FRENCH)
    }
    for readme, text in texts.items():
        readme.write_text(text, encoding="utf-8")
