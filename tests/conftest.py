"""What ends a run: tables of the portals that were walked, and of what came of it."""

import logging

import pytest

# What the recorder's database is asked is nobody's concern here, and slow to write down.
logging.getLogger("sqlalchemy.engine").setLevel(logging.WARNING)


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """Leave asyncio's debug mode off: it takes a stack trace of every future ever made."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the tables; they are made of what tests record, on whichever worker they ran."""
    tables: dict[str, dict[str, dict[str, str]]] = {}
    for report in terminalreporter.stats.get("passed", ()):
        for title, (row, column, cell) in report.user_properties:
            tables.setdefault(title, {}).setdefault(row, {})[column] = cell
    for title, rows in tables.items():
        terminalreporter.section(title)
        columns = sorted({column for cells in rows.values() for column in cells})
        width = max(map(len, rows))
        for row, cells in sorted(rows.items()):
            told = (f"{column} {cells.get(column, '–')}" for column in columns)
            terminalreporter.write_line(f"{row:<{width}}  {'  '.join(told)}")
