"""The children of an account, and the dashboard that shows them."""

from collections import defaultdict
from dataclasses import dataclass

from .api import HomeAssistant

PATH = "pronote-ecole"
TITLE = "École"
STRATEGY = "custom:pronote-family"


@dataclass(frozen=True, slots=True)
class Child:
    """The device of a child and its entities, by platform and translation key."""

    device: str
    name: str
    entities: dict[str, dict[str, str]]

    def entity(self, platform: str, key: str) -> str:
        """Return the entity id of an entity of the child."""
        return self.entities[platform][key]

    @property
    def page(self) -> str:
        """The path of the view of the child."""
        return f"{PATH}/child-{self.device}"

    def all(self, platform: str) -> list[str]:
        """Return the entity ids of a platform."""
        return list(self.entities[platform].values())


async def children(home: HomeAssistant, entry_id: str | None = None) -> list[Child]:
    """Return the children of all accounts, or of one account, from the registries."""
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
    """Add the dashboard of the integration, and make it the default page."""
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
