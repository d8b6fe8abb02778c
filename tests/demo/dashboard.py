"""A dashboard of built-in cards for the children of an account."""

from collections import defaultdict
from dataclasses import dataclass

from .api import HomeAssistant, Json

PATH = "pronote-ecole"
TITLE = "École"


@dataclass(frozen=True, slots=True)
class Child:
    """A child's device and its entities, by platform and then by what they tell."""

    name: str
    entities: dict[str, dict[str, str]]

    def entity(self, platform: str, key: str) -> str:
        """Give the entity id of what a child's entity tells."""
        return self.entities[platform][key]

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
        Child(device["name_by_user"] or device["name"], entities[device["id"]])
        for device in await home.ask("config/device_registry/list")
        if entities[device["id"]]["todo"]
        and entry_id in (None, *device["config_entries"])
    ]


async def show_children(home: HomeAssistant) -> None:
    """Write the dashboard and make it the page one lands on."""
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
    views = [
        _view(child, f"enfant-{number}")
        for number, child in enumerate(await children(home), start=1)
    ]
    await home.ask("lovelace/config/save", url_path=PATH, config={"views": views})
    await home.ask(
        "frontend/set_system_data", key="core", value={"default_panel": PATH}
    )


def _view(child: Child, path: str) -> Json:
    """One tab: the day, the homework, the grades, the weeks."""

    def lesson(key: str) -> Json:
        return _tile(child, "sensor", key, "state", "subject", "room", width=12)

    calendar = {
        "type": "calendar",
        "entities": child.all("calendar"),
        "initial_view": "listWeek",
        "grid_options": {"columns": "full", "rows": 10},
    }
    homework = {
        "type": "todo-list",
        "entity": child.entity("todo", "homework"),
        "hide_completed": True,
        "hide_create": True,
        "grid_options": {"columns": "full"},
    }
    return {
        "title": child.name,
        "path": path,
        "type": "sections",
        "max_columns": 3,
        "sections": [
            _section(
                "Emploi du temps",
                "mdi:school",
                lesson("next_lesson"),
                lesson("first_lesson_next_school_day"),
                _tile(child, "sensor", "current_lesson", "state", "room"),
                _tile(child, "sensor", "end_of_day"),
                _tile(child, "binary_sensor", "in_class"),
                _tile(child, "binary_sensor", "timetable_changed_today"),
                _tile(child, "binary_sensor", "school_day_today"),
                _tile(child, "binary_sensor", "school_day_tomorrow"),
                _heading("Cantine", "mdi:silverware-fork-knife"),
                _tile(child, "sensor", "menu_today", width=12),
                _heading("Notes", "mdi:school-outline"),
                _tile(child, "sensor", "overall_average"),
                _tile(child, "sensor", "class_average"),
                _tile(child, "sensor", "last_grade", "state", "subject", width=12),
            ),
            _section(
                "Travail à faire",
                "mdi:book-open-variant",
                _tile(child, "sensor", "homework_to_do"),
                _tile(child, "sensor", "homework_next_school_day"),
                homework,
            ),
            _section("Agenda", "mdi:calendar", calendar),
        ],
    }


def _section(title: str, icon: str, *cards: Json) -> Json:
    return {"type": "grid", "cards": [_heading(title, icon), *cards]}


def _heading(title: str, icon: str) -> Json:
    return {"type": "heading", "heading": title, "icon": icon}


def _tile(child: Child, platform: str, key: str, *content: str, width: int = 6) -> Json:
    tile: Json = {
        "type": "tile",
        "entity": child.entity(platform, key),
        "name": {"type": "entity"},
        "grid_options": {"columns": width},
    }
    return tile | {"state_content": content} if content else tile
