"""Test the check that each module is covered by itself."""

import json
from pathlib import Path
import subprocess
import sys

import pytest

from tests.repository.source_files import ROOT


@pytest.mark.parametrize(("lowest", "code"), [(95.0, 0), (94.9, 1)])
def test_one_module_below_the_minimum_fails(
    tmp_path: Path, lowest: float, code: int
) -> None:
    report = tmp_path / "coverage.json"
    files = {"a.py": 100.0, "b.py": lowest}
    report.write_text(
        json.dumps(
            {
                "files": {
                    name: {"summary": {"percent_covered": found}}
                    for name, found in files.items()
                }
            }
        )
    )
    script = ROOT / "scripts" / "module_coverage.py"
    done = subprocess.run(
        [sys.executable, script, report], check=False, capture_output=True, text=True
    )
    assert done.returncode == code
    assert ("b.py: 94.9 %" in done.stderr) is bool(code)
    assert "a.py" not in done.stderr


def test_the_tests_end_with_it() -> None:
    text = (ROOT / "scripts" / "test").read_text("utf-8")
    assert text.rstrip().endswith('scripts/module_coverage.py "$report"')
