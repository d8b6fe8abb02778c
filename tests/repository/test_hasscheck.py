"""Test with hasscheck, a linter for custom integrations.

Findings that are not applied are listed in hasscheck.yaml with a reason.
"""

import json
from pathlib import Path
import subprocess
import sys

from tests.repository.source_files import ROOT


def test_hasscheck_has_no_remark() -> None:
    hasscheck = Path(sys.executable).with_name("hasscheck")
    report = subprocess.run(
        [hasscheck, "check", "--format", "json"],
        cwd=ROOT,
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
