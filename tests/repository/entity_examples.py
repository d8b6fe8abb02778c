"""Examples of automations, one for each entity, for the pages that list the entities.

`ENTITY` stands for the ID of the entity. Each example has a message in each language.
"""

from dataclasses import dataclass
from typing import Final

_NOTIFY: Final = """\
actions:
  - action: notify.notify
    data:
      message: "MESSAGE"
"""


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


def _when(trigger: str, english: str, french: str, condition: str = "") -> Example:
    """Return an automation that sends a message."""
    conditions = f"conditions:\n{condition}" if condition else ""
    return Example(
        yaml=f"triggers:\n{trigger}{conditions}{_NOTIFY}",
        english=english,
        french=french,
    )


def _at_its_time(offset: str, english: str, french: str) -> Example:
    """Return an automation at the time that a sensor shows, or some time before it."""
    at = f'\n      entity_id: ENTITY\n      offset: "{offset}"' if offset else " ENTITY"
    return _when(f"  - trigger: time\n    at:{at}\n", english, french)


def _at(time: str, english: str, french: str, condition: str = "") -> Example:
    return _when(f'  - trigger: time\n    at: "{time}"\n', english, french, condition)


_KNOWN: Final = (
    "  - condition: template\n    value_template: \"{{ has_value('ENTITY') }}\"\n"
)
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
    return message.replace("[", "{{ trigger.change.").replace("]", " }}")


def _list(time: str, english: str, french: str) -> Example:
    open_items = (
        "{{ answer['ENTITY']['items'] | map(attribute='summary') | join(', ') }}"
    )
    return Example(
        yaml=f'triggers:\n  - trigger: time\n    at: "{time}"\n'
        "actions:\n  - action: todo.get_items\n    target:\n      entity_id: ENTITY\n"
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
        f"{_state('subject')} in ten minutes, room {_state('room')}",
        f"{_state('subject')} dans dix minutes, salle {_state('room')}",
    ),
    "sensor.current_lesson": _changes(
        f"Now: {_state()}, until {_clock('end')}",
        f"En ce moment : {_state()}, jusqu’à {_clock('end')}",
    ),
    "sensor.last_lesson": _at_its_time(
        "",
        f"Last lesson of the day: {_state('subject')}, until {_clock('end')}",
        f"Dernier cours de la journée : {_state('subject')}, jusqu’à {_clock('end')}",
    ),
    "sensor.first_lesson_next_school_day": _at(
        "20:00:00",
        f"Next lesson: {_state('subject')}, {_day_and_time()}",
        f"Prochain cours : {_state('subject')}, {_day_and_time()}",
        _KNOWN,
    ),
    "sensor.end_of_day": _at_its_time("", "School is over", "Les cours sont finis"),
    "sensor.end_of_next_school_day": _at(
        "20:00:00",
        f"The next school day ends at {_clock()}",
        f"Le prochain jour de classe finit à {_clock()}",
        _KNOWN,
    ),
    "sensor.wake_up": _at_its_time(
        "",
        f"Time to get up: {_state('subject')} at {_clock('first_lesson')}",
        f"Debout : {_state('subject')} à {_clock('first_lesson')}",
    ),
    "sensor.leave_for_school": _at_its_time(
        "",
        f"Time to leave: {_state('subject')} at {_clock('first_lesson')}",
        f"Il faut partir : {_state('subject')} à {_clock('first_lesson')}",
    ),
    "sensor.next_canceled_lesson": _changes(
        f"No lesson: {_state('subject')}, {_day_and_time()}",
        f"Pas cours : {_state('subject')}, {_day_and_time()}",
    ),
    "sensor.school_week": _changes(f"Week {_state()}", f"Semaine {_state()}"),
    "sensor.tests_this_week": _above(
        2, f"{_state()} tests this week", f"{_state()} contrôles cette semaine"
    ),
    "sensor.next_test": _at_its_time(
        "-15:00:00",
        f"Soon a test: {_state('subject')}, {_day_and_time()}",
        f"Bientôt un contrôle : {_state('subject')}, {_day_and_time()}",
    ),
    "sensor.bag": _at(
        "19:30:00",
        f"Bag for {_state('day')}: {_state()} subjects to put in, {_state('take_out')} to take out",
        f"Sac du {_state('day')} : {_state()} matières à mettre, {_state('take_out')} à enlever",
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
        f"Overall average: {_state()} out of {_state('out_of')} ({_state('period')})",
        f"Moyenne générale : {_state()} sur {_state('out_of')} ({_state('period')})",
    ),
    "sensor.class_average": _changes(
        f"Average of the class: {_state()} out of {_state('out_of')}",
        f"Moyenne de la classe : {_state()} sur {_state('out_of')}",
    ),
    "sensor.gap_to_class": _below(
        0,
        f"{_state()} points from the average of the class",
        f"{_state()} points par rapport à la moyenne de la classe",
    ),
    "sensor.subject_average": _below(
        10,
        f"{_state('subject')}: {_state()}, class {_state('class_average')}",
        f"{_state('subject')} : {_state()}, classe {_state('class_average')}",
    ),
    "sensor.last_grade": _changes(
        f"{_state('subject')}: {_state()} out of {_state('out_of')}, coefficient {_state('coefficient')}",
        f"{_state('subject')} : {_state()} sur {_state('out_of')}, coefficient {_state('coefficient')}",
    ),
    "sensor.menu_today": _at(
        "07:30:00", f"Canteen: {_state()}", f"Cantine : {_state()}", _KNOWN
    ),
    "sensor.menu_tomorrow": _at(
        "19:00:00",
        f"Canteen tomorrow: {_state()}",
        f"Cantine demain : {_state()}",
        _KNOWN,
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
        10, f"Canteen balance: {_state()} €", f"Solde de cantine : {_state()} €"
    ),
    "sensor.amount_due": _changes(
        "To pay: {{ states('ENTITY') | float | abs }} €. {{ state_attr('ENTITY', 'note') }}",
        "À payer : {{ states('ENTITY') | float | abs }} €. {{ state_attr('ENTITY', 'note') }}",
    ),
    "sensor.documents_to_sign": _above(
        0, f"Documents to sign: {_state()}", f"Documents à signer : {_state()}"
    ),
    "sensor.documents_to_hand_in": _above(
        0, f"Papers to hand in: {_state()}", f"Pièces à fournir : {_state()}"
    ),
    "sensor.current_period": _changes(
        f"{_state()} has begun, until {_state('end')}",
        f"{_state()} a commencé, jusqu’au {_state('end')}",
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
        "[subject]: [status_text]",
        "[subject] : [status_text]",
    ),
    "event.day": _event(
        "start_of_day_moved",
        "On [date], school starts at {{ as_timestamp(trigger.change.after) | timestamp_custom('%H:%M') }}",
        "Le [date], les cours commencent à {{ as_timestamp(trigger.change.after) | timestamp_custom('%H:%M') }}",
    ),
    "event.homework": _event(
        "homework_given",
        "[subject], for [due]: [text]",
        "[subject], pour le [due] : [text]",
    ),
    "event.grade": _event(
        "grade_published",
        "[subject]: [value]/[out_of], class [class_average]",
        "[subject] : [value]/[out_of], classe [class_average]",
    ),
    "event.evaluation": _event(
        "evaluation_published", "[subject]: [name]", "[subject] : [name]"
    ),
    "event.absence": _event(
        "absence_recorded",
        "Absence: [hours] hours missed",
        "Absence : [hours] heures manquées",
    ),
    "event.delay": _event(
        "delay_recorded", "[minutes] minutes late", "[minutes] minutes de retard"
    ),
    "event.punishment": _event(
        "punishment_given", "[name], given by [given_by]", "[name], par [given_by]"
    ),
    "event.observation": _event(
        "observation_written",
        "[heading], [author]: [text]",
        "[heading], [author] : [text]",
    ),
    "event.announcement": _event(
        "announcement_refused",
        "The school refuses the absence: [message]",
        "L’école refuse l’absence : [message]",
    ),
    "event.exemption": _event(
        "exemption_refused",
        "The school refuses the exemption: [message]",
        "L’école refuse la dispense : [message]",
    ),
    "event.wallet": _event(
        "balance_low", "[name]: [balance] € left", "[name] : il reste [balance] €"
    ),
    "event.news": _event("news_published", "[title] ([author])", "[title] ([author])"),
    "event.survey": _event(
        "survey_published", "To answer: [title]", "À remplir : [title]"
    ),
    "event.message": _event(
        "message_received", "[author]: [subject]", "[author] : [subject]"
    ),
    "event.report_card": _event(
        "report_card_published", "Report card: [period]", "Bulletin : [period]"
    ),
    "event.document": _event("document_received", "[name]", "[name]"),
    "event.menu": _event(
        "menu_published",
        "The menu from [start] is published",
        "Le menu à partir du [start] est publié",
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
