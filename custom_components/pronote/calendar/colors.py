"""Colors of the calendars: a hue for each child, a shade for each kind of calendar."""

from colorsys import hls_to_rgb
from typing import Final

_HUES: Final = (214, 20, 145, 285, 340, 180, 45, 100)
"""In degrees; neighbors are easy to tell apart."""
_SATURATION: Final = 0.7
_LIGHTNESS: Final = {
    "lessons": 0.45,
    "tests": 0.3,
    "homework": 0.55,
    "school_life": 0.37,
    "menus": 0.65,
}


def calendar_color(child_number: int, key: str) -> str:
    """Return the color of a calendar of a child, which has the same number for ever."""
    hue = _HUES[(child_number - 1) % len(_HUES)] / 360
    channels = hls_to_rgb(hue, _LIGHTNESS[key], _SATURATION)
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)
