"""Tables of the results."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

type Figures = dict[str, list[dict[str, Any]]]

MOMENTS = ("06:30-08:30", "08:30-16:00", "16:00-20:00")
HEAD = (
    "",
    "day",
    "children",
    "idle",
    "pace",
    "requests",
    "logins",
    *MOMENTS,
    "undetected",
)


def tables(figures: Figures, *, functions: bool = False) -> str:
    """Return a table for each part that was measured."""
    parts: dict[str, Callable[[list[dict[str, Any]]], list[str]]] = {
        "lateness": _lateness,
        "curve": _curve,
        "homes": _homes,
        "day": lambda days: _days(days, functions=functions),
        "asking": _requests,
        "work": _work,
        "hold": _holds,
        "weight": _weight,
        "reading": _reading,
        "start": _start,
        "crowd": _load,
        "import": _import,
    }
    return "\n".join(
        line
        for name, part in parts.items()
        if name in figures
        for line in part(figures[name])
    )


def _table(title: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    names = list(head)
    return [
        "",
        title,
        "",
        *(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows)),
    ]


def _days(days: list[dict[str, Any]], *, functions: bool) -> list[str]:
    """Return a line a day; under the moments, minutes until the home knew: worst (mean)."""
    days = sorted(days, key=lambda day: (day["who"], day["children"]))
    title = "A day in the life: requests of all kinds, logins, minutes until the home knew, worst (mean)"
    lines = _table(title, HEAD, map(_cells, days))
    if functions:
        for day in days:
            function_counts = ", ".join(
                f"{key} {n}" for key, n in day["functions"].items()
            )
            lines.append(
                f"{day['who']}, {day['name']}: pages {day['page_loads']}, {function_counts}"
            )
    return lines


def _cells(day: dict[str, Any]) -> list[str]:
    late = [
        f"{found['worst']:.0f} ({found['mean']:.0f})"
        if (found := day["late"].get(moment))
        else "–"
        for moment in MOMENTS
    ]
    idle = f"{day['idle']} min" if day["idle"] else "–"
    return [
        day["who"],
        day["name"],
        str(day["children"]),
        idle,
        day.get("pace", "–"),
        str(day["requests"]),
        str(day["logins"]),
        *late,
        str(day["undetected"]),
    ]


def _lateness(rows: list[dict[str, Any]]) -> list[str]:
    """Return a line for each scenario; minutes late: median / 95 % / worst."""
    moments = ("peak", "school hours", "night", "day off", "holidays")
    return _table(
        "Lateness in minutes by the policy alone: median / 95 % / worst",
        (
            "",
            "accounts × children",
            "idle",
            "requests",
            "logins",
            *moments,
            "unknown",
        ),
        (
            (
                row["scenario"],
                f"{row['accounts']} × {row['children']}",
                f"{row['idle']} min",
                f"{row['requests']:.0f}",
                f"{row['logins']:.0f}",
                *(_late(row["late"].get(moment)) for moment in moments),
                str(row["unknown"]),
            )
            for row in rows
        ),
    )


def _curve(rows: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Lateness at peak times against requests, by the maximum age of what the home page hides",
        ("maximum age", "idle", "requests", "minutes late", "over an hour"),
        (
            (
                row["interval"],
                f"{row['idle']} min",
                f"{row['requests']:.0f}",
                _late(row["late"]),
                f"{row['over_an_hour']:.1%}",
            )
            for row in rows
        ),
    )


def _homes(rows: list[dict[str, Any]]) -> list[str]:
    return _table(
        "A thousand homes at one school",
        ("", "requests", "logins", "logins in the busiest minute"),
        (
            (
                row["day"],
                str(sum(row["requests"])),
                str(sum(row["logins"])),
                str(max(row["logins"])),
            )
            for row in rows
        ),
    )


def _late(found: dict[str, float] | None) -> str:
    if found is None:
        return "–"
    return " / ".join(f"{found[name]:.0f}" for name in ("median", "p95", "worst"))


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.1f} ms" if seconds < 0.01 else f"{1000 * seconds:.0f} ms"


def _requests(costs: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Login and all pages of a pupil",
        (
            "",
            "latency",
            "round trips",
            "limit",
            "by the clock",
            "÷ limit",
            "waited for the school",
            "÷ waited",
            "work (CPU)",
        ),
        (
            (
                cost["who"],
                f"{cost['latency']} ms",
                str(cost["round_trips"]),
                _milliseconds(cost["limit"]) if cost["limit"] else "–",
                _milliseconds(cost["wall"]),
                f"{cost['ratio']:.2f}" if cost["ratio"] else "–",
                _milliseconds(cost["waited"]),
                f"{cost['own_ratio']:.2f}",
                _milliseconds(cost["cpu"]),
            )
            for cost in costs
        ),
    )


def _work(works: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Work, beside pronotepy's in the same pair of runs",
        ("latency", "median", "least", "most"),
        (
            [
                f"{work['latency']} ms",
                *(f"{of(work['beside']):.2f}" for of in (median, min, max)),
            ]
            for work in works
        ),
    )


def _holds(holds: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Longest hold of the event loop by the client",
        ("", "median of the runs", "worst"),
        (
            (hold["what"], _milliseconds(hold["median"]), _milliseconds(hold["worst"]))
            for hold in holds
        ),
    )


def _weight(weights: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Memory of an account of two children, after 200 refreshes",
        ("added", "growth a refresh"),
        (
            (f"{weight['added'] / 1e6:.1f} MB", f"{weight['growth']:.0f} bytes")
            for weight in weights
        ),
    )


def _reading(readings: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Reading",
        ("", "items", "µs an item"),
        (
            (reading["what"], str(reading["count"]), f"{reading['each']:.0f}")
            for reading in readings
        ),
    )


def _start(starts: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Setting an account of two children up in Home Assistant, the school beside it",
        ("the first time", "again", "work (CPU)", "longest hold"),
        (
            [_milliseconds(start[key]) for key in ("first", "wall", "cpu", "hold")]
            for start in starts
        ),
    )


def _load(loads: list[dict[str, Any]]) -> list[str]:
    return _table(
        "What holds the event loop longest",
        ("what", "longest hold"),
        ((load["what"], _milliseconds(load["hold"])) for load in loads),
    )


def _import(imports: list[dict[str, Any]]) -> list[str]:
    return _table(
        "Importing the package",
        ("modules", "time"),
        ((str(one["modules"]), _milliseconds(one["seconds"])) for one in imports),
    )
