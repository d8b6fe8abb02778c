"""Print results as tables or JSON, and messages on standard error."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
import json
import sys
import unicodedata

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TransferSpeedColumn,
)
from rich.table import Table
from rich.text import Text as RichText

from aiopronote import Secret, to_json

from .i18n import Text, speaks_french

_DAYS = Text("Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.")
_SHORT = 15
"""Cells up to this length are not wrapped."""
_NOTHING = Text("Nothing.", "Rien.")


@dataclass(frozen=True, slots=True)
class Column[T]:
    """Column of a table: its title and its value for an item."""

    title: Text
    value: Callable[[T], object]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Result of a command: its value for programs, its views for users."""

    value: object
    views: tuple[RenderableType, ...] | None = None
    """Views for users. If None, the value is always printed as JSON."""


def table[T](
    items: Iterable[T], columns: Sequence[Column[T]], title: object = None
) -> RenderableType:
    """Return a table of items, without its empty columns."""
    rows = [[format_cell(column.value(item)) for column in columns] for item in items]
    widths = [
        max((len(row[place]) for row in rows), default=0)
        for place in range(len(columns))
    ]
    shown = [place for place, width in enumerate(widths) if width]
    drawn = Table(
        title=None if title is None else safe_text(str(title)),
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
    )
    for place in shown:
        column = columns[place]
        drawn.add_column(
            str(column.title),
            justify="right" if column.right else "left",
            no_wrap=widths[place] <= _SHORT,
            overflow="fold",
        )
    for row in rows:
        drawn.add_row(*(safe_text(row[place]) for place in shown))
    if rows:
        return drawn
    nothing = RichText(str(_NOTHING), style="dim")
    return (
        nothing if title is None else Group(RichText(str(title), style="bold"), nothing)
    )


def key_values(
    items: Iterable[tuple[Text, object]], title: object = None
) -> RenderableType:
    """Return a list of names and values, without the unknown ones."""
    drawn = Table(
        show_header=False,
        box=None,
        title=None if title is None else safe_text(str(title)),
        title_justify="left",
        title_style="bold",
    )
    drawn.add_column(style="dim")
    for name, value in items:
        if text := format_cell(value):
            drawn.add_row(str(name), safe_text(text))
    return drawn


def paragraph(text: str, indent: int = 0) -> RenderableType:
    """Return a paragraph."""
    return Padding(safe_text(text), (0, 0, 0, indent))


def format_cell(value: object) -> str:
    """Return a value as text for users."""
    match value:
        case None | Secret():
            return ""
        case bool():
            return "✓" if value else ""
        case datetime():
            return f"{format_day(value.date())} {value:%H:%M}"
        case date():
            return format_day(value)
        case timedelta():
            hours, minutes = divmod(round(value.total_seconds() / 60), 60)
            if not hours:
                return f"{minutes} min"
            return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
        case Decimal():
            written = f"{value.normalize():f}"
            return written.replace(".", ",") if speaks_french() else written
        case tuple() | list():
            return ", ".join(filter(None, map(format_cell, value)))
        case set() | frozenset():
            return ", ".join(sorted(map(format_cell, value)))
    return str(value)


def format_day(value: date) -> str:
    """Return a day of this school year with its weekday."""
    return f"{str(_DAYS).split()[value.weekday()]} {value:%d/%m}"


def safe_text(text: str) -> RichText:
    """Return a text of the school without control characters."""
    return RichText(
        "".join(
            letter
            for letter in text
            if letter == "\n" or unicodedata.category(letter) != "Cc"
        )
    )


@dataclass(frozen=True, slots=True)
class Output:
    """Output of a command: results on standard output, the rest on standard error."""

    as_json: bool
    out: Console = field(default_factory=lambda: Console(highlight=False))
    err: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))

    def show(self, result: Result) -> None:
        """Print a result."""
        if not self.as_json and result.views is not None:
            for number, view in enumerate(result.views):
                if number:
                    self.out.print()
                self.out.print(view)
            return
        text = json.dumps(to_json(result.value), ensure_ascii=False, indent=2)
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def print_message(self, text: object) -> None:
        """Print a message on standard error."""
        self.err.print(safe_text(str(text)), soft_wrap=True)

    @contextmanager
    def status(self, text: Text) -> Iterator[None]:
        """Show a spinner while a request runs, on a terminal."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(f"{text} …"):
            yield

    @contextmanager
    def progress(self, name: str, size: int | None) -> Iterator[Callable[[int], None]]:
        """Show the progress of a download, on a terminal."""
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
        )
        with Progress(
            *columns, console=self.err, transient=True, disable=not self.err.is_terminal
        ) as bar:
            task = bar.add_task(safe_text(name).plain, total=size)

            def advance(done: int) -> None:
                bar.update(task, advance=done)

            yield advance
