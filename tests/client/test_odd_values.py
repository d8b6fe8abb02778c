"""Values in forms that schools rarely send, and what a person reads in them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from custom_components.pronote.client.discussion_hours import read_closing
from custom_components.pronote.client.pages import personal
from custom_components.pronote.client.periods import read_periods
from custom_components.pronote.client.values import (
    ascii_digits,
    parse_amount,
    parse_datetime,
    parse_decimal,
    parse_duration,
    parse_flag,
    parse_hour,
    parse_set,
)
from custom_components.pronote.client.wire import Record, Source

SOURCE = Source("page", ZoneInfo("Europe/Paris"), 1)
EIGHT = datetime(2026, 11, 30, 8, tzinfo=SOURCE.timezone)


def record(**fields: Any) -> Record:
    return Record(fields, SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "30/11/2026 08:00:00",
        "30/11/26 8:00",
        "30/11/2026 8h00",
        "30/11/2026 08h",
        "30/11/2026 à 8h00",
        "30/11/2026, 08:00",
        "30/11/2026T08:00:00",
        "30 / 11 / 2026 08:00:00",
        "30-11-2026 08:00:00",
        "30.11.2026 08:00",
        "lundi 30/11/2026 08:00",
        "2026-11-30 08:00:00",
        "2026-11-30T08:00:00.000",
        "2026-11-30T08:00:00+01:00",
        "2026-11-30T07:00:00Z",
        "３０/１１/２０２６ 08:00:00",
    ],
)
def test_dates(text: str) -> None:
    moment = record(at={"_T": 7, "V": text}).moment("at")
    assert moment == EIGHT


def test_the_end_of_a_day_is_the_next_midnight() -> None:
    midnight = record(at="30/11/2026 24:00:00").moment("at")
    assert midnight == EIGHT.replace(month=12, day=1, hour=0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0/0/0",
        "30/12/1899 00:00:00",
        "2026-13-01",
        "2026-11-30T08:00:00+99:00",
        "30/11/2026 25:00",
        "0001-01-01T00:00:00Z",
        "hier à 8h",
        "30/11",
        "T00:00Z",
    ],
)
def test_no_dates(text: str) -> None:
    assert parse_datetime(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 000", "1000"),
        ("1\u202f000,5", "1000.5"),
        ("−2", "-2"),
        ("１６,５", "16.5"),
        ("16,5/20", "16.5"),
        ("/20", "20"),
        ("10/11/2026", None),
        ("N.Not", None),
    ],
)
def test_numbers(text: str, number: str | None) -> None:
    assert parse_decimal(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1 420,69 €", "1420.69"),
        ("1.420,69 €", "1420.69"),
        ("1,420.69 €", "1420.69"),
        ("1'420.69 CHF", "1420.69"),
        ("1 420", "1420"),
        ("12,500 DT", "12.5"),
        ("12€50", "12.5"),
        ("€ 12,50", "12.5"),
        ("-12,50 €", "-12.5"),
        ("− 12,50 €", "-12.5"),
        ("-€12,50", "-12.5"),
        ("12,50- €", "-12.5"),
        ("(12,50 €)", "-12.5"),
        ("Solde : - 12,50 €", "-12.5"),
        ("Cantine - 12,50 €", "12.5"),
        ("2 repas, soit 7,80 €", "7.8"),
        ("Solde au 12/11/2026 : 7", "7"),
        ("aucun", None),
    ],
)
def test_amounts_of_money(text: str, amount: str | None) -> None:
    assert parse_amount(text) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        *((value, True) for value in (1, 2, "1", "true", "TRUE", "oui", "Vrai")),
        *((value, False) for value in (0, "0", "FALSE", " false ", "", "non", None)),
    ],
)
def test_flags(value: Any, flag: bool) -> None:
    assert parse_flag(value) is flag
    assert record(f=value).is_denied("f") is (not flag and value not in ("", None))


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("[1..3,5]", {1, 2, 3, 5}),
        ("[ 1 .. 3 , 5 ]", {1, 2, 3, 5}),
        ("[3..1]", {1, 2, 3}),
        ("[]", set()),
        (["1", 2, 3.0, {"_T": 8, "V": "[5..6]"}], {1, 2, 3, 5, 6}),
        (5.0, {5}),
        ([None, True, {}], set()),
        ({"_T": 26}, set()),
    ],
)
def test_sets(value: Any, numbers: set[int]) -> None:
    assert record(s=value).numbers("s") == numbers
    assert record(s=[value]).sets("s") == [numbers]


def test_a_set_is_bounded() -> None:
    assert len(parse_set("[1..999999999]")) <= 1001


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("2H00", 120),
        ("2 h 05", 125),
        ("1h30min", 90),
        ("1 heure", 60),
        ("00:45:00", 45),
        ("45 min.", 45),
        ("15'", 15),
        ("45", None),
        ("", None),
        ("midi", None),
    ],
)
def test_durations(text: str, minutes: int | None) -> None:
    expected = None if minutes is None else timedelta(minutes=minutes)
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (15, 15),
        ("15", 15),
        ("15 mn", 15),
        ("0h15", 15),
        ("7,5", 7.5),
        ("0h00", None),
        (-5, None),
        ("bientôt", None),
        (None, None),
    ],
)
def test_minutes(value: Any, minutes: float | None) -> None:
    expected = None if minutes is None else timedelta(minutes=minutes)
    assert record(d=value).minutes("d") == expected


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("8H10", "08:10"),
        ("08:10:00", "08:10"),
        ("08.10", "08:10"),
        ("8 heures", "08:00"),
        ("25h00", None),
        ("0810", None),
    ],
)
def test_hours(text: str, hour: str | None) -> None:
    found = parse_hour(text)
    assert (found and f"{found:%H:%M}") == hour


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ({"_T": 24, "V": {"L": "a"}}, ("a",)),
        ({"_T": 24, "V": None}, ()),
        ({"_T": 24}, ()),
        ([None, {"L": "a"}, "b", ""], ("a", "b")),
        ("a", ("a",)),
        ("", ()),
        (7, ()),
    ],
)
def test_lists(value: Any, labels: tuple[str, ...]) -> None:
    assert record(rows=value).labels("rows") == labels


@pytest.mark.parametrize(
    "value", [{"L": "a"}, [{"L": "a"}], {"_T": 24, "V": [{"_T": 24, "V": {"L": "a"}}]}]
)
def test_objects(value: Any) -> None:
    assert record(one=value).record("one").text("L") == "a"
    assert record(one=value).label("one") == "a"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("th&eacute;&acirc;tre", "théâtre"),
        ("l&#39;eau", "l'eau"),
        ("R&D", "R&D"),
        ("\ufeffa\u200bb\u202fc\u00a0", "ab c"),
    ],
)
def test_texts(text: str, read: str) -> None:
    assert record(L=text).text("L") == read


def test_digits_of_a_code() -> None:
    assert ascii_digits(" １２ 3４ ") == "1234"


def term(name: str, start: str | None, end: str | None) -> dict[str, Any]:
    days = {"dateDebut": start, "dateFin": end}
    return {"L": name, "N": f"112#{name}", "G": 2} | {
        key: {"_T": 7, "V": day} for key, day in days.items() if day
    }


T1 = term("T1", "01/09/2026", "29/11/2026")
T2 = term("T2", "01/12/2026", "27/02/2027")
T3 = term("T3", "01/03/2027", "30/06/2027")
OVERLAP = term("T1", "01/09/2026", "05/12/2026")
MOCK = term("Brevet blanc", "28/11/2026", "03/12/2026")
PART = term("Mi-trimestre", "15/01/2027", "27/02/2027")
YEAR = term("Année", "01/09/2026", "30/06/2027") | {"G": 1}


@pytest.mark.parametrize(
    ("rows", "day", "name"),
    [
        ([T1, T2, T3], date(2026, 11, 30), "T1"),
        ([T3, T1, T2], date(2027, 2, 28), "T2"),
        ([T1, T2, T3], date(2027, 7, 10), "T3"),
        ([T2, T1, T3], date(2026, 8, 20), "T1"),
        ([OVERLAP, T2], date(2026, 12, 2), "T2"),
        ([T1, T2, MOCK], date(2026, 12, 2), "T2"),
        ([T1, T2, PART], date(2027, 2, 2), "T2"),
        ([MOCK], date(2026, 12, 2), "Brevet blanc"),
        ([YEAR, T1, T2, T3], date(2027, 1, 5), "T2"),
        ([T1, T2, T3, YEAR], date(2027, 3, 5), "T3"),
        ([term("T1", None, None), term("T2", None, None)], date(2027, 1, 5), "T1"),
        (
            [term("T1", "01/09/2026", None), term("T2", "01/12/2026", None)],
            date(2027, 1, 5),
            "T2",
        ),
        (
            [term("T1", None, "30/11/2026"), term("T2", None, "27/02/2027")],
            date(2027, 1, 5),
            "T2",
        ),
        ([term("T1", "29/11/2026", "01/09/2026"), T2], date(2026, 10, 5), "T1"),
    ],
)
def test_the_term_of_a_day(rows: list[Any], day: date, name: str) -> None:
    periods, default = read_periods(record(listePeriodes=rows), {}, day)
    assert len(periods) == len(rows)
    assert default is not None
    assert default.name == name


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ({"paramSuppl": "266f3d32"}, "mesinformations.ics?{}&param=266f3d32"),
        ({"paramSuppl": "&o=2"}, "mesinformations.ics?{}&param=%26o%3D2"),
        ({"nom": "Edt.ics"}, "Edt.ics?{}"),
        ({"nom": "Emploi du temps"}, "Emploi%20du%20temps.ics?{}"),
    ],
)
def test_calendar_addresses(row: dict[str, str], address: str) -> None:
    section = {"liste": [{"G": 0, "paramICal": "A1"} | row]}
    read = personal.read(
        record(iCal=section), root="https://a.example/pronote", version="2026.2"
    )
    [link] = read.calendars
    secret = "icalsecurise=A1&version=2026.2"
    assert link.url.reveal() == (
        f"https://a.example/pronote/ical/{address.format(secret)}"
    )


@pytest.mark.parametrize(
    ("closed", "why"),
    [
        (True, "Fermé"),
        ("true", "Fermé"),
        ({"_T": 2, "V": True}, "Fermé"),
        ("false", None),
        (0, None),
        (None, None),
    ],
)
def test_hours_without_discussions(closed: Any, why: str | None) -> None:
    message = {"_T": 21, "V": "<p>Fermé</p>"}
    told = {
        "discussionDesactiveeSelonHoraire": closed,
        "messageDiscussionDesactiveeSelonHoraire": message,
    }
    assert read_closing(told) == why
