"""Pages that list each entity with its state, its attributes and an automation that uses it.

They are made from the translations, from the examples, and from what the entities of a simulated
account showed. `pytest tests/repository/test_entity_pages.py --snapshot-update` writes them again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
import json
import re
from typing import Any, Final

from tests.repository.entity_examples import EXAMPLES
from tests.repository.french_spaces import page_with_no_break_spaces
from tests.repository.source_files import INTEGRATION, ROOT

PAGES: Final = {
    "en": ROOT / "docs" / "entity-reference.md",
    "fr": ROOT / "docs" / "fr" / "entity-reference.md",
}

TEXTS: Final[dict[str, dict[str, Any]]] = {
    language: json.loads(
        (INTEGRATION / "translations" / f"{language}.json").read_text("utf-8")
    )["entity"]
    for language in PAGES
}

INTRODUCTION: Final = {
    "en": """\
# Entity reference

*[En français](fr/entity-reference.md).*

The state and the attributes of each entity, with their types and units, and one automation that uses the entity. [Entities](entities.md) explains what they mean. The examples are about the
first child; `notify.notify` stands for your phone. This page is written from what the entities show in a test.

- Values are never formatted texts: round and translate them where you show them. Data that the school does not provide is empty.
- Sensors hold dates as dates, which templates can compare. Events hold them as texts in ISO format: use `as_datetime` first.
- Attributes that Home Assistant adds to any entity are left out. Those of calendars are described in [its documentation](https://www.home-assistant.io/integrations/calendar/).
- `key` identifies the item in [actions](actions.md). `previous_…` holds a value as it was before the change, with the type of the attribute without `previous_`.
""",
    "fr": """\
# Référence des entités

*[In English](../entity-reference.md).*

L’état et les attributs de chaque entité, avec leurs types et leurs unités, et une automatisation qui utilise l’entité. La page [Entités](entities.md) explique ce qu’elles montrent. Les
exemples concernent le premier enfant ; `notify.notify` est à remplacer par votre téléphone. Cette page est écrite d’après ce que les entités montrent dans un test.

- Les valeurs ne sont jamais des textes mis en forme : arrondissez-les et traduisez-les là où vous les affichez. Ce que l’école n’indique pas est vide.
- Les dates des capteurs sont de vraies dates, que les modèles savent comparer. Celles des événements sont des textes au format ISO : passez-les d’abord à `as_datetime`.
- Les attributs que Home Assistant ajoute à toutes les entités n’y figurent pas. Ceux des agendas sont décrits dans [sa documentation](https://www.home-assistant.io/integrations/calendar/).
- `key` désigne l’élément dans les [actions](actions.md). `previous_…` contient une valeur telle qu’elle était avant le changement, du même type que l’attribut sans `previous_`.
""",
}

HEADINGS: Final = {
    "sensor": ("Sensors", "Capteurs"),
    "binary_sensor": ("Binary sensors", "Capteurs binaires"),
    "calendar": ("Calendars", "Agendas"),
    "todo": ("To-do lists", "Listes de tâches"),
    "event": ("Events", "Événements"),
    "button": ("Button", "Bouton"),
    "image": ("Image", "Image"),
    "notify": ("Notify entities", "Entités de notification"),
}
"""Of the sections, by domain."""

WORDS: Final[dict[str, tuple[str, str]]] = {
    "bool": ("`true` or `false`", "`true` ou `false`"),
    "date": ("date", "date"),
    "datetime": ("date and time", "date et heure"),
    "number": ("number", "nombre"),
    "text": ("text", "texte"),
    "text of a date": ("text (date)", "texte (date)"),
    "text of a date and time": ("text (date and time)", "texte (date et heure)"),
    "text of a time": ("text (time)", "texte (heure)"),
    "one of": ("one of", "une valeur parmi"),
    "state": ("State", "État"),
    "attribute": ("Attribute", "Attribut"),
    "name": ("Name", "Nom"),
    "type": ("Type", "Type"),
    "unit": ("Unit", "Unité"),
    "event_type": ("Types", "Types"),
    "colon": (": ", " : "),
    "before": ("also", "aussi"),
}

STATES: Final[dict[str, tuple[str, str]]] = {
    "binary_sensor": ("`on` or `off`", "`on` ou `off`"),
    "calendar": (
        "`on` during an event, otherwise `off`",
        "`on` pendant un événement, sinon `off`",
    ),
    "todo": ("number of open items", "nombre d’éléments à cocher"),
    "event": ("date and time of the last event", "date et heure du dernier événement"),
    "button": ("date and time of the last press", "date et heure du dernier appui"),
    "image": (
        "date and time of the last picture",
        "date et heure de la dernière image",
    ),
    "notify": ("date and time of the last message", "date et heure du dernier message"),
}
"""Of the entities of a domain, where all have the same kind of state."""

UNITS: Final[dict[str, tuple[str, str]]] = {
    "balance": ("€", "€"),
    "days_ahead": ("days", "jours"),
    "half_days": ("half-days", "demi-journées"),
    "hours": ("h", "h"),
    "length": ("see `length_unit`", "voir `length_unit`"),
    "minutes": ("min", "min"),
    "threshold": ("€", "€"),
    "value_out_of_20": ("/20", "/20"),
    **dict.fromkeys(
        ("average", "class_average", "highest", "lowest", "value"),
        ("out of `out_of`", "sur `out_of`"),
    ),
}
"""Of the attributes that are numbers with a unit."""

OF_THE_STATE: Final = {("sensor.subject_average", "class_average")}
"""Attributes with the unit of the state."""

_TIME: Final = re.compile(r"\d\d:\d\d(:\d\d)?")


@dataclass(slots=True)
class Shown:
    """What an entity showed."""

    entity_id: str
    device_class: str | None = None
    unit: str | None = None
    numeric: bool = False
    attributes: dict[str, set[str]] = field(default_factory=dict)
    """The kinds of the values of each attribute, without empty ones."""


def kind_of(value: object) -> str | None:
    """Return what a value is; None of an empty one."""
    match value:
        case None:
            return None
        case bool():
            return "bool"
        case int() | float():
            return "number"
        case datetime():
            return "datetime"
        case date():
            return "date"
        case str() if _TIME.fullmatch(value):
            return "text of a time"
        case str() if _is_iso(date, value):
            return "text of a date"
        case str() if "T" in value and _is_iso(datetime, value):
            return "text of a date and time"
        case str():
            return "text"
    raise TypeError(f"attributes are plain values: {value!r}")


def _is_iso(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return kind is datetime or len(text) == len("2026-11-24")


def write(language: str, shown: Mapping[str, Shown], unseen: Mapping[str, str]) -> str:
    """Return a page; `unseen` are the kinds of the attributes that were always empty."""
    parts = [INTRODUCTION[language].strip()]
    column = 0 if language == "en" else 1
    for domain, headings in HEADINGS.items():
        parts.append(f"## {headings[column]}")
        for name in EXAMPLES:
            if name.startswith(f"{domain}."):
                entity = TEXTS[language][domain][name.partition(".")[2]]
                parts += _entity(language, name, entity, shown[name], unseen)
    page = "\n\n".join(part.rstrip() for part in parts) + "\n"
    return page if language == "en" else page_with_no_break_spaces(page)


def _entity(
    language: str,
    name: str,
    entity: Mapping[str, Any],
    shown: Shown,
    unseen: Mapping[str, str],
) -> Iterator[str]:
    say = _speaker(language)
    title = re.sub(r"{\w+}", "…", entity["name"])
    yield f"### {title}"
    yield f"`{shown.entity_id}` · {say('state')}{say('colon')}{_state(language, name, shown)}"
    attributes: dict[str, Any] = dict(entity.get("state_attributes", {}))
    types = attributes.pop("event_type", None)
    if types is not None:
        listed = ", ".join(f"`{kind}`" for kind in types["state"])
        yield f"{say('event_type')}{say('colon')}{listed}"
    if name.startswith("calendar."):
        attributes.clear()
    rows = list(_rows(language, name, attributes, shown, unseen))
    if rows:
        heads = ("attribute", "name", "type", "unit")
        head = f"| {' | '.join(say(word) for word in heads)} |"
        yield "\n".join([head, "|---|---|---|---|", *rows])
    yield f"```yaml\n{EXAMPLES[name].text(shown.entity_id, language)}```"


def _rows(
    language: str,
    name: str,
    attributes: Mapping[str, Any],
    shown: Shown,
    unseen: Mapping[str, str],
) -> Iterator[str]:
    column = 0 if language == "en" else 1
    for key, named in attributes.items():
        if key.startswith("previous_"):
            continue
        earlier = f", `previous_{key}`" if f"previous_{key}" in attributes else ""
        if choices := named.get("state"):
            listed = ", ".join(f"`{choice}`" for choice in choices)
            kind = f"{_speaker(language)('one of')} {listed}"
            if set(choices) == {"true", "false"}:
                kind = WORDS["bool"][column]
        else:
            [found] = shown.attributes.get(key) or {unseen[f"{name}.{key}"]}
            kind = WORDS[found][column]
        unit = UNITS.get(key, ("", ""))[column]
        if (name, key) in OF_THE_STATE:
            unit = shown.unit or ""
        yield f"| `{key}`{earlier} | {named['name']} | {kind} | {unit} |".replace(
            "|  |", "| |"
        )


def _state(language: str, name: str, shown: Shown) -> str:
    column = 0 if language == "en" else 1
    domain = name.partition(".")[0]
    if domain in STATES:
        return STATES[domain][column]
    if shown.device_class in ("timestamp", "date"):
        kind = "datetime" if shown.device_class == "timestamp" else "date"
        return WORDS[kind][column]
    if shown.numeric:
        unit = TEXTS[language][domain][name.partition(".")[2]].get(
            "unit_of_measurement", shown.unit
        )
        return WORDS["number"][column] + (f", {unit}" if unit else "")
    return WORDS["text"][column]


def _speaker(language: str) -> Any:
    return lambda word: WORDS[word][0 if language == "en" else 1]


def names() -> set[str]:
    """Return the entities that the pages describe, by domain and translation key."""
    return {
        f"{domain}.{key}"
        for domain, entities in TEXTS["en"].items()
        for key in entities
        if not key.startswith("legacy_")
    }
