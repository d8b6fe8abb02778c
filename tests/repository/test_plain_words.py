"""Test that texts for users use one word per concept, and none of the listed phrases."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

from tests.repository.source_files import INTEGRATION, ROOT

AVOID = {
    "en": {
        r"(?:spare|backup) (?:key|device)s?": "backup token",
        r"spare tokens?": "backup token",
        r"keys? (?:to come back|of its own|it gave|that the school gave)": "token",
        r"asks (?:the school|of the school|PRONOTE for|nothing|every page)": "request",
        r"asks? too much|is no longer asked|asked (?:of the school|any more)": "request",
        r"(?:school|schools|page|PRONOTE) (?:is|are) (?:not )?asked": "request, update",
        r"(?:to|goes on|continue to) look(?:ing)? (?:again|by itself)": "update, check",
        r"looked at": "update",
        r"the measure|measures? and pauses|with measure": "rate limit, request limit",
        r"a clock that knows": "update intervals",
        r"at hand|by hand": "tested against, manually",
        r"(?:is|are) told": "name the actor",
        r"come and go|comes? back by (?:itself|themselves)": "automatically",
        r"by (?:itself|themselves)|of its own accord": "automatically",
        r"writes? (?:itself|themselves)": "automatic",
        r"knock(?:s|ed|ing)?": "connect",
        r"as (?:often as )?one likes?|as you like": "leave out",
        r"(?:take|takes|its) leave|leave is taken": "close",
        r"(?:school|clock) (?:wants|says|tells|finds|sleeps|lives|waited)": "PRONOTE",
        r"left alone|leave (?:it|a school) alone": "pause",
        r"sessions? (?:that rests?|at rest)": "inactive session",
        r"stands? (?:in|ready|for one)": "contain, be",
        r"any more": "no longer",
        r"for instance": "for example",
        r"user names?": "username",
        r"web sites?": "website",
        r"cancelled|colours?|recognise[ds]?|kilometres?": "American spelling",
        r"repair the access|enter PRONOTE": "log in",
        r"Ask PRONOTE": "load, request",
        r"around now": "current and next",
        r"action looks whether": "check whether",
        r"as (?:it is|they are) afterwards|(?:is|are) already so": "updated",
        r"not await": "expect",
        r"nothing of you": "no action",
        r"tells? (?:about|of) it": "where it appears, details",
        r"(?:says|say) so": "with a message",
        r"(?:no|without an?) answer (?:comes|came)": "no response",
        r"takes? (?:it|them|the \w+) back|(?:is|are) taken back": "withdraw",
        r"may be wished": "request",
        r"moves? nothing": "does not trigger",
        r"(?:Home Assistant|home) knows": "appears",
    },
    "fr": {
        r"clés? de secours|appareils? de secours": "jeton de secours",
        r"(?:une|sa|la|deux|seconde) clé (?:à lui|pour revenir|que l’école|aux appareils)": "jeton",
        r"(?:donne|donné|donner|accepte|refusé) (?:pas |plus )?(?:de |une |la |sa )?clés?": "jeton",
        r"demandes? (?:à l’école|à PRONOTE|aujourd’hui)": "requête",
        r"(?:trop de|aucune|autre) demandes?": "requête",
        r"(?:demandée?s? à l’école|demande (?:rien|tout)|ne demande plus rien)": "requête",
        r"(?:école|elle) est (?:interrogée|laissée)|interroge(?:nt)? (?:PRONOTE|une école)": "actualiser",
        r"regarde(?:r)? (?:maintenant|à nouveau|aussi|de lui-même)": "actualiser",
        r"premier regard|quelques regards": "première synchronisation",
        r"la mesure|une mesure|avec mesure|mesure et pauses": "plafond",
        r"une horloge qui": "fréquence d’actualisation",
        r"à portée": "testés avec de vrais comptes",
        r"d(?:e lui|’elle|’eux|’elles)-mêmes?|s’écri(?:t|vent) (?:lui|elles)-mêmes?": "automatiquement",
        r"se (?:repose|taise?nt|tait)|dort|souffler": "inactive, pause",
        r"qui (?:va et vient|vient et part)": "ajouté et retiré automatiquement",
        r"pren(?:d|dre) congé": "fermer",
        r"frappe à": "connexion à",
        r"tant qu’on veut|autant qu’on veut": "à supprimer",
        r"l’école (?:veut|trouve|vit|a attendu|vive)": "PRONOTE",
        r"laissée?s? tranquilles?|laissez l’école": "pause",
        r"réparer l’accès|entrer dans PRONOTE": "se connecter",
        r"(?:ce|celui) qui (?:va où|est gardé)": "données conservées",
        r"tapez|tapés?": "saisir",
        r"autour de maintenant": "actuel et suivant",
        r"(?:ce qui|dont elle|dont il) (?:en )?parle|ce dont il s’agit": "où cela apparaît, détails",
        r"telle?s? qu’(?:elle|il)s? (?:est|sont) ensuite": "mis à jour",
        r"n’attend(?:ent)? (?:rien de vous|pas d’accusé)|si l’école ne l’attend pas": "demander",
        r"PRONOTE laisse": "PRONOTE permet de, les parents peuvent",
        r"perd tous ses cours": "tous les cours sont annulés",
        r"devoirs qui restent": "devoirs à faire",
        r"(?:l’|d’un |des |cet )établissements?": "école",
        r"regarde si": "vérifie si",
        r"ne demande(?:nt)? aucune requête": "coûter",
        r"n’envoie rien et le dit": "un message l’explique",
        r"demander à PRONOTE": "charger, actualiser",
        r"une qui n’arrive": "répéter le nom",
    },
}
"""Phrases by language, as regular expressions, and what to write instead."""

GENERATED = re.compile(r"<!-- bench:\w+ -->.*?<!-- /bench -->", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|https?://\S+", re.DOTALL)


def leaves(tree: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Return the texts of a translation file by their keys."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}.{key}")
        else:
            yield f"{path}.{key}", value


def command_line_texts(path: Path, language: str) -> Iterator[str]:
    """Yield the texts of a module of the command line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Name(id="Text"),
                args=[
                    ast.Constant(value=str(english)),
                    ast.Constant(value=str(french)),
                ],
            ):
                yield english if language == "en" else french


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Return all texts for users in a language, by file or key."""
    path = INTEGRATION / "translations" / f"{language}.json"
    yield from leaves(json.loads(path.read_text(encoding="utf-8")), path.name)
    for path in (ROOT / "frontend" / "src" / "strings").glob(f"{language}*.ts"):
        yield path.name, " ".join(re.findall(r'"([^"]*)"', path.read_text("utf-8")))
    english = language == "en"
    french = {*(ROOT / "docs" / "fr").rglob("*.md")}
    pages = [
        ROOT / ("README.md" if english else "README.fr.md"),
        *({*(ROOT / "docs").rglob("*.md")} - french if english else french),
        *([ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"] if english else []),
    ]
    for path in pages:
        text = GENERATED.sub("", path.read_text(encoding="utf-8"))
        yield path.relative_to(ROOT).as_posix(), CODE.sub("", text)
    for path in (ROOT / "scripts" / "cli").rglob("*.py"):
        yield path.name, " ".join(command_line_texts(path, language))
    for folder in (ROOT / "blueprints", ROOT / ".github" / "ISSUE_TEMPLATE"):
        for path in folder.rglob("*.y*ml"):
            yield path.name, path.read_text(encoding="utf-8")


def found(language: str, text: str) -> list[str]:
    """Return the phrases to avoid that a text contains."""
    plain = " ".join(text.split())
    return [
        f"{match.group()} → {better}"
        for phrase, better in AVOID[language].items()
        for match in re.finditer(rf"\b(?:{phrase})\b", plain, re.IGNORECASE)
    ]


@pytest.mark.parametrize("language", AVOID)
def test_texts_are_plain(language: str) -> None:
    all_texts = dict(texts(language))
    assert len(all_texts) > 500
    wrong = {
        name: turns
        for name, text in all_texts.items()
        if (turns := found(language, text))
    }
    assert not wrong


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Keep a spare key"),
        ("en", "Children are devices that come\nand go by themselves."),
        ("en", "Home Assistant knocks at the door of the school."),
        ("en", "No portal was at hand."),
        ("fr", "Garder une clé de secours"),
        ("fr", "Aucun portail n’était à portée."),
        ("fr", "Le message disparaît de lui-même."),
        ("fr", "une session qui se\u00a0repose"),
        ("en", "If no answer comes, the action looks whether it was recorded."),
        ("en", "An action that is not allowed says so."),
        ("fr", "Un appui ouvre ce dont il s’agit."),
        ("fr", "L’établissement n’attend pas d’accusé de réception."),
    ],
)
def test_a_listed_phrase_is_found(language: str, text: str) -> None:
    assert found(language, text)
