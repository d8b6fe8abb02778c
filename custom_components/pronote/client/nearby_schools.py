"""Search for schools near a location, with the service of PRONOTE's publisher."""

from dataclasses import dataclass
import json
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

import aiohttp

from .address import normalize_url
from .errors import ConnectionFailedError, NotPronoteError
from .http import TIMEOUT, USER_AGENT
from .size_limits import read_body, read_json

SERVICE: Final = "https://www.index-education.com/swie/geoloc.php"

_EARTH = 6371.0
"""Radius of the Earth in kilometers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbySchool:
    """A school that uses PRONOTE."""

    url: str
    """Root address, normalized."""
    name: str
    postal_code: str
    distance: float | None
    """In kilometers, from the location of the search."""


async def find_nearby_schools(
    http: aiohttp.ClientSession,
    latitude: float,
    longitude: float,
    *,
    proxy: str | None = None,
) -> tuple[NearbySchool, ...]:
    """Return the schools within about twenty kilometers of a location, nearest first.

    The publisher learns the place to about a kilometer. Raises ConnectionFailedError,
    AnswerTooLargeError.
    """
    here = round(latitude, 2), round(longitude, 2)
    question = {"nomFonction": "geoLoc", "lat": str(here[0]), "long": str(here[1])}
    details: dict[str, Any] = {"proxy": proxy} if proxy else {}
    try:
        async with http.post(
            SERVICE,
            data={"data": json.dumps(question, separators=(",", ":"))},
            headers={"User-Agent": USER_AGENT},
            timeout=TIMEOUT,
            **details,
        ) as response:
            body = await read_body(response)
    except (TimeoutError, aiohttp.ClientError, OSError) as error:
        raise ConnectionFailedError("The list of schools could not be read") from error
    try:
        answer = read_json(body)
    except ValueError as error:
        raise ConnectionFailedError("The list of schools is invalid") from error
    rows = answer if isinstance(answer, list) else []
    found = {school.url: school for row in rows if (school := _read(row, here))}
    return tuple(
        sorted(
            found.values(),
            key=lambda school: (
                float("inf") if school.distance is None else school.distance,
                school.name,
            ),
        )
    )


def _read(row: Any, here: tuple[float, float]) -> NearbySchool | None:
    if not isinstance(row, dict):
        return None
    try:
        url = normalize_url(str(row.get("url") or ""))
    except NotPronoteError:
        return None
    try:
        distance = _distance(here, (float(row["lat"]), float(row["long"])))
    except KeyError, TypeError, ValueError:
        distance = None
    return NearbySchool(
        url=url,
        name=str(row.get("nomEtab") or url),
        postal_code=str(row.get("cp") or ""),
        distance=distance,
    )


def _distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the distance between two locations."""
    (north, east), (other_north, other_east) = (
        (radians(place[0]), radians(place[1])) for place in (here, there)
    )
    haversine = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin((other_east - east) / 2) ** 2
    )
    return 2 * _EARTH * asin(sqrt(haversine))
