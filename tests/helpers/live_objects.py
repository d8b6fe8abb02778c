"""Find objects of the integration that are still alive."""

from collections import Counter
import gc

from homeassistant.helpers.storage import Store

PACKAGE = "custom_components.pronote"


def count_objects(package: str = PACKAGE) -> Counter[str]:
    """Count the objects of its classes, by name; the tables that modules are made of aside."""
    reset_store_mocks()
    gc.collect()
    return Counter(
        kind.__name__
        for one in gc.get_objects()
        if (kind := type(one)).__module__.startswith(package)
        and not kind.__name__.endswith("Description")
    )


def reset_store_mocks() -> None:
    """Drop what the test kit remembers of each write to a store: it holds all that was written."""
    for method in ("_async_load", "_async_write_data"):
        getattr(Store, method).reset_mock()
