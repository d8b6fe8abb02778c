"""Notifications on phones: what a family chose in the notifications of an account.

They are read at each change, so that a new choice takes effect without a reload of the account.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import Final

from homeassistant.components.notify import (
    ATTR_DATA,
    ATTR_MESSAGE,
    ATTR_TITLE,
    DOMAIN as NOTIFY,
    SERVICE_SEND_MESSAGE,
)
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
    ConfigSubentry,
)
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_time_change
from homeassistant.util import slugify

from ..changes.change_types import ChangeType
from ..changes.event_data import Topic
from ..changes.snapshot import Change
from ..client import Homework, Pupil
from ..const import (
    CONF_AT,
    CONF_CHILDREN,
    CONF_DISCREET,
    CONF_PAUSED,
    CONF_PHONES,
    CONF_TOPICS,
    LOGGER,
    NOTIFICATION,
)
from ..coordinator.discussions import MAILBOX
from ..models import PronoteConfigEntry
from ..school_day.brief import Brief, Moment
from ..school_day.days import DAY, SchoolDays
from ..school_day.titles import homework_title
from ..texts.brief import bag_lines, change_lines, free_day_lines, homework_lines
from ..texts.changes import ChangeTexts, Message, change_texts, grouped_texts
from ..texts.phrases import get_phrases
from .brief import child_brief
from .devices import child_device, child_name
from .event_dispatcher import all_changes_signal

BUTTON_EVENT: Final = "mobile_app_notification_action"
"""Event that the app of Home Assistant fires for a button of a notification."""
BUTTONS: Final = 3
"""How many buttons a notification has on every phone."""
BUTTON_LENGTH: Final = 40
DEFAULT_AT: Final = time(18, 30)


class NotificationTopic(StrEnum):
    """What a family may be notified of."""

    GRADES = "grades"
    TIMETABLE = "timetable"
    """Changes of the next school day, at once; those known before, in the evening."""
    HOMEWORK = "homework"
    """Homework left for the next school day, in the evening."""
    MESSAGES = "messages"
    TO_SIGN = "to_sign"
    """Absences and delays to justify, punishments, and observations to sign."""


_CHANGE_TYPES: Final[Mapping[NotificationTopic, frozenset[ChangeType]]] = {
    NotificationTopic.GRADES: frozenset(
        {ChangeType.NEW_GRADE, ChangeType.NEW_EVALUATION}
    ),
    NotificationTopic.MESSAGES: frozenset(
        {ChangeType.NEW_MESSAGE, ChangeType.NEW_NEWS, ChangeType.NEW_SURVEY}
    ),
    NotificationTopic.TO_SIGN: frozenset(
        {
            ChangeType.NEW_ABSENCE,
            ChangeType.NEW_DELAY,
            ChangeType.NEW_OBSERVATION,
            ChangeType.NEW_PUNISHMENT,
        }
    ),
}
_FACTS: Final[Mapping[ChangeType, str]] = {
    ChangeType.NEW_ABSENCE: "to_justify",
    ChangeType.NEW_DELAY: "to_justify",
    ChangeType.NEW_OBSERVATION: "to_acknowledge",
}
"""The fact that must be true for a change to be notified, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    """The choices of one notification."""

    id: str
    phones: tuple[str, ...]
    children: frozenset[str]
    """IDs of devices."""
    topics: frozenset[str]
    at: time
    discreet: bool
    paused: bool

    @classmethod
    def of(cls, subentry: ConfigSubentry) -> _Settings:
        """Read the choices of a subentry."""
        data = subentry.data
        return cls(
            id=subentry.subentry_id,
            phones=tuple(data[CONF_PHONES]),
            children=frozenset(data[CONF_CHILDREN]),
            topics=frozenset(data[CONF_TOPICS]),
            at=time.fromisoformat(data[CONF_AT]),
            discreet=data[CONF_DISCREET],
            paused=data[CONF_PAUSED],
        )

    def wants(self, change: Change) -> bool:
        """Return whether a change is to be notified on its own."""
        fact = _FACTS.get(change.type)
        return (fact is None or bool(change.event_data.get(fact))) and any(
            change.type in types
            for topic, types in _CHANGE_TYPES.items()
            if topic in self.topics
        )


@callback
def async_setup_notifications(hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
    """Sends the notifications of a loaded account, by its current subentries."""
    notifier = _Notifier(hass, entry)
    signal = all_changes_signal(entry.entry_id)
    for unsubscribe in (
        async_dispatcher_connect(hass, signal, notifier.async_add_change),
        async_dispatcher_connect(
            hass, SIGNAL_CONFIG_ENTRY_CHANGED, notifier.async_entry_changed
        ),
        hass.bus.async_listen(BUTTON_EVENT, notifier.async_button_pressed),
        notifier.async_cancel_hours,
    ):
        entry.async_on_unload(unsubscribe)
    notifier.async_schedule_hours()


class _Notifier:
    def __init__(self, hass: HomeAssistant, entry: PronoteConfigEntry) -> None:
        self._hass = hass
        self._entry = entry
        self._pending: list[tuple[str, Change]] = []
        self._sent: dict[tuple[str, str], tuple[object, ...]] = {}
        """The day whose changes were last sent, by notification and child."""
        self._hours: list[CALLBACK_TYPE] = []
        self._scheduled: dict[str, _Settings] = {}

    def _all_settings(self) -> dict[str, _Settings]:
        return {
            subentry.subentry_id: _Settings.of(subentry)
            for subentry in self._entry.subentries.values()
            if subentry.subentry_type == NOTIFICATION
        }

    def _active(self) -> list[_Settings]:
        return [one for one in self._all_settings().values() if not one.paused]

    # --- at an hour

    @callback
    def async_entry_changed(self, _: ConfigEntryChange, entry: ConfigEntry) -> None:
        """Use the hours that the family has just changed."""
        if entry is self._entry and self._all_settings() != self._scheduled:
            self.async_cancel_hours()
            self.async_schedule_hours()

    @callback
    def async_schedule_hours(self) -> None:
        """Schedule the notifications of the evening."""
        self._scheduled = self._all_settings()
        for settings in self._active():
            if settings.topics & {
                NotificationTopic.HOMEWORK,
                NotificationTopic.TIMETABLE,
            }:
                tell = partial(self._async_tell_evening, settings)
                self._hours.append(
                    async_track_time_change(
                        self._hass,
                        tell,
                        settings.at.hour,
                        settings.at.minute,
                        settings.at.second,
                    )
                )

    @callback
    def async_cancel_hours(self) -> None:
        """Cancel the scheduled notifications."""
        while self._hours:
            self._hours.pop()()

    async def _async_tell_evening(self, settings: _Settings, _: datetime) -> None:
        for pupil in self._pupils(settings):
            brief = child_brief(self._entry, pupil, Moment.EVENING)
            if brief is None or brief.day is None or brief.far:
                continue
            if NotificationTopic.TIMETABLE in settings.topics:
                if change_lines(brief, get_phrases(self._hass)) or brief.free_days:
                    await self._async_tell_changes(settings, pupil, brief)
            # Not each evening of a long weekend: after the last day of school, and before the next.
            school_today = self._school_days(pupil).has_school(brief.today)
            if NotificationTopic.HOMEWORK in settings.topics and brief.homework:
                if not brief.at_home:
                    continue
                if school_today or brief.day == brief.today + DAY:
                    await self._async_tell_homework(settings, pupil, brief.homework)

    # --- at a change

    @callback
    def async_add_change(self, key: str, change: Change) -> None:
        """Send a change once all changes of its page are known."""
        self._pending.append((key, change))
        if len(self._pending) == 1:
            self._entry.async_create_background_task(
                self._hass, self._async_tell(), "pronote notifications", False
            )

    async def _async_tell(self) -> None:
        pending, self._pending = self._pending, []
        for settings in self._active():
            for message in self._messages(settings, pending):
                await self._async_send(settings, message)
            if NotificationTopic.TIMETABLE not in settings.topics:
                continue
            for pupil in self._pupils(settings):
                days = {
                    day
                    for key, change in pending
                    if key == pupil.key and change.topic is Topic.LESSON
                    for day in _days_of(change)
                }
                if (brief := self._changed_day(pupil, days)) is not None:
                    await self._async_tell_changes(settings, pupil, brief)

    def _messages(
        self, settings: _Settings, pending: Iterable[tuple[str, Change]]
    ) -> Iterator[Message]:
        """Yield the notifications of some changes: one for each child and topic."""
        names = {pupil.key: self._name(pupil) for pupil in self._pupils(settings)}
        # Messages belong to the account, whoever the child is.
        names[MAILBOX] = self._entry.title
        phrases = get_phrases(self._hass)
        wanted: dict[tuple[Topic, str], tuple[Change, list[str]]] = {}
        for key, change in pending:
            if key in names and settings.wants(change):
                # The school writes one piece of news to the parents of several children.
                shared = change.topic in (Topic.NEWS, Topic.SURVEY)
                same = str(change.event_data) if shared else f"{key} {change.key}"
                _, whose = wanted.setdefault((change.topic, same), (change, []))
                whose.append(names[key])
        found = [(" + ".join(whose), change) for change, whose in wanted.values()]
        found.sort(key=lambda row: (row[1].topic, row[0]))
        for (_, name), rows in groupby(found, key=lambda row: (row[1].topic, row[0])):
            texts: list[ChangeTexts] = [
                change_texts(phrases, name, change.type, change.event_data)
                for _, change in rows
            ]
            yield grouped_texts(phrases, name, texts).chosen(discreet=settings.discreet)

    def _changed_day(self, pupil: Pupil, days: set[date]) -> Brief | None:
        """Return the brief on the day of some changes, if it is today or the next school day."""
        school_days = self._school_days(pupil)
        today = school_days.today
        next_day = school_days.next_school_day
        end = school_days.end_of_day
        if today in days and end is not None and school_days.now < end:
            return child_brief(self._entry, pupil, Moment.MORNING)
        # A day that becomes free is no school day any longer.
        if any(today <= day <= max(next_day or today, today + DAY) for day in days):
            return child_brief(self._entry, pupil, Moment.EVENING)
        return None

    async def _async_tell_changes(
        self, settings: _Settings, pupil: Pupil, brief: Brief
    ) -> None:
        content = (
            brief.day,
            brief.free_days,
            *((x.key, x.start, x.status, x.rooms) for x in brief.changes),
        )
        if self._sent.get((settings.id, pupil.key)) == content:
            return
        self._sent[settings.id, pupil.key] = content
        phrases = get_phrases(self._hass)
        lines = [*free_day_lines(brief, phrases), *change_lines(brief, phrases)]
        if lines:
            lines += bag_lines(brief, phrases)
        title = phrases("notification_changes", child=self._name(pupil))
        message = "\n".join(lines) or phrases("notification_as_usual")
        if settings.discreet:
            title = phrases("notification_changes_discreet")
            message = phrases("notification_discreet")
        await self._async_send(
            settings,
            Message(title=title, message=message),
            tag=self._tag(settings, pupil, NotificationTopic.TIMETABLE),
        )

    # --- homework

    async def _async_tell_homework(
        self, settings: _Settings, pupil: Pupil, left: tuple[Homework, ...]
    ) -> None:
        phrases = get_phrases(self._hass)
        title = phrases("notification_homework", child=self._name(pupil))
        message = "\n".join(homework_lines(left)) or phrases(
            "notification_homework_done"
        )
        buttons = [
            {
                "action": self._tag(settings, pupil, work.key),
                "title": f"✓ {_button(work)}",
            }
            for work in left[:BUTTONS]
        ]
        if settings.discreet:
            title = phrases("notification_homework_discreet")
            message, buttons = phrases("notification_discreet"), []
        await self._async_send(
            settings,
            Message(title=title, message=message),
            tag=self._tag(settings, pupil, NotificationTopic.HOMEWORK),
            buttons=buttons,
        )

    async def async_button_pressed(self, event: Event) -> None:
        """Check off homework by a button, and send the remaining homework of its day."""
        action = str(event.data.get("action"))
        for settings in self._active():
            for pupil in self._pupils(settings):
                prefix = self._tag(settings, pupil, "")
                homework = self._entry.runtime_data.homework
                known = homework.data.get(pupil.key, ())
                work = next((x for x in known if f"{prefix}{x.key}" == action), None)
                if work is None:
                    continue
                await homework.async_set_done(pupil, work, True)
                left = tuple(
                    other
                    for other in homework.data[pupil.key]
                    if other.due == work.due and not other.done
                )
                await self._async_tell_homework(settings, pupil, left)

    # --- children and phones

    def _pupils(self, settings: _Settings) -> list[Pupil]:
        return [
            pupil
            for pupil in self._entry.runtime_data.account.pupils
            if (device := child_device(self._hass, self._entry, pupil.key)) is not None
            and device.id in settings.children
        ]

    def _name(self, pupil: Pupil) -> str:
        return child_name(self._hass, self._entry, pupil)

    def _school_days(self, pupil: Pupil) -> SchoolDays:
        return self._entry.runtime_data.timetable.school_days(pupil.key)

    def _tag(self, settings: _Settings, pupil: Pupil, what: str) -> str:
        """Return the name of a notification or a button, which a later one replaces."""
        number = self._entry.runtime_data.child_numbers.number(
            self._entry.entry_id, pupil.key
        )
        return f"pronote_{settings.id}_{number}_{what}"

    async def _async_send(
        self,
        settings: _Settings,
        message: Message,
        *,
        tag: str | None = None,
        buttons: Iterable[dict[str, str]] = (),
    ) -> None:
        content = {ATTR_TITLE: message.title, ATTR_MESSAGE: message.message}
        extra = {"tag": tag, "actions": [*buttons]} if tag else {}
        for phone in settings.phones:
            try:
                if (action := _app_action(self._hass, phone)) is not None:
                    data = content | ({ATTR_DATA: extra} if extra else {})
                    await self._hass.services.async_call(
                        NOTIFY, action, data, blocking=True
                    )
                else:
                    await self._hass.services.async_call(
                        NOTIFY,
                        SERVICE_SEND_MESSAGE,
                        {ATTR_ENTITY_ID: phone, **content},
                        blocking=True,
                    )
            except HomeAssistantError:
                LOGGER.warning("A notification could not be sent to %s", phone)


def _days_of(change: Change) -> set[date]:
    """Return the days that the change of a lesson is about: where it was, and where it is."""
    starts = (change.event_data.get(key) for key in ("start", "previous_start"))
    return {datetime.fromisoformat(str(start)).date() for start in starts if start}


def _button(work: Homework) -> str:
    """Return what a button says: the subject and the first words."""
    words = " ".join(work.text.split()) if work.subject else ""
    title = f"{homework_title(work)} {words}".strip()
    return title if len(title) <= BUTTON_LENGTH else f"{title[: BUTTON_LENGTH - 1]}…"


def _app_action(hass: HomeAssistant, phone: str) -> str | None:
    """Return the action that sends buttons to a phone with the app of Home Assistant."""
    entity = er.async_get(hass).async_get(phone)
    if entity is None or entity.platform != "mobile_app" or entity.device_id is None:
        return None
    device = dr.async_get(hass).async_get(entity.device_id)
    if device is None:
        return None
    action = f"mobile_app_{slugify(device.name)}"
    return action if hass.services.has_service(NOTIFY, action) else None
