"""Targets of a call of an action: devices and entities, as accounts and children."""

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall
from homeassistant.helpers import (
    config_validation as cv,
    entity_registry as er,
    service,
)
from homeassistant.helpers.target import (
    TargetSelection,
    async_extract_referenced_entity_ids,
)

from ..connection.error_messages import validation_error
from ..const import DOMAIN
from ..models import PronoteConfigEntry
from ..runtime.devices import child_identifier
from ..targets import AccountTarget, ChildTarget


def children_of(call: ServiceCall) -> list[ChildTarget]:
    """Return the target children. A school selects all its children.

    Raises ServiceValidationError.
    """
    children: dict[str, ChildTarget] = {}
    for device_id in sorted(_devices(call)):
        target = _target_of_device(call, device_id)
        pupils = target.data.account.pupils if target.pupil is None else (target.pupil,)
        for pupil in pupils:
            children[f"{target.entry.entry_id} {pupil.key}"] = ChildTarget(
                target.entry, pupil
            )
    if not children:
        raise validation_error("one_target")
    return [*children.values()]


def target_of(call: ServiceCall) -> AccountTarget:
    """Return the target account, and its child if the target is a child.

    Raises ServiceValidationError.
    """
    devices = _devices(call)
    if len(devices) != 1:
        raise validation_error("one_target")
    return _target_of_device(call, devices.pop())


def _target_of_device(call: ServiceCall, device_id: str) -> AccountTarget:
    """Return the account of a device, and its child if it is one. Raises ServiceValidationError."""
    entry: PronoteConfigEntry
    device, entry = service.async_get_device_and_config_entry(
        call.hass, DOMAIN, device_id
    )
    for pupil in entry.runtime_data.account.pupils:
        if child_identifier(entry, pupil.key) in device.identifiers:
            return ChildTarget(entry, pupil)
    return AccountTarget(entry, None)


def _devices(call: ServiceCall) -> set[str]:
    """Return the target devices, directly or by an entity.

    For an area, only those of this integration.
    """
    selected = async_extract_referenced_entity_ids(
        call.hass, TargetSelection(call.data), primary_entities_only=False
    )
    registry = er.async_get(call.hass)
    named = set(cv.ensure_list(call.data.get(ATTR_DEVICE_ID, [])))
    for entity_id in selected.referenced:
        entity = registry.async_get(entity_id)
        if entity is None or entity.platform != DOMAIN or entity.device_id is None:
            raise validation_error("not_of_pronote", entity=entity_id)
        named.add(entity.device_id)
    return named or {
        entity.device_id
        for entity_id in selected.indirectly_referenced
        if (entity := registry.async_get(entity_id)) is not None
        and entity.platform == DOMAIN
        and entity.device_id is not None
    }


def child_of(call: ServiceCall) -> ChildTarget:
    """Return the target child. Raises ServiceValidationError."""
    return target_of(call).child
