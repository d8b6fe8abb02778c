"""Test the stored snapshots of earlier versions."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.pronote.changes.event_data import Topic
from custom_components.pronote.changes.snapshot_store import SnapshotStore


@pytest.mark.parametrize(
    ("code", "value", "upgraded"),
    [("congratulations", None, 10), ("absent", None, None), (None, 7, 7)],
)
async def test_stored_congratulations_get_their_full_marks(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    code: str | None,
    value: int | None,
    upgraded: int | None,
) -> None:
    """An update of the integration is no change of a grade."""
    grade = {"code": code, "value": value, "out_of": 10}
    snapshot = {
        "at": "2026-11-24T07:00:00+01:00",
        "partitions": {"Trimestre 1": {"key": grade}},
    }
    hass_storage["pronote.entry.snapshots"] = {
        "version": 1,
        "key": "pronote.entry.snapshots",
        "data": {"year": "2026-09-01", "snapshots": {"child": {"grade": snapshot}}},
    }
    store = SnapshotStore(hass, "entry")
    await store.async_load()
    last = store.last("child", Topic.GRADE)
    assert last is not None
    assert last.items["key"]["value"] == upgraded
