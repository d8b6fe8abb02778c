"""Answers as real schools give them and PRONOTE's own page reads them; the values are invented."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from custom_components.pronote.client import (
    AttachmentKind,
    GradeCode,
    SchoolCalendar,
    home_page,
)
from custom_components.pronote.client.averages import compute_average
from custom_components.pronote.client.pages import (
    agenda,
    contents,
    discussions,
    evaluations,
    grades,
    homework,
    news,
    report_cards,
    school_life,
    teachers,
    timetable,
)
from custom_components.pronote.client.pages.account import read_calendar
from custom_components.pronote.client.wire import Record, Source, unwrap
from tests.client.conftest import PARIS

type Row = dict[str, Any]

CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 2),
)


def record(data: Row) -> Record:
    return Record(data, Source("Page", PARIS, 1))


def day(text: str) -> Row:
    return {"_T": 7, "V": text}


def listed(*rows: Row) -> Row:
    return {"_T": 24, "V": list(rows)}


def test_half_days_begin_with_nought_and_days_with_one() -> None:
    calendar = read_calendar(
        record(
            {
                "General": {
                    "PremierLundi": day("31/08/2026"),
                    "JoursOuvres": {"_T": 11, "V": "[1..5]"},
                    "DemiJourneesOuvrees": [
                        {"_T": 26, "V": "[0..5]"},
                        {"_T": 26, "V": "[0,1,3..5]"},
                    ],
                }
            }
        )
    )
    assert calendar.working_days == {0, 1, 2, 3, 4}
    assert calendar.working_mornings == frozenset(range(6))
    assert calendar.working_afternoons == frozenset(
        {0, 1, 3, 4, 5}
    )  # not on Wednesdays


def test_a_box_without_its_tag() -> None:
    assert unwrap({"V": {"V": "12,5"}}) == "12,5"
    assert unwrap({"V": 1, "N": 2}) == {"V": 1, "N": 2}
    work = homework.read(
        record(
            {
                "ListeTravauxAFaire": {
                    "V": [
                        {
                            "PourLe": {"V": "06/11/2026"},
                            "Matiere": {"V": {"L": "MATHS"}},
                            "descriptif": {"V": "<p>Exercice <b>3</b></p>"},
                        }
                    ]
                }
            }
        )
    )
    assert [(one.subject, one.due, one.text) for one in work] == [
        ("MATHS", date(2026, 11, 6), "Exercice 3")
    ]


@pytest.mark.parametrize(
    ("note", "value", "code"),
    [
        ("12,50", Decimal("12.50"), None),
        ("12.5", Decimal("12.5"), None),
        ("12,5|0", Decimal("12.5"), None),
        ("", None, None),
        ("|1", None, GradeCode.ABSENT),
        ("|8|20", Decimal(20), GradeCode.CONGRATULATIONS),
        ("|-1", None, None),
        ("Abs", None, GradeCode.ABSENT),
        ("Disp.", None, GradeCode.EXEMPTED),
        ("N.Not", None, GradeCode.NOT_GRADED),
        ("Inap", None, GradeCode.UNFIT),
        ("N.Rdu", None, GradeCode.NOT_HANDED_IN),
        ("abs*", None, GradeCode.ABSENT_ZERO),
        ("N.Rdu*", None, GradeCode.NOT_HANDED_IN_ZERO),
    ],
)
def test_a_grade_or_what_stands_for_it(
    note: str, value: Decimal | None, code: GradeCode | None
) -> None:
    row = {"note": {"_T": 10, "V": note}, "date": day("09/10/2026")}
    (grade,) = grades.read(record({"listeDevoirs": listed(row)}), "T1").grades
    assert (grade.value, grade.code) == (value, code)


def test_congratulations_are_full_marks() -> None:
    rows: list[Row] = [
        {"note": {"_T": 10, "V": note}, "bareme": scale, "date": day("09/10/2026")}
        for note, scale in (("|8|20", {"_T": 10, "V": "20"}), ("10,00", {"V": "20"}))
    ]
    book = grades.read(record({"listeDevoirs": listed(*rows)}), "T1")
    assert compute_average(book.grades) == Decimal(15)


def test_a_detention_lasts_as_long_as_its_punishment() -> None:
    row = {
        "G": 41,
        "dateDemande": day("17/11/2026"),
        "duree": 60,
        "programmation": listed(
            {"date": day("20/11/2026 16:00:00")},
            {"date": day("27/11/2026 16:00:00"), "duree": 30},
        ),
    }
    life = school_life.read(record({"listeAbsences": listed(row)}), "T1", CALENDAR)
    assert [one.duration for one in life.punishments[0].schedule] == [
        timedelta(minutes=60),
        timedelta(minutes=30),
    ]


def test_a_grade_record_lists_headings_and_parts_among_its_subjects() -> None:
    rows: list[Row] = [
        {"L": "LANGUES", "estSurMatiere": True},
        {"L": "ORPHELIN", "estSousService": True},
        {"L": "FRANÇAIS", "Matiere": {"L": "FRANÇAIS"}},
        {"L": "Oral", "estSousService": True, "MoyenneEleve": {"_T": 10, "V": "14,00"}},
        {"L": "ANGLAIS"},
        {"estSousService": True},
    ]
    card = report_cards.read(
        record({"Classe": "3A", "ListeServices": listed(*rows)}), "T1"
    )
    assert card.school_class == "3A"
    assert [
        (one.subject, [part.subject for part in one.parts]) for one in card.subjects
    ] == [("ORPHELIN", []), ("FRANÇAIS", ["Oral"]), ("ANGLAIS", [])]


AT_SCHOOL = ""


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({"L": "https://exemple.fr/a"}, "https://exemple.fr/a"),
        ({"L": "Vidéo", "url": "HTTPS://exemple.fr/b"}, "HTTPS://exemple.fr/b"),
        ({"L": "www.exemple.fr"}, "https://www.exemple.fr"),
        ({"L": "Vidéo"}, AT_SCHOOL),
        ({"L": "Piège", "url": "javascript:alert(1)"}, None),
        ({}, None),
    ],
)
def test_links_as_teachers_write_them(fields: Row, url: str | None) -> None:
    """Without an address, the school opens the link."""
    row = {
        "PourLe": day("06/11/2026"),
        "ListePieceJointe": listed({"G": 0, "N": "48#x", **fields}),
    }
    (work,) = homework.read(record({"ListeTravauxAFaire": listed(row)}))
    addresses = [file.url or AT_SCHOOL for file in work.attachments]
    assert addresses == ([] if url is None else [url])
    assert all(file.kind is AttachmentKind.LINK for file in work.attachments)


@pytest.mark.parametrize(
    ("log", "test"),
    [
        ({}, False),
        ({"estDevoir": True}, True),
        ({"originesCategorie": {"_T": 26, "V": "[1,3]"}}, True),
        ({"originesCategorie": {"_T": 26, "V": "[1..2]"}}, False),
        ({"originesCategorie": listed({"G": 7, "L": "Évaluation"})}, True),
        ({"originesCategorie": listed({"G": 8, "L": "EPI"}, {"L": "Autre"})}, False),
        ({"originesCategorie": listed()}, False),
    ],
)
def test_a_lesson_with_a_test(log: Row, test: bool) -> None:
    row = {
        "DateDuCours": day("17/11/2026 10:00:00"),
        "DateDuCoursFin": day("17/11/2026 11:00:00"),
        "cahierDeTextes": {"_T": 24, "V": {"N": "1#x", **log}},
        "AvecCdT": False,
        "AvecCdTPublie": True,
    }
    answer = record({"ListeCours": [row]})
    (lesson,) = timetable.read(answer, CALENDAR, 12, old_numbering=False)
    assert lesson.test is test
    assert lesson.has_contents


def test_what_was_handed_in_has_a_name_of_its_own() -> None:
    row = {
        "N": "38#work",
        "PourLe": day("06/11/2026"),
        "documentRendu": {"_T": 24, "V": {"N": "95#mine", "L": "copie.pdf"}},
        "documentCorrige": {"_T": 24, "V": {"L": "corrigé.pdf"}},
    }
    (work,) = homework.read(record({"ListeTravauxAFaire": listed(row)}))
    returned = [
        (file.name, file.source, file.ref and file.ref.id) for file in work.files
    ]
    assert returned == [
        ("copie.pdf", "TAFRenduEleve", "95#mine"),
        ("corrigé.pdf", "TAFCorrigeRenduEleve", "38#work"),
    ]


def test_papers_of_a_test_by_either_name() -> None:
    row = {
        "N": "59#test",
        "date": day("09/10/2026"),
        "libelleSujet": "sujet.pdf",
        "elmCorrige": {"_T": 24, "V": {"N": "48#own", "L": "corrigé.pdf", "G": 1}},
    }
    link = {
        "N": "59#other",
        "date": day("08/10/2026"),
        "elmSujet": {"N": "48#link", "L": "Le sujet", "G": 0, "url": "www.exemple.fr"},
    }
    book = grades.read(record({"listeDevoirs": listed(row, link)}), "T1")
    assert [
        (file.name, file.source, file.url, file.ref and file.ref.id)
        for grade in book.grades
        for file in grade.attachments
    ] == [
        ("sujet.pdf", "DevoirSujet", None, "59#test"),
        ("corrigé.pdf", "DevoirCorrige", None, "48#own"),
        ("Le sujet", None, "https://www.exemple.fr", None),
    ]


def test_missed_hours_are_seconds_and_wholes_are_their_parts() -> None:
    rows: list[Row] = [
        {"L": "FRANÇAIS", "regroupement": 1, "absence": 7200, "suivi": 36000},
        {"L": "Oral", "dansRegroupement": 1, "absence": 7200, "suivi": 18000},
        {"L": "ANGLAIS", "excluCours": 1800, "excluEtab": "x", "suivi": 3600},
        {"absence": 3600},
    ]
    life = school_life.read(record({"Matieres": listed(*rows)}), "T1", CALENDAR)
    hour = timedelta(hours=1)
    assert [
        (one.subject, one.part_of, one.missed, one.taught) for one in life.missed_hours
    ] == [("Oral", "FRANÇAIS", 2 * hour, 5 * hour), ("ANGLAIS", None, hour / 2, hour)]


def test_the_home_page_tells_tests_of_two_kinds() -> None:
    graded = {"dateDebut": day("19/11/2026 08:00:00"), "matiere": {"L": "MATHS"}}
    skills = {"dateDebut": day("18/11/2026 08:00:00"), "matiere": {"L": "SVT"}}
    page = home_page.read(
        record(
            {
                "devoirSurveille": {"listeDS": listed(graded)},
                "devoirSurveilleEvaluation": {"listeDS": listed(skills)},
            }
        ),
        CALENDAR,
        date(2026, 11, 17),
        old_numbering=False,
    )
    assert page.tests is not None
    assert [test.subject for test in page.tests] == ["SVT", "MATHS"]


def test_a_measure_and_its_papers() -> None:
    row = {
        "G": 71,
        "dateDebut": day("17/11/2026"),
        "interditAcces": {"_T": 26, "V": "[1]"},
        "nature": {"L": "Mise à l’écart"},
        "demandeur": {"L": "M. ROY"},
        "listeMotifs": listed({"L": "Dégradation"}),
        "circonstances": "Dans la cour",
        "commentaire": "À suivre",
        "documentsCirconstances": listed({"G": 1, "N": "48#x", "L": "rapport.pdf"}),
    }
    life = school_life.read(record({"listeAbsences": listed(row)}), "T1", CALENDAR)
    (measure,) = life.measures
    assert (measure.given_by, measure.reasons) == ("M. ROY", ("Dégradation",))
    assert (measure.circumstances, measure.comment) == ("Dans la cour", "À suivre")
    assert [file.name for file in life.files] == ["rapport.pdf"]


def test_only_discussions_are_listed() -> None:
    handle = listed({"N": "68#x"})
    rows: list[Row] = [
        {"objet": "Sortie", "listePossessionsMessages": handle},
        {"objet": "Sortie", "estUneDiscussion": True, "profondeur": 1},
        {"estUneDiscussion": True, "objet": "Menu", "listePossessionsMessages": handle},
        {"estUneDiscussion": True, "objet": "Sans poignée"},
    ]
    found = discussions.read_list(record({"listeMessagerie": listed(*rows)}))
    assert [one.subject for one in found] == ["Menu"]


def test_themes_and_the_work_given_in_a_lesson() -> None:
    themes = {"ListeThemes": listed({"L": "Fractions", "N": "1#x"})}
    when = {"date": day("17/11/2026")}
    (work,) = homework.read(
        record({"ListeTravauxAFaire": listed({"PourLe": day("20/11/2026"), **themes})})
    )
    (grade,) = grades.read(record({"listeDevoirs": listed(when | themes)}), "T1").grades
    (told,) = evaluations.read(record({"listeEvaluations": listed(when | themes)}))
    row = {
        "Date": day("17/11/2026 08:00:00"),
        "dateTAF": day("20/11/2026"),
        "listeContenus": listed({"L": "Cours", **themes}),
    }
    (lesson,) = contents.read(record({"ListeCahierDeTextes": listed(row)}))
    assert lesson.homework_due == date(2026, 11, 20)
    (content,) = lesson.contents
    assert work.themes == grade.themes == told.themes == content.themes
    assert content.themes == ("Fractions",)


def test_messages_passed_on() -> None:
    file = {"G": 1, "N": "48#x", "L": "affiche.pdf"}
    other = {
        "public_gauche": "Mme ROY",
        "contenu": "À tous",
        "listeDocumentsJoints": listed(file),
    }
    row = {
        "contenu": "Voir",
        "estUnAparte": True,
        "listeMessagesPourContexte": listed(other),
    }
    discussion = discussions.Discussion(key="x")
    thread = discussions.read_thread(record({"listeMessages": listed(row)}), discussion)
    (message,) = thread.messages
    assert message.private
    assert [(one.author, one.text) for one in message.forwarded] == [
        ("Mme ROY", "À tous")
    ]
    assert [one.name for one in message.files] == ["affiche.pdf"]


@pytest.mark.parametrize(("value", "tag"), [({"_T": 26, "V": "[]"}, 26), ("", 8)])
def test_choices_are_numbered_by_their_place(value: Any, tag: int) -> None:
    question = {
        "genreReponse": 3,
        "listeChoix": listed({"L": "Oui", "rang": 5}, {"L": "Non", "rang": 6}),
        "reponse": {"_T": 24, "V": {"N": "0", "valeurReponse": value}},
    }
    (item,) = news.read(
        record(
            {
                "listeModesAff": [
                    {
                        "G": 0,
                        "listeActualites": listed({"listeQuestions": listed(question)}),
                    }
                ]
            }
        )
    )
    assert item.questions is not None
    (asked,) = item.questions
    assert [choice.position for choice in asked.choices] == [1, 2]
    data = news.answer_request(item, {asked.key: {2, 1}}, {}, as_in_2026=True)
    reply = data["listeActualites"][0]["listeQuestions"][0]["reponse"]
    assert reply["valeurReponse"] == {"_T": tag, "V": "[1,2]"}


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        ({"N": "0", "estRepondant": True}, {"N": 0, "E": 1, "estRepondant": True}),
        ({"N": 0}, {"N": 0, "E": 1}),
        ({}, {"N": 0, "E": 1}),
        (
            {"N": "17#a", "avecReponse": False, "strRepondant": "M. X"},
            {"N": "17#a", "E": 2, "avecReponse": True, "strRepondant": "M. X"},
        ),
        (
            {"N": "17#a", "avecReponse": True, "valeurReponse": "Avant"},
            {"N": "17#a", "E": 2, "valeurReponse": "Oui"},
        ),
    ],
)
def test_an_answer_is_created_or_modified_by_its_id(known: Row, sent: Row) -> None:
    """The other fields of the answer go back as they came."""
    question = {"N": "15#q", "genreReponse": 1, "reponse": {"_T": 24, "V": known}}
    more = {"N": "15#r", "genreReponse": 0}
    row = {"N": "14#n", "listeQuestions": listed(question, more)}
    lists = {"listeModesAff": [{"G": 0, "listeActualites": listed(row)}]}
    (item,) = news.read(record(lists))
    assert item.questions is not None
    answers = {item.questions[0].key: "Oui"}
    (told,) = news.answer_request(item, answers, {}, as_in_2026=False)[
        "listeActualites"
    ]
    assert (told["E"], told["lue"]) == (2, False), "another question has no answer"
    (asked,) = told["listeQuestions"]
    assert asked["E"] == 2
    assert {name: asked["reponse"].get(name) for name in sent} == sent


@pytest.mark.parametrize(
    ("fields", "bonus", "optional", "scaled"),
    [
        ({"estBonus": True, "estFacultatif": True}, True, False, False),
        ({"estFacultatifBonus": True}, True, False, False),
        ({"estFacultatifNote": True, "estRamenerSur20": True}, False, True, True),
        ({"estFacultatifSeuil": True}, False, True, False),
        ({"estFacultatif": False, "estBonus": False}, False, False, False),
        (
            {"devoirInitial": {"estFacultatifNote": True, "estRamenerSur20": True}},
            False,
            True,
            True,
        ),
    ],
)
def test_how_a_grade_counts(
    fields: Row, bonus: bool, optional: bool, scaled: bool
) -> None:
    row = {"date": day("09/10/2026"), **fields}
    (grade,) = grades.read(record({"listeDevoirs": listed(row)}), "T1").grades
    assert (grade.bonus, grade.optional, grade.scaled_to_20) == (
        bonus,
        optional,
        scaled,
    )


def test_a_quiz_done_is_homework_done() -> None:
    rows = [
        {"PourLe": day("20/11/2026"), "TAFFait": False, "QCMFait": done}
        for done in (True, False)
    ]
    work = homework.read(record({"ListeTravauxAFaire": listed(*rows)}))
    assert [one.done for one in work] == [True, False]


def test_who_left_the_team() -> None:
    rows = {"L": "M. ROY", "G": 3}, {"L": "Mme BLIN", "G": 3, "estEnleve": True}
    team = teachers.read(record({"liste": listed(*rows)}))
    assert [(one.name, one.former) for one in team] == [
        ("M. ROY", False),
        ("Mme BLIN", True),
    ]


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        ([], None),
        ([{"aPrisConnaissance": True}], True),
        ([{"L": "M. ROY"}, {"L": "Mme ROY", "aPrisConnaissance": True}], False),
    ],
)
def test_the_parent_who_asks_comes_first(rows: list[Row], seen: bool | None) -> None:
    card = report_cards.read(record({"listeAccusesReception": listed(*rows)}), "T1")
    assert card.acknowledged is seen


@pytest.mark.parametrize(
    ("asked", "said", "awaited"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_a_punishment_to_acknowledge(asked: bool, said: bool, awaited: bool) -> None:
    row = {
        "G": 41,
        "dateDemande": day("17/11/2026"),
        "nature": {"G": 1, "L": "Retenue", "estAvecARParent": asked},
        "parentAAccuseDeReception": said,
    }
    life = school_life.read(record({"listeAbsences": listed(row)}), "T1", CALENDAR)
    assert life.punishments[0].to_acknowledge is awaited


def test_papers_of_an_event_under_either_name() -> None:
    row = {
        "L": "Portes ouvertes",
        "DateDebut": day("21/11/2026 09:00:00"),
        "listeFichiers": listed({"G": 1, "N": "48#x", "L": "plan.pdf"}),
        "PiecesJointes": [
            {"G": 0, "N": "48#y", "L": "Site", "url": "https://exemple.fr"}
        ],
    }
    (event,) = agenda.read(record({"ListeEvenements": [row]}))
    assert [file.name for file in event.attachments] == ["plan.pdf", "Site"]
