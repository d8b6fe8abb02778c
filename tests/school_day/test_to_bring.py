"""Test how requests to bring something are found in the texts of teachers."""

from dataclasses import replace

import pytest

from custom_components.pronote.client import Homework
from custom_components.pronote.school_day.to_bring import things_to_bring

from .test_days import MONDAY, lesson


def found(text: str) -> list[str]:
    work = Homework(key="one", subject="ARTS", due=MONDAY, text=text)
    return [item.text for item in things_to_bring((), (work,))]


@pytest.mark.parametrize(
    "text",
    [
        "Apporter une boîte à chaussures.",
        "Apportez votre calculatrice !",
        "Apporte ta flûte.",
        "Calculatrice et carte de géométrie à apporter.",
        "Rapporter le coupon signé.",
        "Ramener les livres du CDI",
        "Merci de rapporter le justificatif signé.",
        "Se munir d’un compas.",
        "Munissez-vous de vos patins.",
        "Venir muni d'une gourde.",
        "Prévoir un pique-nique.",
        "Exercice 3, et ramène ton cahier",
        "Please bring your atlas.",
        "Pour vendredi : apporte deux pommes",
    ],
)
def test_a_thing_to_bring(text: str) -> None:
    assert found(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Lire le rapport de la page 12.",
        "Que nous apporte ce texte ?",
        "Apporter une réponse argumentée.",
        "Apporter des éléments de preuve",
        "Ce que la chanson apporte au récit.",
        "Inutile d’apporter le manuel.",
        "Ne pas apporter le livre.",
        "N’apportez pas de téléphone.",
        "Ramener à l’unité.",
        "Prévoir deux heures de travail.",
        "Réviser la leçon.",
        "",
    ],
)
def test_nothing_to_bring(text: str) -> None:
    assert found(text) == []


def test_the_sentence_alone_is_reported() -> None:
    text = "Lire le chapitre 2. Apporter\nle roman ! Exercice 4."
    assert found(text) == ["Apporter"], "a new line ends a sentence"
    text = "Lire le chapitre 2. Apporter le roman ! Exercice 4."
    assert found(text) == ["Apporter le roman !"]


def test_each_thing_once() -> None:
    first = replace(lesson(8, 9), subject="ARTS", memo="Apporter de la colle.")
    second = replace(lesson(9, 10), subject="ARTS", memo="Apporter de la colle.")
    other = replace(lesson(10, 11), subject="SCIENCES", memo="Apporter de la colle.")
    work = Homework(key="w", subject="ARTS", due=MONDAY, text="apporter de la colle.")
    items = things_to_bring((first, second, other), (work,))
    assert [item.subject for item in items] == ["ARTS", "SCIENCES"]
    assert items[0].key.startswith("w ")
