"""Tables of docs/performance.md, in English, between the same markers as those of the READMEs."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

from .crowd_picture import draw_crowd
from .readme import ENGLISH, IDLE, NONE, Figure, Run, machine, ours, renew_blocks, table

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "performance.md"
PICTURE: Final = ROOT / "docs" / "images" / "thousand-homes.svg"
_TERM: Final = ("school day", "Monday", "Wednesday")
_MOMENTS: Final = {
    "peak": "peak",
    "school hours": "school hours",
    "night": "night, after 7:00",
    "day off": "days off, in daytime",
    "holidays": "holidays",
}


def _ms(seconds: float) -> str:
    return ENGLISH.milliseconds(seconds)


def _late(found: dict[str, float] | None) -> str:
    if found is None:
        return NONE
    return " / ".join(f"{found[name]:.0f}" for name in ("median", "p95", "worst"))


def _scenarios(run: Run) -> str:
    run.one("lateness")
    return table(
        (
            "",
            "accounts × children",
            "sessions",
            "requests",
            "logins",
            *_MOMENTS.values(),
            "unknown",
        ),
        (
            (
                row["scenario"],
                f"{row['accounts']} × {row['children']}",
                f"{row['idle']} min",
                f"{row['requests']:.0f}",
                f"{row['logins']:.0f}",
                *(_late(row["late"].get(moment)) for moment in _MOMENTS),
                str(row["unknown"]),
            )
            for row in run.all("lateness")
        ),
    )


def _kinds(run: Run) -> str:
    rows = [
        run.one("lateness", scenario="busy", children=2, accounts=1, idle=idle)
        for idle in IDLE
    ]
    return table(
        ("", *(f"sessions of {idle} min" for idle in IDLE)),
        (
            (kind, *(_late(row["kinds"].get(kind)) for row in rows))
            for kind in sorted(rows[0]["kinds"])
        ),
    )


def _turn(run: Run) -> str:
    return table(
        ("sessions", "requests", "ordinary day", "hours until a late grade is known"),
        (
            (
                f"{idle} min",
                f"{turn['requests']:.0f}",
                f"{ordinary['requests']:.0f}",
                _late(turn["former"]),
            )
            for idle in IDLE
            for turn, ordinary in (
                [
                    run.one(
                        "lateness", scenario=name, children=2, accounts=1, idle=idle
                    )
                    for name in ("turn of a period", "ordinary")
                ],
            )
        ),
    )


def _curve(run: Run) -> str:
    run.one("curve")
    return table(
        ("interval", "sessions", "requests", "peak", "later than 60 min"),
        (
            (
                row["interval"],
                f"{row['idle']} min",
                f"{row['requests']:.0f}",
                _late(row["late"]),
                f"{row['over_an_hour']:.1%}",
            )
            for row in run.all("curve")
        ),
    )


HASS_PRONOTE_HOUR: Final = 248
"""Requests of hass-pronote itself beside the same school, of two children."""


def _hour(run: Run) -> str:
    hours = [ours(run, "school day", idle)["evening_hour"] for idle in IDLE]
    return table(
        ("two children, from 17:00 to 18:00", "requests"),
        (
            ("hass-pronote", str(HASS_PRONOTE_HOUR)),
            *(
                (f"this integration, sessions of {idle} min", str(count))
                for idle, count in zip(IDLE, hours, strict=True)
            ),
        ),
    )


def _crowd(run: Run) -> str:
    def peak(minutes: list[int]) -> str:
        most = max(minutes)
        at = minutes.index(most)
        return f"{most / 60:.1f} ({at // 60}:{at % 60:02})"

    def busiest_hour(minutes: list[int]) -> float:
        return max(sum(minutes[hour * 60 : hour * 60 + 60]) for hour in range(24)) / 60

    run.one("homes")
    return table(
        (
            "",
            "requests",
            "logins",
            "requests a second, busiest minute",
            "logins a second, busiest minute",
            "÷ mean of the busiest hour",
        ),
        (
            (
                row["day"],
                ENGLISH.number(sum(row["requests"])),
                ENGLISH.number(sum(row["logins"])),
                peak(row["requests"]),
                peak(row["logins"]),
                f"{max(row['logins']) / busiest_hour(row['logins']):.1f}",
            )
            for row in run.all("homes")
        ),
    )


def _requests(run: Run) -> str:
    def row(cost: Figure) -> list[str]:
        near = not cost["latency"]
        return [
            "this client" if cost["who"] == "ours" else cost["who"],
            f"{cost['latency']} ms",
            str(cost["round_trips"]),
            NONE if near else _ms(cost["limit"]),
            _ms(cost["wall"]),
            NONE if near else f"{cost['ratio']:.2f}",
            f"{cost['own_ratio']:.2f}",
            _ms(cost["cpu"]),
        ]

    run.one("asking", latency=50)
    return table(
        (
            "",
            "latency",
            "round trips",
            "round trips × latency",
            "by the clock",
            "ratio",
            "to the time waited",
            "work (CPU)",
        ),
        map(row, run.all("asking")),
    )


def _aim(aim: float, measured: float, unit: str = "", digits: int = 0) -> str:
    """Return an aim, and by how much it is missed."""
    text, miss = ENGLISH.unit(aim, unit, digits), measured - aim
    if round(miss, digits) <= 0:
        return text
    return f"{text} (missed by {ENGLISH.unit(miss, unit, digits)})"


def _aims(run: Run) -> str:
    number = ENGLISH.number
    most = [max(ours(run, name, idle)["requests"] for name in _TERM) for idle in IDLE]
    off = max(
        (ours(run, "holiday", idle) for idle in IDLE),
        key=lambda day: int(day["requests"]),
    )
    timetables = off["functions"].get("PageEmploiDuTemps", 0)
    far, baseline = (
        run.one("asking", who=who, latency=50) for who in ("ours", "pronotepy")
    )
    run.one("work")
    work = median(each for row in run.all("work") for each in row["beside"])
    weight, start, loaded = (run.one(part) for part in ("weight", "start", "import"))
    held = {
        "login": "Longest hold of the event loop by a login: median of the runs, worst",
        "refresh": "The same by all pages",
        "year": "The same by a whole year of lessons, homework and grades",
    }
    rows: list[tuple[str, str, str]] = [
        (
            "School days of two children, sessions of 5 min, of 30 min: requests at most",
            ", ".join(map(number, most)),
            ", ".join(map(_aim, (170, 110), most, strict=True)),
        ),
        (
            "A day of holidays: requests, for timetables",
            f"{number(off['requests'])}, {number(timetables)}",
            f"{_aim(20, off['requests'])}, {_aim(0, timetables)}",
        ),
        (
            "Time by the clock ÷ (round trips × latency), at 50 ms",
            number(far["ratio"], 2),
            _aim(1.15, far["ratio"], digits=2),
        ),
        (
            "Round trips, pronotepy’s",
            f"{far['round_trips']}, {baseline['round_trips']}",
            _aim(baseline["round_trips"] - 1, far["round_trips"]),
        ),
        (
            "Work, beside pronotepy’s: median of the pairs of runs",
            number(work, 2),
            _aim(0.55, work, digits=2),
        ),
        *(
            (
                text,
                f"{_ms(hold['median'])}, {_ms(hold['worst'])}",
                _aim(15 if what == "year" else 10, 1000 * hold["worst"], "ms"),
            )
            for what, text in held.items()
            for hold in (run.one("hold", what=what),)
        ),
        (
            "Memory of an account of two children, after 200 refreshes",
            ENGLISH.unit(weight["added"] / 1e6, "MB", 1),
            _aim(15, weight["added"] / 1e6, "MB"),
        ),
        (
            "Growth a refresh",
            ENGLISH.unit(weight["growth"], "bytes"),
            _aim(0, weight["growth"]),
        ),
        *(_reading(run, what) for what in ("lesson", "grade")),
        (
            "Setting up the account in Home Assistant, the school beside it; work",
            f"{_ms(start['wall'])}, {_ms(start['cpu'])}",
            "",
        ),
        (
            f"Importing the package ({loaded['modules']} modules); work",
            _ms(loaded["seconds"]),
            "",
        ),
    ]
    return table(("", "measured", "aim"), rows)


RASPBERRY_PI: Final = 4
"""How much slower a core of a Raspberry Pi 4 is taken to be; not measured."""


def _raspberry_pi(run: Run) -> str:
    login = run.one("asking", who="ours", latency=0)["cpu"]
    start = run.one("start")["cpu"]
    loaded = run.one("import")["seconds"]
    holds = [run.one("hold", what=what)["worst"] for what in ("refresh", "year")]
    measured = [login, start, loaded, *holds]
    names = (
        "Login and all pages of a pupil, work",
        "Setting up the account in Home Assistant, work",
        "Importing the package, work",
        "Longest hold of the event loop by all pages",
        "The same by a whole year of lessons, homework and grades",
    )
    return table(
        ("", "here", "Raspberry Pi 4, estimated"),
        (
            (name, _ms(here), _ms(RASPBERRY_PI * here))
            for name, here in zip(names, measured, strict=True)
        ),
    )


def _reading(run: Run, what: str) -> tuple[str, str, str]:
    run.one("reading", what=what)
    first, *_, last = run.all("reading", what=what)
    counts = [ENGLISH.number(row["count"]) for row in (first, last)]
    each = [ENGLISH.unit(row["each"], "µs") for row in (first, last)]
    return (
        f"Reading a {what}, of {counts[0]} and of {counts[1]}",
        ", ".join(each),
        "as much",
    )


BLOCKS: Final[dict[str, Callable[[Run], str]]] = {
    "machine": lambda run: machine(run, ENGLISH),
    "scenarios": _scenarios,
    "kinds": _kinds,
    "turn": _turn,
    "curve": _curve,
    "hour": _hour,
    "homes": _crowd,
    "asking": _requests,
    "aims": _aims,
    "pi": _raspberry_pi,
}


def renewed_page(text: str, figures: dict[str, Any]) -> str:
    """Return the page with the figures of a run. Raises UnmeasuredError if one is missing."""
    return renew_blocks(text, Run(figures), BLOCKS)


def renew_page(figures: dict[str, Any]) -> None:
    """Write the figures of a run into the page, and draw its picture."""
    text = renewed_page(PAGE.read_text(encoding="utf-8"), figures)
    picture = draw_crowd(Run(figures).all("homes"))
    PAGE.write_text(text, encoding="utf-8")
    PICTURE.write_text(picture, encoding="utf-8")
