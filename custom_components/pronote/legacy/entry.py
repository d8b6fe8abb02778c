"""Migrate config entries of hass-pronote, which has the same domain.

hass-pronote has one entry per child, with a login and the name of the child. A login that still
works is kept, so that nobody has to log in again:

- The device token of a QR code login is kept.

- A password is used for one more login, which returns a token. Then it is deleted, because the
user did not choose to save the password; a notification explains this and how to save it again. At
a school without tokens the password is kept, and the notification says so.

- The same applies to the password of a portal, which is found by its former name.

A login that cannot work (a retired portal, an incomplete entry) is dropped, and the entry starts a
reauthentication. The PIN is not migrated; the device name is, so that PRONOTE asks for no PIN.

Entries of the same parent belong to one account. Entries with the same user name at the same
school are merged before the first login, the others as soon as a login shows which account they
belong to.
"""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.storage import Store
from homeassistant.helpers.translation import async_get_translations

from ..client import (
    DeviceToken,
    Password,
    PortalPassword,
    PronoteClient,
    Secret,
    Space,
    new_device_id,
    normalize_url,
    portals,
)
from ..client.errors import NotPronoteError
from ..connection.credentials import CONF_PERSON, PASSWORD_KEYS, entry_data, portal_data
from ..const import (
    CONF_BROWSER_ID,
    CONF_DEVICE,
    CONF_DEVICE_NAME,
    CONF_LEGACY,
    CONF_LOGIN,
    CONF_PORTAL,
    CONF_SPACE,
    DOMAIN,
    LOGGER,
)
from ..school_day.titles import async_account_title
from .children import (
    CONF_FORMER_CHILDREN,
    adopted_options,
    former_child,
    with_former_children,
)
from .registry import async_move_devices_and_entities

FIRST_OWN_VERSION: Final = 3
"""The first version of our entries; those of hass-pronote are 1 and 2."""

CONF_FROM_HASS_PRONOTE: Final = "from_hass_pronote"
"""Marks an entry of hass-pronote, until its first login succeeds."""

MIGRATED: Final = f"{DOMAIN}_migrated"
"""Start of the id of the notification about a migrated entry."""

_PARENT_TITLE_SUFFIX: Final = " (via compte parent)"


def migrated_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a migrated entry."""
    space = Space.PARENT if data.get("account_type") == "parent" else Space.PUPIL
    by_token = data.get("connection_type") == "qrcode"
    base_url = _base_url(data.get("qr_code_url" if by_token else CONF_URL))
    # A new login starts from these data.
    migrated: dict[str, Any] = {
        CONF_FROM_HASS_PRONOTE: True,
        CONF_URL: base_url or "",
        CONF_SPACE: space.value,
        CONF_DEVICE: new_device_id(),
        CONF_BROWSER_ID: data.get("client_identifier"),
    }
    if device_name := data.get(CONF_DEVICE_NAME):
        migrated[CONF_DEVICE_NAME] = device_name
    if base_url is None:
        return migrated
    if by_token:
        return migrated | _token(data, base_url, space)
    return migrated | _password(data, migrated)


def _base_url(address: str | None) -> str | None:
    try:
        return normalize_url((address or "").partition("?")[0])
    except NotPronoteError:
        return None


def _token(data: Mapping[str, Any], base_url: str, space: Space) -> dict[str, Any]:
    device = data.get("uuid") or data.get("qr_code_uuid")
    login, token = data.get("qr_code_username"), data.get("qr_code_password")
    if not (device and login and token):
        return {}
    return entry_data(
        DeviceToken(
            url=base_url,
            space=space,
            login=login,
            token=Secret(token),
            device=device,
            browser_id=data.get("client_identifier"),
        ),
        None,
    )


def _password(data: Mapping[str, Any], migrated: Mapping[str, Any]) -> dict[str, Any]:
    username, password = data.get(CONF_USERNAME), data.get(CONF_PASSWORD)
    if not (username and password):
        return {}
    common: dict[str, Any] = {
        "url": migrated[CONF_URL],
        "space": Space(migrated[CONF_SPACE]),
        "username": username,
        "password": Secret(password),
        "device": migrated[CONF_DEVICE],
        "browser_id": migrated[CONF_BROWSER_ID],
    }
    if not (portal_key := data.get("ent")):
        return entry_data(None, Password(**common))
    portal = portals.resolve(portal_key)
    if portal is None:
        return {CONF_USERNAME: username}
    credentials = PortalPassword(**common, portal=portal_key, account=portal.account)
    if portal.retired is not None:
        # Its password no longer works; the dialog names the portal that replaced this one.
        return portal_data(credentials) | {CONF_USERNAME: username}
    return entry_data(None, credentials)


def migrated_options(entry: ConfigEntry) -> dict[str, Any]:
    """Return the options of a migrated entry."""
    own = {CONF_FORMER_CHILDREN: [former_child(entry.data, entry.options)]}
    return {CONF_LEGACY: True} | with_former_children(own, entry.options)


def _account_identity(data: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Return what identifies an account before a login; None if the entry has no complete login."""
    name = data.get(CONF_USERNAME) or data.get(CONF_LOGIN)
    if not (data.get(CONF_PASSWORD) or data.get(CONF_TOKEN)) or not name:
        return None
    if CONF_URL not in data or CONF_SPACE not in data:
        return None
    portal = portals.resolve(data.get(CONF_PORTAL) or "")
    key = portal and portal.portal.key
    return (data[CONF_URL], data[CONF_SPACE], key, name.strip().casefold())


async def async_merge_entries(hass: HomeAssistant) -> None:
    """Merge the hass-pronote entries of the children of one parent."""
    entries = hass.config_entries.async_entries(
        DOMAIN, include_ignore=False, include_disabled=False
    )
    targets: dict[tuple[Any, ...], ConfigEntry] = {}
    for entry in sorted(entries, key=lambda entry: entry.version < FIRST_OWN_VERSION):
        is_legacy = entry.version < FIRST_OWN_VERSION
        account = _account_identity(
            migrated_data(entry.data) if is_legacy else entry.data
        )
        if account is None:
            continue
        target = targets.setdefault(account, entry)
        if is_legacy and target is not entry:
            _set_device_name(hass, entry)
            _merge_options(hass, entry, target)
            async_move_devices_and_entities(hass, entry, target)
            await _async_remove_entry(hass, entry)


@callback
def _merge_options(
    hass: HomeAssistant, entry: ConfigEntry, target: ConfigEntry
) -> None:
    """Add the children of an entry of hass-pronote to those that another entry will adopt."""
    others = (
        migrated_options(entry) if entry.version < FIRST_OWN_VERSION else entry.options
    )
    merged = with_former_children(target.options, others)
    hass.config_entries.async_update_entry(target, options=merged)


async def _async_remove_entry(hass: HomeAssistant, entry: ConfigEntry) -> None:
    await hass.config_entries.async_remove(entry.entry_id)
    LOGGER.debug("Merged an entry of hass-pronote into the entry of its account")


async def async_convert_entry(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Convert an entry of hass-pronote, without sending a request."""
    _set_device_name(hass, entry)
    # A fork of hass-pronote keeps what it saw last.
    await Store[Any](hass, 1, f"{DOMAIN}.boot_cache.{entry.entry_id}").async_remove()
    hass.config_entries.async_update_entry(
        entry,
        data=migrated_data(entry.data),
        options=migrated_options(entry),
        unique_id=None,
        version=FIRST_OWN_VERSION,
        minor_version=1,
    )


@callback
def _set_device_name(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Set the nickname of the child as the name of its device."""
    if not (nickname := entry.options.get("nickname") or entry.data.get("nickname")):
        return
    entities, registry = er.async_get(hass), dr.async_get(hass)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        # As ours are: otherwise Home Assistant names the calendar after the device, for good.
        entities.async_update_entity(entity.entity_id, has_entity_name=True)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if device.name_by_user is None:
            registry.async_update_device(device.id, name_by_user=nickname)


async def async_complete_migration(
    hass: HomeAssistant, entry: ConfigEntry, client: PronoteClient
) -> bool:
    """Complete the migration of an entry after its first login.

    Return False if the account already has an entry; the devices and entities were moved to it.
    """
    account = client.account
    if entry.unique_id is not None:
        if CONF_FORMER_CHILDREN in entry.options:
            options = adopted_options(entry.options, account, first=False)
            hass.config_entries.async_update_entry(entry, options=options)
        return True
    target = hass.config_entries.async_entry_for_domain_unique_id(DOMAIN, account.key)
    if target is not None:
        _merge_options(hass, entry, target)
        async_move_devices_and_entities(hass, entry, target)
        hass.async_create_task(
            _async_merge_into(hass, entry, target), "pronote merge entries"
        )
        return False
    data = {
        key: entry.data[key]
        for key in entry.data.keys() - {CONF_FROM_HASS_PRONOTE, CONF_DEVICE_NAME}
    }
    data[CONF_PERSON] = account.person_key
    texts = ["migrated"]
    if CONF_FROM_HASS_PRONOTE in entry.data and CONF_PASSWORD in data:
        texts.append("migrated_password_kept")
        if client.token is not None:
            texts[-1] = "migrated_password_forgotten"
            data = {key: data[key] for key in data.keys() - PASSWORD_KEYS}
    title = entry.title.removesuffix(_PARENT_TITLE_SUFFIX)
    if title in {pupil.name for pupil in account.pupils}:
        title = await async_account_title(hass, account)
    options = adopted_options(entry.options, account, first=True)
    hass.config_entries.async_update_entry(
        entry, data=data, options=options, title=title, unique_id=account.key
    )
    await _async_notify(hass, entry, title, texts)
    return True


async def _async_notify(
    hass: HomeAssistant, entry: ConfigEntry, title: str, keys: list[str]
) -> None:
    """Create the notification about a migrated entry."""
    texts = await async_get_translations(hass, hass.config.language, "common", [DOMAIN])
    heading, *paragraphs = (
        texts[f"component.{DOMAIN}.common.{key}"] for key in ("migrated_title", *keys)
    )
    persistent_notification.async_create(
        hass,
        "\n\n".join(paragraphs).format(name=title),
        heading,
        f"{MIGRATED}_{entry.entry_id}",
    )


async def _async_merge_into(
    hass: HomeAssistant, entry: ConfigEntry, target: ConfigEntry
) -> None:
    await _async_remove_entry(hass, entry)
    await hass.config_entries.async_reload(target.entry_id)
