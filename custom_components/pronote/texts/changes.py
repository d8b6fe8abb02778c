"""Texts of notifications about changes, in full and discreet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from typing import Any, Final

from ..changes.change_types import CHANGE_TYPES, ChangeType
from ..changes.event_data import Topic
from .phrases import Phrases

type ChangeData = Mapping[str, Any]
"""The event data of a change."""

MAX_LENGTH: Final = 180

TOPICS: Final[Mapping[str, Topic]] = {
    change_type: topic for topic, types in CHANGE_TYPES.items() for change_type in types
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A notification."""

    title: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTexts:
    """A notification of a change, in full and for a screen that anybody may see."""

    full: Message
    discreet: Message

    def chosen(self, *, discreet: bool) -> Message:
        """Return one of them."""
        return self.discreet if discreet else self.full


def change_texts(
    phrases: Phrases, name: str, change_type: ChangeType | str, data: ChangeData
) -> ChangeTexts:
    """Return the notification of a change; `name` is that of the child, or of the school."""
    topic = TOPICS[change_type]
    kind = phrases(f"event.{topic}.state_attributes.event_type.state.{change_type}")
    if topic in (Topic.ABSENCE, Topic.DELAY) and data.get("to_justify"):
        kind = phrases(f"{topic}_to_justify")
    elif data.get("to_acknowledge"):
        kind = phrases("to_sign", kind=kind)
    full = Message(
        title=f"{name} · {data.get('subject') or kind}"
        if topic is Topic.GRADE
        else f"{name} · {kind}",
        message=_details(phrases, topic, data) or kind,
    )
    shown = data.get("subject") if topic in _SUBJECT_IS_DISCREET else None
    return ChangeTexts(
        full=full,
        discreet=Message(title=kind, message=shown or phrases("notification_discreet")),
    )


def grouped_texts(
    phrases: Phrases, name: str, all_texts: list[ChangeTexts]
) -> ChangeTexts:
    """Return one notification for several changes of a kind."""
    first = all_texts[0]
    if len(all_texts) == 1:
        return first
    count = len(all_texts)
    return ChangeTexts(
        full=Message(
            title=phrases("notification_several", child=name, count=count),
            message="\n".join(
                f"{texts.full.title.removeprefix(f'{name} · ')} · {texts.full.message}"
                for texts in all_texts
            ),
        ),
        discreet=Message(
            title=f"{first.discreet.title} ({count})",
            message=phrases("notification_discreet"),
        ),
    )


_SUBJECT_IS_DISCREET: Final = frozenset({Topic.GRADE, Topic.HOMEWORK, Topic.EVALUATION})


def _details(phrases: Phrases, topic: Topic, data: ChangeData) -> str:
    match topic:
        case Topic.GRADE:
            parts = [_grade(phrases, data), data.get("title"), _average(phrases, data)]
        case Topic.ABSENCE | Topic.DELAY | Topic.ANNOUNCEMENT:
            parts = [_moment(phrases, data.get("start")), data.get("reason")]
        case Topic.EXEMPTION:
            parts = [
                _moment(phrases, data.get("start")),
                data.get("subject"),
                data.get("message"),
            ]
        case Topic.WALLET:
            parts = [data.get("name"), _amount(phrases, data.get("balance"))]
        case Topic.PUNISHMENT:
            served = data.get("detention_start")
            parts = [
                data.get("name") or _choice(phrases, topic, "kind", data.get("kind")),
                served and _moment(phrases, served),
                data.get("reason"),
                data.get("work"),
            ]
        case Topic.OBSERVATION:
            parts = [data.get("heading"), data.get("subject"), data.get("text")]
        case Topic.MESSAGE:
            parts = [data.get("author"), data.get("subject")]
        case Topic.NEWS | Topic.SURVEY:
            parts = [data.get("author"), data.get("title")]
        case Topic.HOMEWORK:
            parts = [
                data.get("subject"),
                _moment(phrases, data.get("due")),
                data.get("text"),
            ]
        case Topic.LESSON:
            parts = [
                _moment(phrases, data.get("start")),
                data.get("subject"),
                data.get("room"),
            ]
        case Topic.MENU:
            parts = [
                _moment(phrases, data.get("start")),
                ", ".join(data.get("dishes") or ()),
            ]
        case _:
            parts = [data.get("subject") or data.get("period"), data.get("name")]
    text = " · ".join(str(part) for part in parts if part)
    return shorten(text, MAX_LENGTH, placeholder=" …")


def _grade(phrases: Phrases, data: ChangeData) -> str | None:
    if data.get("value") is not None:
        return f"{phrases.number(data['value'])}/{phrases.number(data.get('out_of'))}"
    return _choice(phrases, Topic.GRADE, "code", data.get("code"))


def _average(phrases: Phrases, data: ChangeData) -> str | None:
    average = data.get("class_average")
    if average is None:
        return None
    return phrases("class_average", average=phrases.number(average))


def _amount(phrases: Phrases, value: float | None) -> str | None:
    return None if value is None else phrases.amount(value)


def _choice(
    phrases: Phrases, topic: Topic, attribute: str, value: str | None
) -> str | None:
    return value and phrases.choice(f"event.{topic}", attribute, value)


def _moment(phrases: Phrases, value: str | None) -> str | None:
    """Return a day, with its time if it has one; JSON has them as text."""
    if not value:
        return None
    if len(value) == len("2026-11-24"):
        day = date.fromisoformat(value)
        return phrases.short_day(day, date.min)
    return phrases.moment(datetime.fromisoformat(value), date.min)
