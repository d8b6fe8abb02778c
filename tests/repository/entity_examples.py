"""Examples of automations, one for each entity, for the pages that list the entities.

`ENTITY` stands for the ID of the entity. Each example has a message in each language.

A message that shows a value of the entity is only sent while there is one, also when a person runs
the actions of the automation: the first action is then a condition.
"""

from dataclasses import dataclass
import re
from typing import Final

_NOTIFY: Final = """\
  - action: notify.notify
    data:
      message: "MESSAGE"
"""
_KNOWN: Final = (
    "  - condition: template\n    value_template: \"{{ has_value('ENTITY') }}\"\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An automation that uses an entity."""

    yaml: str
    english: str = ""
    french: str = ""

    def text(self, entity_id: str, language: str) -> str:
        """Return the automation as YAML."""
        message = self.english if language == "en" else self.french
        return self.yaml.replace("MESSAGE", message).replace("ENTITY", entity_id)


def _state(attribute: str | None = None) -> str:
    """Return a template of the state, or of an attribute."""
    if attribute is None:
        return "{{ states('ENTITY') }}"
    return f"{{{{ state_attr('ENTITY', '{attribute}') }}}}"


def _subject(otherwise: str) -> str:
    """Return a template of the subject, or a word for a lesson without one."""
    return f"{{{{ state_attr('ENTITY', 'subject') or '{otherwise}' }}}}"


def _clock(attribute: str | None = None) -> str:
    """Return a template of the time of day of the state, or of an attribute."""
    source = (
        "states('ENTITY')"
        if attribute is None
        else f"state_attr('ENTITY', '{attribute}')"
    )
    return f"{{{{ as_timestamp({source}) | timestamp_custom('%H:%M') }}}}"


def _day_and_time() -> str:
    return "{{ as_timestamp(states('ENTITY')) | timestamp_custom('%d/%m %H:%M') }}"


def _day(name: str) -> str:
    """Return a template of the day of an attribute."""
    return f"{{{{ as_datetime(state_attr('ENTITY', '{name}')).strftime('%d/%m') }}}}"


def _optional(before: str, attribute: str, after: str = "") -> str:
    """Return a template of an attribute that can be empty, with the text around it."""
    return (
        f"{{% if state_attr('ENTITY', '{attribute}') %}}"
        f"{before}{_state(attribute)}{after}{{% endif %}}"
    )


def _when(trigger: str, english: str, french: str, condition: str = "") -> Example:
    """Return an automation that sends a message."""
    conditions = f"conditions:\n{condition}" if condition else ""
    known = _KNOWN if "ENTITY" in english else ""
    return Example(
        yaml=f"triggers:\n{trigger}{conditions}actions:\n{known}{_NOTIFY}",
        english=english,
        french=french,
    )


def _at_its_time(offset: str, english: str, french: str) -> Example:
    """Return an automation at the time that a sensor shows, or some time before it."""
    at = f'\n      entity_id: ENTITY\n      offset: "{offset}"' if offset else " ENTITY"
    return _when(f"  - trigger: time\n    at:{at}\n", english, french)


def _at(time: str, english: str, french: str, condition: str = "") -> Example:
    return _when(f'  - trigger: time\n    at: "{time}"\n', english, french, condition)


_ABOVE_ZERO: Final = (
    "  - condition: numeric_state\n    entity_id: ENTITY\n    above: 0\n"
)
_ON: Final = '  - condition: state\n    entity_id: ENTITY\n    state: "on"\n'


def _limit(side: str, limit: int, english: str, french: str) -> Example:
    return _when(
        f"  - trigger: numeric_state\n    entity_id: ENTITY\n    {side}: {limit}\n",
        english,
        french,
    )


def _above(limit: int, english: str, french: str) -> Example:
    return _limit("above", limit, english, french)


def _below(limit: int, english: str, french: str) -> Example:
    return _limit("below", limit, english, french)


def _turns_on(english: str, french: str) -> Example:
    return _when(
        '  - trigger: state\n    entity_id: ENTITY\n    from: "off"\n    to: "on"\n',
        english,
        french,
    )


def _changes(english: str, french: str) -> Example:
    return _when(
        "  - trigger: state\n    entity_id: ENTITY\n"
        "    not_from: unavailable\n"
        "    not_to:\n      - unknown\n      - unavailable\n",
        english,
        french,
    )


def _calendar(offset: str, english: str, french: str) -> Example:
    summary = "{{ trigger.calendar_event.summary }}"
    return _when(
        "  - trigger: calendar\n    entity_id: ENTITY\n    event: start\n"
        f'    offset: "{offset}"\n',
        english.replace("SUMMARY", summary),
        french.replace("SUMMARY", summary),
    )


def _event(trigger: str, english: str, french: str) -> Example:
    """Return an automation on a trigger of the integration; words in capitals are data of the change."""
    return _when(
        f"  - trigger: pronote.{trigger}\n    target:\n      entity_id: ENTITY\n",
        _with_data(english),
        _with_data(french),
    )


def _with_data(message: str) -> str:
    """Return a message with its data: `[name]`, or `[name|Word]` where the school may leave it out."""
    message = re.sub(r"\[(\w+)\|(.+?)\]", r"{{ trigger.change.\1 or '\2' }}", message)
    return message.replace("[", "{{ trigger.change.").replace("]", " }}")


def _given(before: str, name: str, after: str = "") -> str:
    """Return a template of data that can be empty, with the text around it."""
    return f"{{% if trigger.change.{name} %}}{before}[{name}]{after}{{% endif %}}"


def _on(name: str) -> str:
    """Return a template of the day of data."""
    return f"{{{{ as_datetime(trigger.change.{name}).strftime('%d/%m') }}}}"


def _from(name: str) -> str:
    """Return a template of the time of day of data."""
    return f"{{{{ as_timestamp(trigger.change.{name}) | timestamp_custom('%H:%M') }}}}"


_MARK: Final = (
    "{{ trigger.change.code or trigger.change.value ~ '/' ~ trigger.change.out_of }}"
)
"""The value of a grade, or why there is none."""


def _list(time: str, english: str, french: str) -> Example:
    open_items = (
        "{{ answer['ENTITY']['items'] | map(attribute='summary') | join(', ') }}"
    )
    return Example(
        yaml=f'triggers:\n  - trigger: time\n    at: "{time}"\n'
        f"actions:\n{_KNOWN}  - action: todo.get_items\n    target:\n      entity_id: ENTITY\n"
        "    data:\n      status: needs_action\n    response_variable: answer\n"
        '  - action: notify.notify\n    data:\n      message: "MESSAGE"\n',
        english=english.replace("ITEMS", open_items),
        french=french.replace("ITEMS", open_items),
    )


def _write(english: str, french: str) -> Example:
    return Example(
        yaml="actions:\n  - action: notify.send_message\n    target:\n      entity_id: ENTITY\n"
        '    data:\n      message: "MESSAGE"\n',
        english=english,
        french=french,
    )


_IN_THREE_DAYS: Final = """\
  - condition: template
    value_template: >-
      {{ has_value('ENTITY')
         and (as_datetime(states('ENTITY')).date() - now().date()).days == 3 }}
"""

EXAMPLES: Final[dict[str, Example]] = {
    "sensor.next_lesson": _at_its_time(
        "-00:10:00",
        f"{_subject('A lesson')} in ten minutes{_optional(', room ', 'room')}",
        f"{_subject('Un cours')} dans dix minutes{_optional(', salle ', 'room')}",
    ),
    "sensor.current_lesson": _changes(
        f"Now: {_state()}, until {_clock('end')}",
        f"En ce moment : {_state()}, jusqu’à {_clock('end')}",
    ),
    "sensor.last_lesson": _at_its_time(
        "",
        f"Last lesson of the day: {_subject('a lesson')}, until {_clock('end')}",
        f"Dernier cours de la journée : {_subject('un cours')}, jusqu’à {_clock('end')}",
    ),
    "sensor.first_lesson_next_school_day": _at(
        "20:00:00",
        f"Next lesson: {_subject('a lesson')}, {_day_and_time()}",
        f"Prochain cours : {_subject('un cours')}, {_day_and_time()}",
    ),
    "sensor.end_of_day": _at_its_time("", "School is over", "Les cours sont finis"),
    "sensor.end_of_next_school_day": _at(
        "20:00:00",
        f"The next school day ends at {_clock()}",
        f"Le prochain jour de classe finit à {_clock()}",
    ),
    "sensor.wake_up": _at_its_time(
        "",
        f"Time to get up: {_subject('a lesson')} at {_clock('first_lesson')}",
        f"Debout : {_subject('un cours')} à {_clock('first_lesson')}",
    ),
    "sensor.leave_for_school": _at_its_time(
        "",
        f"Time to leave: {_subject('a lesson')} at {_clock('first_lesson')}",
        f"Il faut partir : {_subject('un cours')} à {_clock('first_lesson')}",
    ),
    "sensor.next_canceled_lesson": _changes(
        f"Canceled: {_subject('a lesson')}, {_day_and_time()}",
        f"Annulé : {_subject('un cours')}, {_day_and_time()}",
    ),
    "sensor.school_week": _changes(f"Week {_state()}", f"Semaine {_state()}"),
    "sensor.tests_this_week": _above(
        2, f"{_state()} tests this week", f"{_state()} contrôles cette semaine"
    ),
    "sensor.next_test": _at_its_time(
        "-15:00:00",
        f"Soon a test: {_subject('a lesson')}, {_day_and_time()}",
        f"Bientôt un contrôle : {_subject('un cours')}, {_day_and_time()}",
    ),
    "sensor.bag": _at(
        "19:30:00",
        f"Bag for {_day('day')}: {_state()} subjects to put in, {_state('take_out')} to take out",
        f"Sac du {_day('day')} : {_state()} matières à mettre, {_state('take_out')} à enlever",
        _ABOVE_ZERO,
    ),
    "sensor.next_holidays": _at(
        "18:00:00",
        f"{_state('name')} in three days",
        f"{_state('name')} dans trois jours",
        _IN_THREE_DAYS,
    ),
    "sensor.homework_to_do": _above(
        5, f"{_state()} homework items to do", f"{_state()} devoirs à faire"
    ),
    "sensor.homework_next_school_day": _at(
        "18:30:00",
        f"{_state()} homework items left for the next school day",
        f"Encore {_state()} devoirs pour le prochain jour de classe",
        _ABOVE_ZERO,
    ),
    "sensor.homework_overdue": _above(
        0, f"{_state()} homework items overdue", f"{_state()} devoirs en retard"
    ),
    "sensor.overall_average": _below(
        10,
        f"Overall average: {_state()} ({_state('period')})",
        f"Moyenne générale : {_state()} ({_state('period')})",
    ),
    "sensor.class_average": _changes(
        f"Average of the class: {_state()} ({_state('period')})",
        f"Moyenne de la classe : {_state()} ({_state('period')})",
    ),
    "sensor.gap_to_class": _below(
        0,
        f"{_state()} points from the average of the class",
        f"{_state()} points par rapport à la moyenne de la classe",
    ),
    "sensor.subject_average": _below(
        10,
        f"{_state('subject')}: {_state()}{_optional(', class ', 'class_average')}",
        f"{_state('subject')} : {_state()}{_optional(', classe ', 'class_average')}",
    ),
    "sensor.last_grade": _changes(
        f"{_subject('Grade')}: {_state()}{_optional('/', 'out_of')}{_optional(', coefficient ', 'coefficient')}",
        f"{_subject('Note')} : {_state()}{_optional('/', 'out_of')}{_optional(', coefficient ', 'coefficient')}",
    ),
    "sensor.menu_today": _at(
        "07:30:00", f"Canteen: {_state()}", f"Cantine : {_state()}"
    ),
    "sensor.menu_tomorrow": _at(
        "19:00:00",
        f"Canteen tomorrow: {_state()}",
        f"Cantine demain : {_state()}",
    ),
    "sensor.unjustified_absences": _above(
        0,
        f"Unjustified absences: {_state()} ({_state('period')})",
        f"Absences non justifiées : {_state()} ({_state('period')})",
    ),
    "sensor.delays": _above(
        2,
        f"Delays: {_state()} ({_state('period')})",
        f"Retards : {_state()} ({_state('period')})",
    ),
    "sensor.punishments": _above(
        0,
        f"Punishments: {_state()} ({_state('period')})",
        f"Punitions : {_state()} ({_state('period')})",
    ),
    "sensor.observations": _above(
        0,
        f"Observations: {_state()} ({_state('period')})",
        f"Observations : {_state()} ({_state('period')})",
    ),
    "sensor.to_acknowledge": _above(
        0,
        f"To acknowledge in PRONOTE: {_state()}",
        f"Accusés de réception à donner dans PRONOTE : {_state()}",
    ),
    "sensor.unread_news": _above(
        0, f"Unread news: {_state()}", f"Informations non lues : {_state()}"
    ),
    "sensor.surveys_to_answer": _above(
        0, f"Surveys to answer: {_state()}", f"Sondages à remplir : {_state()}"
    ),
    "sensor.wallet": _below(
        10, f"Canteen balance: €{_state()}", f"Solde de cantine : {_state()} €"
    ),
    "sensor.amount_due": _changes(
        f"To pay: €{{{{ states('ENTITY') | float | abs }}}}{_optional('. ', 'note')}",
        f"À payer : {{{{ states('ENTITY') | float | abs }}}} €{_optional('. ', 'note')}",
    ),
    "sensor.documents_to_sign": _above(
        0, f"Documents to sign: {_state()}", f"Documents à signer : {_state()}"
    ),
    "sensor.documents_to_hand_in": _above(
        0, f"Papers to hand in: {_state()}", f"Pièces à fournir : {_state()}"
    ),
    "sensor.current_period": _changes(
        f"{_state()} has begun",
        f"{_state()} a commencé",
    ),
    "sensor.unread_messages": _above(
        0, f"Unread messages: {_state()}", f"Messages non lus : {_state()}"
    ),
    "sensor.last_successful_update": _when(
        "  - trigger: template\n    value_template: >-\n"
        "      {{ has_value('ENTITY')\n"
        "         and now() - as_datetime(states('ENTITY')) > timedelta(hours=24) }}\n",
        "PRONOTE has not been updated for a day",
        "PRONOTE n’est plus actualisé depuis un jour",
    ),
    "sensor.requests_today": _above(
        600,
        f"{_state()} requests to PRONOTE today",
        f"{_state()} requêtes vers PRONOTE aujourd’hui",
    ),
    "sensor.logins_today": _above(
        60,
        f"{_state()} logins to PRONOTE today",
        f"{_state()} connexions à PRONOTE aujourd’hui",
    ),
    "binary_sensor.school_day_today": _at(
        "07:00:00", "There is school today", "Il y a école aujourd’hui", _ON
    ),
    "binary_sensor.school_day_tomorrow": _at(
        "20:00:00", "There is school tomorrow", "Il y a école demain", _ON
    ),
    "binary_sensor.in_class": _turns_on("A lesson has begun", "Un cours a commencé"),
    "binary_sensor.holidays": _turns_on("Holidays!", "C’est les vacances !"),
    "binary_sensor.timetable_changed_today": _turns_on(
        "Today’s timetable has changed", "L’emploi du temps d’aujourd’hui a changé"
    ),
    "binary_sensor.timetable_changed_tomorrow": _turns_on(
        "Tomorrow’s timetable has changed", "L’emploi du temps de demain a changé"
    ),
    "binary_sensor.morning_off": _turns_on(
        "No lessons on the next morning", "Pas cours au prochain matin de classe"
    ),
    "binary_sensor.finishes_early": _turns_on(
        "School finishes early today", "Les cours finissent plus tôt aujourd’hui"
    ),
    "binary_sensor.finishes_early_next_school_day": _turns_on(
        "The next school day finishes early",
        "Le prochain jour de classe finit plus tôt",
    ),
    "binary_sensor.test_tomorrow": _at(
        "18:00:00", "There is a test tomorrow", "Il y a un contrôle demain", _ON
    ),
    "binary_sensor.outing_today": _at(
        "07:00:00", "There is an outing today", "Il y a une sortie aujourd’hui", _ON
    ),
    "binary_sensor.absence_in_progress": _turns_on(
        "The school has recorded an absence", "L’école a signalé une absence"
    ),
    "binary_sensor.detention_coming": _turns_on(
        "A detention is announced", "Une retenue est annoncée"
    ),
    "binary_sensor.low_balance": _turns_on(
        "The canteen balance is low", "Le solde de cantine est bas"
    ),
    "calendar.lessons": _calendar(
        "-00:05:00", "In five minutes: SUMMARY", "Dans cinq minutes : SUMMARY"
    ),
    "calendar.tests": _calendar(
        "-15:00:00", "Soon a test: SUMMARY", "Bientôt un contrôle : SUMMARY"
    ),
    "calendar.homework": _calendar(
        "-06:00:00", "For tomorrow: SUMMARY", "Pour demain : SUMMARY"
    ),
    "calendar.school_life": _calendar(
        "-01:00:00", "In an hour: SUMMARY", "Dans une heure : SUMMARY"
    ),
    "calendar.menus": _calendar("-00:30:00", "Soon: SUMMARY", "Bientôt : SUMMARY"),
    "calendar.holidays": _calendar(
        "-06:00:00", "Tomorrow: SUMMARY", "Demain : SUMMARY"
    ),
    "todo.homework": _list(
        "18:30:00", "Homework left: ITEMS", "Devoirs à faire : ITEMS"
    ),
    "todo.bag": _list("19:30:00", "The bag: ITEMS", "Le sac : ITEMS"),
    "event.lesson": _event(
        "timetable_changed",
        f"[subject|A lesson], {_on('start')} {_from('start')}{_given(': ', 'status_text')}",
        f"[subject|Un cours], {_on('start')} {_from('start')}{_given(' : ', 'status_text')}",
    ),
    "event.day": _event(
        "start_of_day_moved",
        f"On {_on('after')}, school starts at {_from('after')}",
        f"Le {_on('after')}, les cours commencent à {_from('after')}",
    ),
    "event.homework": _event(
        "homework_given",
        f"[subject|Homework], for {_on('due')}{_given(': ', 'text')}",
        f"[subject|Devoirs], pour le {_on('due')}{_given(' : ', 'text')}",
    ),
    "event.grade": _event(
        "grade_published",
        f"[subject|Grade]: {_MARK}{_given(', class ', 'class_average')}",
        f"[subject|Note] : {_MARK}{_given(', classe ', 'class_average')}",
    ),
    "event.evaluation": _event(
        "evaluation_published",
        f"[subject|Skills]{_given(': ', 'name')}",
        f"[subject|Compétences]{_given(' : ', 'name')}",
    ),
    "event.absence": _event(
        "absence_recorded",
        f"Absence on {_on('start')}{_given(': ', 'hours', ' hours missed')}",
        f"Absence le {_on('start')}{_given(' : ', 'hours', ' heures manquées')}",
    ),
    "event.delay": _event(
        "delay_recorded",
        f"Late on {_on('start')}{_given(': ', 'minutes', ' minutes')}",
        f"Retard le {_on('start')}{_given(' : ', 'minutes', ' minutes')}",
    ),
    "event.punishment": _event(
        "punishment_given",
        f"[name|Punishment]{_given(', given by ', 'given_by')}",
        f"[name|Punition]{_given(', donnée par ', 'given_by')}",
    ),
    "event.observation": _event(
        "observation_written",
        f"[heading|Observation]{_given(', ', 'author')}{_given(': ', 'text')}",
        f"[heading|Observation]{_given(', ', 'author')}{_given(' : ', 'text')}",
    ),
    "event.announcement": _event(
        "announcement_refused",
        f"The school refuses the absence{_given(': ', 'message')}",
        f"L’école refuse l’absence{_given(' : ', 'message')}",
    ),
    "event.exemption": _event(
        "exemption_refused",
        f"The school refuses the exemption{_given(': ', 'message')}",
        f"L’école refuse la dispense{_given(' : ', 'message')}",
    ),
    "event.wallet": _event(
        "balance_low",
        "[name|Canteen]: €[balance] left",
        "[name|Cantine] : il reste [balance] €",
    ),
    "event.news": _event(
        "news_published",
        f"[title|News]{_given(' (', 'author', ')')}",
        f"[title|Information]{_given(' (', 'author', ')')}",
    ),
    "event.survey": _event(
        "survey_published",
        "To answer: [title|a survey]",
        "À remplir : [title|un sondage]",
    ),
    "event.message": _event(
        "message_received",
        f"[subject|Message]{_given(' (', 'author', ')')}",
        f"[subject|Message]{_given(' (', 'author', ')')}",
    ),
    "event.report_card": _event(
        "report_card_published", "Report card: [period]", "Bulletin : [period]"
    ),
    "event.document": _event("document_received", "[name|Document]", "[name|Document]"),
    "event.menu": _event(
        "menu_published",
        f"The menu from {_on('start')} is published",
        f"Le menu à partir du {_on('start')} est publié",
    ),
    "event.period": _changes(
        f"{_state('period')} has begun", f"{_state('period')} a commencé"
    ),
    "button.refresh": Example(
        yaml='triggers:\n  - trigger: time\n    at: "06:15:00"\n'
        "actions:\n  - action: button.press\n    target:\n      entity_id: ENTITY\n"
    ),
    "image.photo": Example(
        yaml='triggers:\n  - trigger: time\n    at: "07:30:00"\n'
        'actions:\n  - action: notify.notify\n    data:\n      message: "MESSAGE"\n'
        "      data:\n        image: /api/image_proxy/ENTITY\n",
        english="Have a good day!",
        french="Bonne journée !",
    ),
    "notify.head_teacher": _write(
        "Hello, may we meet next week?",
        "Bonjour, pourrions-nous nous voir la semaine prochaine ?",
    ),
    "notify.school_life": _write(
        "Hello, the bus is late today.", "Bonjour, le car a du retard aujourd’hui."
    ),
}
"""By domain and translation key."""
