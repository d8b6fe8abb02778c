"""Run the benchmarks of scripts/bench: print tables, save JSON, and update the figures of the READMEs."""

import argparse
from datetime import datetime
import json
import os
from pathlib import Path
import platform
import sys
from typing import Any

import pytest

from .performance_page import renew_page
from .readme import UnmeasuredError, renew
from .table import Figures, tables

HERE = Path(__file__).parent


class _Results:
    """Keeps the results that the benchmark tests record."""

    def __init__(self) -> None:
        self.figures: Figures = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            for name, figure in report.user_properties:
                if isinstance(figure, dict):
                    self.figures.setdefault(name, []).append(figure)


def machine() -> str:
    """Return the machine and its load."""
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
        "--quick",
        action="store_const",
        const="lateness or curve",
        dest="only",
        help="measure lateness and requests by the policy alone, in two minutes",
    )
    parser.add_argument(
        "--functions", action="store_true", help="show what was asked, by function"
    )
    parser.add_argument(
        "--readme",
        action="store_true",
        help="renew the figures of both READMEs and of docs/performance.md",
    )
    parser.add_argument(
        "--from",
        dest="earlier",
        type=Path,
        help="measure nothing: take the figures of an earlier --json",
    )
    return parser.parse_args()


def measure(only: str) -> tuple[int, dict[str, Any]]:
    """Return how the measuring ended, and what it told."""
    results, load = _Results(), os.getloadavg()[0]
    arguments = [
        "-c",
        str(HERE / "pytest.ini"),
        str(HERE),
        "-p",
        "no:cacheprovider",
        "-p",
        "no:logging",
    ]
    ended = pytest.main([*arguments, "-k", only], plugins=[results])
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    figures = {"at": at, "machine": machine(), "load": load, **results.figures}
    return int(ended), figures


def main(chosen: argparse.Namespace) -> int:
    if chosen.earlier:
        ended, figures = 0, json.loads(chosen.earlier.read_text())
    else:
        ended, figures = measure(chosen.only)
    sys.stdout.write(
        f"\nMeasured on {figures['machine']}, load {figures['load']:.1f}\n"
    )
    sys.stdout.write(tables(figures, functions=chosen.functions) + "\n")
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n")
    if chosen.readme and not ended:
        try:
            renew(figures)
            renew_page(figures)
        except UnmeasuredError as error:
            sys.stderr.write(f"The pages stay as they are, without {error}\n")
            return 1
    return ended


if __name__ == "__main__":
    sys.exit(main(options()))
