import { TOPICS, type Topic } from "../data/changes";
import {
  HALF,
  known,
  whileKnown,
  whileState,
  type Card,
  type Scribe,
} from "./cards";
import { during } from "./evening";

type Cards = (Card | undefined)[];

/** The day of a child: our card, or tiles. */
export function day(scribe: Scribe, page?: string): Cards {
  const own = scribe.own("day", {
    title: "",
    ...(page === undefined ? {} : { page }),
  });
  if (own !== undefined) return [own];
  // A page about one child has room for what is further away.
  const further =
    page === undefined ? [nextTest(scribe), ...holidays(scribe)] : [];
  return [
    ...lessons(scribe),
    ...warnings(scribe),
    ...further,
    ...menus(scribe),
  ];
}

function nextTest(scribe: Scribe): Card | undefined {
  return whileKnown(
    scribe.sensor("next_test", {
      state_content: ["state", "subject"],
      time_format: { type: "datetime", style: "short" },
    }),
  );
}

/** The lessons around now, and the morning of the next school day. */
function lessons(scribe: Scribe): Cards {
  const { child } = scribe;
  const next = child.entity("sensor", "next_lesson");
  const first = child.entity("sensor", "first_lesson_next_school_day");
  return [
    whileState(
      scribe.sensor("current_lesson", {
        color: "primary",
        state_content: ["state", "room"],
      }),
      child.entity("binary_sensor", "in_class"),
      "on",
    ),
    // In the evening it is the first of the next school day: that one is below.
    whileKnown(
      scribe.sensor("next_lesson", {
        state_content: ["state", "subject", "room"],
      }),
      next,
      known([first]),
    ),
    whileKnown(
      scribe.sensor("first_lesson_next_school_day", {
        state_content: ["state", "subject"],
        time_format: { type: "datetime", style: "short" },
      }),
    ),
    whileKnown(scribe.sensor("wake_up", { ...HALF, time_format: "time" })),
    during(
      "today",
      scribe,
      whileKnown(scribe.sensor("end_of_day", { ...HALF, time_format: "time" })),
    ),
    during(
      "evening",
      scribe,
      whileKnown(
        scribe.sensor("end_of_next_school_day", {
          ...HALF,
          time_format: "time",
        }),
      ),
    ),
    whileKnown(scribe.sensor("bag", HALF)),
  ];
}

/** What is not as usual. */
function warnings(scribe: Scribe): Cards {
  return [
    during("today", scribe, scribe.warning("timetable_changed_today")),
    during("today", scribe, scribe.warning("finishes_early")),
    scribe.warning("timetable_changed_tomorrow"),
    scribe.warning("test_tomorrow"),
    scribe.warning("detention_coming"),
  ];
}

/** What is for lunch: too long for a tile, which shows one line. */
function menus(scribe: Scribe): Cards {
  return (["menu_today", "menu_tomorrow"] as const).map((key) => {
    const entity = scribe.child.entity("sensor", key);
    if (entity === undefined) return undefined;
    const name = scribe.strings.strategy.names[key];
    const card = whileKnown(
      {
        type: "markdown",
        content: `**${name}**\n\n{{ states("${entity}") }}`,
        grid_options: { columns: "full" },
      },
      entity,
    );
    return key === "menu_today" ? during("today", scribe, card) : card;
  });
}

/** Homework to tick: all of it, or that of the next days. */
export function homework(
  scribe: Scribe,
  days?: number,
  rows?: number,
): Card | undefined {
  const entity = scribe.child.entity("todo", "homework");
  if (entity === undefined) return undefined;
  const title = scribe.strings.strategy.homework;
  return (
    scribe.own(
      "homework",
      days === undefined ? { title } : { title, days, ...limited(rows) },
    ) ?? {
      type: "todo-list",
      entity,
      title,
      hide_section_headers: true,
      hide_completed: true,
      hide_create: true,
      ...(days === undefined
        ? {}
        : { due_date_period: { calendar: { period: "day", offset: days } } }),
      grid_options: { columns: "full" },
    }
  );
}

/** The next days without school, or those that last. */
function holidays(scribe: Scribe): Cards {
  const entity = scribe.child.ofSchool("calendar", "holidays");
  const next = scribe.tile(entity, "next_holidays", {
    state_content: ["message", "start_time"],
    time_format: { type: "date", style: "long" },
  });
  const present = scribe.tile(entity, "holidays", { state_content: "message" });
  return [whileState(next, entity, "off"), whileState(present, entity, "on")];
}

const GRADES: Topic[] = ["grade", "evaluation", "report_card"];
const HOURS = 72;

/** What the school did these last days, about anything or about some topics. */
export function changes(
  scribe: Scribe,
  topics?: Topic[],
  rows?: number,
): Card | undefined {
  const { hide_grades } = scribe.config;
  return (
    scribe.own("changes", {
      title: scribe.strings.strategy.whatHappened,
      ...(hide_grades ? { discreet: true } : {}),
      ...(topics === undefined ? {} : { topics }),
      ...limited(rows),
    }) ??
    log(
      scribe,
      topics ??
        TOPICS.filter((topic) => !hide_grades || !GRADES.includes(topic)),
    )
  );
}

/** Only the first of a list, with a button for all of it. */
function limited(rows: number | undefined): object {
  return rows === undefined ? {} : { rows };
}

/** The log of some topics. */
function log(scribe: Scribe, topics: readonly Topic[]): Card | undefined {
  const entities = known(
    topics.map((topic) => scribe.child.entity("event", topic)),
  );
  if (entities.length === 0) return undefined;
  return {
    type: "logbook",
    title: scribe.strings.strategy.whatHappened,
    target: { entity_id: entities },
    hours_to_show: HOURS,
    grid_options: { columns: "full", rows: 3 },
  };
}
