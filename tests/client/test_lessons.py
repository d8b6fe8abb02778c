"""Lessons as schools write them: words, exemptions, hours and names, with invented values."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from custom_components.pronote.client import (
    Exemption,
    Lesson,
    LessonStatus,
    SchoolCalendar,
)
from custom_components.pronote.client.errors import ProtocolError
from custom_components.pronote.client.pages import timetable
from custom_components.pronote.client.pages.account import read_calendar
from custom_components.pronote.client.wire import Record, Source
from tests.client.conftest import PARIS

type Row = dict[str, Any]

HALF_HOUR = timedelta(minutes=30)
STARTS = {slot: time(8 + slot // 2, slot % 2 * 30) for slot in range(20)}
CALENDAR = SchoolCalendar(
    timezone=PARIS,
    first_monday=date(2026, 8, 31),
    first_day=date(2026, 9, 1),
    last_day=date(2027, 7, 2),
    slots_per_day=20,
    slot_starts=STARTS,
    slot_ends={slot: STARTS[slot + 1] for slot in range(19)} | {19: time(18)},
    lunch=(time(12), time(14)),
)
MONDAY = "30/11/2026"
WEEK = 14


def moment(text: str) -> Row:
    return {"_T": 7, "V": text}


def listed(*rows: Row) -> Row:
    return {"_T": 24, "V": list(rows)}


def read(
    *rows: Row, calendar: SchoolCalendar = CALENDAR, **beside: object
) -> list[Lesson]:
    answer = {"ListeCours": list(rows), **beside}
    return timetable.read(
        Record(answer, Source("PageEmploiDuTemps", PARIS, 1)),
        calendar,
        WEEK,
        old_numbering=False,
    )


def lesson(subject: str | None = "MATHS", **fields: Any) -> Lesson:
    row: Row = {"N": "31#a", "G": 0, "DateDuCours": moment(f"{MONDAY} 08:00:00")}
    if subject is not None:
        row["ListeContenus"] = listed({"L": subject, "G": 16})
    (found,) = read(row | fields)
    return found


# --- words


@pytest.mark.parametrize(
    ("words", "kind", "status"),
    [
        ("Annule et remplace", 0, LessonStatus.REPLACED),
        ("Remplacement prof. absent", 2, LessonStatus.REPLACED),
        ("Prof. absent remplacé", 0, LessonStatus.REPLACED),
        ("Prof. absent, non remplacé", 0, LessonStatus.MODIFIED),
        ("Prof. absent", 0, LessonStatus.MODIFIED),
        ("Prof./pers. absent", 4, LessonStatus.REPLACED),
        ("Cours annulé", 0, LessonStatus.MODIFIED),
        ("L'annulation est annulée", 0, LessonStatus.MODIFIED),
        ("Classe absente", 0, LessonStatus.MODIFIED),
        ("Changement de salle", 0, LessonStatus.ROOM_CHANGED),
        ("CHANGEMENT DE SALLE", 0, LessonStatus.ROOM_CHANGED),
        ("Salle B12", 0, LessonStatus.ROOM_CHANGED),
        ("En salle de permanence", 0, LessonStatus.MODIFIED),
        ("Salle d’étude", 0, LessonStatus.MODIFIED),
        ("Travail en salles de permanence", 0, LessonStatus.MODIFIED),
        ("Salle permanence 2", 0, LessonStatus.MODIFIED),
        ("Cours déplacé", 0, LessonStatus.MOVED),
        ("Reporté", 0, LessonStatus.MOVED),
        ("Exceptionnel", 0, LessonStatus.EXCEPTIONAL),
        ("Cours modifié", 0, LessonStatus.MODIFIED),
        ("Préparation du conseil de classe", 0, LessonStatus.MODIFIED),
        ("Conseil de vie lycéenne", 0, LessonStatus.MODIFIED),
        ("Cours dispensé par Mme ROY", 0, LessonStatus.MODIFIED),
        ("Grève", 0, LessonStatus.MODIFIED),
        ("?!", 0, LessonStatus.MODIFIED),
        ("", 0, LessonStatus.NORMAL),
        ("", 3, LessonStatus.NORMAL),
        ("", 99, LessonStatus.NORMAL),
        ("", 2, LessonStatus.REPLACED),
        ("Salle du conseil", 1, LessonStatus.CLASS_COUNCIL),
    ],
)
@pytest.mark.parametrize("flag", [{}, {"estAnnule": False}, {"estAnnule": None}])
def test_words_refine_a_lesson_that_is_held(
    words: str, kind: int, status: LessonStatus, flag: Row
) -> None:
    found = lesson(Statut=words, G=kind, **flag)
    assert found.status is status
    assert found.held


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Prof. absent", LessonStatus.TEACHER_ABSENT),
        ("Pers. absent", LessonStatus.TEACHER_ABSENT),
        ("Enseignant absent, non remplacé", LessonStatus.TEACHER_ABSENT),
        ("Classe absente", LessonStatus.CLASS_ABSENT),
        ("Cours annulé", LessonStatus.CANCELED),
        ("Cours maintenu", LessonStatus.CANCELED),
        ("Annule et remplace", LessonStatus.CANCELED),
        ("Cours déplacé", LessonStatus.CANCELED),
        ("Changement de salle", LessonStatus.CANCELED),
        ("", LessonStatus.CANCELED),
    ],
)
def test_words_refine_a_lesson_that_is_canceled(
    words: str, status: LessonStatus
) -> None:
    found = lesson(Statut=words, estAnnule=True)
    assert found.status is status
    assert not found.held


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.sampled_from([0, 2, 3, 4, 7, None]))
def test_no_words_decide_whether_a_lesson_is_held(words: str, kind: int | None) -> None:
    assert lesson(Statut=words, G=kind, estAnnule=False).held
    assert not lesson(Statut=words, G=kind, estAnnule=True).held


# --- exemptions

HERE, AWAY = True, False


def exemption(value: object, **fields: Any) -> Lesson:
    boxed = {"_T": 24, "V": value} if isinstance(value, dict) else value
    return lesson(dispenseEleve=boxed, **fields)


@pytest.mark.parametrize(
    ("kind", "reason", "exempted", "there"),
    [
        (0, Exemption.CONFINED, True, AWAY),
        (1, Exemption.PLACEMENT, True, AWAY),
        (2, Exemption.EXEMPTED, True, AWAY),
        (3, Exemption.PRESENT, True, HERE),
        (4, Exemption.AT_HOME, False, AWAY),
        (5, Exemption.AT_HOME, False, AWAY),
        (6, Exemption.AT_HOME, False, AWAY),
        (7, Exemption.EXCLUDED_FROM_CLASS, True, AWAY),
        (8, Exemption.EXCLUDED_FROM_SCHOOL, True, AWAY),
        (9, Exemption.PRECAUTIONARY_MEASURE, True, AWAY),
        (10, Exemption.ABSENT, True, AWAY),
        (11, Exemption.DETACHED, True, AWAY),
        (12, Exemption.COUNCIL, True, HERE),
        (13, Exemption.OUTING, True, AWAY),
        (14, Exemption.OUTING, True, AWAY),
        (15, Exemption.ACCOMPANIED, False, HERE),
    ],
)
@pytest.mark.parametrize("more", [{}, {"L": "Autre"}, {"maison": False}])
def test_exemption_by_kind(
    kind: int, reason: Exemption, exempted: bool, there: bool, more: Row
) -> None:
    found = exemption({"G": kind, **more})
    assert (found.exemption, found.exempted) == (reason, exempted)
    assert found.held
    assert found.attended is there


@pytest.mark.parametrize(
    ("value", "reason", "there"),
    [
        (True, Exemption.EXEMPTED, AWAY),
        ("Dispensé", Exemption.EXEMPTED, AWAY),
        ("Dispensé, présence obligatoire", Exemption.PRESENT, HERE),
        ({"L": "Dispensé"}, Exemption.EXEMPTED, AWAY),
        ({"maison": True}, Exemption.AT_HOME, AWAY),
        ({"G": 2, "maison": True}, Exemption.AT_HOME, AWAY),
        ({"G": 99, "maison": True}, Exemption.AT_HOME, AWAY),
        ({"G": 99}, Exemption.EXEMPTED, AWAY),
        ({"G": 40, "L": "Dispensé - présence"}, Exemption.PRESENT, HERE),
        ({"maison": False}, Exemption.EXEMPTED, AWAY),
        ({"L": "Suivi à la maison"}, Exemption.AT_HOME, AWAY),
        ({"L": "Suivi à la maison", "maison": False}, Exemption.EXEMPTED, AWAY),
        ({"L": "Dispensé(e) - PRÉSENCE au gymnase"}, Exemption.PRESENT, HERE),
        ({"L": "Inapte, doit être présent"}, Exemption.PRESENT, HERE),
        ({"L": "Dispensée mais présente"}, Exemption.PRESENT, HERE),
        ({"L": "Dispensé, assiste au cours"}, Exemption.PRESENT, HERE),
        ({"L": "Dispensé sans présence"}, Exemption.EXEMPTED, AWAY),
        ({"L": "Dispensé(e) de présence"}, Exemption.EXEMPTED, AWAY),
        ({"L": "Dispensé, présence non obligatoire"}, Exemption.EXEMPTED, AWAY),
        ({"L": "Dispensé, n’assiste pas au cours"}, Exemption.EXEMPTED, AWAY),
        ({"L": "Dispensé sur présentation du certificat"}, Exemption.EXEMPTED, AWAY),
        ({"L": "Dispensé sur conseil médical"}, Exemption.EXEMPTED, AWAY),
        ({"L": "Exclu de la classe"}, Exemption.EXCLUDED_FROM_CLASS, AWAY),
        (
            {"L": "Exclusion de l’établissement"},
            Exemption.EXCLUDED_FROM_SCHOOL,
            AWAY,
        ),
        ({"L": "Mesure conservatoire"}, Exemption.PRECAUTIONARY_MEASURE, AWAY),
        ({"L": "En stage"}, Exemption.PLACEMENT, AWAY),
        ({"L": "Conseil de classe"}, Exemption.COUNCIL, HERE),
        ({"L": "Sortie pédagogique"}, Exemption.OUTING, AWAY),
        ({"L": "Accompagné"}, Exemption.ACCOMPANIED, HERE),
        ({"G": "x", "L": ["?"]}, Exemption.EXEMPTED, AWAY),
        ({}, Exemption.EXEMPTED, AWAY),
    ],
)
def test_exemption_without_a_kind(
    value: object, reason: Exemption, there: bool
) -> None:
    found = exemption(value)
    assert found.exemption is reason
    assert found.attended is there


@pytest.mark.parametrize("value", [None, False, "", 0, "false"])
def test_no_exemption(value: object) -> None:
    found = exemption(value)
    assert (found.exemption, found.exempted, found.attended) == (None, False, True)


def test_exemption_reported_by_the_status_alone() -> None:
    found = lesson(Statut="Dispensé(e)")
    assert (found.status, found.exempted, found.attended) == (
        LessonStatus.EXEMPTED,
        True,
        False,
    )
    assert lesson(Statut="Dispensé(e) - présence au gymnase").attended
    assert not lesson(Statut="Dispensé(e)", dispenseEleve=False).exempted


def test_nobody_attends() -> None:
    found = lesson(aucunEleve=True)
    assert found.held and found.no_pupils and not found.attended


# --- exclusions and placements beside the lessons


def days(*rows: Row) -> Row:
    return {"joursCycle": listed(*rows)}


@pytest.mark.parametrize(
    ("excluded", "reason"),
    [
        (
            {"exclusionsClasse": {"placeDebut": 4, "placeFin": 5}},
            Exemption.EXCLUDED_FROM_CLASS,
        ),
        (
            {"exclusionsEtab": {"placeDebut": 0, "placeFin": 19}},
            Exemption.EXCLUDED_FROM_SCHOOL,
        ),
        (
            {"exclusionsEtab": {"placeDebut": 0, "placeFin": 19, "MC": True}},
            Exemption.PRECAUTIONARY_MEASURE,
        ),
        ({"exclusionsClasse": {"placeDebut": 6, "placeFin": 9}}, None),
        ({"exclusionsClasse": {"placeDebut": 0, "placeFin": 3}}, None),
        ({"exclusionsClasse": {"placeDebut": 9, "placeFin": 3}}, None),
        ({"exclusionsClasse": {"placeDebut": 0, "placeFin": 0}}, None),
        ({"exclusionsClasse": {"placeDebut": "x"}}, None),
        ({"DP": {"exclusion": True}}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("place", [{}, {"place": 4}])
def test_excluded(excluded: Row, reason: Exemption | None, place: Row) -> None:
    row = {"DateDuCours": moment(f"{MONDAY} 10:00:00"), "duree": 2, **place}
    absences = days({"jourCycle": 0, "numeroSemaine": WEEK, **excluded})
    (found,) = read(row, absences=absences)
    assert found.exemption is reason
    assert found.attended is (reason is None)


@pytest.mark.parametrize(
    ("numbers", "start", "away"),
    [
        ({"am": "[92]"}, "08:00:00", True),
        ({"am": "[92]"}, "14:00:00", False),
        ({"pm": "[92]"}, "14:00:00", True),
        ({"pm": "[92]"}, "08:00:00", False),
        ({"am": "[92]"}, "12:30:00", False),
        ({"am": "[90..95]", "pm": "[90..95]"}, "12:30:00", True),
        ({"am": "[91]", "pm": "[93]"}, "08:00:00", False),
        ({}, "08:00:00", False),
    ],
)
def test_on_placement(numbers: dict[str, str], start: str, away: bool) -> None:
    row = {"DateDuCours": moment(f"{MONDAY} {start}"), "duree": 2}
    sets = {name: {"_T": 26, "V": text} for name, text in numbers.items()}
    (found,) = read(row, joursStage=sets)
    assert (found.exemption is Exemption.PLACEMENT) is away
    assert found.attended is not away


def test_placement_is_counted_from_the_first_cycle() -> None:
    calendar = replace(CALENDAR, first_cycle_day=date(2026, 11, 30))
    row = {"DateDuCours": moment(f"{MONDAY} 08:00:00"), "duree": 2}
    (found,) = read(row, calendar=calendar, joursStage={"am": {"_T": 26, "V": "[1]"}})
    assert found.exemption is Exemption.PLACEMENT


def test_an_exclusion_outweighs_a_presence() -> None:
    row = {
        "DateDuCours": moment(f"{MONDAY} 10:00:00"),
        "place": 4,
        "dispenseEleve": {"G": 3},
    }
    excluded = {"exclusionsEtab": {"placeDebut": 0, "placeFin": 19}}
    (found,) = read(row, absences=days({"jourCycle": 0, **excluded}))
    assert not found.attended


def test_a_council_hides_no_lesson() -> None:
    when = {"DateDuCours": moment(f"{MONDAY} 17:00:00"), "duree": 2}
    for over in ({"G": 1}, {"Statut": "Conseil de classe"}, {"aucunEleve": True}):
        own, other = read({"P": 1, **when}, {"P": 9, **when, **over})
        assert own.attended
        assert not other.attended
    own, _ = read({"P": 1, **when}, {"P": 9, **when})
    assert own.superseded


# --- hours


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"DateDuCours": moment(MONDAY), "place": 4, "duree": 2}, "10:00", "11:00"),
        (
            {"DateDuCours": moment(f"{MONDAY} 00:00:00"), "place": 44, "duree": 3},
            "10:00",
            "11:30",
        ),
        ({"DateDuCours": moment(f"{MONDAY} 08:00:00"), "duree": 4}, "08:00", "10:00"),
        ({"DateDuCours": moment(f"{MONDAY} 08:10:00"), "duree": 4}, "08:10", "10:00"),
        (
            {"DateDuCours": moment(f"{MONDAY} 08:00:00"), "place": 4, "duree": 2},
            "08:00",
            "09:00",
        ),
        ({"DateDuCours": moment(f"{MONDAY} 17:00:00"), "duree": 9}, "17:00", "18:00"),
        ({"DateDuCours": moment(f"{MONDAY} 08:00:00"), "duree": 0}, "08:00", "09:00"),
        ({"DateDuCours": moment(f"{MONDAY} 08:00:00"), "duree": -3}, "08:00", "09:00"),
        (
            {"DateDuCours": moment(f"{MONDAY} 08:00:00"), "duree": 10**9},
            "08:00",
            "09:00",
        ),
        ({"DateDuCours": moment(f"{MONDAY} 08:00:00")}, "08:00", "09:00"),
        (
            {
                "DateDuCours": moment(f"{MONDAY} 08:00:00"),
                "DateDuCoursFin": moment(f"{MONDAY} 07:00:00"),
                "duree": 2,
            },
            "08:00",
            "09:00",
        ),
        ({"place": 4, "duree": 2}, "10:00", "11:00"),
    ],
)
def test_hours_of_a_lesson(fields: Row, start: str, end: str) -> None:
    (found,) = read(fields)
    assert f"{found.start:%d/%m/%Y %H:%M}" == f"{MONDAY} {start}"
    assert f"{found.end:%d/%m/%Y %H:%M}" == f"{MONDAY} {end}"


def test_a_lesson_that_has_no_hour_at_all_is_left_out() -> None:
    whole = {"DateDuCours": moment(f"{MONDAY} 08:00:00")}
    assert len(read({"DateDuCours": moment(MONDAY)}, {}, {"place": -3}, whole)) == 1


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"DateDuCoursFin": moment("02/12/2026")}, "2026-12-02 18:00"),
        ({"strDateFin": "02/12/2026"}, "2026-12-02 18:00"),
        ({"strDateFin": "02/12/2026 16h30"}, "2026-12-02 16:30"),
        ({"place": 0, "dureeReelle": 44}, "2026-12-02 10:00"),
        ({"DateDuCoursFin": moment(MONDAY)}, "2026-11-30 09:00"),
    ],
)
@pytest.mark.parametrize("hour", ["", " 08:00:00"])
def test_outings_keep_their_last_day(fields: Row, end: str, hour: str) -> None:
    row = {"estSortiePedagogique": True, "DateDuCours": moment(MONDAY + hour)}
    (found,) = read(row | fields)
    assert found.start == datetime(2026, 11, 30, 8, tzinfo=PARIS)
    assert f"{found.end:%Y-%m-%d %H:%M}" == end


def test_an_outing_is_one_of_each_of_its_days() -> None:
    row = {
        "estSortiePedagogique": True,
        "DateDuCours": moment(MONDAY),
        "DateDuCoursFin": moment("02/12/2026"),
    }
    shown = timetable.Timetable(
        start=date(2026, 11, 30), end=date(2026, 12, 4), lessons=tuple(read(row))
    )
    assert [len(shown.on(date(2026, 12, day))) for day in (1, 2, 3)] == [1, 1, 0]


# Hours that a school leaves out or writes in another form.
ODD = st.one_of(
    st.none(),
    st.integers(-5, 10**6),
    st.text(max_size=8),
    st.sampled_from(["30/11/2026", "30/11/2026 08:00:00", "99/99/2026", True, [], {}]),
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(
            [
                *("place", "duree", "placeReelle", "dureeReelle", "numeroSemaine"),
                *("DateDuCours", "DateDuCoursFin", "strDateDebut", "strDateFin"),
                *("estSortiePedagogique", "dispenseEleve", "libelleCours", "G", "P"),
            ]
        ),
        ODD,
    ),
    st.booleans(),
)
def test_odd_fields_cost_no_other_lesson(fields: Row, without_hours: bool) -> None:
    calendar = (
        replace(CALENDAR, slot_starts={}, slot_ends={}, slots_per_day=0)
        if without_hours
        else CALENDAR
    )
    plain = {"DateDuCours": moment("04/12/2026 08:00:00"), "N": "31#plain"}
    found = read(fields, plain, calendar=calendar)
    assert any(one.ref and one.ref.id == "31#plain" for one in found)
    assert all(one.start < one.end for one in found)


# --- the school year


def general(**fields: object) -> Record:
    whole = {
        "PremierLundi": moment("31/08/2026"),
        "ListeHeures": listed(
            *({"G": n, "L": f"{h:%Hh%M}"} for n, h in STARTS.items())
        ),
        "ListeHeuresFin": listed(*({"G": n, "L": "18h00"} for n in range(21))),
    }
    return Record({"General": whole | fields}, Source("FonctionParametres", PARIS, 1))


def test_slots_of_a_day_without_their_number() -> None:
    assert read_calendar(general()).slots_per_day == 20
    assert read_calendar(general(ListeHeures=None)).slots_per_day == 20
    assert read_calendar(general(PlacesParJour=24)).slots_per_day == 24
    assert read_calendar(general(PlacesParJour=-1)).slots_per_day == 20


@pytest.mark.parametrize(
    "years", [("01/09/2026", "31/08/2026"), (None, "30/08/2026"), (None, "01/09/1999")]
)
def test_a_year_that_ends_before_it_begins(years: tuple[str | None, str]) -> None:
    first, last = years
    dates = {"DerniereDate": moment(last)} | (
        {"PremiereDate": moment(first)} if first else {}
    )
    with pytest.raises(ProtocolError, match="DerniereDate"):
        read_calendar(general(**dates))


# --- names


@pytest.mark.parametrize(
    ("name", "study", "lunch"),
    [
        ("PERMANENCE", True, False),
        ("Permanence 2", True, False),
        ("PERM.", True, False),
        ("PERM 4B", True, False),
        ("ÉTUDE", True, False),
        ("ETUDE", True, False),
        ("Études surveillées", True, False),
        ("HEURE D’ÉTUDE", True, False),
        ("Salle d'étude 3", True, False),
        ("PERMANENCE / ÉTUDE", True, False),
        ("RÉCRÉATION", True, False),
        ("PAUSE MÉRIDIENNE", True, True),
        ("pause meridienne", True, True),
        ("PAUSE DÉJEUNER", True, True),
        ("PAUSE DU MIDI", True, True),
        ("DEMI-PENSION", True, True),
        ("REPAS", True, True),
        ("CANTINE", True, True),
        ("ÉTUDE DE TEXTES", False, False),
        ("ÉTUDES LITTÉRAIRES", False, False),
        ("HÔTELLERIE-RESTAURATION", False, False),
        ("MATHÉMATIQUES", False, False),
        ("ATELIER MIDI", False, False),
        ("MIDI", False, False),
        ("SELF DÉFENSE", False, False),
        ("PERMIS DE CONDUIRE", False, False),
    ],
)
def test_study_hours_by_name(name: str, study: bool, lunch: bool) -> None:
    found = lesson(name)
    assert (found.study_hour, found.lunch_break) == (study, lunch)
    assert lesson(None, libelleCours={"L": name}).study_hour is study
    label = listed({"L": name, "G": 93})
    assert lesson(None, ListeContenus=label).study_hour is study


def test_study_hours_otherwise() -> None:
    assert lesson("MATHS", estPermanence=True).study_hour
    assert lesson(None, Statut="Permanence").study_hour
    assert lesson(None, Statut="Permanence").status is LessonStatus.NORMAL
    assert not lesson("MATHS", Statut="Permanence").study_hour
    assert not lesson("ÉTUDE", estRetenue="eleve").study_hour


@pytest.mark.parametrize(
    ("contents", "teachers"),
    [
        ([{"L": "M. ROY", "G": 3}], ("M. ROY",)),
        ([{"L": "M. ROY", "G": 3}, {"L": "Mme BLIN", "marqueur": 3}], ("Mme BLIN",)),
        ([{"L": "Mme BLIN", "marqueur": "3"}], ("Mme BLIN",)),
        ([{"L": "M. ROY", "G": 3}, {"L": "10h", "marqueur": 1}], ("M. ROY",)),
        ([{"L": "M. ROY", "G": 3}, {"L": "A", "marqueur": 0}], ("M. ROY",)),
        ([{"marqueur": 3}, {"L": "M. ROY", "G": 3}], ("M. ROY",)),
        ([{"L": "M. PRAT", "G": 34}, {"L": "M. ROY", "G": 3}], ("M. ROY", "M. PRAT")),
    ],
)
def test_teachers(contents: list[Row], teachers: tuple[str, ...]) -> None:
    assert lesson(ListeContenus=listed(*contents)).teachers == teachers
