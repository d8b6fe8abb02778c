"""scripts/bench: measure, and print a table and JSON."""

import argparse
from datetime import datetime
import json
import os
from pathlib import Path
import platform
import sys

import pytest

from .table import Figures, tables

HERE = Path(__file__).parent


class _Results:
    """Keeps what the measuring tests record."""

    def __init__(self) -> None:
        self.figures: Figures = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, figure in report.user_properties:
                if isinstance(figure, dict):
                    self.figures.setdefault(name, []).append(figure)


def machine() -> str:
    """Say where it is measured."""
    return (
        f"{os.cpu_count()} × {platform.machine()}, Python {platform.python_version()}"
    )


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/bench",
        description="The integration and its client on the simulated school, beside pronotepy.",
    )
    parser.add_argument("--json", type=Path, help="write all figures to a file")
    parser.add_argument(
        "-k", dest="only", default="", help="measure a part, as pytest's -k"
    )
    parser.add_argument(
        "--functions", action="store_true", help="show what was asked, by function"
    )
    return parser.parse_args()


def main(chosen: argparse.Namespace) -> int:
    results = _Results()
    arguments = [
        "-c",
        str(HERE / "pytest.ini"),
        str(HERE),
        "-p",
        "no:cacheprovider",
        "-p",
        "no:logging",
    ]
    ended = pytest.main([*arguments, "-k", chosen.only], plugins=[results])
    sys.stdout.write(f"\nMeasured on {machine()}\n")
    sys.stdout.write(tables(results.figures, functions=chosen.functions) + "\n")
    if chosen.json:
        told = {
            "at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "machine": machine(),
            **results.figures,
        }
        chosen.json.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    return int(ended)


if __name__ == "__main__":
    sys.exit(main(options()))
