"""Capture the complete log of Home Assistant."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
import logging
import re
from typing import override

LOGGERS = ("custom_components.pronote", "homeassistant")


class LogReader(logging.Handler):
    """Handler that keeps all log records, including tracebacks."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    @override
    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def captured_log(writers: Iterable[str] = LOGGERS) -> Iterator[list[str]]:
    """Collect the log lines at debug level."""
    reader = LogReader()
    loggers = [logging.getLogger(name) for name in writers]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(reader)
        logger.setLevel(logging.DEBUG)
    try:
        yield reader.lines
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(reader)
            logger.setLevel(level)


def assert_no_secrets(log: list[str], secrets: Iterable[str]) -> None:
    """Assert that no line contains a secret. Short secrets match whole words only."""
    written = "\n".join(log)
    assert "custom_components" in written or "pronote" in written
    for secret in secrets:
        pattern = re.escape(secret) if len(secret) > 8 else rf"\b{re.escape(secret)}\b"
        assert not re.search(pattern, written), "A secret is in the log"
