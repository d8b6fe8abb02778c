"""Triggers on school events, for any child, area, floor or label."""

import asyncio
from collections.abc import Mapping
from typing import Any, ClassVar, override

from homeassistant.components.event import ATTR_EVENT_TYPE
from homeassistant.const import Platform
from homeassistant.core import CALLBACK_TYPE, Context, HomeAssistant, State, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.automation import DomainSpec
from homeassistant.helpers.trigger import (
    NotTriggeredReasonReporter,
    StatelessEntityTriggerBase,
    Trigger,
    TriggerActionRunner,
    TriggerNotTriggeredReporter,
)

from .changes.change_types import ChangeType
from .changes.event_state import last_change
from .const import DOMAIN
from .texts.changes import change_texts
from .texts.phrases import Language, get_phrases


class ChangeTrigger(StatelessEntityTriggerBase):
    """Fires on some types of changes of the event entities.

    `trigger.change` contains the event data, and `trigger.texts` what a notification says in each
    language, in addition to the variables of Home Assistant.
    """

    _domain_specs: Mapping[str, DomainSpec] = {Platform.EVENT: DomainSpec()}
    _types: ClassVar[frozenset[str]]
    _only_if: ClassVar[str | None] = None
    """The fact that must be true, if any."""

    @override
    def entity_filter(self, entities: set[str]) -> set[str]:
        registry = er.async_get(self._hass)
        return {
            entity_id
            for entity_id in super().entity_filter(entities)
            if (entity := registry.async_get(entity_id)) is not None
            and entity.platform == DOMAIN
        }

    @override
    def is_valid_transition(self, from_state: State, to_state: State) -> bool:
        # Changes fired within one millisecond have the same state.
        return super().is_valid_transition(from_state, to_state) or (
            last_change(from_state) != last_change(to_state)
        )

    @override
    def is_valid_state(
        self, state: State, report_not_triggered: NotTriggeredReasonReporter
    ) -> bool:
        return state.attributes.get(ATTR_EVENT_TYPE) in self._types and (
            self._only_if is None or bool(state.attributes.get(self._only_if))
        )

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        @callback
        def run(
            extra_trigger_payload: dict[str, Any],
            description: str,
            context: Context | None = None,
        ) -> asyncio.Task[Any]:
            state: State = extra_trigger_payload["to_state"]
            change = last_change(state)
            payload = {"change": change, "texts": _texts(self._hass, state, change)}
            return run_action(extra_trigger_payload | payload, description, context)

        return await super().async_attach_runner(run, did_not_trigger)


def _texts(
    hass: HomeAssistant, state: State, change: dict[str, Any]
) -> dict[str, dict[str, str]]:
    """Return the texts of a notification of a change, by language."""
    entity = er.async_get(hass).async_get(state.entity_id)
    device = (
        entity and entity.device_id and dr.async_get(hass).async_get(entity.device_id)
    )
    name = (device and (device.name_by_user or device.name)) or state.name
    found: dict[str, dict[str, str]] = {}
    for language in Language:
        texts = change_texts(get_phrases(hass, language), name, change["type"], change)
        found[language.value] = {
            "title": texts.full.title,
            "message": texts.full.message,
            "discreet_title": texts.discreet.title,
            "discreet_message": texts.discreet.message,
        }
    return found


def _on(*types: ChangeType, only_if: str | None = None) -> type[Trigger]:
    class OnChange(ChangeTrigger):
        """Trigger on fixed types of changes."""

        _types = frozenset(change_type.value for change_type in types)
        _only_if = only_if

    return OnChange


TRIGGERS: Mapping[str, type[Trigger]] = {
    "absence_announced": _on(ChangeType.ABSENCE_ANNOUNCED),
    "absence_recorded": _on(ChangeType.NEW_ABSENCE),
    "absence_to_justify": _on(
        ChangeType.NEW_ABSENCE, ChangeType.NEW_DELAY, only_if="to_justify"
    ),
    "announcement_accepted": _on(ChangeType.ANNOUNCEMENT_ACCEPTED),
    "announcement_refused": _on(ChangeType.ANNOUNCEMENT_REFUSED),
    "balance_low": _on(ChangeType.BALANCE_LOW),
    "delay_recorded": _on(ChangeType.NEW_DELAY),
    "document_received": _on(ChangeType.NEW_DOCUMENT),
    "document_to_hand_in": _on(ChangeType.DOCUMENT_TO_HAND_IN),
    "document_to_sign": _on(ChangeType.DOCUMENT_TO_SIGN),
    "end_of_day_moved": _on(ChangeType.END_OF_DAY_MOVED),
    "evaluation_published": _on(ChangeType.NEW_EVALUATION),
    "exemption_accepted": _on(ChangeType.EXEMPTION_ACCEPTED),
    "exemption_refused": _on(ChangeType.EXEMPTION_REFUSED),
    "exemption_requested": _on(ChangeType.EXEMPTION_REQUESTED),
    "grade_published": _on(ChangeType.NEW_GRADE),
    "homework_changed": _on(ChangeType.HOMEWORK_CHANGED),
    "homework_given": _on(ChangeType.NEW_HOMEWORK),
    "lesson_canceled": _on(ChangeType.LESSON_CANCELED, ChangeType.LESSON_REMOVED),
    "lesson_moved": _on(ChangeType.LESSON_MOVED),
    "menu_published": _on(ChangeType.MENU_PUBLISHED),
    "message_received": _on(ChangeType.NEW_MESSAGE),
    "news_published": _on(ChangeType.NEW_NEWS),
    "observation_written": _on(ChangeType.NEW_OBSERVATION),
    "punishment_given": _on(ChangeType.NEW_PUNISHMENT),
    "report_card_published": _on(ChangeType.REPORT_CARD_PUBLISHED),
    "room_changed": _on(ChangeType.LESSON_ROOM_CHANGED),
    "start_of_day_moved": _on(ChangeType.START_OF_DAY_MOVED),
    "survey_published": _on(ChangeType.NEW_SURVEY),
    "teacher_absent": _on(ChangeType.TEACHER_ABSENT),
    "teacher_changed": _on(ChangeType.LESSON_TEACHER_CHANGED),
    "test_announced": _on(ChangeType.TEST_ANNOUNCED),
    "timetable_changed": _on(
        ChangeType.LESSON_ADDED,
        ChangeType.LESSON_CANCELED,
        ChangeType.LESSON_MOVED,
        ChangeType.LESSON_REMOVED,
        ChangeType.LESSON_REPLACED,
        ChangeType.LESSON_RESTORED,
        ChangeType.LESSON_ROOM_CHANGED,
        ChangeType.LESSON_TEACHER_CHANGED,
    ),
}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers by name."""
    return dict(TRIGGERS)
