"""Replace personal values in recorded answers and keep their format.

The rule is an allow-list. A value stays only if its field and its form are listed here: kinds,
counts, places and other small numbers, flags, hours, codes of grades, the words by which PRONOTE
names periods and statuses. Everything else is replaced, and photos are left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from html import escape
from html.parser import HTMLParser
from math import isfinite
import re
from typing import Any, override

from .invented import Inventor, fold

type Json = dict[str, Any]

_FIELD_NAME = re.compile(r"(?:[A-Za-z_](?:[A-Za-z_]|\d{1,2}(?!\d))*|\d{1,3})")
"""PRONOTE’s names of fields. Others might be made of data, and are left out."""

_NUMBER_FIELDS = re.compile(
    r"_T|[AEGP]|nb.*|.*nombre.*|.*genre.*|.*etat.*|type.*|mode|.*duree.*|.*place.*"
    r"|coefficient|bareme.*|ordre|rang|niveau.*|numerosemaine|marqueur|rubrique|.*cycle|premier.*|numeropremiere.*"
    r"|.*onglet.*|profondeur|lu|dansregroupement|avecmaximum|taillereponse|nbrheures"
    r"|interditacces|suivi|absence|exclucours|excluetab|gravite|.*demipension|jours.*"
    r"|grillesedtencycle|demijourneesouvrees|domaine.*|originescategorie"
    r"|am|pm|_erreursaisie_|liste(?:onglets.*|annotations.*)|genresrendu.*|modes.*",
    re.IGNORECASE,
)
"""Fields whose numbers are kinds, counts, places, durations or scales."""
_LARGEST_KEPT = 9_999
_LARGEST_FLOAT = 1e18
_SMALL_NUMBER = re.compile(r"-?\d{1,4}(?:[.,]\d{1,2})?")
_RANGE = r"-?\d{1,4}(?:\.\.-?\d{1,4})?"
_SET = re.compile(rf"\[(?:{_RANGE}(?:,{_RANGE})*)?\]")
_CLOCK = re.compile(r"\d{1,2}[h:]\d{2}(?::\d{2})?")

_GRADE_FIELDS = re.compile(r"note|notem\w+|moy\w*|moyenne\w*", re.IGNORECASE)
_SCALES = ("bareme", "baremeParDefaut")
_GRADE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)?(\|\d{0,2}(?:\|\d{0,3})?)?")
_GRADE_WORDS = frozenset({"abs", "disp", "n.not", "inap", "n.rdu"})

_VERSION = re.compile(r"20\d\d(?:\.\d{1,3}){1,4}")
_DATE = re.compile(
    r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})((?:\s+\d{1,2}[:h]\d{1,2}(?::\d{1,2})?)?)"
)
_NO_DATE = date(1899, 12, 30)
_NEAR = timedelta(days=400)
"""Days of the school year, before and after the recording. They move together."""
_FAR_WEEKS = 200

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_ADDRESS = re.compile(r"(?:https?:|data:)?//\S*|www\.\S+", re.IGNORECASE)
_ADDRESS_INSIDE = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_PHOTO_FIELDS = re.compile(r".*(?:photo|base64).*", re.IGNORECASE)
_PACKED = re.compile(r"(?:data:[^,]*,)?[A-Za-z0-9+/=_\s-]{400,}")
"""A file written as text."""
_LONGEST_WORD = 40

_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:[A-Za-z]{2,8}|#\d+);")
_TAGS = frozenset(
    {
        *("a", "b", "br", "div", "em", "font", "h1", "h2", "h3", "h4", "i", "img"),
        *("li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table"),
        *("tbody", "td", "th", "thead", "tr", "u", "ul"),
    }
)

_STATUS_FIELDS = frozenset({"Statut", "dispenseEleve", "strGenreDispense"})
_STATUS_WORDS = frozenset(
    {
        *("a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"),
        *("non", "pas", "par", "sans", "aucune", "est", "n"),
        *("absent", "absente", "absence", "accompagne", "ajoute", "annule", "annulee"),
        *("assiste", "assister", "autorise", "change", "changement", "classe"),
        *("confine", "conseil", "conservatoire", "cours", "cdi", "deplace", "detache"),
        *("discipline", "dispense", "dispensee", "distance", "domicile", "eleve"),
        *("eleves", "enseignant", "etablissement", "etude", "exceptionnel", "exclu"),
        *("exceptionnelle", "exclue", "exclusion", "formation", "horaire", "maintenu"),
        *("maison", "mesure", "modifie", "modifiee", "pedagogique", "perm", "pers"),
        *("periode", "permanence", "personnel", "pfmp", "presence", "present"),
        *("presente", "prof", "professeur", "remplace", "remplacement", "remplacant"),
        *("reporte", "report", "reste", "retenue", "salle", "salles", "scolaire"),
        *("sortie", "stage", "suivi", "supplementaire", "vie", "voyage"),
    }
)
"""Words of a status that tell what happens to the lesson."""

_PERIOD_NAMES = frozenset(
    {"trimestre", "semestre", "periode", "annee", "brevet", "bac", "trimestres"}
    | {"semestres"}
)
_PERIOD_WORDS = _PERIOD_NAMES | {
    *("blanc", "complete", "continue", "deux", "hors", "la", "trois", "de", "l"),
    *("er", "e", "eme", "ere", "nd", "nde", "scolaire", "premier", "deuxieme"),
    *("troisieme",),
}
_BREAK_NAMES = frozenset(
    {"permanence", "perm", "etude", "etudes", "meridienne", "dejeuner", "cantine"}
)
_BREAK_WORDS = _BREAK_NAMES | {
    *("a", "au", "d", "de", "demi", "dirigee", "du", "en", "heure", "la", "midi"),
    *("pause", "pension", "repas", "salle", "surveillee"),
}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Counts:
    """Numbers of kept, replaced, moved and dropped values."""

    kept: int = 0
    replaced: int = 0
    moved: int = 0
    """Dates."""
    dropped: int = 0
    """Photos, files, and fields with an unknown form of name."""


@dataclass(slots=True)
class Anonymizer:
    """Anonymizer of all answers of one recording.

    `today` is the real day of the recording. `weeks` is the shift of its dates. None
    chooses a shift of at most half a year, forward or backward.
    """

    today: date
    weeks: int | None = None
    inventor: Inventor = field(default_factory=Inventor)
    counts: Counts = field(default_factory=Counts)

    def __post_init__(self) -> None:
        """Choose the shift of the dates."""
        if self.weeks is None:
            number = self.inventor.draw("weeks", "") % 50
            self.weeks = number - 25 if number < 25 else number - 24

    @property
    def shift(self) -> timedelta:
        """Return the shift of the dates, in whole weeks."""
        return timedelta(weeks=self.weeks or 0)

    def answer(self, data: Json) -> Json:
        """Return the anonymous form of the data of an answer, without changing the data."""
        return self._object(data, ())

    def learn(self, data: Any) -> None:
        """Register the words of a real answer, so that no invented word matches them."""
        if isinstance(data, dict):
            for value in data.values():
                self.learn(value)
        elif isinstance(data, list):
            for value in data:
                self.learn(value)
        elif isinstance(data, str):
            self.inventor.avoid(data)

    # --- structure

    def _object(self, data: Json, path: tuple[str, ...]) -> Json:
        kept = {}
        scale = _scale(data)
        for name, value in data.items():
            if _FIELD_NAME.fullmatch(name) is None or self._is_photo(name, value):
                self.counts.dropped += 1
                continue
            kept[name] = self._value(value, (*path, name), scale)
        return kept

    def _is_photo(self, name: str, value: object) -> bool:
        content = value.get("V") if isinstance(value, dict) else value
        if not isinstance(content, str) or not content:
            return False
        return _PHOTO_FIELDS.fullmatch(name) is not None or _is_packed(content)

    def _value(self, value: Any, path: tuple[str, ...], scale: Decimal | None) -> Any:
        match value:
            case dict():
                return (
                    self._typed(value, path, scale)
                    if "V" in value
                    else self._object(value, path)
                )
            case list():
                return [self._value(item, path, scale) for item in value]
            case None | bool():
                self.counts.kept += 1
                return value
            case int():
                return self._integer(value, path[-1])
            case float():
                return self._float(value, path[-1], scale)
            case str():
                return self._text(value, path, scale)
        raise TypeError(f"{type(value).__name__} is not JSON")

    def _typed(self, value: Json, path: tuple[str, ...], scale: Decimal | None) -> Json:
        """Replace a typed value. Its tag stays, its content is treated as the field."""
        return {
            name: self._value(content, path if name == "V" else (*path, name), scale)
            for name, content in value.items()
            if _FIELD_NAME.fullmatch(name)
        }

    # --- numbers

    def _integer(self, number: int, name: str) -> int | str:
        if abs(number) <= _LARGEST_KEPT and _NUMBER_FIELDS.fullmatch(name):
            return self._keep(number)
        self.counts.replaced += 1
        return self.inventor.integer(number)

    def _float(self, number: float, name: str, scale: Decimal | None) -> float:
        if not isfinite(number):
            return self._keep(0.0)
        if abs(number) <= _LARGEST_KEPT and _NUMBER_FIELDS.fullmatch(name):
            if _SMALL_NUMBER.fullmatch(repr(number)):
                return self._keep(number)
        self.counts.replaced += 1
        if _GRADE_FIELDS.fullmatch(name) and _GRADE.fullmatch(repr(number)):
            return float(self.inventor.grade(repr(number), scale))
        if abs(number) > _LARGEST_FLOAT:
            return 0.0
        return float(self.inventor.integer(int(number)))

    # --- texts

    def _text(self, text: str, path: tuple[str, ...], scale: Decimal | None) -> str:
        for form in (self._id, self._kept, self._date, self._graded, self._form):
            if (found := form(text, path, scale)) is not None:
                return found
        self.counts.replaced += 1
        if _MARKUP.search(text):
            return _replace_markup(text, self._words)
        return self._words(text)

    def _id(self, text: str, path: tuple[str, ...], _: Decimal | None) -> str | None:
        if path[-1] != "N":
            return None
        self.counts.replaced += 1
        return self.inventor.id(text)

    def _kept(self, text: str, path: tuple[str, ...], _: Decimal | None) -> str | None:
        """Return a text that is listed, or that has a listed form."""
        name = path[-1]
        if not text.strip() or _CLOCK.fullmatch(text) or _is_school_word(text):
            return self._keep(text)
        if _NUMBER_FIELDS.fullmatch(name):
            if _SET.fullmatch(text) or _SMALL_NUMBER.fullmatch(text):
                return self._keep(text)
        if name == "valeurReponse" and _SET.fullmatch(text):
            return self._keep(text)
        if name.startswith("version") and _VERSION.fullmatch(text):
            return self._keep(text)
        if not _STATUS_FIELDS.isdisjoint(path[-2:]):
            self.counts.replaced += 1
            return self._status(text)
        return None

    def _date(self, text: str, _: tuple[str, ...], __: Decimal | None) -> str | None:
        """Shift a date by whole weeks. The time stays."""
        if (match := _DATE.fullmatch(text)) is None:
            return None
        self.counts.moved += 1
        try:
            year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
            day = date(year, int(match[2]), int(match[1]))
            return f"{self.move(day):%d/%m/%Y}{match[4]}"
        except ValueError, OverflowError:
            return "01/01/2000"

    def move(self, day: date) -> date:
        """Return a shifted day on the same weekday. School-year days keep their order.

        Days of other years, such as birthdays, are each shifted by another number of weeks.
        """
        if day == _NO_DATE:
            return day
        if abs(day - self.today) <= _NEAR:
            return day + self.shift
        return day + timedelta(
            weeks=self.inventor.weeks(day.isoformat(), _FAR_WEEKS)
            * (1 if day < self.today else -1)
        )

    def _graded(
        self, text: str, path: tuple[str, ...], scale: Decimal | None
    ) -> str | None:
        """Replace the number of a grade. Its code and its format stay."""
        if not _GRADE_FIELDS.fullmatch(path[-1]):
            return None
        if fold(text).rstrip(".*") in _GRADE_WORDS:
            return self._keep(text)
        if (match := _GRADE.fullmatch(text)) is None:
            return None
        figure, code = match[1] or "", match[2] or ""
        if not figure:
            return self._keep(code)
        self.counts.replaced += 1
        return f"{self.inventor.grade(figure, scale)}{code}"

    def _form(self, text: str, _: tuple[str, ...], __: Decimal | None) -> str | None:
        """Replace a color or an address. Remove a file."""
        if _is_packed(text):
            self.counts.dropped += 1
            return ""
        if _COLOR.fullmatch(text):
            found = self.inventor.color(text)
        elif _ADDRESS.fullmatch(text):
            found = self.inventor.address(text)
        else:
            return None
        self.counts.replaced += 1
        return found

    def _words(self, text: str) -> str:
        """Replace words and digits, and the addresses among them."""
        parts, end = [], 0
        for match in _ADDRESS_INSIDE.finditer(text):
            parts.append(self.inventor.text(text[end : match.start()]))
            parts.append(self.inventor.address(match[0]))
            end = match.end()
        return "".join((*parts, self.inventor.text(text[end:])))

    def _status(self, text: str) -> str:
        """Replace the words of a status that are not those of PRONOTE."""
        parts, end = [], 0
        for match in _WORD.finditer(text):
            parts.append(self.inventor.text(text[end : match.start()]))
            known = fold(match[0]) in _STATUS_WORDS
            parts.append(match[0] if known else self.inventor.word(match[0]))
            end = match.end()
        return "".join((*parts, self.inventor.text(text[end:])))

    def _keep[T](self, value: T) -> T:
        self.counts.kept += 1
        return value


def _scale(data: Json) -> Decimal | None:
    """Return the scale of the grade in an object."""
    for name in _SCALES:
        value = data.get(name)
        value = value.get("V") if isinstance(value, dict) else value
        if isinstance(value, str | int) and _SMALL_NUMBER.fullmatch(str(value)):
            return abs(Decimal(str(value).replace(",", "."))) or None
    return None


def _is_packed(text: str) -> bool:
    """Return whether a text is an encoded file: long, few kinds of characters, no words."""
    return (
        _PACKED.fullmatch(text) is not None
        and len(text.split()) <= len(text) / _LONGEST_WORD
    )


def _is_school_word(text: str) -> bool:
    """Return whether a text is the name of a period, of a study hour or of a lunch break."""
    words = {fold(word) for word in _WORD.findall(text)}
    numbers = re.findall(r"\d+", text)
    if any(len(number) > 1 for number in numbers):
        return False
    return any(
        not names.isdisjoint(words) and words <= allowed
        for names, allowed in (
            (_PERIOD_NAMES, _PERIOD_WORDS),
            (_BREAK_NAMES, _BREAK_WORDS),
        )
    )


def _replace_markup(text: str, replace: Callable[[str], str]) -> str:
    """Replace the words of HTML. Tags stay, and of attributes only link addresses."""
    parser = _Markup(replace)
    parser.feed(text)
    parser.close()
    return "".join(parser.parts)


class _Markup(HTMLParser):
    """Parser that writes HTML again with replaced words."""

    def __init__(self, replace: Callable[[str], str]) -> None:
        super().__init__(convert_charrefs=True)
        self._replace = replace
        self.parts: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _TAGS:
            self.parts.append(f"<{tag}{''.join(self._attributes(attrs))}>")

    def _attributes(self, attrs: list[tuple[str, str | None]]) -> Iterator[str]:
        for name, value in attrs:
            if name in ("href", "src") and value:
                address = self._replace(f"https://{value}")
                yield f' {name}="{escape(address.split()[0])}"'

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in _TAGS:
            self.parts.append(f"</{tag}>")

    @override
    def handle_data(self, data: str) -> None:
        words = escape(self._replace(data), quote=False)
        self.parts.append(words.replace("\xa0", "&nbsp;"))
