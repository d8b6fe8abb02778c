"""Parsing of pages that no simulated portal has."""

from datetime import UTC, datetime

import pytest
from yarl import URL

from custom_components.pronote.client.errors import (
    PortalAccountLockedError,
    PortalAction,
    PortalActionRequiredError,
    PortalDownError,
    PortalServiceRefusedError,
)
from custom_components.pronote.client.portals.error_messages import (
    read_action,
    read_error,
    read_refusal,
)
from custom_components.pronote.client.portals.page import Page, redact_url

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def page(
    body: str, url: str = "https://portail.example.fr/connexion/login?a=1"
) -> Page:
    return Page(URL(url, encoded=True), 200, f"<html><body>{body}</body></html>")


def test_a_form_is_sent_as_a_browser_sends_it() -> None:
    form = page(
        """<form action="../sso?x=1&amp;y=2" method="POST">
        <input type="hidden" name="RelayState" value="a&#x3d;b&#x2b;c">
        <input type="radio" name="who" value="one" id="1"><label for="1">Toulouse</label>
        <label><input type="radio" name="who" value="two" checked>Montpellier</label>
        <input type="checkbox" name="stay" value="on">
        <input type="text" name="lt">
        <input name="bare">
        <input type="submit" name="refuse" value="Refuser">
        <button name="go">Valider</button>
        </form>"""
    ).forms[0]
    assert form.method == "POST"
    assert str(form.action) == "https://portail.example.fr/sso?x=1&y=2"
    assert form.values == {"RelayState": "a=b+c", "who": "two", "lt": "", "bare": ""}
    assert form.submit_values == {"refuse": "Refuser"}
    assert form.choices("who") == [("one", "Toulouse"), ("two", "Montpellier")]
    assert not form.automatic


def test_a_form_without_an_address_leads_to_its_page() -> None:
    form = page("<form><input name=a type=hidden></form>").forms[0]
    assert form.method == "GET"
    assert str(form.action) == "https://portail.example.fr/connexion/login?a=1"
    assert form.automatic


def test_a_form_that_changes_a_password_is_no_login() -> None:
    twice = "<input type=password name=new><input type=password name=again>"
    assert page(f"<form>{twice}</form>").password_form is None
    login = page(f"<form>{twice}</form><form><input type=password name=p></form>")
    assert login.password_form is login.forms[1]


def test_words_are_those_that_people_read() -> None:
    shown = page(
        "<script>var m = {a: 'auth.error.ban'};</script><style>.b{}</style>"
        "<p>Bienvenue&nbsp;: l’été &lt;3</p>"
    )
    assert shown.lower_text == "bienvenue : l'été <3"
    assert read_error(shown, shown.lower_text, NOW) is None


@pytest.mark.parametrize(
    ("sentence", "error"),
    [
        ("Application Not Authorized / not allowed to use CAS", None),
        ("Application not allowed to use CAS", PortalServiceRefusedError),
        ("… n’est pas une url de confiance.", PortalServiceRefusedError),
        ("Laclasse est fermé pendant les vacances.", PortalDownError),
    ],
)
def test_sentences_of_portals(sentence: str, error: type[Exception] | None) -> None:
    shown = page(f"<p>{sentence}</p>")
    trouble = read_error(shown, shown.lower_text, NOW)
    assert type(trouble) is (error or type(None))


@pytest.mark.parametrize(
    ("message", "locked"),
    [
        ("Votre compte a été bloqué.", True),
        ("Compte verrouillé, réessayez plus tard", True),
        ("Identifiant incorrect. Après trois erreurs le compte sera bloqué.", False),
        ("Identifiant ou mot de passe incorrect", False),
    ],
)
def test_a_warning_is_no_lock(message: str, locked: bool) -> None:
    trouble = read_refusal(page(""), message, NOW)
    assert isinstance(trouble, PortalAccountLockedError) is locked


def test_a_footer_asks_for_nothing() -> None:
    shown = page("<a href=/cgu>Conditions d'utilisation</a> Changer votre mot de passe")
    assert read_action(shown) is None
    asked = read_action(page("<p>Vous devez changer votre mot de passe.</p>"))
    assert isinstance(asked, PortalActionRequiredError)
    assert asked.action is PortalAction.NEW_PASSWORD


def test_the_message_of_a_page_is_the_one_it_marks() -> None:
    shown = page(
        "<div class='error-form'><form><input name=a></form></div>"
        "<div role=alert> Mot de\n passe incorrect </div>"
    )
    assert shown.message == "Mot de passe incorrect"
    assert len(page(f"<p class=errors>{'a' * 900}</p>").message) == 300
    assert page("<p>Rien</p>").message == ""


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.fr/cas/login?ticket=ST-1-secret", "a.fr/cas/login"),
        ("https://a.fr/login;jsessionid=0A1B2C", "a.fr/login"),
        ("https://a.fr/auth/reset/0a1b2c3d4e5f?login=x", "a.fr/auth/reset/…"),
        ("https://a.fr/saml/SAML2/POST/SSO", "a.fr/saml/SAML2/POST/SSO"),
    ],
)
def test_addresses_are_written_without_keys(url: str, written: str) -> None:
    assert redact_url(URL(url, encoded=True)) == written
