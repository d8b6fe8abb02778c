"""Test finding the school: near the home, or the demonstration school."""

from collections.abc import AsyncIterator
import json
from typing import Any
from unittest.mock import patch

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.pronote.client import nearby_schools
from custom_components.pronote.flow import school as school_steps
from tests.school import School

from ..helpers.flows import (
    DEAD_ADDRESS,
    choose,
    enter,
    fields,
    fill,
    placeholders,
    start,
    suggested_values,
    without_setup,
    without_tokens,
)


@pytest.fixture(autouse=True)
async def dialogs_alone(hass: HomeAssistant) -> AsyncIterator[None]:
    """Leave the entries alone: these tests are about the dialogs."""
    async with without_setup(hass):
        yield


class Publisher:
    """Serves the list of schools near a location."""

    def __init__(self) -> None:
        self.answer: Any = {}
        self.asked: list[dict[str, str]] = []

    async def serve(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.asked.append(json.loads(str(form["data"])))
        return web.json_response(self.answer)


@pytest.fixture
async def publisher(school: School) -> AsyncIterator[Publisher]:
    """The publisher of PRONOTE, who answers from this machine."""
    publisher = Publisher()
    application = web.Application()
    application.router.add_post("/swie/geoloc.php", publisher.serve)
    async with TestServer(application) as server:
        with patch.object(
            nearby_schools, "SERVICE", str(server.make_url("/swie/geoloc.php"))
        ):
            yield publisher


async def test_school_nearby(
    hass: HomeAssistant, school: School, publisher: Publisher
) -> None:
    hass.config.latitude, hass.config.longitude = 43.604652, 1.444209
    publisher.answer = [
        {
            "url": "https://0319999z.index-education.net/pronote/",
            "nomEtab": "COLLÈGE DES ALIZÉS",
            "lat": "43.75",
            "long": "1.39",
            "cp": "31140",
        },
        {
            "url": school.url,
            "nomEtab": school.model.name,
            "lat": "43.62",
            "long": "1.46",
            "cp": "31000",
        },
    ]
    menu = await start(hass)
    assert not publisher.asked
    form = await choose(hass, menu, "nearby")
    assert publisher.asked == [{"nomFonction": "geoLoc", "lat": "43.6", "long": "1.44"}]
    assert fields(form) == [CONF_URL]
    schema = form["data_schema"]
    assert schema is not None
    [selector] = schema.schema.values()
    offered = selector.config["options"]
    assert offered == [
        f"{school.model.name} · 31000 · 3 km",
        "COLLÈGE DES ALIZÉS · 31140 · 17 km",
    ]

    form = await hass.config_entries.flow.async_configure(form["flow_id"])
    assert len(publisher.asked) == 1
    form = await fill(hass, form, url=offered[0])
    assert form["step_id"] == "credentials"
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_no_school_nearby(
    hass: HomeAssistant, school: School, publisher: Publisher
) -> None:
    form = await choose(hass, await start(hass), "nearby")
    assert form["step_id"] == "school"
    assert form["errors"] == {"base": "no_school_nearby"}
    form = await fill(hass, form, url=school.url)
    assert form["step_id"] == "credentials"


async def test_publisher_out_of_reach(hass: HomeAssistant, school: School) -> None:
    with patch.object(nearby_schools, "SERVICE", DEAD_ADDRESS):
        form = await choose(hass, await start(hass), "nearby")
    assert form["step_id"] == "school"
    assert form["errors"] == {"base": "nearby_unavailable"}


async def test_demonstration(hass: HomeAssistant, school: School) -> None:
    """Nothing is typed: everybody knows the password."""
    account = school.model.account("parent")
    account.username, account.password = "demonstration", "pronotevs"
    with patch.object(school_steps, "DEMONSTRATION", school.url):
        form = await choose(hass, await start(hass), "demonstration")
    assert form["step_id"] == "demonstration"
    assert fields(form) == ["space"]
    assert placeholders(form)["school"] == school.model.name
    result = await fill(hass, form, space="parent")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    data = result["result"].data
    assert data[CONF_TOKEN]
    assert CONF_PASSWORD not in data


async def test_demonstration_that_changed_its_password(
    hass: HomeAssistant, school: School
) -> None:
    with patch.object(school_steps, "DEMONSTRATION", school.url):
        form = await choose(hass, await start(hass), "demonstration")
    form = await fill(hass, form, space="parent")
    assert form["step_id"] == "credentials"
    assert form["errors"] == {"base": "wrong_credentials"}
    assert suggested_values(form)[CONF_USERNAME] == "demonstration"


async def test_demonstration_without_tokens(
    hass: HomeAssistant, school: School
) -> None:
    account = school.model.account("parent")
    account.username, account.password = "demonstration", "pronotevs"
    with patch.object(school_steps, "DEMONSTRATION", school.url), without_tokens():
        form = await choose(hass, await start(hass), "demonstration")
        form = await fill(hass, form, space="parent")
        assert form["step_id"] == "keep_password"
        result = await fill(hass, form)
    assert result["result"].data[CONF_PASSWORD] == "pronotevs"


async def test_demonstration_out_of_reach(hass: HomeAssistant, school: School) -> None:
    with patch.object(school_steps, "DEMONSTRATION", DEAD_ADDRESS):
        form = await choose(hass, await start(hass), "demonstration")
    assert form["step_id"] == "school"
    assert form["errors"] == {"base": "cannot_connect"}
    assert suggested_values(form) == {CONF_URL: DEAD_ADDRESS}


@pytest.fixture
async def former_address(school: School) -> AsyncIterator[str]:
    """Where the school was: each page leads to where it is now."""

    async def lead(request: web.Request) -> web.Response:
        path = request.path_qs.removeprefix("/pronote")
        raise web.HTTPMovedPermanently(f"{school.url}{path}")

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", lead)
    async with TestServer(application) as server:
        yield str(server.make_url("/pronote"))


async def test_a_new_address_is_confirmed(
    hass: HomeAssistant, school: School, former_address: str
) -> None:
    """Nobody types a password for an address that they were not shown."""
    form = await choose(hass, await start(hass), "school")
    form = await fill(hass, form, url=former_address)
    assert form["step_id"] == "address_moved"
    assert placeholders(form)["address"] == school.url
    assert fields(form) == []
    assert not school.request_log.page_loads

    form = await fill(hass, form)
    assert form["step_id"] == "credentials"
    result = await enter(hass, form, school.account("parent"))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"][CONF_URL] == school.url


async def test_the_address_as_typed_is_not_confirmed(
    hass: HomeAssistant, school: School
) -> None:
    form = await choose(hass, await start(hass), "school")
    form = await fill(hass, form, url=f"{school.url}/parent.html?login=true")
    assert form["step_id"] == "credentials"
