"""The table of portals: every key, of whichever client, leads somewhere."""

from collections import Counter

import pytest
from yarl import URL

from custom_components.pronote.client import PortalAccountKind
from custom_components.pronote.client.portals import (
    Engine,
    Portal,
    PortalStatus,
    portals,
    recognize,
    resolve,
    retired_portals,
)
from custom_components.pronote.client.portals.registry import EDUCONNECT

PRONOTE_API = [
    "ac-orleans-tours",
    "ac-besancon",
    "ac-bordeaux",
    "ac-bordeaux2",
    "ac-caen",
    "ac-clermont",
    "ac-grenoble",
    "ac-lyon",
    "ac-dijon",
    "cybercolleges42",
    "ac-lille",
    "ac-lille2",
    "ac-limoges",
    "atrium-sud",
    "ac-montpellier",
    "ac-nancy-metz",
    "ac-nantes",
    "ac-poitiers",
    "ac-reims",
    "arsene76",
    "ac-rouen",
    "ac-strasbourg",
    "ac-toulouse",
    "ac-valdoise",
    "agora06",
    "haute-garonne",
    "hdf",
    "laclasse",
    "lyceeconnecte",
    "seine-et-marne",
    "somme",
    "portail-famille",
    "toutatice",
    "iledefrance",
    "moncollege-essonne",
    "parisclassenumerique",
    "ljr-munich",
    "eure-normandie",
    "monbureaunumerique-educonnect",
]

PRONOTEPY = [
    "cas_arsene76",
    "cas_ent27",
    "cas_kosmos",
    "ent_creuse",
    "ent_creuse_educonnect",
    "occitanie_montpellier",
    "val_doise",
    "val_de_marne",
    "cas_cybercolleges42_edu",
    "ecollege_haute_garonne_edu",
    "ac_orleans_tours",
    "ac_poitiers",
    "ac_reunion",
    "cas_agora06",
    "cas_seinesaintdenis_edu",
    "cas_arsene76_edu",
    "eclat_bfc",
    "ent_auvergnerhonealpe",
    "laclasse_educonnect",
    "monbureaunumerique",
    "ac_reims",
    "occitanie_montpellier_educonnect",
    "occitanie_toulouse_edu",
    "ent77",
    "ent_ecollege78",
    "ent_essonne",
    "ent_mayotte",
    "ile_de_france",
    "neoconnect_guadeloupe",
    "paris_classe_numerique",
    "lyceeconnecte_aquitaine",
    "ent_94",
    "ent_hdf",
    "ent_somme",
    "ent_var",
    "l_normandie",
    "lyceeconnecte_edu",
    "ent_elyco",
    "bordeaux",
    "atrium_sud",
    "laclasse_lyon",
    "extranet_colleges_somme",
    "ac_rennes",
]

OTHERS = [
    "enc_hauts_de_seine",
    "wilapa",
    "leia",
    "colibri",
    "karukera",
    "eduprovence",
    "ent04",
    "ent05",
    "aucollege84",
    "nati",
    "ariane57",
    "ent16",
    "skolengo_pdl",
    "aucollege84_kosmos",
    "itslearning_corse",
]

DEAD = {
    "ac-lille": "hdf",
    "ac-lille2": "hdf",
    "somme": "hdf",
    "extranet_colleges_somme": "hdf",
    "ac-caen": "normandie",
    "ac-rouen": "normandie",
    "cas_arsene76": "arsene76",
    "cas_ent27": "ent27",
    "ent_creuse": "creuse",
    "ac-bordeaux2": "hubeduconnect",
    "ile_de_france": "monlycee",
    "itslearning_corse": "leia",
    "aucollege84_kosmos": "aucollege84",
}


def test_the_lists_are_whole() -> None:
    assert len(set(PRONOTE_API)) == 39
    assert len(set(PRONOTEPY)) == 43


@pytest.mark.parametrize("key", [*PRONOTE_API, *PRONOTEPY, *OTHERS])
def test_every_key_leads_to_a_living_portal(key: str) -> None:
    resolution = resolve(key)
    assert resolution is not None
    assert resolution.portal.status is not PortalStatus.RETIRED
    assert resolution.portal.login_method(resolution.account) is not None
    successor = resolution.portal.key if resolution.retired else None
    assert successor == DEAD.get(key)


def test_keys_nobody_knows() -> None:
    assert resolve("ac-atlantide") is None
    assert resolve("") is None


@pytest.mark.parametrize("portal", portals(), ids=lambda portal: portal.key)
def test_rows_are_sound(portal: Portal) -> None:
    assert portal.name and portal.region and portal.as_of
    assert portal.engine is not Engine.NONE
    assert portal.hosts and portal.login_methods and portal.start_url
    assert len(set(portal.accounts)) == len(portal.accounts)
    for host in (*portal.hosts, *portal.other_hosts):
        assert URL(f"https://{host}").host == host
    for login_method in portal.login_methods:
        for address in (portal.start_url, login_method.url_template):
            if address is None:
                continue
            url = URL(address.partition("?")[0])
            assert url.scheme == "https"
            assert url.host in (*portal.hosts, EDUCONNECT)
        if "{choice}" in (login_method.url_template or ""):
            assert login_method.choice or login_method.departments
    assert portal.successor is None or resolve(portal.successor)


def test_hosts_and_keys_belong_to_one_portal() -> None:
    everybody = (*portals(), *retired_portals())
    hosts = Counter(h for p in everybody for h in (*p.hosts, *p.other_hosts))
    assert [host for host, times in hosts.items() if times > 1] == []
    keys = Counter(portal.key for portal in everybody)
    assert [key for key, times in keys.items() if times > 1] == []


def test_a_family_finds_its_portal_by_region_and_name() -> None:
    listed = [(portal.region, portal.name) for portal in portals()]
    assert len(set(listed)) == len(listed)
    regions = list(dict.fromkeys(region for region, _ in listed))
    assert regions[0] == "Auvergne-Rhône-Alpes"
    assert regions.index("Étranger") < regions.index("Grand Est")
    assert regions.index("Île-de-France") < regions.index("La Réunion")
    assert len(regions) == len({region for region, _ in listed})


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://cas.eclat-bfc.fr/login?service=https:%2F%2F0250007X.x", "eclat-bfc"),
        ("cas.eclat-bfc.fr", "eclat-bfc"),
        ("https://connexion.enthdf.fr/", "hdf"),
        (
            "https://choix.example.fr/?callback=https%3A%2F%2Fenthdf.fr%2Fcas%2Flogin",
            "hdf",
        ),
        ("https://college.entsomme.fr/cas/login", "somme"),
        ("https://seshat.ac-orleans-tours.fr:8443/login", "portail-famille-orleans"),
        ("https://0123456a.index-education.net/pronote", None),
        ("enthdf.fr.example.com", None),
        ("http://[", None),
    ],
)
def test_portals_are_recognised_by_their_host(address: str, key: str | None) -> None:
    portal = recognize(address)
    assert (portal.key if portal else None) == key


def test_passwords_have_few_addresses() -> None:
    for portal in portals():
        assert portal.may_receive(EDUCONNECT, PortalAccountKind.EDUCONNECT)
        assert not portal.may_receive(EDUCONNECT, PortalAccountKind.LOCAL)
        for host in portal.hosts:
            assert not portal.may_receive(host, PortalAccountKind.EDUCONNECT)
        for host in portal.other_hosts:
            assert not portal.may_receive(host, PortalAccountKind.LOCAL)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://",
        "https://ent.école.fr/cas",
        "é" * 80,
        "https://x.fr/?callback=//é",
    ],
)
def test_any_address_is_looked_at(address: str) -> None:
    assert recognize(address) is None
