"""What an anonymous answer keeps of the real one: its form, and nothing that tells of people."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from aiopronote_cli.anonymize import Anonymizer
from aiopronote_cli.invented import Inventor

TODAY = date(2026, 11, 17)


@pytest.fixture
def anonymizer() -> Anonymizer:
    return Anonymizer(TODAY, weeks=5, inventor=Inventor(b"test"))


# --- unique strings everywhere

MARK = "qxz"
"""No invented word has these letters."""

FIELDS = (
    *("L", "N", "G", "E", "P", "V", "_T", "A", "Statut", "note", "moyenne", "bareme"),
    *("moyEleve", "coefficient", "commentaire", "descriptif", "dateDebut", "duree"),
    *("place", "nbNonLus", "genreReponse", "etat", "type", "versionPN", "couleur"),
    *("photoBase64", "avecPhoto", "urlLogo", "url", "valeurReponse", "libelle"),
    *("listePeriodes", "ListeHeures", "dispenseEleve", "strGenreDispense", "onglet"),
    *("interditAcces", "domaineConsultationEDT", "JoursOuvres", "NbrHeures", "inconnu"),
)
KINDS = (7, 8, 10, 11, 21, 23, 24, 26)

TEXTS: tuple[str, ...] = (
    *("{word}", "M. {WORD} {word}", "{word}-{word}", "d’{word}", "{word}²{word}"),
    *("{word}{digits}", "{digits}{word}", "{digits}", "-{digits}", "{digits},50"),
    *("<div>{word}<br>{word}</div>", "<p class='{word}' id={word}>a</p>", "<{word}>"),
    *("<a href='https://x.fr/{word}?n={digits}' title='{word}'>{word}</a>", "<!{word}"),
    *(
        "<!-- {word} -->",
        "&{word};",
        "&#{digits};",
        "<script>{word}</script>",
        "</{word}",
    ),
    *("<img src='{word}.png' alt='{word}'>", "<a href=' {word}'>a</a>", "<?{word}>"),
    *("https://{word}.fr/{word}/{digits}", "www.{word}.fr", "//{word}", "data:{word}"),
    *("voir https://{word}.fr/{digits} et {word}", "{word}@{word}.fr", "mailto:{word}"),
    *("12/03/2026 {word}", "{word} 12/03/2026", "12/03/{digits}", "08h10{word}"),
    *(
        "#{word}",
        "#{digits}",
        "12#{word}",
        "{digits}#{digits}",
        "[{digits}]",
        "[{word}]",
    ),
    *("|{digits}", "|8|{digits}", "{digits}|1", "12,50|{word}", "[1..{digits}]"),
    *("Trimestre {word}", "Année {digits}", "Hors période {word}", "PERMANENCE {word}"),
    *("Cours annulé {word}", "Remplacé par Mme {WORD}", "Prof. absent ({word})"),
    *(
        "2026.{digits}",
        "{word} 2026.2.7",
        "2026.2.7 {word}",
        "\U0001f600{word}\x00{word}",
    ),
    *("{long}", "data:image/png;base64,{long}", "{word} " * 30),
)


class Canaries:
    """Hands out words and numbers that occur once, and remembers them."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.numbers: list[str] = []

    def word(self) -> str:
        letters, number = "", len(self.words)
        for _ in range(4):
            number, place = divmod(number, 26)
            letters += chr(ord("a") + place)
        self.words.append(f"{MARK}{letters}")
        return self.words[-1]

    def digits(self) -> str:
        self.numbers.append(f"{700_000_001 + 7919 * len(self.numbers)}")
        return self.numbers[-1]

    def text(self, form: str) -> str:
        for name, new in (
            ("{word}", self.word),
            ("{WORD}", lambda: self.word().upper()),
            ("{digits}", self.digits),
            ("{long}", lambda: self.word() + "A/+9" * 200),
        ):
            while name in form:
                form = form.replace(name, new(), 1)
        return form

    def assert_none_in(self, anonymous: object) -> None:
        written = json.dumps(anonymous, ensure_ascii=False).casefold()
        assert MARK not in written
        assert not [number for number in self.numbers if number in written]


def leaves() -> st.SearchStrategy[Any]:
    """Return how to write a value: a form of text, or a kind of number."""
    return st.one_of(
        st.sampled_from(TEXTS),
        st.sampled_from((int, float)),
        st.sampled_from((None, True, False)),
    )


def trees() -> st.SearchStrategy[Any]:
    names = st.one_of(
        st.sampled_from(FIELDS),
        st.sampled_from(("{word} {word}", "{digits}", "x{digits}", "{word}-é")),
    )
    return st.dictionaries(
        names,
        st.recursive(
            leaves(),
            lambda inner: st.one_of(
                st.lists(inner, max_size=4),
                st.dictionaries(names, inner, max_size=5),
                st.builds(
                    lambda kind, value: {"_T": kind, "V": value},
                    st.sampled_from(KINDS),
                    inner,
                ),
            ),
            max_leaves=25,
        ),
        max_size=6,
    )


def planted(tree: Any, canaries: Canaries) -> Any:
    """Return JSON with a new canary in each text, number and name."""
    match tree:
        case dict():
            return {
                canaries.text(name): planted(value, canaries)
                for name, value in tree.items()
            }
        case list():
            return [planted(value, canaries) for value in tree]
        case str():
            return canaries.text(tree)
        case type():
            return tree(canaries.digits())
    return tree


@given(tree=trees())
def test_nothing_unique_is_left(tree: Any) -> None:
    canaries = Canaries()
    data = planted(tree, canaries)
    before = json.dumps(data)
    canaries.assert_none_in(Anonymizer(TODAY).answer(data))
    assert json.dumps(data) == before


@pytest.mark.parametrize("name", FIELDS)
def test_nothing_unique_is_left_in_a_field(name: str, anonymizer: Anonymizer) -> None:
    """Each form of text, in each field, plain and typed, alone and in a list."""
    canaries = Canaries()
    values: list[Any] = [canaries.text(form) for form in TEXTS]
    values += [int(canaries.digits()), -float(canaries.digits())]
    values.append([*values])
    for value, kind in product(values, (None, *KINDS)):
        content = value if kind is None else {"_T": kind, "V": value}
        canaries.assert_none_in(anonymizer.answer({name: content}))


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.dictionaries(st.one_of(st.text(), st.sampled_from(FIELDS)), json_values))
def test_any_json_is_anonymized(data: dict[str, Any]) -> None:
    json.dumps(Anonymizer(TODAY).answer(data), allow_nan=False)


# --- one invented value for each real one


def test_the_same_child_is_the_same_invented_child(anonymizer: Anonymizer) -> None:
    child = {"L": "VERSELIN Lina", "N": "46#abc"}
    first = anonymizer.answer({"ressource": child, "texte": "Léo et Lina, 6A"})
    second = anonymizer.answer({"eleve": child, "public": "lina verselin"})
    assert first["ressource"] == second["eleve"] != child
    last, given_name = first["ressource"]["L"].split()
    assert second["public"] == f"{given_name} {last}".casefold()
    assert last.isupper() and given_name.istitle()
    assert given_name in first["texte"]
    assert re.fullmatch(r"\d+#\w+", first["ressource"]["N"])


def test_recordings_do_not_agree_with_each_other() -> None:
    data = {"L": "VERSELIN Lina", "N": "46#abc", "note": "12,50"}
    found = {json.dumps(Anonymizer(TODAY).answer(data)) for _ in range(20)}
    assert len(found) == 20


@pytest.mark.parametrize("weeks", [None, 5, -9])
def test_dates_keep_their_weekday_and_their_order(weeks: int | None) -> None:
    anonymizer = Anonymizer(TODAY, weeks=weeks)
    assert anonymizer.shift and anonymizer.shift % timedelta(weeks=1) == timedelta()
    days = [TODAY + timedelta(days=number) for number in range(-300, 300, 7)]
    moved = [anonymizer.move(day) for day in days]
    assert [day.weekday() for day in moved] == [day.weekday() for day in days]
    assert moved == sorted(moved)
    assert not set(days) <= set(moved)
    births = [date(2013, 5, 14) + timedelta(days=number) for number in range(60)]
    moves = {anonymizer.move(born) - born for born in births}
    assert all(move % timedelta(weeks=1) == timedelta() for move in moves)
    assert len(moves) > 20


def test_a_date_keeps_its_clock(anonymizer: Anonymizer) -> None:
    data = {"a": {"_T": 7, "V": "17/11/2026 08:10:00"}, "b": "17/11/26 08h10"}
    assert anonymizer.answer(data) == {
        "a": {"_T": 7, "V": "22/12/2026 08:10:00"},
        "b": "22/12/2026 08h10",
    }


@given(cents=st.integers(0, 2000), out_of=st.sampled_from((5, 10, 20, 40, 100)))
def test_a_grade_is_another_grade(cents: int, out_of: int) -> None:
    value = Decimal(cents * out_of) / 2000
    text = f"{value:.2f}".replace(".", ",")
    row = {
        "note": {"_T": 10, "V": text},
        "bareme": {"_T": 10, "V": str(out_of)},
        "coefficient": 2,
    }
    found = Anonymizer(TODAY).answer(row)
    assert found["bareme"] == row["bareme"] and found["coefficient"] == 2
    other = found["note"]["V"]
    assert re.fullmatch(r"\d{1,3},\d\d", other) and other != text
    assert 0 <= Decimal(other.replace(",", ".")) <= out_of


KEPT: tuple[dict[str, Any], ...] = (
    *({"note": {"_T": 10, "V": code}} for code in ("|1", "|8|20", "", "Abs", "N.Rdu*")),
    {"L": "08h10", "G": 4, "place": 103, "duree": 2, "estAnnule": True, "X": None},
    {"DomaineDePresence": {"_T": 8, "V": "[1..4,7]"}, "JoursOuvres": "[1,2,4..5]"},
    *({"L": name} for name in ("Trimestre 1", "Hors période", "Brevet blanc")),
    *({"L": name} for name in ("Année (Trois trimestres)", "PERMANENCE", "Étude 2")),
    *({"Statut": words} for words in ("Cours annulé", "En salle de permanence")),
    {"Statut": "Remplacement prof. absent"},
    {"dispenseEleve": {"_T": 24, "V": {"L": "Dispensé, présence en cours", "G": 3}}},
    {"versionPN": "2026.2.7.0", "N": "0", "L": ""},
    {"nombre": {"_T": 10, "V": "20"}, "baremeParDefaut": {"_T": 10, "V": "20"}},
)


@pytest.mark.parametrize("data", KEPT, ids=json.dumps)
def test_what_a_reader_needs_stays(
    data: dict[str, Any], anonymizer: Anonymizer
) -> None:
    assert anonymizer.answer(data) == data


LOST: tuple[tuple[dict[str, Any], Callable[[Any], object]], ...] = (
    ({"Statut": "Remplacé par M. MARTIN"}, lambda new: new.startswith("Remplacé par ")),
    (
        {"url": "https://college.fr/a"},
        lambda new: new.startswith("https://www.example.org/"),
    ),
    ({"CouleurFond": "#12AB34"}, lambda new: re.fullmatch("#[0-9A-F]{6}", new)),
    ({"L": "BLANC"}, str.isupper),
    ({"L": "Trimestre 2027"}, lambda new: "2027" not in new),
    (
        {"descriptif": {"_T": 21, "V": "<div>Lire&nbsp;la <b>page</b> 12</div>"}},
        lambda new: re.fullmatch(r"<div>\w+&nbsp;\w+ <b>\w+</b> \d\d</div>", new["V"]),
    ),
    ({"numero": 4821}, lambda new: 1000 <= new <= 9999),
)


@pytest.mark.parametrize(("data", "fits"), LOST, ids=[str(data) for data, _ in LOST])
def test_the_rest_keeps_its_form(
    data: dict[str, Any], fits: Callable[[Any], object], anonymizer: Anonymizer
) -> None:
    (old,), (new,) = data.values(), anonymizer.answer(data).values()
    assert new != old and fits(new)


def test_photos_and_files_are_left_out(anonymizer: Anonymizer) -> None:
    packed = "iVBORw0KGgo/+" * 60
    data = {"photoBase64": "abc", "avecPhoto": True, "f": packed, "g": [packed]}
    assert anonymizer.answer(data) == {"avecPhoto": True, "g": [""]}
    assert anonymizer.counts.dropped == 3
