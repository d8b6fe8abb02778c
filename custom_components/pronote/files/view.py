"""HTTP view that streams PRONOTE files under an address of this Home Assistant."""

from functools import partial
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from aiohttp import hdrs, web
from homeassistant.components.http.const import KEY_HASS_USER
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.http import KEY_HASS, HomeAssistantView

from ..client import PronoteClient
from ..client.errors import PageNotAllowedError, StaleObjectError
from ..connection.error_messages import async_error_message, validation_error
from ..const import DOMAIN, LOGGER
from ..models import PronoteConfigEntry
from ..permissions import AdminOnlyError, check_user
from .location import (
    API_PATH,
    MESSAGE_SOURCES,
    FileLocation,
    InvalidLocationError,
    OpenFile,
    find_link,
    open_location,
)

MAX_BYTES: Final = 100_000_000

_INLINE_TYPES: Final = frozenset(
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
"""Types that a browser may display; other types are downloaded."""

_CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'"
)

_LINK_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}
"""Of a redirect to a link whose address PRONOTE gives on request only."""


@callback
def async_setup_file_view(hass: HomeAssistant) -> None:
    """Register the view that serves the files of all accounts."""
    hass.http.register_view(FileView)


class FileView(HomeAssistantView):
    """Serves PRONOTE files to signed-in users and to holders of a signed URL."""

    url = API_PATH + "/{entry_id}/{pupil}/{source}/{ref}/{file}"
    name = f"api:{DOMAIN}:files"

    async def get(
        self,
        request: web.Request,
        entry_id: str,
        pupil: str,
        source: str,
        ref: str,
        file: str,
    ) -> web.StreamResponse:
        """Send a file."""
        hass = request.app[KEY_HASS]
        try:
            location = FileLocation.parse(f"{entry_id}/{pupil}/{source}/{ref}/{file}")
        except InvalidLocationError as err:
            raise web.HTTPNotFound from err
        entry: PronoteConfigEntry | None = hass.config_entries.async_get_entry(entry_id)
        if entry is None or entry.domain != DOMAIN:
            raise web.HTTPNotFound
        if entry.state is not ConfigEntryState.LOADED:
            raise web.HTTPServiceUnavailable(
                text=await async_error_message(
                    hass, validation_error("account_not_loaded")
                )
            )
        if location.collection.source in MESSAGE_SOURCES:
            try:
                check_user(entry, request[KEY_HASS_USER])
            except AdminOnlyError as err:
                raise web.HTTPForbidden(
                    text=await async_error_message(hass, err)
                ) from err
        response = web.StreamResponse()
        try:
            return await entry.runtime_data.connection.call_for_action(
                partial(_stream, request, response, location)
            )
        except HomeAssistantError as err:
            if not response.prepared:
                raise web.HTTPServiceUnavailable(
                    text=await async_error_message(hass, err)
                ) from err
            LOGGER.debug(
                "Download of a file was interrupted: %s", type(err.__cause__).__name__
            )
            _abort(request)
        return response


async def _stream(
    request: web.Request,
    response: web.StreamResponse,
    location: FileLocation,
    client: PronoteClient,
) -> web.StreamResponse:
    """Send the file at a location, and return the response; for a link, a redirect to it."""
    try:
        if (link := await find_link(client, location)) is not None:
            return web.Response(
                status=HTTPStatus.FOUND, headers={hdrs.LOCATION: link, **_LINK_HEADERS}
            )
        async with open_location(client, location) as file:
            size = file.download.size
            if size is not None and size > MAX_BYTES:
                raise web.HTTPBadGateway(
                    text=await async_error_message(
                        request.app[KEY_HASS], validation_error("file_too_large")
                    )
                )
            _set_headers(response, file)
            await response.prepare(request)
            sent = 0
            async for part in file.download.parts:
                sent += len(part)
                if sent > MAX_BYTES:
                    _abort(request)
                    return response
                await response.write(part)
            await response.write_eof()
            return response
    except (PageNotAllowedError, StaleObjectError) as err:
        raise web.HTTPNotFound from err


def _set_headers(response: web.StreamResponse, file: OpenFile) -> None:
    """Set headers that prevent a file from running scripts on the origin of Home Assistant."""
    content_type = file.type
    inline = content_type in _INLINE_TYPES
    # Browsers do not show a PDF in a sandbox. A PDF cannot access pages of Home Assistant.
    sandbox = "" if content_type == "application/pdf" else "; sandbox"
    response.content_type = content_type
    response.content_length = file.download.size
    response.headers.update(
        {
            hdrs.ACCEPT_RANGES: "none",
            hdrs.CACHE_CONTROL: "private, no-cache",
            hdrs.CONTENT_DISPOSITION: (
                f"{'inline' if inline else 'attachment'}; "
                f"filename*=UTF-8''{quote(file.name, safe='')}"
            ),
            "Content-Security-Policy": _CONTENT_SECURITY_POLICY + sandbox,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
    )


def _abort(request: web.Request) -> None:
    """Abort the connection, so that a partial download is not taken for a complete one."""
    if request.transport is not None:
        request.transport.abort()
