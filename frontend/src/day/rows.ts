import { addDays, dayOf, formatDay, relativeDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import { formatClock, localTimes } from "../base/times";
import type { Brief } from "../data/actions";
import type { Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** Something about the day, in one sentence or a few lines, and the entity that a tap opens. */
export interface Item {
  icon: string;
  text: string;
  /** What stands for the text where there is no room for it. */
  short?: string;
  entity: string | undefined;
  /** A page that a tap opens instead. */
  path?: string;
}

/** A row of the card; only the alerts stand side by side. */
export interface Row {
  kind: "now" | "day" | "alert" | "more";
  items: Item[];
}

/** How many days before them days off are announced. */
const SOON = 7;
const SHOWN_CHANGES = 3;

/** A child's day in rows: what goes on, the hours, at most two rows of alerts, the bag and the menu. */
export function rowsOf(
  hass: HomeAssistant,
  strings: Strings,
  child: Child,
  brief: Brief,
  today: Day,
  page?: string,
): Row[] {
  const { lines } = brief;
  const told = (key: string): string[] =>
    lines[key] === undefined ? [] : [lines[key]];
  const timed = (key: string): string[] =>
    told(key).map((line) => localTimes(hass, line));
  const item = (
    icon: string,
    texts: string[],
    entity: string | undefined,
    path?: string,
  ): Item[] =>
    texts.length === 0
      ? []
      : [{ icon, text: texts.join("\n"), entity, ...(path && { path }) }];
  const count = (
    icon: string,
    text: string,
    all: unknown[] | undefined,
    entity: string | undefined,
  ): Item[] => {
    if (!all?.length) return [];
    const short = String(all.length);
    return [{ icon, text: fill(text, { count: short }), short, entity }];
  };
  const ofLessons = [
    ...item(
      "mdi:file-document-edit-outline",
      [...told("tests"), ...laterTest(hass, strings, child, brief, today)],
      child.entity("sensor", "next_test"),
    ),
    ...item(
      "mdi:account-alert-outline",
      timed("detention"),
      child.entity("calendar", "school_life"),
    ),
  ];
  const forParents = [
    ...count(
      "mdi:account-question-outline",
      strings.day.toJustify,
      brief.to_justify,
      child.entity("sensor", "unjustified_absences"),
    ),
    ...count(
      "mdi:draw-pen",
      strings.day.toSign,
      brief.to_sign,
      child.entity("sensor", "to_acknowledge"),
    ),
  ];
  // Two short ones fit beside one about lessons; they also stand on the page about the child.
  const others =
    ofLessons.length > 1 ? ofLessons : [...ofLessons, ...forParents];
  const toDo = child.entity("todo", "bag");
  const rows: Row[] = [
    {
      kind: "now",
      items: item(
        "mdi:cloud-off-outline",
        timed("silent"),
        child.ofSchool("sensor", "last_successful_update"),
      ),
    },
    ...lessonsToday(hass, strings, child, today).map((one): Row => ({
      kind: "now",
      items: [one],
    })),
    {
      kind: "day",
      items: item(
        "mdi:party-popper",
        timed("holidays"),
        child.ofSchool("calendar", "holidays"),
      ),
    },
    {
      kind: "day",
      items: item(
        "mdi:school-outline",
        [...told("free_days"), ...timed("hours"), ...timed("morning")],
        child.entity(
          "sensor",
          brief.date === today ? "end_of_day" : "first_lesson_next_school_day",
        ),
      ),
    },
    {
      kind: "alert",
      items: item(
        "mdi:calendar-alert",
        firstLines(strings, timed("changes")),
        child.entity("event", "lesson"),
        page,
      ),
    },
    { kind: "alert", items: others },
    {
      kind: "more",
      items: item(
        "mdi:bag-personal-outline",
        told("bag"),
        toDo,
        toDo && `/todo?entity_id=${toDo}`,
      ),
    },
    {
      kind: "more",
      items: item(
        "mdi:silverware-fork-knife",
        told("menu"),
        child.entity("calendar", "menus"),
      ),
    },
    {
      kind: "more",
      items: item(
        "mdi:beach",
        soon(hass, strings, child, brief, today),
        child.ofSchool("calendar", "holidays"),
      ),
    },
  ];
  return rows.filter(({ items }) => items.length > 0);
}

/** The first lines of a text of many lines, and how many more there are. */
function firstLines(strings: Strings, texts: string[]): string[] {
  const lines = texts.flatMap((text) => text.split("\n"));
  if (lines.length <= SHOWN_CHANGES) return lines;
  const left = lines.length - SHOWN_CHANGES + 1;
  return [
    ...lines.slice(0, SHOWN_CHANGES - 1),
    fill(strings.day.others, { count: String(left) }),
  ];
}

/** The lesson that goes on, and the one after it today. */
function lessonsToday(
  hass: HomeAssistant,
  strings: Strings,
  child: Child,
  today: Day,
): Item[] {
  const present = child.entity("sensor", "current_lesson");
  const next = child.entity("sensor", "next_lesson");
  const items: Item[] = [];
  const current = known(hass, present);
  if (current !== undefined)
    items.push({
      icon: "mdi:book-open-variant",
      text: fill(strings.day.current, {
        lesson: withRoom(current.state, current.attributes),
        end: formatClock(hass, String(current.attributes["end"])),
      }),
      entity: present,
    });
  const following = known(hass, next);
  if (
    following !== undefined &&
    dayOf(hass, new Date(following.state)) === today
  )
    items.push({
      icon: "mdi:clock-outline",
      text: fill(strings.day.next, {
        lesson: withRoom(
          textOf(following.attributes["subject"]) ||
            withoutSubject(strings, following.attributes),
          following.attributes,
        ),
        start: formatClock(hass, following.state),
      }),
      entity: next,
    });
  return items;
}

/** The name of a lesson without a subject, such as a detention. */
function withoutSubject(
  strings: Strings,
  { status }: Record<string, unknown>,
): string {
  const { statuses, lesson } = strings.timetable;
  return statuses[textOf(status)] ?? lesson;
}

function withRoom(lesson: string, attributes: Record<string, unknown>): string {
  return dotted([lesson, textOf(attributes["room"])]);
}

/** The text of an attribute; empty if it has none. */
function textOf(attribute: unknown): string {
  return typeof attribute === "string" ? attribute : "";
}

/** The next test, if it is on a later day than the brief tells of. */
function laterTest(
  hass: HomeAssistant,
  strings: Strings,
  child: Child,
  brief: Brief,
  today: Day,
): string[] {
  const test = known(hass, child.entity("sensor", "next_test"));
  if (test === undefined || brief.lines["tests"] !== undefined) return [];
  const day = dayOf(hass, new Date(test.state));
  if (day <= (brief.date ?? today)) return [];
  const when = `${shortDay(hass, strings, day, today)} ${formatClock(hass, test.state)}`;
  const subject = textOf(test.attributes["subject"]);
  return [fill(strings.day.nextTest, { subject, when }).replace(" , ", " ")];
}

/** The next days off, while they are near. */
function soon(
  hass: HomeAssistant,
  strings: Strings,
  child: Child,
  brief: Brief,
  today: Day,
): string[] {
  const entity = child.ofSchool("calendar", "holidays");
  const calendar = known(hass, entity);
  if (calendar?.state !== "off" || brief.lines["holidays"] !== undefined)
    return [];
  const { message, start_time: start } = calendar.attributes;
  if (typeof message !== "string" || typeof start !== "string") return [];
  const day = start.slice(0, 10);
  if (day > addDays(today, SOON)) return [];
  return [
    fill(strings.day.soon, {
      name: message,
      day: shortDay(hass, strings, day, today),
    }),
  ];
}

/** "tomorrow", or "Sat 19 Dec". */
export function shortDay(
  hass: HomeAssistant,
  strings: Strings,
  day: Day,
  today: Day,
): string {
  return (
    relativeDay(strings, day, today)?.toLocaleLowerCase(hass.language) ??
    formatDay(hass, day, { weekday: "short", day: "numeric", month: "short" })
  );
}

function known(hass: HomeAssistant, entity: string | undefined) {
  const state = entity === undefined ? undefined : hass.states[entity];
  return state === undefined || ["unknown", "unavailable"].includes(state.state)
    ? undefined
    : state;
}

function fill(text: string, blanks: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => blanks[name] ?? "");
}
