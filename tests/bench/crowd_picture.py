"""Draw the logins of a thousand homes over a day as an SVG picture."""

from html import escape
from typing import Any, Final

WIDTH: Final = 960
HEIGHT: Final = 150
LEFT: Final = 60
TOP: Final = 30
GAP: Final = 40
MINUTES: Final = 24 * 60
STEP: Final = 5
"""Minutes that one bar stands for."""
COLORS: Final = {"requests": "#9db8d9", "logins": "#c2410c"}


def draw_crowd(days: list[dict[str, Any]]) -> str:
    """Return a picture with a chart for each day: requests and logins a minute."""
    charts = [_chart(day, TOP + row * (HEIGHT + GAP)) for row, day in enumerate(days)]
    height = TOP + len(days) * (HEIGHT + GAP)
    size = f'width="{WIDTH + LEFT + 20}" height="{height}"'
    font = 'font-family="sans-serif" font-size="12"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {font}>',
            f'<rect width="100%" height="{height}" fill="#ffffff"/>',
            *charts,
            "</svg>",
            "",
        )
    )


def _chart(day: dict[str, Any], top: int) -> str:
    bars = {
        name: [
            sum(day[name][start : start + STEP]) / STEP
            for start in range(0, MINUTES, STEP)
        ]
        for name in COLORS
    }
    most = max(map(max, bars.values())) or 1
    legend = f"requests (blue) and logins (orange) a minute, at most {most:.0f}"
    title = f"{escape(day['day'])}: {legend}"
    lines = [f'<text x="{LEFT}" y="{top - 6}">{title}</text>']
    for name, color in COLORS.items():
        points = " ".join(
            f"{LEFT + WIDTH * number / len(bars[name]):.1f},"
            f"{top + HEIGHT - HEIGHT * value / most:.1f}"
            for number, value in enumerate(bars[name])
        )
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{color}" stroke-width="1.5"/>'
        )
    for hour in range(0, 25, 3):
        x = LEFT + WIDTH * hour / 24
        lines.append(
            f'<line x1="{x:.0f}" y1="{top}" x2="{x:.0f}" y2="{top + HEIGHT}" stroke="#e5e7eb"/>'
            f'<text x="{x:.0f}" y="{top + HEIGHT + 16}" text-anchor="middle">{hour}:00</text>'
        )
    return "\n".join(lines)
