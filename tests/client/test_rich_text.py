"""Formatted texts of teachers are read as words, and shown without active content."""

import re

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client.rich_text import plain_text, safe_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("Lire la page 12", "Lire la page 12"),
        (
            "<div>Lire&nbsp;p.&nbsp;12<br>puis <b>résumer</b></div><ul><LI>un</LI><li>deux</li></ul>",
            "Lire p. 12\npuis résumer\nun\ndeux",
        ),
        ("2 < 3 &amp; 4 > 1<br>a&nbsp;<b>b</b>", "2 < 3 & 4 > 1\na b"),
        ("Écrire &lt;p&gt; et &amp;amp;", "Écrire <p> et &amp;"),
        ("<p>Bonjour<script>alert('<br>')</script></p>", "Bonjour"),
        ("<!-- caché<br> -->vu<style>p {}</style>", "vu"),
        ("un<brique>deux</brique>", "undeux"),
    ],
)
def test_words_keep_their_lines(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("2<sup>8</sup> = 256", "2^8 = 256"),
        ("6,02 × 10<SUP>23</SUP> mol<sup><b>-1</b></sup>", "6,02 × 10^23 mol^-1"),
        ("10<sup>−3</sup> m", "10^-3 m"),
        ("x<sup>n + 1</sup>, 9<sup>1/2</sup>", "x^(n + 1), 9^(1/2)"),
        ("(a + b)<sup>2</sup>", "(a + b)^2"),
        ("le 1<sup>er</sup> mai, M<sup>me</sup> Roy", "le 1er mai, Mme Roy"),
        ("XVI<sup>e</sup> siècle, 2<sup>nde</sup>, T<sup>le</sup>", None),
        ("n<sup>o</sup> 3, n<sup>e</sup>, 2<sup>r</sup>", "no 3, n^e, 2^r"),
        ("<sup>14</sup>C", "14C"),
        ("mot<sup>[1]</sup> et <sup>une note</sup>", "mot[1] et une note"),
        ("a<sup></sup>b<sup> </sup>c", "ab c"),
        ("CO<sub>2</sub>, Al<sub>2</sub>(SO<sub>4</sub>)<sub>3</sub>", None),
        ("SO<sub>4</sub><sup>2-</sup>", "SO4^2-"),
        ("u<sub>n+1</sub> = 3u<sub>n</sub>", "u_(n+1) = 3u_n"),
        ("1011<sub>2</sub>", "1011_2"),
    ],
)
def test_exponents_and_indexes_keep_their_meaning(html: str, text: str | None) -> None:
    assert plain_text(html) == (text or re.sub("<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<table><tr><th>Lundi</th><th>Mardi</th></tr><tr><td>n° 4</td>\n<td><p>n° 7</p><p>n° 8</p></td></tr></table>fin",
            "Lundi | Mardi\nn° 4 | n° 7 n° 8\nfin",
        ),
        ("<table><TR><TD>a<TD>b<tr><td></td><td>c</table>", "a | b\nc"),
        ("<table>\n <tr>\n  <td>a</td>\n  <td>b</td>\n </tr>\n</table>", "a | b"),
        ("<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>", "a | b\nc"),
        ("<table><tr><td>encadré</td></tr></table>", "encadré"),
        ("a\tb", "a b"),
    ],
)
def test_cells_of_a_table_stay_apart(html: str, text: str) -> None:
    assert plain_text(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "Voir <a href='https://exemple.fr/a?b=1&amp;c=2'>la vidéo</a>.",
            "Voir la vidéo (https://exemple.fr/a?b=1&c=2).",
        ),
        ("<a href='https://exemple.fr/a'>https://exemple.fr/a</a>", None),
        ("<a href='https://exemple.fr/'>exemple.fr</a>", "https://exemple.fr/"),
        ("<a href='www.exemple.fr'>ici</a>", "ici (https://www.exemple.fr)"),
        ("<a href='mailto:cdi@exemple.fr'>au CDI</a>", "au CDI (cdi@exemple.fr)"),
        ("a<a href='https://exemple.fr'><img src='x'></a>b", "a https://exemple.fr b"),
        ("<a href='javascript:x'>là</a>, <a href='/y'>ici</a>", "là, ici"),
        (
            "<li><a href='https://exemple.fr'>un </a></li>deux",
            "un (https://exemple.fr)\ndeux",
        ),
    ],
)
def test_links_keep_their_address(html: str, text: str | None) -> None:
    assert plain_text(html) == (text or re.sub("<[^>]*>", "", html))


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["a", "b", "1", "+", "&amp;"]),
            st.sampled_from(["<sup>", "</sup>", "<sub>", "</sub>", "<p>", "</p>"]),
            st.sampled_from(["<table>", "</table>", "<tr>", "<td>", "</td>", "<br>"]),
            st.sampled_from(["<a>", "<a href='//x'>", "<a href=https://x>", "</a>"]),
        ),
        max_size=40,
    )
)
def test_broken_markup_loses_no_word(parts: list[str]) -> None:
    html = "".join(parts)
    words = re.sub("<[^>]*>|&amp;|[+]", "", html)
    text = re.sub(r"\(?https://x\)?", "", plain_text(html))
    assert sorted(re.sub(r"[^ab1]", "", text)) == sorted(words)


@given(st.text(max_size=200))
def test_any_text_is_text(text: str) -> None:
    assert isinstance(plain_text(text), str)


@given(
    st.text(
        alphabet=st.characters(
            codec="utf-8", exclude_characters="<&", exclude_categories=("Cc", "Cf")
        ),
        max_size=200,
    )
)
def test_words_without_markup_are_all_kept(text: str) -> None:
    assert plain_text(f"<p>{text}</p>").split() == text.split()


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p onclick='x()'>Lire <b>vite</b></p>", "<p>Lire <b>vite</b></p>"),
        ("<img src=x onerror=y>fin<script>z</script>", "fin"),
        (
            "<a href='https://exemple.fr' target=_top>ici</a>",
            '<a href="https://exemple.fr" rel="noopener noreferrer">ici</a>',
        ),
        ("<a href='javascript:x'>là</a>", '<a rel="noopener noreferrer">là</a>'),
        (None, ""),
        (7, ""),
    ],
)
def test_a_layout_does_nothing(html: object, shown: str) -> None:
    assert safe_html(html) == shown


def test_no_text_changes_the_direction_of_others() -> None:
    """Neither as a character nor as an entity."""
    html = "<p>\u202eeci&#8238;l\u061c&#1564;o&#x2067;p\u2069</p>"
    assert plain_text(html) == "ecilop"
    assert safe_html(html) == "<p>ecilop</p>"
