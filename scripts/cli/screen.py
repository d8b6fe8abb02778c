"""What is shown: tables to a person, JSON to another program, messages beside them."""

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

from .language import Text, speaks_french

_DAYS = Text("Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.")
_SHORT = 15
"""Cells up to here are not broken."""
_NOTHING = Text("Nothing.", "Rien.")


@dataclass(frozen=True, slots=True)
class Column[T]:
    """A column of a table: its title, and what it shows of an item."""

    title: Text
    value: Callable[[T], object]
    right: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer to a command: its value for programs, its views for people."""

    value: object
    views: tuple[RenderableType, ...] | None = None
    """None: only JSON says it."""


def table[T](
    items: Iterable[T], columns: Sequence[Column[T]], title: object = None
) -> RenderableType:
    """Return a table of items; columns that are empty throughout are left out."""
    rows = [[cell(column.value(item)) for column in columns] for item in items]
    widths = [
        max((len(row[place]) for row in rows), default=0)
        for place in range(len(columns))
    ]
    kept = [place for place, width in enumerate(widths) if width]
    drawn = Table(
        title=None if title is None else plain(str(title)),
        title_justify="left",
        title_style="bold",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        show_edge=False,
    )
    for place in kept:
        column = columns[place]
        drawn.add_column(
            str(column.title),
            justify="right" if column.right else "left",
            no_wrap=widths[place] <= _SHORT,
            overflow="fold",
        )
    for row in rows:
        drawn.add_row(*(plain(row[place]) for place in kept))
    if rows:
        return drawn
    nothing = RichText(str(_NOTHING), style="dim")
    return (
        nothing if title is None else Group(RichText(str(title), style="bold"), nothing)
    )


def facts(items: Iterable[tuple[Text, object]], title: object = None) -> RenderableType:
    """Return named facts, those that are known."""
    drawn = Table(
        show_header=False,
        box=None,
        title=None if title is None else plain(str(title)),
        title_justify="left",
        title_style="bold",
    )
    drawn.add_column(style="dim")
    for name, value in items:
        if told := cell(value):
            drawn.add_row(str(name), plain(told))
    return drawn


def note(text: str, indent: int = 0) -> RenderableType:
    """Return a paragraph."""
    return Padding(plain(text), (0, 0, 0, indent))


def cell(value: object) -> str:
    """Return a value as a person reads it."""
    match value:
        case None | Secret():
            return ""
        case bool():
            return "✓" if value else ""
        case datetime():
            return f"{day(value.date())} {value:%H:%M}"
        case date():
            return day(value)
        case timedelta():
            hours, minutes = divmod(round(value.total_seconds() / 60), 60)
            if not hours:
                return f"{minutes} min"
            return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
        case Decimal():
            written = f"{value.normalize():f}"
            return written.replace(".", ",") if speaks_french() else written
        case tuple() | list():
            return ", ".join(filter(None, map(cell, value)))
        case set() | frozenset():
            return ", ".join(sorted(map(cell, value)))
    return str(value)


def day(value: date) -> str:
    """Return a day of this school year, with its name."""
    return f"{str(_DAYS).split()[value.weekday()]} {value:%d/%m}"


def plain(text: str) -> RichText:
    """Return a text of the school's, which gives no orders to a terminal."""
    return RichText(
        "".join(
            letter
            for letter in text
            if letter == "\n" or unicodedata.category(letter) != "Cc"
        )
    )


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a command speaks: values on standard output, all the rest on standard error."""

    as_json: bool
    out: Console = field(default_factory=lambda: Console(highlight=False))
    err: Console = field(default_factory=lambda: Console(stderr=True, highlight=False))

    def show(self, shown: Shown) -> None:
        """Show an answer."""
        if not self.as_json and shown.views is not None:
            for number, view in enumerate(shown.views):
                if number:
                    self.out.print()
                self.out.print(view)
            return
        text = json.dumps(to_json(shown.value), ensure_ascii=False, indent=2)
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def say(self, text: object) -> None:
        """Tell the person something beside the answer."""
        self.err.print(plain(str(text)), soft_wrap=True)

    @contextmanager
    def busy(self, text: Text) -> Iterator[None]:
        """Show that something is going on, on a terminal."""
        if not self.err.is_terminal:
            yield
            return
        with self.err.status(f"{text} …"):
            yield

    @contextmanager
    def progress(self, name: str, size: int | None) -> Iterator[Callable[[int], None]]:
        """Show how far something large is, on a terminal."""
        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
        )
        with Progress(
            *columns, console=self.err, transient=True, disable=not self.err.is_terminal
        ) as bar:
            task = bar.add_task(plain(name).plain, total=size)

            def advance(done: int) -> None:
                bar.update(task, advance=done)

            yield advance
