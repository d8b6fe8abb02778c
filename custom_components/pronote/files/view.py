"""The way of a file from the school to the family, part by part, under this home's own address."""

from functools import partial
from typing import Final
from urllib.parse import quote

from aiohttp import hdrs, web
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..client import PronoteClient
from ..client.errors import PageNotAllowedError, StaleObjectError
from ..connection.translation import async_sentence, refused
from ..const import DOMAIN, LOGGER
from ..models import PronoteConfigEntry
from .location import PATH, FilePlace, OpenFile, UnknownPlaceError, open_place

MOST_BYTES: Final = 100_000_000

_SHOWN: Final = frozenset(
    {
        "application/pdf",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "audio/vnd.wave",
        "audio/x-wav",
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/webp",
        "text/plain",
        "video/mp4",
        "video/webm",
    }
)
"""What a browser may show by itself; anything else is saved."""

_WALLS: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'"
)


@callback
def async_setup_relay(hass: HomeAssistant) -> None:
    """Serve the files of all accounts."""
    hass.http.register_view(FileView)


class FileView(HomeAssistantView):
    """Files of the school, for who is signed in or holds a signed address."""

    url = PATH + "/{entry_id}/{pupil}/{shelf}/{mark}/{file}"
    name = f"api:{DOMAIN}:files"

    async def get(
        self,
        request: web.Request,
        entry_id: str,
        pupil: str,
        shelf: str,
        mark: str,
        file: str,
    ) -> web.StreamResponse:
        """Send a file."""
        hass = request.app[KEY_HASS]
        try:
            place = FilePlace.parse(f"{entry_id}/{pupil}/{shelf}/{mark}/{file}")
        except UnknownPlaceError as err:
            raise web.HTTPNotFound from err
        entry: PronoteConfigEntry | None = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise web.HTTPNotFound
        if entry.state is not ConfigEntryState.LOADED:
            raise web.HTTPServiceUnavailable(
                text=await async_sentence(hass, refused("account_not_loaded"))
            )
        response = web.StreamResponse()
        try:
            await entry.runtime_data.gate.ask(partial(_relay, request, response, place))
        except HomeAssistantError as err:
            if not response.prepared:
                raise web.HTTPServiceUnavailable(
                    text=await async_sentence(hass, err)
                ) from err
            LOGGER.debug(
                "A file broke off on its way: %s", type(err.__cause__).__name__
            )
            _cut(request)
        return response


async def _relay(
    request: web.Request,
    response: web.StreamResponse,
    place: FilePlace,
    client: PronoteClient,
) -> None:
    try:
        async with open_place(client, place) as file:
            size = file.download.size
            if size is not None and size > MOST_BYTES:
                raise web.HTTPBadGateway(
                    text=await async_sentence(
                        request.app[KEY_HASS], refused("file_too_large")
                    )
                )
            _announce(response, file)
            await response.prepare(request)
            sent = 0
            async for part in file.download.parts:
                sent += len(part)
                if sent > MOST_BYTES:
                    _cut(request)
                    return
                await response.write(part)
            await response.write_eof()
    except (PageNotAllowedError, StaleObjectError) as err:
        raise web.HTTPNotFound from err


def _announce(response: web.StreamResponse, file: OpenFile) -> None:
    """Tell what comes, so that nothing in it can act in the name of this home."""
    content_type = file.type
    shown = content_type in _SHOWN
    # Browsers refuse to show a PDF in a sandbox; it has no way to this home's pages by itself.
    sandbox = "" if content_type == "application/pdf" else "; sandbox"
    response.content_type = content_type
    response.content_length = file.download.size
    response.headers.update(
        {
            hdrs.ACCEPT_RANGES: "none",
            hdrs.CACHE_CONTROL: "private, no-cache",
            hdrs.CONTENT_DISPOSITION: (
                f"{'inline' if shown else 'attachment'}; "
                f"filename*=UTF-8''{quote(file.name, safe='')}"
            ),
            "Content-Security-Policy": _WALLS + sandbox,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
    )


def _cut(request: web.Request) -> None:
    """Break off, so that nobody takes a part for the whole."""
    if request.transport is not None:
        request.transport.abort()
