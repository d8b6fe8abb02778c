"""A real Home Assistant in its own configuration folder."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
import json
from pathlib import Path
import shutil
import socket
from typing import Any
from zipfile import ZipFile

import aiohttp

from . import clock
from .api import HomeAssistant, Json
from .processes import running
from .waiting import until

ROOT = Path(__file__).parents[2]
BOOT = 120
LOCALHOST = "127.0.0.1"

CONFIGURATION = """\
homeassistant:
  name: Maison
  country: FR
  currency: EUR
  language: fr
  latitude: 48.8566
  longitude: 2.3522
  time_zone: Europe/Paris
  unit_system: metric
  debug: true
automation: !include automations.yaml
conversation:
template:
  - light:
      - name: Lampe de chevet
        turn_on: []
        turn_off: []
notify:
  - platform: group
    name: mobile_app_college_lycee_des_quatre_vents
    services:
      - action: persistent_notification
frontend:
config:
history:
logbook:
logger:
  default: warning
  logs:
    custom_components.pronote: debug
"""


@dataclass(frozen=True, slots=True)
class Folder:
    """The configuration folder."""

    path: Path
    archive: Path | None = None
    """The archive that HACS would unpack. Without it, the integration is that of the checkout."""

    @property
    def log(self) -> str:
        """The log of Home Assistant."""
        return (self.path / "home-assistant.log").read_text(encoding="utf-8")

    @property
    def console(self) -> Path:
        """The file of its standard output and errors."""
        return self.path / "console.log"

    def prepare(self, port: int, *, keep: bool, internet: Json | None = None) -> None:
        """Write a configuration whose onboarding is done, except for its first user.

        With `internet`, it can reach no other hosts; see `small_internet`.
        """
        if not keep:
            shutil.rmtree(self.path, ignore_errors=True)
        storage = self.path / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        configuration = CONFIGURATION
        components: dict[str, Path] = {}
        if self.archive is None:
            components["pronote"] = ROOT / "custom_components" / "pronote"
        else:
            with ZipFile(self.archive) as archive:
                archive.extractall(self.path / "custom_components" / "pronote")
        if internet is not None:
            configuration += f"small_internet: {json.dumps(internet)}\n"
            components["small_internet"] = Path(__file__).with_name("small_internet")
        (self.path / "configuration.yaml").write_text(configuration, encoding="utf-8")
        automations = self.path / "automations.yaml"
        if not automations.exists():
            automations.write_text("[]", encoding="utf-8")
        (self.path / "custom_components").mkdir(exist_ok=True)
        for name, component in components.items():
            link = self.path / "custom_components" / name
            link.unlink(missing_ok=True)
            link.symlink_to(component)
        # The last steps of onboarding would add integrations that want the internet.
        if not (storage / "onboarding").exists():
            _store(
                storage,
                "onboarding",
                4,
                {"done": ["core_config", "analytics", "integration"]},
            )
        # As confirmed by a user: written in configuration.yaml, the browser would ask to confirm it.
        server = {
            "server_host": [LOCALHOST],
            "server_port": port,
            "cors_allowed_origins": [],
            "login_attempts_threshold": -1,
            "ip_ban_enabled": False,
            "ssl_profile": "intermediate_v6",
            "use_x_frame_options": True,
            "created_at": "2026-11-01T00:00:00+00:00",
            "error": None,
            "error_message": None,
        }
        http = {"stable": server, "pending": None, "yaml_migration_done": True}
        _store(storage, "http", 3, http)


def _store(storage: Path, key: str, version: int, data: dict[str, Any]) -> None:
    content = {"version": version, "minor_version": 1, "key": key, "data": data}
    (storage / key).write_text(json.dumps(content, indent=2), encoding="utf-8")


def free_port(wanted: int) -> int:
    """Return the wanted port, or another one if it is taken."""
    for port in (wanted, 0):
        with socket.socket() as candidate:
            candidate.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                candidate.bind((LOCALHOST, port))
            except OSError:
                continue
            return int(candidate.getsockname()[1])
    raise RuntimeError("No free port")


@asynccontextmanager
async def running_home(
    session: aiohttp.ClientSession,
    folder: Folder,
    *,
    port: int = 8123,
    keep: bool = False,
    internet: Json | None = None,
) -> AsyncIterator[HomeAssistant]:
    """Run Home Assistant with a signed-in user for as long as the context lasts."""
    port = free_port(port)
    folder.prepare(port, keep=keep, internet=internet)
    url = f"http://{LOCALHOST}:{port}"
    with folder.console.open("wb") as output:
        async with running(
            *clock.command("homeassistant"),
            "--config",
            str(folder.path),
            "--log-no-color",
            stdout=output,
            stderr=asyncio.subprocess.STDOUT,
            cwd=folder.path,
        ) as process:

            async def served() -> bool:
                if process.returncode is not None:
                    raise RuntimeError(f"Home Assistant stopped; see {folder.console}")
                with suppress(aiohttp.ClientConnectionError):
                    async with session.get(f"{url}/manifest.json") as response:
                        return response.ok
                return False

            await until(served, f"Home Assistant; see {folder.console}", seconds=BOOT)
            async with HomeAssistant.signed_in(url, session) as home:
                await until(home.is_running, "the end of its start", seconds=BOOT)
                yield home
