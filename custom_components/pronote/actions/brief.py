"""Action on the brief of one child, or of the children of a family."""

from homeassistant.core import HomeAssistant, ServiceResponse
from homeassistant.util.json import JsonObjectType

from ..client import Absence, Delay, Lesson, to_json
from ..runtime.brief import child_brief
from ..runtime.devices import child_name
from ..school_day.brief import Brief, Moment
from ..school_day.titles import lesson_title
from ..targets import ChildTarget
from ..texts.brief import (
    bag_lines,
    brief_lines,
    brief_speech,
    brief_text,
    brief_title,
    change_lines,
    first_to_finish,
    homework_lines,
)
from ..texts.phrases import Phrases, get_phrases
from .common import ActionData, serialize, serialize_all


async def get_brief(
    hass: HomeAssistant, children: list[ChildTarget], data: ActionData
) -> ServiceResponse:
    """Return the briefs of some children, with their texts in a language."""
    phrases = get_phrases(hass, data.get("language"))
    moment = Moment(data["moment"])
    briefs: list[JsonObjectType] = []
    known: list[tuple[str, Brief]] = []
    named = [(child_name(hass, child.entry, child.pupil), child) for child in children]
    for name, child in sorted(named, key=lambda row: row[0].casefold()):
        brief = child_brief(child.entry, child.pupil, moment)
        if brief is None:
            text = phrases("brief_unknown")
            briefs.append({"child": name, "known": False, "text": text, "speech": text})
            continue
        known.append((name, brief))
        briefs.append(_serialized(brief, phrases, name))
    first = first_to_finish(known, phrases) if len(known) > 1 else None
    return {
        "briefs": list(briefs),
        "text": "\n\n".join(
            f"{x.get('title', x['child'])}\n{x['text']}" for x in briefs
        ),
        "speech": " ".join([*(str(brief["speech"]) for brief in briefs)]),
        "first_to_finish": first,
    }


def _serialized(brief: Brief, phrases: Phrases, name: str) -> JsonObjectType:
    planned = brief.planned_first if brief.planned_start is not None else None
    changes = change_lines(brief, phrases)
    return {
        "child": name,
        "known": True,
        "date": to_json(brief.day),
        "start": to_json(brief.start),
        "end": to_json(brief.end),
        "wake_up": to_json(brief.wake_up),
        "leave": to_json(brief.leave),
        "at_home": brief.at_home,
        "first_subject": lesson_title(brief.lessons[0]) if brief.lessons else None,
        "planned_start": to_json(brief.planned_start),
        "planned_subject": None if planned is None else lesson_title(planned),
        "changes": [_lesson(lesson) for lesson in brief.changes],
        "tests": [_lesson(lesson) for lesson in brief.tests],
        "detention": to_json(brief.detention),
        "bag": None if brief.bag is None else serialize(brief.bag),
        "homework": [
            {
                "key": work.key,
                "subject": work.subject,
                "due": to_json(work.due),
                "text": work.text,
            }
            for work in brief.homework
        ],
        "menu": [dish.name for dish in brief.menu.dishes] if brief.menu else [],
        "holidays": None if brief.vacation is None else serialize(brief.vacation),
        "free_days": serialize_all(brief.free_days),
        "to_justify": [
            {
                "key": event.key,
                "kind": "absence" if isinstance(event, Absence) else "delay",
                "start": to_json(_start(event)),
            }
            for event in brief.to_justify
        ],
        "to_sign": [{"key": event.key} for event in brief.to_sign],
        "to_read": brief.to_read,
        "silent_since": to_json(brief.silent_since),
        "title": brief_title(brief, phrases, name),
        "lines": {**brief_lines(brief, phrases)},
        "texts": {
            "changes": "\n".join(changes),
            "homework": "\n".join(homework_lines(brief.homework)),
            "bag": "\n".join(bag_lines(brief, phrases)),
        },
        "text": brief_text(brief, phrases),
        "speech": brief_speech(brief, phrases, name),
    }


def _start(event: Absence | Delay) -> object:
    return event.start if isinstance(event, Absence) else event.occurred_at


def _lesson(lesson: Lesson) -> JsonObjectType:
    return {
        "key": lesson.key,
        "subject": lesson_title(lesson),
        "start": to_json(lesson.start),
        "end": to_json(lesson.end),
        "room": ", ".join(lesson.rooms) or None,
        "status": lesson.status.value,
        "status_text": lesson.status_text,
        "held": lesson.held,
    }
