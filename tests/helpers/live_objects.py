"""Find objects of the integration that are still alive."""

from collections import Counter
import gc

from homeassistant.helpers.storage import Store

PACKAGE = "custom_components.pronote"


def count_objects(package: str = PACKAGE) -> Counter[str]:
    """Count the live instances of the package's classes by class name.

    Entity descriptions are not counted: modules keep them forever.
    """
    reset_store_mocks()
    gc.collect()
    return Counter(
        kind.__name__
        for one in gc.get_objects()
        if (kind := type(one)).__module__.startswith(package)
        and not kind.__name__.endswith("Description")
    )


def reset_store_mocks() -> None:
    """Reset the mocks of the store, which keep a reference to all written data."""
    for method in ("_async_load", "_async_write_data"):
        getattr(Store, method).reset_mock()
