"""Fields that several actions have, and what they accept."""

from typing import Final

from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..client import TEXT_SIZES, RecipientKind, ReportLayout
from ..const import EARLIEST_DATE, LATEST_DATE
from ..files.location import FileSource
from .common import ActionData
from .files import LOW_COST_SOURCES

DATE: Final = vol.All(cv.date, vol.Range(min=EARLIEST_DATE, max=LATEST_DATE))
DAYS: Final[ActionData] = {
    vol.Optional("start_date"): DATE,
    vol.Optional("end_date"): DATE,
}
DAY: Final[ActionData] = {vol.Optional("date"): DATE}
AVERAGE: Final = vol.All(vol.Coerce(float), vol.Range(min=0, max=100))
PERIOD: Final[ActionData] = {vol.Optional("period"): cv.string}
REPORT: Final[ActionData] = {
    **PERIOD,
    vol.Optional("landscape", default=False): cv.boolean,
    vol.Optional("text_size", default=ReportLayout().text_size): vol.All(
        vol.Coerce(float), vol.In(TEXT_SIZES)
    ),
    vol.Optional("skill_codes", default=False): cv.boolean,
}
"""A report card or a grade record to print."""
SCHOOL_CLASS: Final[ActionData] = {vol.Required("school_class"): cv.string}
HOMEWORK: Final[ActionData] = {vol.Required("homework"): cv.string, **DAY}
PAGES: Final = [*LOW_COST_SOURCES, FileSource.NEWS, FileSource.DISCUSSIONS]

FILE: Final[ActionData] = {
    vol.Exclusive("path", "file"): cv.string,
    vol.Exclusive("media", "file"): vol.Schema(
        {vol.Required("media_content_id"): cv.string}, extra=vol.REMOVE_EXTRA
    ),
    vol.Exclusive("upload", "file"): cv.string,
}
"""A file of this home or uploaded to it, one way or the other."""

MAX_ITEMS: Final = 100
MAX_TEXTS: Final = 20
MAX_MARKED: Final = 30

NEWS: Final[ActionData] = {vol.Required("news"): cv.string}
DISCUSSION: Final[ActionData] = {vol.Required("discussion"): cv.string}
KIND: Final[ActionData] = {
    vol.Optional("kind", default="teacher"): vol.In(
        [kind.name.lower() for kind in RecipientKind]
    )
}
UNREAD: Final[ActionData] = {vol.Optional("unread_only", default=False): cv.boolean}
CACHED: Final[ActionData] = {vol.Optional("cached", default=False): cv.boolean}
TEXT: Final[ActionData] = {vol.Required("text"): cv.string}
SUBJECT: Final[ActionData] = {vol.Required("subject"): cv.string}
MOVES: Final = ("archive", "unarchive", "bin", "restore", "delete")
FILES: Final[ActionData] = {
    vol.Optional("path"): vol.All(cv.ensure_list, [cv.string]),
    vol.Optional("media"): vol.All(
        cv.ensure_list,
        [
            vol.Schema(
                {vol.Required("media_content_id"): cv.string}, extra=vol.REMOVE_EXTRA
            )
        ],
    ),
    vol.Optional("upload"): vol.All(cv.ensure_list, [cv.string]),
}
"""Files of this home or uploaded to it, all ways at once."""
ANSWERS = vol.Schema({cv.string: vol.Any(cv.string, [vol.Coerce(int)])})
"""A text, or the positions of the choices, by the key of the question."""
