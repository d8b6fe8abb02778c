"""Check the minimum coverage of each module: python3 scripts/module_coverage.py REPORT.

The report is the output of `coverage json`. Exits with an error if a module is below
its minimum.
"""

import json
from pathlib import Path
import sys

MINIMUM = 95

KNOWN_BELOW = {
    "actions/account.py": 93,
    "actions/results.py": 93,
    "client/auth/authenticator.py": 94,
    "client/endpoints/documents.py": 88,
    "client/endpoints/absence_requests.py": 89,
    "client/pages/meetings.py": 90,
    "client/portals/engines/entcore.py": 93,
    "client/portals/login_context.py": 94,
    "client/session.py": 94,
    "connection/credentials.py": 94,
    "coordinator/timetable.py": 94,
    "legacy/children.py": 94,
    "legacy/registry.py": 94,
    "runtime/restore_last_data.py": 94,
    "texts/brief.py": 89,
    "texts/changes.py": 94,
}
"""Modules below the minimum or close to it, each with its own minimum. Raise them; do not lower any."""

_PACKAGE = "custom_components/pronote/"


def too_low(report: Path) -> list[str]:
    """Return a line for each module whose statements and branches are covered below the minimum."""
    files = json.loads(report.read_text("utf-8"))["files"]
    return [
        f"{name}: {found:.1f} %"
        for name, file in sorted(files.items())
        if (found := file["summary"]["percent_covered"])
        < KNOWN_BELOW.get(name.removeprefix(_PACKAGE), MINIMUM)
    ]


if __name__ == "__main__":
    if lines := too_low(Path(sys.argv[1])):
        sys.exit(
            "\n".join(
                [f"Covered below {MINIMUM} %, or below their own minimum:", *lines]
            )
        )
