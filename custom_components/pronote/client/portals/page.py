"""A page of a portal: forms, links and text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
import re

from bs4 import BeautifulSoup, Tag
from yarl import URL

from ..site import page_text

_LARGEST = 1_000_000
_PLAIN_SEGMENT = re.compile(r"[A-Za-z][A-Za-z._-]{0,31}|[A-Za-z]+\d?|")
_LONGEST_MESSAGE = 300
_UNSENT = frozenset({"submit", "button", "image", "reset", "file"})
_ERRORS = (
    "[role=alert], [class*=error], [class*=erreur], [class*=alert-danger], "
    "[id*=error], [id*=erreur], #msg, #zone_msgDetail"
)


def redact_url(url: URL) -> str:
    """Return host and path of an address without parts that may be keys, for the log."""
    path = "/".join(
        part if _PLAIN_SEGMENT.fullmatch(part) else "…"
        for part in url.path.partition(";")[0].split("/")
    )
    return f"{url.host}{path}"


@dataclass(frozen=True, slots=True)
class Field:
    """One control of a form."""

    name: str
    kind: str
    value: str = field(repr=False)


@dataclass(frozen=True)
class Form:
    """A form of a page."""

    tag: Tag = field(repr=False)
    base: URL = field(repr=False)

    @property
    def action(self) -> URL:
        """Address to which the form is sent."""
        action = _text(self.tag.get("action")).strip()
        return self.base.join(URL(action, encoded=True)) if action else self.base

    @property
    def method(self) -> str:
        """HTTP method of the form."""
        return "POST" if _text(self.tag.get("method")).upper() == "POST" else "GET"

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All named controls."""
        return tuple(
            Field(name, _kind(control), _text(control.get("value")))
            for control in self.tag.find_all(["input", "button"])
            if (name := _text(control.get("name")))
        )

    @property
    def names(self) -> frozenset[str]:
        """The names of all controls."""
        return frozenset(item.name for item in self.fields)

    @property
    def values(self) -> dict[str, str]:
        """Default values that a browser sends, without buttons."""
        return {
            _text(control.get("name")): _text(control.get("value"))
            for control in self.tag.find_all("input")
            if control.get("name")
            and _kind(control) not in _UNSENT
            and (
                _kind(control) not in ("radio", "checkbox")
                or control.has_attr("checked")
            )
        }

    @property
    def submit_values(self) -> dict[str, str]:
        """Name and value of the first submit button."""
        return next(
            ({item.name: item.value} for item in self.fields if item.kind == "submit"),
            {},
        )

    @property
    def password(self) -> str | None:
        """Name of the password control, None unless there is exactly one."""
        names = [item.name for item in self.fields if item.kind == "password"]
        return names[0] if len(names) == 1 else None

    @property
    def automatic(self) -> bool:
        """Whether the form needs no input."""
        return bool(self.values) and all(
            item.kind in ("hidden", "submit", "button") for item in self.fields
        )

    def choices(self, name: str) -> list[tuple[str, str]]:
        """Return the values of a group of radio buttons, with their labels."""
        return [
            (_text(control.get("value")), self._label(control))
            for control in self.tag.find_all("input", attrs={"name": name})
            if _kind(control) == "radio"
        ]

    def _label(self, control: Tag) -> str:
        label: Tag | None = None
        if identity := _text(control.get("id")):
            label = self.tag.find("label", attrs={"for": identity})
        label = label or control.find_parent("label")
        text = label.get_text(" ", strip=True) if label else ""
        return text or _text(control.get("value"))


@dataclass(frozen=True)
class Page:
    """A page, after redirects."""

    url: URL = field(repr=False)
    status: int
    text: str = field(repr=False)
    html: bool = True

    @property
    def host(self) -> str:
        """Host of the page."""
        return self.url.host or ""

    @property
    def location(self) -> str:
        """Host and path, for a report."""
        return redact_url(self.url)

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, parsed."""
        return BeautifulSoup(self.text[:_LARGEST] if self.html else "", "html.parser")

    @cached_property
    def lower_text(self) -> str:
        """Text of the page in lower case."""
        return page_text(escape(self.soup.get_text(" ")))

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Its forms."""
        return tuple(Form(tag, self.url) for tag in self.soup.find_all("form"))

    def form(self, selector: str) -> Form | None:
        """Return the first form that matches a selector or contains a match."""
        for form in self.forms:
            if form.tag in self.soup.select(selector) or form.tag.select_one(selector):
                return form
        return None

    def form_with(self, *names: str) -> Form | None:
        """Return the first form that has all of these controls."""
        return next((f for f in self.forms if f.names.issuperset(names)), None)

    @property
    def password_form(self) -> Form | None:
        """The first form with a password control."""
        return next((form for form in self.forms if form.password), None)

    def has(self, selector: str) -> bool:
        """Return whether a selector matches."""
        return self.soup.select_one(selector) is not None

    def contains_text(self, *sentences: str) -> bool:
        """Return whether the page contains one of the sentences."""
        return any(sentence in self.lower_text for sentence in sentences)

    def links(self) -> Iterator[URL]:
        """Yield the addresses of the links."""
        for tag in self.soup.find_all("a", href=True):
            try:
                yield self.url.join(URL(_text(tag["href"]).strip(), encoded=True))
            except ValueError:
                continue

    @property
    def message(self) -> str:
        """Error message of the page, empty if there is none."""
        for tag in self.soup.select(_ERRORS):
            if not tag.find(["input", "form"]):
                text = " ".join(tag.get_text(" ").split())
                if text:
                    return text[:_LONGEST_MESSAGE]
        return ""

    @property
    def control_names(self) -> tuple[str, ...]:
        """Names of the controls, for reports. Values are not included."""
        names = {name for form in self.forms for name in form.names}
        return tuple(sorted(names))


def first_of(names: Iterable[str], form: Form) -> str | None:
    """Return the first name that the form has."""
    return next((name for name in names if name in form.names), None)


def _kind(control: Tag) -> str:
    default = "submit" if control.name == "button" else "text"
    return _text(control.get("type")).lower() or default


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
