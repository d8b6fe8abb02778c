"""PRONOTE's values, well formed and wild."""

from datetime import date, datetime, time
from decimal import Decimal
import logging
from zoneinfo import ZoneInfo

from hypothesis import given, strategies as st
import pytest

from custom_components.pronote.client.common import (
    Attachment,
    AttachmentKind,
    KeyGenerator,
    Reference,
    stable_key,
)
from custom_components.pronote.client.errors import ProtocolError
from custom_components.pronote.client.pages.pdf import read_url
from custom_components.pronote.client.secret import Secret
from custom_components.pronote.client.values import (
    parse_datetime,
    parse_decimal,
    parse_hour,
    parse_set,
)
from custom_components.pronote.client.wire import (
    Record,
    Source,
    date_value,
    domain_value,
    read_attachment,
    unwrap,
)

PARIS = ZoneInfo("Europe/Paris")
NOUMEA = ZoneInfo("Pacific/Noumea")

wild = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["_T", "V", "N", "G", "L", "x"]), children, max_size=4
        )
    ),
    max_leaves=12,
)


def record(data: object, zone: ZoneInfo = PARIS) -> Record:
    return Record(data, Source("PageTest", zone, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21/11/2026", datetime(2026, 11, 21, tzinfo=PARIS)),
        ("21/11/2026 20:35:00", datetime(2026, 11, 21, 20, 35, tzinfo=PARIS)),
        ("1/9/2026 0:0:0", datetime(2026, 9, 1, tzinfo=PARIS)),
        ("16/02/24 13h35", datetime(2024, 2, 16, 13, 35, tzinfo=PARIS)),
        ("31/02/2026", None),
        ("31/12/9999 23:59:59", None),
        ("demain", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: datetime | None) -> None:
    moment = parse_datetime(text)
    assert (moment and moment.replace(tzinfo=PARIS)) == expected


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_dates_there_and_back(day: date) -> None:
    moment = parse_datetime(unwrap(date_value(day)))
    assert moment is not None
    assert moment.date() == day


def test_instants_are_aware_and_the_schools() -> None:
    data = {"d": {"_T": 7, "V": "21/11/2026 08:10:00"}}
    assert record(data).moment("d") == datetime(2026, 11, 21, 8, 10, tzinfo=PARIS)
    assert record(data, NOUMEA).moment("d") == datetime(
        2026, 11, 21, 8, 10, tzinfo=NOUMEA
    )


def test_domains_of_requests() -> None:
    assert domain_value(12, 12) == {"_T": 8, "V": "[12]"}
    assert domain_value(12, 14) == {"_T": 8, "V": "[12..14]"}


@given(st.sets(st.integers(0, 62)))
def test_sets(numbers: set[int]) -> None:
    assert parse_set(f"[{','.join(map(str, numbers))}]") == numbers


def test_a_huge_set_is_cut() -> None:
    assert len(parse_set("[1..999999999]")) < 2000


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12,5", Decimal("12.5")),
        ("8,00", Decimal(8)),
        ("12.5", Decimal("12.5")),
        (0.5, Decimal("0.5")),
        ("0,50", Decimal("0.5")),
        ("", None),
        ("|1", None),
        (True, None),
        ("NaN", None),
        ("Infinity", None),
        ("1e999999", None),
        ("1e-999999", None),
    ],
)
def test_numbers(value: object, expected: Decimal | None) -> None:
    assert parse_decimal(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08h10", time(8, 10)),
        ("8h", time(8)),
        ("8h5", time(8, 5)),
        ("17:30", time(17, 30)),
        ("25h00", None),
        ("midi", None),
    ],
)
def test_hours(text: str, expected: time | None) -> None:
    assert parse_hour(text) == expected


@pytest.mark.parametrize("url", [None, "http://[", "https://autre.fr/x"])
def test_prints_are_fetched_from_the_school_alone(url: str | None) -> None:
    with pytest.raises(ProtocolError):
        read_url(record({"url": url}), "https://x.fr/pronote")


@given(wild)
def test_a_reader_never_fails(data: object) -> None:
    reader = record(data)
    for name in ("N", "G", "L", "V", "x"):
        assert isinstance(reader.text(name), str | None)
        assert isinstance(reader.rich_text(name), str)
        assert isinstance(reader.flag(name), bool)
        assert isinstance(reader.number(name), int | None)
        assert isinstance(reader.decimal(name), Decimal | None)
        assert isinstance(reader.numbers(name), frozenset)
        assert isinstance(reader.day(name), date | None)
        assert isinstance(reader.moment(name), datetime | None)
        assert isinstance(reader.labels(name), tuple)
        assert isinstance(reader.sets(name), list)
        assert isinstance(read_attachment(reader.record(name)), Attachment | None)


def test_a_loss_is_reported_without_its_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert record({"PourLe": "Camille a oublié"}).day("PourLe") is None
    assert "PageTest" in caplog.text
    assert "PourLe" in caplog.text
    assert "Camille" not in caplog.text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"L": "sujet.pdf", "G": 1, "N": "48#x"},
            Attachment(name="sujet.pdf", kind=AttachmentKind.FILE),
        ),
        ({"L": "sujet.pdf", "G": 1}, None),
        (
            {"L": "https://exemple.fr/a", "G": 0},
            Attachment(
                name="https://exemple.fr/a",
                kind=AttachmentKind.LINK,
                url="https://exemple.fr/a",
            ),
        ),
        ({"L": "javascript:alert(1)", "G": 0}, None),
    ],
)
def test_attachments(data: object, expected: Attachment | None) -> None:
    assert read_attachment(record(data)) == expected


def test_keys_depend_on_content_alone() -> None:
    assert stable_key("Français ", date(2026, 11, 21)) == stable_key(
        "FRANCAIS", date(2026, 11, 21)
    )
    assert stable_key("a", "b") != stable_key("ab")
    keys = KeyGenerator()
    assert keys("a") != keys("a")


def test_references_do_not_make_objects_different() -> None:
    first = Attachment(name="a", kind=AttachmentKind.FILE, ref=Reference("1", 1))
    second = Attachment(name="a", kind=AttachmentKind.FILE, ref=Reference("2", 2))
    assert first == second


def test_a_secret_keeps_quiet() -> None:
    secret = Secret("hunter2")
    assert "hunter2" not in f"{secret!r} {secret} {[secret]}"
    assert secret.reveal() == "hunter2"
    assert secret
    assert not Secret("")
