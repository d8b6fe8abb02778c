"""Test that the documentation describes the code, in both languages."""

from datetime import timedelta
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest

from custom_components.pronote.polling.request_budget import (
    MAX_LOGINS_PER_DAY,
    MAX_LOGINS_PER_HOUR,
    MAX_REQUESTS_PER_DAY,
    MAX_REQUESTS_PER_HOUR,
)
from custom_components.pronote.polling.update_intervals import (
    MAX_AGES,
    DayPhase,
    MaxAge,
    Resource,
)
from custom_components.pronote.trigger import TRIGGERS
from tests.repository.source_files import INTEGRATION, ROOT, python
from tests.test_permissions import WRITES

PAGES = {"en": ROOT / "docs", "fr": ROOT / "docs" / "fr"}
READMES = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}

PORTAL_SPECS = (
    Resource.HOME,
    Resource.TIMETABLE,
    Resource.HOMEWORK,
    Resource.GRADES,
    Resource.EVALUATIONS,
    Resource.SCHOOL_LIFE,
    Resource.REPORT_CARDS,
    Resource.DOCUMENTS,
    Resource.MENUS,
    Resource.NEWS,
    Resource.DISCUSSIONS,
)
"""The pages of a school, as the table lists them."""

EXAMPLE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
PROOF = re.compile(r"\[`(test_\w+)`\]\(([^)]+\.py)\)")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)")

each_language = pytest.mark.parametrize("language", PAGES)


def texts(language: str) -> dict[str, Any]:
    path = INTEGRATION / "translations" / f"{language}.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def page(language: str, name: str) -> str:
    return (PAGES[language] / f"{name}.md").read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", x.lower()).replace(" ", "-") for x in headings}


@each_language
def test_each_entity_is_documented(language: str) -> None:
    text = page(language, "entities")
    former = page(language, "from-hass-pronote")
    missing = f"add it to {PAGES[language].relative_to(ROOT)}/entities.md"
    for entities in texts(language)["entity"].values():
        for key, entity in entities.items():
            name = re.sub(r"{\w+}", "…", entity["name"])
            if key.startswith("legacy_"):
                suffix = key.removeprefix("legacy_").removesuffix("_of_period")
                assert f"`{suffix}`" in former, key
            else:
                assert f"| {name} |" in text, f"{key}: {missing}"
            types = entity.get("state_attributes", {}).get("event_type", {})
            for kind in types.get("state", {}):
                assert f"`{kind}`" in text, f"{kind}: {missing}"


@each_language
def test_each_automation_part_is_documented(language: str) -> None:
    text = page(language, "automations")
    for kind in ("triggers", "conditions"):
        for key, named in texts(language)[kind].items():
            assert f"| {named['name']}<br>`pronote.{key}` |" in text, key
            assert named["description"] in text, key


@each_language
def test_each_action_is_documented(language: str) -> None:
    text = page(language, "actions")
    for key, action in texts(language)["services"].items():
        _, heading, section = text.partition(f"### `pronote.{key}`\n")
        assert heading, key
        section = section.partition("\n#")[0]
        told_here = " ".join(section.split())
        for part in (action, *action["fields"].values()):
            assert " ".join(part["description"].split()).rstrip(".") in told_here, key
        fields = set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE))
        assert fields == set(action["fields"]), key


@each_language
def test_each_blueprint_can_be_imported(language: str) -> None:
    text = page(language, "automations")
    for path in (ROOT / "blueprints").rglob("*.yaml"):
        if path.stem.endswith("_fr") is not (language == "fr"):
            continue
        address = f"/blob/main/{path.relative_to(ROOT).as_posix()})"
        assert text.count(address) == 1, path.name


@each_language
def test_each_repair_is_documented(language: str) -> None:
    """By its title."""
    text = " ".join(
        (
            page(language, "troubleshooting") + page(language, "from-hass-pronote")
        ).split()
    )
    for key, issue in texts(language)["issues"].items():
        title = " ".join(re.sub(r"{\w+}", "…", issue["title"]).split())
        assert title in text, key


@each_language
def test_cards_named_exist(language: str) -> None:
    """Under the names that the built module defines."""
    cards = (ROOT / "frontend" / "src" / "cards").glob("*.ts")
    known = {f"-{path.stem}" for path in cards} | {""}
    named = set(re.findall(r"custom:pronote-family([\w-]*)", page(language, "cards")))
    assert named <= known
    assert len(named) > 5


@each_language
def test_each_option_is_documented(language: str) -> None:
    text = page(language, "options")
    steps = texts(language)["options"]["step"]
    for step in ("account", "calendars", "canteen", "morning"):
        for name in steps[step]["data"].values():
            assert f"| {name} |" in text, name


def shown(age: MaxAge | None, language: str) -> str:
    if age is None:
        return {"en": "not updated", "fr": "pas actualisé"}[language]
    lengths = [in_words(length, language) for length in (age.alone, age.covered)]
    return " / ".join(dict.fromkeys(lengths))


def in_words(length: timedelta, language: str) -> str:
    """Return a length; from an hour on, to the nearest half hour."""
    if length >= timedelta(days=3):
        return f"{length.days} {'days' if language == 'en' else 'jours'}"
    if length < timedelta(hours=1):
        return f"{length // timedelta(minutes=1)} min"
    hours, half = divmod(round(length / timedelta(minutes=30)), 2)
    if not half:
        return f"{hours} h"
    return f"{hours}½ h" if language == "en" else f"{hours} h 30"


@each_language
def test_intervals_and_limits_are_those_of_the_code(language: str) -> None:
    text = page(language, "data-update")
    rows = [line for line in text.splitlines() if line.count("|") == 6]
    assert set(PORTAL_SPECS) == set(Resource)
    for resource, row in zip(PORTAL_SPECS, rows[2:], strict=True):
        _, _, *cells, _ = (cell.strip() for cell in row.split("|"))
        assert cells == [
            shown(MAX_AGES[phase].get(resource), language) for phase in DayPhase
        ]
    for limit in (
        MAX_REQUESTS_PER_DAY,
        MAX_REQUESTS_PER_HOUR,
        MAX_LOGINS_PER_DAY,
        MAX_LOGINS_PER_HOUR,
    ):
        assert re.search(rf"\b{limit} (?:a|an|par) ", text), limit


@each_language
def test_examples_name_what_exists(language: str) -> None:
    """Each example is YAML, and what it asks of PRONOTE is there."""
    declared = {
        kind: set(texts(language)[kind])
        for kind in ("triggers", "conditions", "services")
    }
    blocks = EXAMPLE.findall(page(language, "automations"))
    assert len(blocks) > 5
    for block in blocks:
        assert parse_yaml(block)
        for kind, word in (
            ("triggers", "trigger"),
            ("conditions", "condition"),
            ("services", "action"),
        ):
            named = re.findall(rf"{word}: pronote\.(\w+)", block)
            assert set(named) <= declared[kind]


@each_language
def test_links_lead_somewhere(language: str) -> None:
    pages = [READMES[language], *PAGES[language].glob("*.md")]
    assert len(pages) > 7
    for path in pages:
        for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
            found = (path.parent / target).resolve() if target else path
            assert found.exists(), f"{path.name}: {target}"
            assert not anchor or anchor in anchors(found), f"{path.name}: {anchor}"


@each_language
def test_each_store_is_documented(language: str) -> None:
    """The page about privacy names each file that the integration writes."""
    stores = {
        name
        for path in python(INTEGRATION)
        for name in re.findall(
            r'f"({DOMAIN}\.(?:{entry_id}\.)?\w+)"', path.read_text("utf-8")
        )
    }
    assert len(stores) > 8
    named = {
        name.replace("{DOMAIN}.{entry_id}", "…").replace("{DOMAIN}", "pronote")
        for name in stores
    }
    text = page(language, "privacy")
    assert not {name for name in named if f"`{name}`" not in text}


@each_language
def test_each_proof_exists(language: str) -> None:
    """Each fault is told with the tests that show what is said of it."""
    named = PROOF.findall(page(language, "reliability"))
    assert len(named) > 40
    for name, path in named:
        text = (PAGES[language] / path).read_text(encoding="utf-8")
        assert f"def {name}(" in text, f"{path}::{name}"


def test_each_page_stands_in_both_languages_and_in_the_readme() -> None:
    english, french = (
        {path.name for path in folder.glob("*.md")} for folder in PAGES.values()
    )
    developers = {"architecture.md", "client-reference.md", "performance.md"}
    # In English only.
    assert english - developers == french
    for name in developers:
        for readme in READMES.values():
            assert f"(docs/{name})" in readme.read_text(encoding="utf-8")
    for name in french:
        assert f"(docs/{name})" in READMES["en"].read_text(encoding="utf-8")
        assert f"(docs/fr/{name})" in READMES["fr"].read_text(encoding="utf-8")


@each_language
def test_the_first_page_is_short(language: str) -> None:
    """A parent reads it in about two minutes, up to the list of pages."""
    text = READMES[language].read_text(encoding="utf-8").split("## Documentation")[0]
    for unread in (
        r"\[!\[.*?\]\(.*?\)\]\(.*?\)",
        r"<img[^>]*>",
        r"\]\([^)]*\)",
        r"[|*#`\[]",
    ):
        text = re.sub(unread, " ", text)
    assert 300 < len(text.split()) < 600


def test_the_row_of_a_portal_is_one_of_the_table() -> None:
    [shown] = re.findall(
        r"```json\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
    )
    table = INTEGRATION / "client" / "portals" / "portals.json"
    assert json.loads(shown) in json.loads(table.read_text("utf-8"))["portals"]


def test_numbers_of_what_there_is() -> None:
    """The pages that count triggers, conditions, actions, blueprints and cards count them right."""
    triggers, conditions, actions = (
        len(load_yaml_dict(str(INTEGRATION / f"{kind}.yaml")))
        for kind in ("triggers", "conditions", "services")
    )
    blueprints = len({path.stem for path in (ROOT / "blueprints").rglob("*.yaml")}) // 2
    english = READMES["en"].read_text("utf-8")
    french = READMES["fr"].read_text("utf-8")
    assert f"{triggers} triggers and {conditions} conditions" in english
    assert f"{triggers} déclencheurs et {conditions} conditions" in french
    assert f"{blueprints} blueprints" in english
    assert f"{blueprints} modèles" in french
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert changelog.count(" actions, voice tools, ") == 1
    assert (
        f"{triggers} triggers, {conditions} conditions, {actions} actions, voice tools, "
        f"{blueprints} blueprints." in changelog
    )
    for language, none in (("en", "none"), ("fr", "aucune")):
        text = page(language, "from-hass-pronote")
        assert f"| Actions | {none} | {actions} |" in text
    cards = len([*(ROOT / "frontend" / "src" / "cards").glob("*.ts")])
    assert f"; {cards} cards for any other dashboard" in english
    assert f"; {cards} cartes pour tout autre tableau de bord" in french
    for language, words in (
        ("en", f"| {cards} and a dashboard, "),
        ("fr", f"| {cards} et un tableau de bord, "),
    ):
        assert words in page(language, "from-hass-pronote")
        named = re.findall(
            r"^\| `custom:pronote-family-", page(language, "cards"), re.MULTILINE
        )
        assert len(named) == cards


RIGHTS = {"en": "What the account may do", "fr": "Ce que le compte peut faire"}


def rights_rows(language: str) -> list[tuple[str, str]]:
    """Return the actions and what tells about them, of each row of the table of rights."""
    section = page(language, "actions").split(f"## {RIGHTS[language]}\n")[1]
    table = section.split("\n## ")[0].split("|---|---|---|\n")[1]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("|")]
    return [(actions, told) for _, actions, told in rows]


@each_language
def test_each_write_says_what_the_account_needs(language: str) -> None:
    """The table of rights has each action that writes once, and tells of what exists."""
    rows = rights_rows(language)
    named = [
        action for actions, _ in rows for action in re.findall(r"`(\w+)`", actions)
    ]
    assert sorted(named) == sorted({name for name, _ in WRITES})
    names = {
        entity["name"]
        for domain in texts(language)["entity"].values()
        for entity in domain.values()
    }
    for _, told in rows:
        assert {*re.findall(r"`pronote\.(\w+)`", told)} <= TRIGGERS.keys()
        assert {*re.findall(r"\*([^*]+)\*", told)} <= names


def test_both_languages_tell_of_the_same() -> None:
    english, french = (
        [re.findall(r"`([\w.]+)`", " ".join(row)) for row in rights_rows(language)]
        for language in RIGHTS
    )
    assert english == french
