"""The simulated portals, walked by a browser of a few lines."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import json
import sys
from typing import Any

from aiohttp import ClientConnectionError, ClientSession
import pytest
from yarl import URL

from tests.school import Options, School
from tests.school.portals import (
    DEAD,
    EDUCONNECT,
    KEYS,
    PHISHING_HOST,
    PORTAL_SPECS,
    Portal,
    Ports,
    UnknownBehaviorError,
    UnknownPortalError,
    connector,
    find,
    running_portal,
)

from .portal_browser import (
    Browser,
    Form,
    Page,
    PortalClient,
    PortalVisitor,
    TooManyRedirectsError,
)

BY_EDUCONNECT = (
    "eclat_bfc",
    "hdf",
    "ent_var",
    "laclasse_educonnect",
    "toutatice",
    "bordeaux",
    "ent_elyco",
    "ac-orleans-tours",
    "ac_poitiers",
    "ac_reunion",
)
BY_THEMSELVES = (
    "val_doise",
    "ent77",
    "atrium_sud",
    "laclasse_lyon",
    "iledefrance",
    "enc_hauts_de_seine",
    "unknown",
)
WITH_FORMS = tuple(key for key in BY_THEMSELVES if key != "ent77")
every_engine = pytest.mark.parametrize("key", [*BY_EDUCONNECT, *BY_THEMSELVES])

SHARED = School(Options())
"""One school for all tests, which are about the portals."""


@asynccontextmanager
async def before(
    key: str, who: str = "parent", /, **choices: Any
) -> AsyncIterator[tuple[Portal, PortalVisitor]]:
    async with (
        running_portal(key, school=SHARED, **choices) as portal,
        Browser(portal) as browser,
    ):
        yield portal, PortalVisitor(browser, portal.account(who))


def test_every_key_has_a_row() -> None:
    assert len(KEYS) == 98
    assert {find(key) for key in KEYS} == set(PORTAL_SPECS.values())
    assert {"ac-lille", "extranet_colleges_somme"} <= DEAD.keys()
    for row in PORTAL_SPECS.values():
        assert row.start.startswith("https://") or row.key == "none"
        assert row.cas_url or row.key == "none"
    with pytest.raises(UnknownPortalError):
        find("nowhere")


@pytest.mark.parametrize("who", ["pupil", "parent"])
@pytest.mark.parametrize(
    "key", [*(key for key in PORTAL_SPECS if key != "none"), "unknown"]
)
async def test_every_row_leads_to_a_token(key: str, who: str) -> None:
    async with before(key, who) as (portal, visitor):
        page = await visitor.log_in()
        assert page.start is not None, page.text
        assert page.start["a"] == (2 if who == "parent" else 3)
        assert await PortalClient(visitor.browser.http, portal.school, page).token()
        assert portal.attempts(visitor.account.username) == 1
        assert portal.passwords_seen.keys() <= portal.spec.password_hosts
        assert portal.passwords_seen.total() == 1
        assert not portal.passwords_in_clear
        assert {page.start["e"], page.start["f"]} <= portal.secrets


@pytest.mark.parametrize(
    "key", [key for key in (*BY_EDUCONNECT, *BY_THEMSELVES) if key != "ac_poitiers"]
)
async def test_a_start_of_their_own(key: str) -> None:
    """What to do when PRONOTE shows its own form at first."""
    async with before(key, pronote_redirects=False) as (portal, visitor):
        page = await visitor.log_in()
        assert page.start and "e" not in page.start
        portal.school.options = Options(portal_url=portal.spec.cas_url)
        page = await visitor.log_in(portal.start(visitor.account))
        page = page if page.start else await visitor.log_in()
        assert page.start and "e" in page.start


async def test_a_school_without_portal() -> None:
    async with before("none") as (portal, visitor):
        page = await visitor.log_in()
        assert page.start and "e" not in page.start
        assert visitor.account.username == SHARED.account("parent").username
        assert portal.spec.hosts == ()


# --- refusals


@every_engine
async def test_a_wrong_password_is_an_attempt(key: str) -> None:
    async with before(key) as (portal, visitor):
        visitor.password = "a wrong one"
        page = await visitor.log_in()
        assert page.start is None
        assert portal.attempts(visitor.account.username) == 1
        assert portal.passwords_seen.keys() <= portal.spec.password_hosts
        assert portal.passwords_seen.total() == 1
        again = PortalVisitor(visitor.browser, visitor.account)
        assert (await again.log_in()).start
        assert portal.attempts(visitor.account.username.upper()) == 2


@every_engine
async def test_the_sixth_attempt_meets_a_locked_account(key: str) -> None:
    async with before(key) as (portal, visitor):
        for _ in range(5):
            visitor.password, visitor.typed, visitor.tried_start = "wrong", False, False
            await visitor.log_in()
        visitor.password, visitor.typed, visitor.tried_start = "", False, False
        page = await visitor.log_in()
        assert page.start is None
        assert portal.attempts(visitor.account.username) == 6
    async with before(key, locked=True) as (portal, visitor):
        page = await visitor.log_in()
        assert page.start is None
        if key != "laclasse_lyon":
            assert any(word in page.text for word in ("tentatives", "verrouillé"))


@every_engine
async def test_down_changed_looping_refusing(key: str) -> None:
    async with before(key) as (portal, visitor):

        async def log_in() -> Page:
            return await PortalVisitor(visitor.browser, visitor.account).log_in()

        portal.set_behavior("down", times=1)
        assert (await log_in()).status == 503
        assert (await log_in()).start
        visitor.browser.http.cookie_jar.clear()
        portal.set_behavior("cut")
        with pytest.raises(ClientConnectionError):
            await log_in()
        portal.behaviors.clear()
        portal.set_behavior("redirect_loop")
        with pytest.raises(TooManyRedirectsError):
            await log_in()
        portal.behaviors.clear()
        portal.set_behavior("page_changed")
        page = await log_in()
        assert page.start is None and not page.forms
        portal.behaviors.clear()
        portal.set_behavior("service_refused")
        words = ("not allowed", "url de confiance", "n'est pas autorisé")
        text = (await log_in()).text
        assert any(word in text for word in words)


@every_engine
async def test_round_and_round(key: str) -> None:
    async with before(key, cas_without_ticket=True) as (_, visitor):
        with pytest.raises(TooManyRedirectsError):
            await visitor.log_in()


@every_engine
async def test_pronote_does_not_know_the_ticket(key: str) -> None:
    async with before(key) as (portal, visitor):
        portal.set_behavior("not_recognised", times=1)
        page = await visitor.log_in()
        assert page.start and "e" not in page.start
        page = await visitor.log_in()
        assert page.start and "e" in page.start
        assert portal.attempts(visitor.account.username) == 1


@every_engine
async def test_the_space_of_somebody_else(key: str) -> None:
    async with before(key, "pupil") as (portal, visitor):
        page = await visitor.log_in(portal.account("parent").url)
        assert page.start and page.start["a"] == 3


# --- passwords which go astray


async def typed(visitor: PortalVisitor) -> None:
    """Follow a redirect as a careless browser does."""
    try:
        await visitor.log_in()
    except ClientConnectionError, TooManyRedirectsError:
        pass


@pytest.mark.parametrize("key", [*BY_EDUCONNECT, *WITH_FORMS])
@pytest.mark.parametrize("how", ["foreign_form", "plain_form"])
async def test_forms_which_lead_astray(key: str, how: str) -> None:
    async with before(key, **{how: True}) as (portal, visitor):
        await typed(visitor)
        if how == "foreign_form":
            assert portal.passwords_seen[PHISHING_HOST] == 1
        else:
            assert portal.passwords_in_clear.keys() <= portal.spec.password_hosts
            assert portal.passwords_in_clear.total() == 1


@pytest.mark.parametrize("key", ["atrium_sud", "ent77", "eclat_bfc"])
async def test_redirects_which_lead_astray(key: str) -> None:
    async with before(key, foreign_redirect=True) as (portal, visitor):
        page = await visitor.log_in()
        assert page.url.host == PHISHING_HOST
        assert portal.passwords_seen == {next(iter(portal.spec.password_hosts)): 1}
    async with before(key, foreign_page=True) as (portal, visitor):
        page = await visitor.browser.open(visitor.account.url)
        assert page.url.host == PHISHING_HOST and page.password_form
        await visitor.browser.submit(page, page.password_form, password="anything")
        assert portal.passwords_seen[PHISHING_HOST] == 1


@pytest.mark.parametrize("key", ["atrium_sud", "eclat_bfc"])
async def test_a_login_page_without_tls(key: str) -> None:
    async with before(key, plain_page=True) as (portal, visitor):
        await typed(visitor)
        assert portal.passwords_in_clear.total() == 1


# --- detours


@pytest.mark.parametrize(
    "detour",
    [
        "assertion_without_relay",
        "consent",
        "meta_refresh",
        "no_local_storage",
        "no_profile_buttons",
        "redirect_binding",
        "script_redirect",
        "storage_write",
        "strict_profile",
    ],
)
@pytest.mark.parametrize("key", ["eclat_bfc", "ent_var", "bordeaux", "toutatice"])
async def test_detours_which_arrive(key: str, detour: str) -> None:
    async with before(key, **{detour: True}) as (_, visitor):
        page = await visitor.log_in()
        assert page.start and "e" in page.start


@pytest.mark.parametrize("choice", ["portal_to_root", "portal_only"])
async def test_choices_of_the_school(choice: str) -> None:
    school = School(
        Options(
            portal_only=choice == "portal_only",
            portal_to_root=choice == "portal_to_root",
        )
    )
    async with (
        running_portal("atrium_sud", school=school) as portal,
        Browser(portal) as browser,
    ):
        account = portal.account("pupil")
        page = await browser.open(f"{account.url}?login=true")
        assert (page.url.host == portal.spec.host) == (choice == "portal_only")
        page = await PortalVisitor(browser, account).log_in()
        assert page.start and "e" in page.start


# --- EduConnect


async def at_educonnect(visitor: PortalVisitor) -> Page:
    """The first page of EduConnect."""
    page = await visitor.browser.open(visitor.account.url)
    while page.url.host != EDUCONNECT:
        following = await visitor.step(page)
        assert following
        page = following
    return page


@pytest.mark.parametrize(
    ("behavior", "said"),
    [
        ("blocked", "Accès perturbé"),
        ("disturbed", "difficultés techniques"),
        ("stale", "Stale Request"),
        ("second_factor", "code de vérification"),
        ("must_act", "changer votre mot de passe"),
        ("france_connect_only", "FranceConnect"),
        ("account_unknown", "pas reconnu"),
    ],
)
@pytest.mark.parametrize("key", ["eclat_bfc", "hdf", "ac-orleans-tours"])
async def test_ways_educonnect_ends(key: str, behavior: str, said: str) -> None:
    async with before(key, **{behavior: True}) as (portal, visitor):
        page = await visitor.log_in()
        assert page.start is None and said in page.text
        assert portal.attempts(visitor.account.username) <= 1


async def test_duties_have_their_words() -> None:
    for duty, said in (("terms", "conditions"), ("activation", "date de naissance")):
        async with before("eclat_bfc", must_act=duty) as (_, visitor):
            assert said in (await visitor.log_in()).text


def only(page: Page, name: str) -> Form:
    form = page.form(name)
    assert form
    return form


async def test_educonnect_wants_its_own_fields_back() -> None:
    async with before("hdf", no_local_storage=True) as (portal, visitor):
        browser, account = visitor.browser, visitor.account
        page = await at_educonnect(visitor)
        form = only(page, "validerAuth")
        assert "typeUser" not in form.values
        secrets = {"j_username": account.username, "j_password": account.password}
        refused = await browser.submit(page, form, **secrets, csrf_token="another")
        assert refused.status == 400
        assert portal.attempts(account.username) == 0
    async with before("eclat_bfc", no_local_storage=True) as (portal, visitor):
        browser, account = visitor.browser, visitor.account
        page = await at_educonnect(visitor)
        page = await browser.submit(page, only(page, "validerAuth"), **secrets)
        assert "choisir votre profil" in page.text
        assert portal.attempts(account.username) == 0
        entry = {**secrets, "typeUser": "responsable"}
        page = await browser.submit(page, only(page, "validerAuth"), **entry)
        assert page.start and "e" in page.start


async def test_a_password_before_its_page_is_a_bad_request() -> None:
    async with before("eclat_bfc") as (portal, visitor):
        browser, account = visitor.browser, visitor.account
        page = await browser.open(account.url)
        form = only(page, "cas__wayf-form")
        assert {*ROWS_OF_MBN} == {*form.values}
        target = URL(portal.start(account)).with_path("/delegate/redirect/EDU")
        async with browser.http.post(target) as response:
            assert response.status == 405
        async with browser.http.get(portal.start(account)) as response:
            asked = Page(response.url, 200, await response.text())
        form = asked.forms[0]
        action = form.attributes["action"]
        async with browser.http.post(action, data=form.values) as response:
            storage = Page(response.url, 200, await response.text())
        secrets = {"j_username": account.username, "j_password": account.password}
        page = await browser.submit(storage, storage.forms[0], **secrets)
        assert page.status == 400
        assert portal.passwords_seen == {EDUCONNECT: 1}
        assert portal.attempts(account.username) == 0


ROWS_OF_MBN = ("service", "submit")
"""The fields of the choice which are no radios."""


@pytest.mark.parametrize("strict", [False, True])
async def test_a_pupil_who_says_to_be_responsible(strict: bool) -> None:
    choices = {"strict_profile": strict, "no_local_storage": True}
    async with before("eclat_bfc", "pupil", **choices) as (portal, visitor):
        account = visitor.account
        page = await at_educonnect(visitor)
        page = await visitor.browser.submit(
            page,
            only(page, "validerAuth"),
            typeUser="responsable",
            j_username=account.username,
            j_password=account.password,
        )
        assert bool(page.start) != strict
        assert portal.attempts(account.username) == 1


# --- one family each


async def test_kosmos_needs_service_and_the_right_profile() -> None:
    async with before("occitanie_toulouse_edu") as (portal, visitor):
        assert portal.school.url == "https://0310047h.index-education.net/pronote"
        visitor.selection = "MONT-EDU_parent_eleve"
        assert "pas reconnu" in (await visitor.log_in()).text
    async with before("val_doise") as (portal, visitor):
        host = portal.spec.host
        page = await visitor.log_in(f"https://{host}/login?selection=eleveparent")
        assert "Log In Successful" in page.text
        stranger = f"https://{host}/login?service=https:%2F%2Fexample.com%2F"
        assert "not allowed" in (await visitor.browser.open(stranger)).text


async def test_entcore_asks_which_account() -> None:
    async with before("hdf", account_choice=True) as (portal, visitor):
        page = await visitor.log_in()
        assert page.start and "e" in page.start
    async with before("hdf", account_choice=True) as (portal, visitor):
        portal.school.model.name, name = "Collège des Alizés", portal.school.model.name
        try:
            page = await visitor.log_in()
        finally:
            portal.school.model.name = name
        assert page.start and "e" not in page.start


@pytest.mark.parametrize(
    ("duty", "path", "text"),
    [
        ("new_password", "/auth/reset/forceChangePassword", "Changement"),
        ("activation", "/auth/login", "acceptCGU"),
    ],
)
async def test_entcore_has_duties(duty: str, path: str, text: str) -> None:
    async with before("ent77", must_act=duty) as (_, visitor):
        page = await visitor.log_in()
        assert page.url.path == path and text in page.text


async def test_entcore_says_who_is_there() -> None:
    async with before("ent77", must_act="terms") as (portal, visitor):
        url = f"https://{portal.spec.host}/auth/oauth2/userinfo"
        async with visitor.browser.http.get(url) as response:
            assert response.status == 401
        assert (await visitor.log_in()).start
        async with visitor.browser.http.get(url) as response:
            assert (await response.json())["needRevalidateTerms"] is True


async def test_entcore_refuses() -> None:
    async with before("ent77", busy=True) as (portal, visitor):
        assert "tooload" in (await visitor.log_in()).text
        url = f"https://{portal.spec.host}/auth/saml/authn/student"
        page = await visitor.browser.open(url)
        assert (page.status, page.text) == (403, "invalid.provider")
    async with before("hdf", relay_refused=True) as (_, visitor):
        assert (await visitor.log_in()).text == "invalid_state"
    async with before("ent77") as (_, visitor):
        visitor.password = "wrong"
        said = "error = \"L'identifiant ou le mot de passe est incorrect."
        assert said in (await visitor.log_in()).text


@pytest.mark.parametrize("key", ["iledefrance", "enc_hauts_de_seine"])
async def test_a_code_by_mail_for_a_new_device(key: str) -> None:
    async with before(key, mail_code=True) as (portal, visitor):
        browser, account = visitor.browser, visitor.account
        page = await visitor.log_in()
        page = await browser.submit(
            page, only(page, "kc-otp-login-form"), emailCode="000000"
        )
        form = only(page, "kc-otp-login-form")
        page = await browser.submit(page, form, emailCode=account.code)
        assert page.start and "e" in page.start
        jar = browser.http.cookie_jar
        jar.clear(lambda cookie: cookie.key != "KC_TRUSTED_DEVICE")
        page = await PortalVisitor(browser, account).log_in()
        assert page.start and "e" in page.start
        assert portal.attempts(account.username) == 2


@pytest.mark.parametrize("who", ["pupil", "parent"])
@pytest.mark.parametrize("hidden", [False, True])
async def test_oze_tells_its_applications(who: str, hidden: bool) -> None:
    behaviors = {"oze_cas_closed": True, "oze_without_app": hidden}
    async with before("enc_hauts_de_seine", who, **behaviors) as (portal, visitor):
        visitor.tries = 0
        page = await visitor.log_in()
        assert "Bienvenue" in page.text
        api, http = "https://api-enc.hauts-de-seine.fr/v1", visitor.browser.http
        async with http.get(f"{api}/users/me") as response:
            profile = (await response.json())["currentProfil"]
        context = {"ctx_profil": profile["codeProfil"], "ctx_etab": profile["uai"]}
        async with http.get(f"{api}/ozapps", params=context) as response:
            apps = {one["code"]: one["externalRoute"] for one in await response.json()}
        assert ("pronote" in apps) != hidden
        if hidden:
            async with http.get(f"{api}/config/Pronote", params=context) as response:
                found = await response.json()
            function = "ELV" if who == "pupil" else "TUT"
            apps["pronote"] = (
                f"/cas/proxySSO/{found['autorisationId']}?uai={profile['uai']}"
                f"&projet={found['projet']}&fonction={function}"
            )
        page = await visitor.browser.open(
            f"https://{portal.spec.host}{apps['pronote']}"
        )
        assert page.start and page.start["a"] == (3 if who == "pupil" else 2)
        wrong = apps["pronote"].replace("TUT", "PRF").replace("ELV", "PRF")
        page = await visitor.browser.open(f"https://{portal.spec.host}{wrong}")
        assert page.status == 403


@pytest.mark.parametrize(
    ("behavior", "tag"),
    [
        ("toutatice_functional_error", "erreurFonctionnelle"),
        ("toutatice_technical_error", "erreurTechnique"),
        ("account_unknown", "erreurFonctionnelle"),
    ],
)
async def test_toutatice_answers_in_xml(behavior: str, tag: str) -> None:
    async with before("toutatice", **{behavior: True}) as (_, visitor):
        assert f"<{tag}>" in (await visitor.log_in()).text


async def test_the_hub_trusts_few() -> None:
    async with before("bordeaux") as (portal, visitor):
        for service, said in (
            ("", "est vide"),
            ("https:%2F%2Fexample.com", "n'est pas une url de confiance"),
        ):
            page = await visitor.browser.open(
                f"{portal.spec.cas_url}?service={service}"
            )
            assert "zone_msgDetail" in page.text and said in page.text


async def test_laclasse_closes_in_summer() -> None:
    async with before("laclasse_lyon", on_holiday=True) as (_, visitor):
        assert "fermé pendant les vacances" in (await visitor.log_in()).text


async def test_apereo_with_its_old_field() -> None:
    async with before("atrium_sud", with_lt=True) as (_, visitor):
        page = await visitor.browser.open(visitor.account.url)
        assert "lt" in only(page, "fm1").values
        refused = await visitor.browser.submit(
            page, only(page, "fm1"), execution="e1s1"
        )
        assert "session a expiré" in refused.text
        assert (await visitor.log_in()).start


# --- the small internet


async def test_names_certificates_and_tls() -> None:
    school = School(Options())
    async with running_portal("hdf", school=school) as portal:
        async with ClientSession(connector=portal.connector()) as http:
            with pytest.raises(ClientConnectionError):
                await http.get("https://example.com/")
            plain = await http.get(
                "http://enthdf.fr/auth/login?a=1", allow_redirects=False
            )
            assert plain.headers["Location"] == "https://enthdf.fr/auth/login?a=1"
            other = await http.get("https://nati.pf/auth/login")
            assert other.status == 404
        async with ClientSession() as http:
            with pytest.raises(ClientConnectionError):
                await http.get(f"https://127.0.0.1:{portal.ports.secure}/")
        assert "BEGIN CERTIFICATE" in portal.authority
        with pytest.raises(UnknownBehaviorError):
            portal.set_behavior("sulk")
    assert school.options.portal_url is None
    assert school.origin == ""


async def test_pronote_sends_to_the_portal_in_its_own_spelling() -> None:
    async with before("eclat_bfc") as (_, visitor):
        url = f"{visitor.account.url}?fd=1"
        async with visitor.browser.http.get(url, allow_redirects=False) as response:
            assert response.headers["Location"] == (
                "https://cas.eclat-bfc.fr/login?service="
                "https:%2F%2F0123456A.index-education.net%2Fpronote%2Fparent.html"
            )


async def test_the_secrets_of_a_walk() -> None:
    async with before("eclat_bfc") as (portal, visitor):
        page = await visitor.log_in()
        client = PortalClient(visitor.browser.http, portal.school, page)
        token = await client.token()
        cookies = {cookie.value for cookie in visitor.browser.http.cookie_jar}
        assert {visitor.account.password, token, *cookies} <= portal.secrets
        assert any(text.startswith("PHNhbWwycDpSZXNwb25zZS") for text in portal.secrets)
        assert "POST educonnect.education.gouv.fr/idp/profile/SAML2/POST/SSO" in (
            portal.requests
        )


async def test_direct_a_portal_from_another_process() -> None:
    async with running_portal("atrium_sud", school=SHARED) as portal:
        order = f"http://127.0.0.1:{portal.ports.plain}/_portal"
        told = portal.to_json()
        ports = Ports(told["secure_port"], told["plain_port"])
        there = connector(ports, told["authority"])
        async with ClientSession(connector=there) as http, ClientSession() as plain:
            await plain.post(f"{order}/behavior", json={"name": "down", "times": 1})
            for status in (503, 200):
                async with http.get(told["accounts"][0]["url"]) as response:
                    assert response.status == status
            async with plain.get(f"{order}/state") as response:
                state = await response.json()
            assert state["attempts"][told["accounts"][0]["username"]] == 0
            assert "GET www.atrium-sud.fr/connexion/login" in state["requests"]
            answer = await plain.post(f"{order}/behavior", json={"name": "sulk"})
            assert answer.status == 400


async def test_the_command_serves_a_portal() -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.school", "--portal", "ac-dijon"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    told = json.loads(await process.stdout.readline())
    portal = told["portal"]
    assert portal["key"] == "eclat_bfc"
    assert told["url"] == "https://0123456a.index-education.net/pronote"
    there = connector(
        Ports(portal["secure_port"], portal["plain_port"]), portal["authority"]
    )
    async with (
        ClientSession(connector=there) as http,
        http.get(portal["accounts"][0]["url"]) as response,
    ):
        assert response.url.host == "cas.eclat-bfc.fr"
    async with ClientSession() as http:
        url = told["served_at"].replace("/pronote", "/_school/request_log")
        async with http.get(url) as response:
            assert (await response.json())["page_loads"] == 1
    process.terminate()
    assert await process.wait() == 0
