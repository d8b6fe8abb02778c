"""Entries of hass-pronote, which bears the same domain, become ours.

It kept one entry for each child: a way in, and the child's name. What still opens the school's
door goes on as it is, so that nobody has to log in again:

- a QR code left a device token: it is ours from now on;
- a password opens once more, and brings a token. Then it is forgotten, because nobody ticked
  "keep my password"; a repair says so, and where it can be given again. Only a school without
  tokens leaves no choice: there it is kept, and the repair says that too;
- the same goes for the password of a portal, which is looked up by its former name.

What opens nothing any more (a portal that closed, a half-written entry) is left out, and the entry
asks for a new way in. The PIN is not taken over: the name by which the school knows the device is,
and that spares it.

The entries of one parent are one account. Those that show the same name at the same school are
united before anybody logs in, the others as soon as a login tells whose they are.
"""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_PASSWORD, CONF_TOKEN, CONF_URL, CONF_USERNAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import (
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.storage import Store

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
    CONF_CHILDREN,
    CONF_DEVICE,
    CONF_LEGACY,
    CONF_LOGIN,
    CONF_PORTAL,
    CONF_SPACE,
    CONF_WAKE_UP,
    DOMAIN,
    LOGGER,
)
from ..school_day.titles import async_account_title
from .registry import async_hand_over

OURS: Final = 3
"""The first version of our entries; those of hass-pronote are 1 and 2."""

CONF_FORMER: Final = "former"
"""Marks what was hass-pronote's, until the school was entered with it."""

MIGRATED: Final = "migrated"
"""Begins the id of the repair that tells what became of an entry."""

ALARM: Final = "alarm_offset"
"""How many minutes before the first lesson a child wakes up."""

LUNCH_BREAK: Final = "lunch_break_time"
"""Where its sensors cut a day in two."""

_VIA_PARENT: Final = " (via compte parent)"


def migrated_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry of ours keeps of one of hass-pronote."""
    space = Space.PARENT if data.get("account_type") == "parent" else Space.PUPIL
    by_token = data.get("connection_type") == "qrcode"
    root = _root(data.get("qr_code_url" if by_token else CONF_URL))
    # Whoever logs in again starts from here.
    kept: dict[str, Any] = {
        CONF_FORMER: True,
        CONF_URL: root or "",
        CONF_SPACE: space.value,
        CONF_DEVICE: new_device_id(),
        CONF_BROWSER_ID: data.get("client_identifier"),
    }
    if root is None:
        return kept
    if by_token:
        return kept | _token(data, root, space)
    return kept | _password(data, kept)


def _root(address: str | None) -> str | None:
    try:
        return normalize_url((address or "").partition("?")[0])
    except NotPronoteError:
        return None


def _token(data: Mapping[str, Any], root: str, space: Space) -> dict[str, Any]:
    device = data.get("uuid") or data.get("qr_code_uuid")
    login, token = data.get("qr_code_username"), data.get("qr_code_password")
    if not (device and login and token):
        return {}
    return entry_data(
        DeviceToken(
            url=root,
            space=space,
            login=login,
            token=Secret(token),
            device=device,
            browser_id=data.get("client_identifier"),
        ),
        None,
    )


def _password(data: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    username, password = data.get(CONF_USERNAME), data.get(CONF_PASSWORD)
    if not (username and password):
        return {}
    common: dict[str, Any] = {
        "url": kept[CONF_URL],
        "space": Space(kept[CONF_SPACE]),
        "username": username,
        "password": Secret(password),
        "device": kept[CONF_DEVICE],
        "browser_id": kept[CONF_BROWSER_ID],
    }
    if not (former := data.get("ent")):
        return entry_data(None, Password(**common))
    portal = portals.resolve(former)
    if portal is None:
        return {CONF_USERNAME: username}
    way_in = PortalPassword(**common, portal=former, account=portal.account)
    if portal.retired is not None:
        # Its passwords open nothing; the dialog tells what took its place.
        return portal_data(way_in) | {CONF_USERNAME: username}
    return entry_data(None, way_in)


def migrated_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that an entry of hass-pronote goes on with."""
    kept = {key: options[key] for key in (ALARM, LUNCH_BREAK) if key in options}
    return {CONF_LEGACY: True} | kept


def _known_as(data: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Return what tells an account from all others, before any login; None without a way in."""
    name = data.get(CONF_USERNAME) or data.get(CONF_LOGIN)
    if not (data.get(CONF_PASSWORD) or data.get(CONF_TOKEN)) or not name:
        return None
    portal = portals.resolve(data.get(CONF_PORTAL) or "")
    key = portal and portal.portal.key
    return (data[CONF_URL], data[CONF_SPACE], key, name.strip().casefold())


async def async_unite(hass: HomeAssistant) -> None:
    """Make one entry of those that hass-pronote had for the children of one parent."""
    entries = hass.config_entries.async_entries(
        DOMAIN, include_ignore=False, include_disabled=False
    )
    homes: dict[tuple[Any, ...], ConfigEntry] = {}
    for entry in sorted(entries, key=lambda entry: entry.version < OURS):
        former = entry.version < OURS
        account = _known_as(migrated_data(entry.data) if former else entry.data)
        if account is None:
            continue
        home = homes.setdefault(account, entry)
        if former and home is not entry:
            _name_child(hass, entry)
            async_hand_over(hass, entry, home)
            await _async_forget(hass, entry)


async def _async_forget(hass: HomeAssistant, entry: ConfigEntry) -> None:
    await hass.config_entries.async_remove(entry.entry_id)
    LOGGER.debug("An entry of hass-pronote went into that of its account")


async def async_rewrite(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Write an entry of hass-pronote as one of ours. Nothing is asked of the school yet."""
    _name_child(hass, entry)
    # A fork of hass-pronote keeps what it saw last.
    await Store[Any](hass, 1, f"{DOMAIN}.boot_cache.{entry.entry_id}").async_remove()
    hass.config_entries.async_update_entry(
        entry,
        data=migrated_data(entry.data),
        options=migrated_options(entry.options),
        unique_id=None,
        version=OURS,
        minor_version=1,
    )


@callback
def _name_child(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Give the child's nickname to the child's device."""
    if not (nickname := entry.options.get("nickname") or entry.data.get("nickname")):
        return
    entities, registry = er.async_get(hass), dr.async_get(hass)
    for entity in er.async_entries_for_config_entry(entities, entry.entry_id):
        # As ours are: otherwise Home Assistant names the calendar after the device, for good.
        entities.async_update_entity(entity.entity_id, has_entity_name=True)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if device.name_by_user is None:
            registry.async_update_device(device.id, name_by_user=nickname)


async def async_settle(
    hass: HomeAssistant, entry: ConfigEntry, client: PronoteClient
) -> bool:
    """Make an entry the one of the account that its way in opened, once it did.

    False: the account has one already. The devices and entities went there.
    """
    if entry.unique_id is not None:
        return True
    account = client.account
    home = hass.config_entries.async_entry_for_domain_unique_id(DOMAIN, account.key)
    if home is not None:
        async_hand_over(hass, entry, home)
        hass.async_create_task(_async_move_in(hass, entry, home), "pronote unite")
        return False
    data = {key: entry.data[key] for key in entry.data.keys() - {CONF_FORMER}}
    data[CONF_PERSON] = account.person_key
    outcome = MIGRATED
    if CONF_FORMER in entry.data and CONF_PASSWORD in data:
        outcome = "migrated_password_kept"
        if client.token is not None:
            outcome = "migrated_password_forgotten"
            data = {key: data[key] for key in data.keys() - PASSWORD_KEYS}
    title = entry.title.removesuffix(_VIA_PARENT)
    if title in {pupil.name for pupil in account.pupils}:
        title = await async_account_title(hass, account)
    options = dict(entry.options)
    if (alarm := options.pop(ALARM, None)) is not None:
        options[CONF_CHILDREN] = {
            pupil.key: {CONF_WAKE_UP: alarm} for pupil in account.pupils
        }
    hass.config_entries.async_update_entry(
        entry, data=data, options=options, title=title, unique_id=account.key
    )
    ir.async_create_issue(
        hass,
        DOMAIN,
        f"{MIGRATED}.{entry.entry_id}",
        is_fixable=True,
        is_persistent=True,
        severity=ir.IssueSeverity.WARNING,
        translation_key=outcome,
        translation_placeholders={"name": title},
    )
    return True


async def _async_move_in(
    hass: HomeAssistant, entry: ConfigEntry, home: ConfigEntry
) -> None:
    await _async_forget(hass, entry)
    await hass.config_entries.async_reload(home.entry_id)
