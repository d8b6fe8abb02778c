"""Test the archive of a release: built as the workflow does, and installed into an empty Home Assistant."""

import json
from pathlib import Path
import subprocess
import sys

import aiohttp
import pytest

from tests.demo.dashboard import children
from tests.demo.family import add_parent
from tests.demo.home import ROOT, Folder, free_port, running_home
from tests.demo.school import first_names, running_school
from tests.e2e.conftest import Say
from tests.e2e.test_log import OURS, TOLERATED, remarks

PATH = ROOT / ".demo" / "archive"
MANIFEST = ROOT / "custom_components" / "pronote" / "manifest.json"


VERSION: str = json.loads(MANIFEST.read_text("utf-8"))["version"]


@pytest.fixture
def archive() -> Path:
    """The archive, built by the script of the workflow."""
    PATH.mkdir(parents=True, exist_ok=True)
    target = PATH / "pronote.zip"
    script = ROOT / "scripts" / "package.py"
    subprocess.run([sys.executable, script, VERSION, target], check=True)
    return target


@pytest.mark.timeout(400)
async def test_archive_in_an_empty_home(archive: Path, say: Say) -> None:
    """From the first dialog to a reload, with the files of the archive only."""
    folder = Folder(PATH / "home", archive)
    async with (
        aiohttp.ClientSession() as session,
        running_school(
            session,
            "--in-term",
            "--port",
            str(free_port(8124)),
            log=PATH / "school.log",
        ) as school,
        running_home(session, folder, port=0) as home,
    ):
        installed = folder.path / "custom_components" / "pronote"
        assert not installed.is_symlink() and (installed / "LICENSE").exists()
        assert await home.ask("config_entries/get", domain="pronote") == []

        entry = await add_parent(home, school)
        manifest = await home.ask("manifest/get", integration="pronote")
        assert (manifest["version"], manifest["is_built_in"]) == (VERSION, False)
        seen = await children(home, entry["entry_id"])
        assert [child.name for child in seen] == first_names(school.account("parent"))
        states = await home.states()
        assert states[seen[0].entity("sensor", "next_lesson")]["state"] != "unknown"

        await home.reload(entry)
        [loaded] = await home.ask("config_entries/get", domain="pronote")
        assert loaded["state"] == "loaded"
    ours = [
        remark
        for remark in remarks(folder.log)
        if OURS.search(remark) and not any(text in remark for text in TOLERATED)
    ]
    assert not ours
    say("Installed from its archive", f"{VERSION}, {len(seen)} children")
