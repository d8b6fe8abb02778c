"""Test with hasscheck, a linter for custom integrations.

Findings that are not applied are listed in hasscheck.yaml with a reason.
"""

import json
from pathlib import Path
import shutil
import subprocess
import sys

from tests.repository.source_files import ROOT


def test_hasscheck_has_no_remark(tmp_path: Path) -> None:
    """It takes each folder beside the integration for another one: those of Python are left out."""
    package = "custom_components"
    for path in ROOT.iterdir():
        if path.name != package:
            (tmp_path / path.name).symlink_to(path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    hasscheck = Path(sys.executable).with_name("hasscheck")
    report = subprocess.run(
        [hasscheck, "check", "--format", "json"],
        cwd=tmp_path,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    ).stdout
    remarks = {
        finding["rule_id"]: finding["message"]
        for finding in json.loads(report)["findings"]
        if finding["status"] in ("fail", "warn")
    }
    assert not remarks
