"""Test the action on links and telephone numbers."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.pronote.const import DOMAIN
from tests.school import School

LINA = {"entity_id": "sensor.pronote_1_next_lesson"}
WRITE = "SaisieURLPartenaire"


async def get_links(hass: HomeAssistant, **data: Any) -> Any:
    return await hass.services.async_call(
        DOMAIN, "get_links", data, target=LINA, blocking=True, return_response=True
    )


async def refusal(doing: Any) -> str | None:
    with pytest.raises(HomeAssistantError) as failure:
        await doing
    return failure.value.translation_key


async def test_links_numbers_and_balances(
    hass: HomeAssistant, entry: MockConfigEntry, school: School
) -> None:
    found = await get_links(hass)
    links = {link["name"]: link for link in found["links"]}
    assert list(links) == [
        "Site du collège-lycée",
        "Réservation des repas",
        "Loge",
        "Restauration",
    ]
    site = links["Site du collège-lycée"]
    assert (site["url"], site["logs_in"]) == ("https://quatre-vents.exemple.fr/", False)
    assert (links["Loge"]["phone"], links["Loge"]["url"]) == ("01 00 00 00 01", None)
    meals = links["Réservation des repas"]
    assert (meals["url"], meals["logs_in"]) == (None, True)
    assert [(x["name"], x["balance"]) for x in found["wallets"]] == [
        ("Self", 1420.69),
        ("Cafétéria", 7.5),
    ]
    assert not school.request_log.requests[WRITE]


async def test_the_home_page_that_is_known_is_not_requested_again(
    hass: HomeAssistant, entry: MockConfigEntry, school: School
) -> None:
    await entry.runtime_data.home.async_refresh()
    school.request_log.reset()
    assert (await get_links(hass))["links"]
    assert not school.request_log.requests


async def test_an_address_is_made_for_the_one_who_asks(
    hass: HomeAssistant, entry: MockConfigEntry, school: School
) -> None:
    link = await get_links(hass, link="réservation des repas")
    again = await get_links(hass, link=link["key"])
    # Twice: an address for each.
    assert link["url"].startswith("https://turboself.exemple.fr/sso?ticket=")
    assert again["url"].startswith("https://turboself.exemple.fr/sso?ticket=")
    assert link["url"] != again["url"]
    assert school.request_log.requests[WRITE] == 2
    sso = {
        "codePartenaire": "TURBOSELF",
        "intituleLien": "Réservation des repas",
        "description": "Turboself",
    }
    assert school.request_log.written == [(WRITE, {"SSO": sso})] * 2
    # It is nowhere but in the answer.
    assert not [x for x in hass.states.async_all() if "ticket=" in str(x.as_dict())]
    plain = await get_links(hass, link="Site du collège-lycée")
    assert plain["url"] == "https://quatre-vents.exemple.fr/"
    assert school.request_log.requests[WRITE] == 2


async def test_refused_lost_and_unknown(
    hass: HomeAssistant, entry: MockConfigEntry, school: School
) -> None:
    meals = "Réservation des repas"
    assert await refusal(get_links(hass, link="Personne")) == "gone"
    assert await refusal(get_links(hass, link="Loge")) == "no_address"
    assert not school.request_log.requests[WRITE]
    school.fault("refuse_write", function=WRITE, message="Partenaire indisponible.")
    assert await refusal(get_links(hass, link=meals)) == "write_refused_because"
    school.fault("forget_write", function=WRITE)
    assert await refusal(get_links(hass, link=meals)) == "protocol_changed"
    school.fault("truncate", function=WRITE)
    assert await refusal(get_links(hass, link=meals)) == "write_unconfirmed"
