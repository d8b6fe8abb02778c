"""Check the minimum coverage of each module: python3 scripts/module_coverage.py REPORT.

The report is the output of `coverage json`. Exits with an error if a module is below it.
"""

import json
from pathlib import Path
import sys

MINIMUM = 95


def too_low(report: Path) -> list[str]:
    """Return a line for each module whose statements and branches are covered below the minimum."""
    files = json.loads(report.read_text("utf-8"))["files"]
    return [
        f"{name}: {found:.1f} %"
        for name, file in sorted(files.items())
        if (found := file["summary"]["percent_covered"]) < MINIMUM
    ]


if __name__ == "__main__":
    if lines := too_low(Path(sys.argv[1])):
        sys.exit("\n".join([f"Covered below {MINIMUM} %:", *lines]))
