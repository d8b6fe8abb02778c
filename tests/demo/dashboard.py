"""The children of an account, and the dashboard that shows them."""

from collections import defaultdict
from dataclasses import dataclass

from .api import HomeAssistant

PATH = "pronote-ecole"
TITLE = "École"
STRATEGY = "custom:pronote-family"


@dataclass(frozen=True, slots=True)
class Child:
    """Device of a child and its entities, by platform and translation key."""

    device: str
    name: str
    entities: dict[str, dict[str, str]]

    def entity(self, platform: str, key: str) -> str:
        """Give the entity id of what a child's entity tells."""
        return self.entities[platform][key]

    @property
    def page(self) -> str:
        """Where the dashboard shows it."""
        return f"{PATH}/child-{self.device}"

    def all(self, platform: str) -> list[str]:
        """Give the entity ids of a platform."""
        return list(self.entities[platform].values())


async def children(home: HomeAssistant, entry_id: str | None = None) -> list[Child]:
    """Read the children of the household, or of one account, from the registries."""
    entities: defaultdict[str, defaultdict[str, dict[str, str]]]
    entities = defaultdict(lambda: defaultdict(dict))
    for entity in await home.ask("config/entity_registry/list"):
        if entity["platform"] == "pronote" and not entity["disabled_by"]:
            platform = entity["entity_id"].split(".")[0]
            key = entity["translation_key"]
            entities[entity["device_id"]][platform][key] = entity["entity_id"]
    return [
        Child(
            device["id"],
            device["name_by_user"] or device["name"],
            entities[device["id"]],
        )
        for device in await home.ask("config/device_registry/list")
        if entities[device["id"]]["todo"]
        and entry_id in (None, *device["config_entries"])
    ]


async def show_children(home: HomeAssistant) -> None:
    """Make the dashboard, which writes itself, and make it the page one lands on."""
    known = await home.ask("lovelace/dashboards/list")
    if not any(dashboard["url_path"] == PATH for dashboard in known):
        await home.ask(
            "lovelace/dashboards/create",
            url_path=PATH,
            title=TITLE,
            icon="mdi:school",
            show_in_sidebar=True,
            require_admin=False,
        )
    config = {"strategy": {"type": STRATEGY}}
    await home.ask("lovelace/config/save", url_path=PATH, config=config)
    await home.ask(
        "frontend/set_system_data", key="core", value={"default_panel": PATH}
    )
