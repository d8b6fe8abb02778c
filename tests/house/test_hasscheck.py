"""An independent judge of custom integrations has nothing left to say.

What is answered instead of followed stands in hasscheck.yaml, with its reason.
"""

import json
from pathlib import Path
import subprocess
import sys

from annotatedyaml.loader import load_yaml_dict

from tests.house.tree import ROOT


def remarks(*options: str) -> dict[str, str]:
    hasscheck = Path(sys.executable).with_name("hasscheck")
    report = subprocess.run(
        [hasscheck, "check", "--format", "json", *options],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    ).stdout
    return {
        finding["rule_id"]: finding["message"]
        for finding in json.loads(report)["findings"]
        if finding["status"] in ("fail", "warn")
    }


def test_no_remark_is_left() -> None:
    assert not remarks()


def test_no_answer_is_stale() -> None:
    answers = load_yaml_dict(str(ROOT / "hasscheck.yaml"))["rules"]
    assert not answers.keys() - remarks("--no-config").keys()
