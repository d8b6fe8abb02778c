"""What teachers lay out is read as words, and shown without anything that acts."""

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
