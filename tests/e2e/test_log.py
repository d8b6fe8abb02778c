"""Test that the log contains no message about the integration at the end."""

import re

from tests.demo.family import Family
from tests.e2e.conftest import Say

OURS = re.compile(
    r"custom_components[./]pronote|(integration|platform|domain) '?pronote\b|\.pronote_\d"
)
TOLERATED = (
    "We found a custom integration pronote",
    "could not authenticate",  # Of the school that is told to forget its keys.
    " seconds. Please create a bug report",  # Of a busy machine: times are the bench's.
)
LINE = re.compile(r"^\S+ \S+ (WARNING|ERROR|CRITICAL) \(.*?\) \[(.*?)\] ")


def remarks(log: str) -> list[str]:
    """Split a log into its warnings and errors, each with the lines below it."""
    found: list[str] = []
    keep = False
    for line in log.splitlines():
        if re.match(r"^\d{4}-\d\d-\d\d ", line):
            keep = bool(LINE.match(line))
            if keep:
                found.append(line)
        elif keep:
            found[-1] += f"\n{line}"
    return found


def test_remarks_are_found() -> None:
    """The pattern finds a warning about the integration, and no debug line."""
    log = (
        "2026-11-21 10:00:00.000+00:00 WARNING (MainThread) [homeassistant.util.loop] "
        "Detected blocking call to open\n  File custom_components/pronote/x.py\n"
        "2026-11-21 10:00:01.000+00:00 DEBUG (MainThread) [custom_components.pronote] fine\n"
    )
    assert [bool(OURS.search(remark)) for remark in remarks(log)] == [True]


def test_home_assistant_has_nothing_to_say_of_us(household: Family, say: Say) -> None:
    log = household.folder.log
    ours = [
        remark
        for remark in remarks(log)
        if OURS.search(remark) and not any(text in remark for text in TOLERATED)
    ]
    assert not ours
    say("Warnings and errors of the integration", len(ours))


def test_the_log_holds_no_secret_and_no_name(
    household: Family, secrets: set[str], say: Say
) -> None:
    """Nor does it at debug level, whatever was typed in the browser and sent to the portals."""
    log = household.folder.log
    words = secrets | {
        word
        for name in ("parent", "pupil", "pupil_2nde")
        for account in [household.school.account(name)]
        for word in (
            account["password"],
            account["username"],
            *" ".join(account["pupils"]).split(),
        )
    }
    assert "custom_components.pronote" in log
    assert not [word for word in words if word in log]
    say("Secrets and names that the log does not hold", len(words))
