"""The figures, as a table to read."""

from typing import Any

MOMENTS = ("06:30-08:30", "08:30-16:00", "16:00-20:00")
HEAD = ("", "day", "children", "idle", "pace", "requests", "logins", *MOMENTS, "untold")


def days_table(days: list[dict[str, Any]], *, functions: bool = False) -> str:
    """Return a line a day; under the moments, minutes until the home knew: worst (mean)."""
    lines = [
        "",
        "A day in the life: requests of all kinds, logins, minutes until the home knew, worst (mean)",
        "| " + " | ".join(HEAD) + " |",
        "|" + " --- |" * len(HEAD),
    ]
    for day in sorted(days, key=lambda day: (day["who"], day["children"])):
        lines.append("| " + " | ".join(_cells(day)) + " |")
        if functions:
            asked = ", ".join(f"{key} {n}" for key, n in day["functions"].items())
            lines.append(f"    pages {day['page_loads']}, {asked}")
    return "\n".join(lines)


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
        str(day["untold"]),
    ]
