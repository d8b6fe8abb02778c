"""Test that the names which users and stored data depend on are those that were decided."""

from tests.repository.public_names import sections, table, written


def test_names_are_those_that_were_decided() -> None:
    """A name changes in docs/decisions too, with its reason, or not at all."""
    assert written() == table().strip(), (
        "a new name: .venv/bin/python -m tests.repository.public_names adds it; "
        "a renamed or removed one: see docs/decisions/0001-public-names.md"
    )


def test_every_kind_of_name_is_listed() -> None:
    found = dict(sections())
    assert "timetable" not in found["Stores"]
    assert {"tokens", "snapshots", "budget"} <= found["Stores"].keys()
    assert "lesson_canceled" in found["Event types"]
    assert "keep_backup_token" in found["Options"]["account"]
    assert found["Actions"]["get_timetable"]
    assert all(found.values())
