"""Pages and addresses of schools."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given, strategies as st
import pytest

from custom_components.pronote.client.address import normalize_url, space_of
from custom_components.pronote.client.errors import (
    AddressSuspendedError,
    BusyError,
    NotPronoteError,
    SiteClosedError,
)
from custom_components.pronote.client.site import Bootstrap, page_error, parse_bootstrap
from custom_components.pronote.client.spaces import Space

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            (
                """<body id="id_body" onload="try { Start ({h:'2052117',sCrA:true,sCoA:true,"""
                """a:3,d:true}) } catch (e) { messageErreur (e) } ">"""
            ),
            Bootstrap(
                session=2052117,
                space=3,
                encrypted=False,
                compressed=False,
                old_flags=True,
                number_as_text=True,
            ),
        ),
        (
            (
                """<script>window.addEventListener("load", () => {try{Start ({"h":12345,"""
                """"CrA":true,"CoA":false,"a":6});} catch (e) {}});</script>"""
            ),
            Bootstrap(session=12345, space=6, encrypted=True, compressed=False),
        ),
        (
            'Start ({"h":4873407,"d":true,"a":6})<a>PRONOTE 2026.2.7</a>',
            Bootstrap(session=4873407, space=6, version=(2026, 2, 7)),
        ),
        (
            'onload="Start({h:&#39;77&#39;,a:7,http:true})"',
            Bootstrap(session=77, space=7, rsa=True, number_as_text=True),
        ),
        (
            "Start ({h:'1',a:3,MR:'bc0f',ER:'10001',x:'}'})",
            Bootstrap(
                session=1,
                space=3,
                rsa=True,
                modulus=0xBC0F,
                exponent=65537,
                number_as_text=True,
            ),
        ),
        (
            "Start ({h:'1',a:3,MR:'bc0f',ER:65537,CrA:'True'})",
            Bootstrap(
                session=1,
                space=3,
                encrypted=True,
                compressed=False,
                rsa=True,
                modulus=0xBC0F,
                exponent=65537,
            ),
        ),
        ("Start ({a:3})", Bootstrap(session=0, space=3)),
        ('{"x": {}} Start ({"h":9,"a":6,"x":{"y":1}})', Bootstrap(session=9, space=6)),
    ],
)
def test_bootstrap(page: str, expected: Bootstrap) -> None:
    assert parse_bootstrap(page) == expected


@pytest.mark.parametrize(
    ("start", "version"),
    [
        ("{h:'1',a:3,MR:'bc0f',ER:'10001'}", (2022,)),
        ("{h:1,a:3,MR:'bc0f',ER:'-10001'}", None),
        ("{h:1,a:3,MR:'0',ER:'10001'}", None),
        ("{h:'1',a:3,sCrA:true}", (2024, 3, 9)),
        ("{h:'1',a:3}", (2024, 3, 9)),
        ("{a:3,'h': \"1\"}", (2024, 3, 9)),
        ("{h:'1',a:3,CrA:true}", None),
        ("{h:1,a:3,CrA:true}", None),
        ("{h:1,a:3}", None),
    ],
)
def test_a_version_that_only_the_spelling_betrays(
    start: str, version: tuple[int, ...] | None
) -> None:
    bootstrap = parse_bootstrap(f"Start ({start})")
    assert bootstrap is not None
    assert bootstrap.guessed_version == version


def test_page_without_bootstrap() -> None:
    assert parse_bootstrap("<title>Autre chose</title> Start") is None


@given(st.text(alphabet=st.sampled_from("Start ({h:'1',a\"}\\)"), max_size=80))
def test_any_page_reads(page: str) -> None:
    parse_bootstrap(page)
    page_error(page, NOW)


@pytest.mark.parametrize(
    ("page", "error", "pause"),
    [
        (
            "<p>Votre adresse IP est provisoirement<br> suspendue.</p>",
            AddressSuspendedError,
            timedelta(hours=4),
        ),
        ("<b>Le site n’est pas disponible</b>", SiteClosedError, timedelta(hours=2)),
        (
            "Le site est momentan\ufffdment indisponible",
            BusyError,
            timedelta(minutes=5),
        ),
        (
            "Le site est momentan&eacute;ment indisponible",
            BusyError,
            timedelta(minutes=5),
        ),
    ],
)
def test_sentences(page: str, error: type[SiteClosedError], pause: timedelta) -> None:
    explained = page_error(page, NOW)
    assert isinstance(explained, error)
    assert explained.retry_at == NOW + pause


def test_suspension_with_its_end() -> None:
    page = "Votre adresse IP est provisoirement suspendue jusqu'à 18h30."
    explained = page_error(page, NOW)
    assert isinstance(explained, AddressSuspendedError)
    assert explained.until == NOW.replace(hour=18, minute=30)


def test_ordinary_pages_need_no_explanation() -> None:
    assert page_error("<p>Votre RIP est enregistré. IP: 1</p>", NOW) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "https://demo.example.net/pronote/eleve.html?login=true",
            "https://demo.example.net/pronote",
        ),
        (
            "0123456A.index-education.net/pronote/mobile.parent.html",
            "https://0123456a.index-education.net/pronote",
        ),
        ("https://pronote.exemple.fr/", "https://pronote.exemple.fr"),
        ("http://10.0.0.1:8080/Pronote/", "http://10.0.0.1:8080/Pronote"),
        (" 0123456A ", "https://0123456a.index-education.net/pronote"),
        ("https://x.fr/pronote#top", "https://x.fr/pronote"),
        ("https://x.fr/pronote/eleve.html/", "https://x.fr/pronote"),
        ("https://x.fr/pronote/eleve.htm", "https://x.fr/pronote"),
        ("HTTPS://X.fr/pronote", "https://x.fr/pronote"),
        ("https:/x.fr/pronote", "https://x.fr/pronote"),
        ("https//x.fr/pronote", "https://x.fr/pronote"),
        ("http://http://x.fr/pronote", "http://x.fr/pronote"),
        ("//x.fr/pronote", "https://x.fr/pronote"),
        ("https.fr/pronote", "https://https.fr/pronote"),
        ("https://x.fr\\pronote\\eleve.html", "https://x.fr/pronote"),
        ("\ufeff\u200bx.fr/pronote", "https://x.fr/pronote"),
        ("<https://x.fr/pronote/>", "https://x.fr/pronote"),
        ("« https://x.fr/pronote/ »", "https://x.fr/pronote"),
        ("[Pronote](https://x.fr/pronote/)", "https://x.fr/pronote"),
        ("Adresse : https://x.fr/pronote/eleve.html, merci.", "https://x.fr/pronote"),
        ("view-source:https://x.fr/pronote/eleve.html", "https://x.fr/pronote"),
        ("x.fr/pronote?from=https://y.fr/", "https://x.fr/pronote"),
        ("https://x.fr/pronote/appelfonction/3/123/ab", "https://x.fr/pronote"),
        ("https://x.fr/pronote/ical/Edt.ics?icalsecurise=A", "https://x.fr/pronote"),
        ("http://[::1]:8080/pronote", "http://[::1]:8080/pronote"),
        ("[https://x.fr/pronote]", "https://x.fr/pronote"),
        ("0123456 A", "https://0123456a.index-education.net/pronote"),
    ],
)
def test_addresses(text: str, expected: str) -> None:
    assert normalize_url(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "pronote", "ftp://x.fr", "https://", "mon collège", "http://[::"),
        *("parent@x.fr", "mailto:parent@x.fr"),
    ],
)
def test_text_that_is_no_address(text: str) -> None:
    with pytest.raises(NotPronoteError):
        normalize_url(text)


@given(st.text(max_size=40))
@example("¨.")
def test_any_text_is_an_address_or_not(text: str) -> None:
    try:
        url = normalize_url(text)
    except NotPronoteError:
        return
    assert url.startswith(("http://", "https://"))
    assert normalize_url(url) == url


@pytest.mark.parametrize(
    ("address", "space"),
    [
        ("mobile.parent.html", Space.PARENT),
        ("https://x/pronote/eleve.html?fd=1", Space.PUPIL),
        ("mobile.viescolaire.html", Space.SCHOOL_LIFE),
        ("mobile.professeur.html", None),
        ("", None),
    ],
)
def test_spaces(address: str, space: Space | None) -> None:
    assert space_of(address) is space
