"""Figures of both READMEs, between markers. A run updates them.

`<!-- bench:days -->` … `<!-- /bench -->`: one block per table, and one for the machine.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
import re
from typing import Any

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"(<!-- bench:(\w+) -->\n).*?(<!-- /bench -->)", re.DOTALL)
IDLE = (5, 30)
NONE = "–"

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


ENGLISH = Language(
    readme=ROOT / "README.md",
    comma=".",
    thousands=",",
    units={},
    words={
        "machine": "Measured on {}; load before it: {}.",
        "loop": "a loop as hass-pronote’s",
        "ordinary": "An ordinary day",
        "busy": "A day with forty changes",
        "strike": "The day of a strike",
        "peak": "Peak",
        "hours": "During school",
        "late": "{} ({}) min",
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
        "machine": "Mesuré sur {}\N{NO-BREAK SPACE}; charge avant\N{NO-BREAK SPACE}: {}.",
        "loop": "une boucle à la hass-pronote",
        "ordinary": "Un jour ordinaire",
        "busy": "Un jour à quarante changements",
        "strike": "Un jour de grève",
        "peak": "Pointe",
        "hours": "Pendant les cours",
        "late": "{} ({}) min",
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


class Run:
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


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    return "\n".join(
        f"| {' | '.join(cells)} |".replace("|  |", "| |")
        for cells in (names, ["---"] * len(names), *rows)
    )


def machine(run: Run, language: Language) -> str:
    load = language.number(run.load, 1)
    return language.words["machine"].format(run.machine, load)


def ours(run: Run, name: str, idle: int) -> Figure:
    return run.one("day", who="ours", children=2, pace="ordinary", name=name, idle=idle)


def _days(run: Run, language: Language) -> str:
    def cell(day: Figure) -> str:
        return f"{language.number(day['requests'])} / {day['logins']}"

    def row(name: str) -> list[str]:
        baseline = run.all("day", who="rival", children=2, name=name)
        return [
            language.days[name],
            *(cell(ours(run, name, idle)) for idle in IDLE),
            cell(baseline[0]) if baseline else NONE,
        ]

    head = ("", *(f"{idle} minutes" for idle in IDLE), language.words["loop"])
    return table(head, map(row, language.days))


def _lateness(run: Run, language: Language) -> str:
    def row(scenario: str) -> list[str]:
        found = [
            run.one("lateness", scenario=scenario, children=2, accounts=1, idle=idle)
            for idle in IDLE
        ]
        return [
            language.words[scenario],
            *(
                language.words["late"].format(
                    language.number(late["median"]), language.number(late["p95"])
                )
                if (late := one["late"].get(moment))
                else NONE
                for moment in ("peak", "school hours")
                for one in found
            ),
        ]

    words = language.words
    heads = [
        f"{words[moment]}, {idle} min" for moment in ("peak", "hours") for idle in IDLE
    ]
    return table(("", *heads), map(row, ("ordinary", "busy", "strike")))


BLOCKS: dict[str, Callable[[Run, Language], str]] = {
    "machine": machine,
    "days": _days,
    "lateness": _lateness,
}


def renew_blocks(
    text: str, run: Run, blocks: Mapping[str, Callable[[Run], str]]
) -> str:
    """Return a text with its blocks written again."""
    return _BLOCK.sub(
        lambda block: f"{block[1]}\n{blocks[block[2]](run)}\n\n{block[3]}", text
    )


def renewed(text: str, figures: dict[str, Any], language: Language) -> str:
    """Return a README with the figures of a run. Raises UnmeasuredError if one is missing."""
    return renew_blocks(
        text,
        Run(figures),
        {name: _in_language(write, language) for name, write in BLOCKS.items()},
    )


def _in_language(
    write: Callable[[Run, Language], str], language: Language
) -> Callable[[Run], str]:
    return lambda run: write(run, language)


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
