import type { Child } from "../data/child";
import type { Strings } from "../strings";
import {
  HALF,
  heading,
  known,
  ownSection,
  Scribe,
  section,
  whileKnown,
  type Card,
  type Section,
  type View,
} from "./cards";
import type { FamilyConfig } from "./config";
import { changes, day, homework } from "./topics";

const COLUMNS = 3;

/** A path of its own: neither a name, nor a place in a row that may change. */
export function childPath(child: Child): string {
  return `child-${child.device}`;
}

/** Everything about a child. */
export function childView(
  child: Child,
  config: FamilyConfig,
  strings: Strings,
  now: Date,
): View {
  const texts = strings.strategy;
  const scribe = new Scribe(child, config, strings);
  return {
    title: child.name,
    path: childPath(child),
    type: "sections",
    max_columns: COLUMNS,
    dense_section_placement: true,
    sections: known([
      section(heading(texts.now, "mdi:clock-outline"), [...day(scribe)]),
      ownSection(
        scribe,
        "timetable",
        texts.week,
        "mdi:calendar-week",
        () => [week(child)],
        COLUMNS - 1,
      ),
      // Its card has a heading of its own, whichever it is.
      {
        type: "grid",
        column_span: COLUMNS - 1,
        cards: known([homework(scribe), bag(scribe)]),
      },
      inbox(scribe),
      documents(scribe),
      office(scribe),
      config.hide_grades
        ? undefined
        : ownSection(
            scribe,
            "grades",
            texts.grades,
            "mdi:school-outline",
            () => grades(scribe, now),
            COLUMNS,
          ),
      ...(config.hide_grades ? [] : [skills(scribe), reportCard(scribe)]),
      ownSection(
        scribe,
        "menu",
        texts.menus,
        "mdi:silverware-fork-knife",
        () => [calendar([child.entity("calendar", "menus")], 6)],
        COLUMNS,
      ),
    ]),
  };
}

function calendar(
  entities: readonly (string | undefined)[],
  rows: number,
): Card | undefined {
  const present = known(entities);
  return present.length === 0
    ? undefined
    : {
        type: "calendar",
        entities: present,
        initial_view: "listWeek",
        grid_options: { columns: "full", rows },
      };
}

function week(child: Child): Card | undefined {
  const keys = ["lessons", "school_life"];
  return calendar(
    keys.map((key) => child.entity("calendar", key)),
    10,
  );
}

/** The averages, now and since September, and the subjects one by one. */
function grades(scribe: Scribe, now: Date): (Card | undefined)[] {
  const { child, strings } = scribe;
  const { names } = strings.strategy;
  const curves = known(
    (["overall_average", "class_average"] as const).map((key) => {
      const entity = child.entity("sensor", key);
      return entity === undefined ? undefined : { entity, name: names[key] };
    }),
  );
  return [
    scribe.sensor("overall_average", HALF),
    scribe.sensor("class_average", HALF),
    whileKnown(
      scribe.sensor("last_grade", {
        state_content: ["state", "subject", "title"],
      }),
    ),
    curves.length === 0
      ? undefined
      : {
          type: "statistics-graph",
          entities: curves,
          stat_types: ["mean"],
          period: "day",
          chart_type: "line",
          days_to_show: daysOfSchoolYear(now),
          grid_options: { columns: "full" },
        },
    subjects(child.entities("sensor", "subject_average")),
  ];
}

function subjects(entities: string[]): Card | undefined {
  return entities.length === 0
    ? undefined
    : {
        type: "entities",
        entities: entities.map((entity) => ({
          entity,
          name: { type: "entity" },
        })),
        grid_options: { columns: "full" },
      };
}

const SEPTEMBER = 8;
const A_DAY = 86_400_000;

/** How long the school year has lasted; the first days of it show the month before. */
export function daysOfSchoolYear(now: Date): number {
  const year = now.getFullYear() - (now.getMonth() < SEPTEMBER ? 1 : 0);
  const since = +now - +new Date(year, SEPTEMBER, 1);
  return Math.max(30, Math.ceil(since / A_DAY));
}

/** News, surveys and messages. */
function inbox(scribe: Scribe): Section | undefined {
  const texts = scribe.strings.strategy;
  return ownSection(scribe, "inbox", texts.news, "mdi:bullhorn-outline", () => [
    scribe.sensor("unread_news", HALF),
    scribe.tile(
      scribe.child.ofSchool("sensor", "unread_messages"),
      "unread_messages",
      HALF,
    ),
    scribe.sensor("surveys_to_answer", HALF),
  ]);
}

/** What is to sign and to hand in, and all that the school gives to read. */
function documents(scribe: Scribe): Section | undefined {
  const { title } = scribe.strings.documents;
  return ownSection(scribe, "documents", title, "mdi:file-sign", () => [
    whileKnown(scribe.sensor("documents_to_sign", HALF), undefined, ["0"]),
    whileKnown(scribe.sensor("documents_to_hand_in", HALF), undefined, ["0"]),
  ]);
}

/** What the school's office notes. */
function office(scribe: Scribe): Section | undefined {
  const { child } = scribe;
  const texts = scribe.strings.strategy;
  const own = followsSchoolLife(child)
    ? scribe.own("school-life", { title: texts.schoolLife })
    : undefined;
  if (own !== undefined) return { type: "grid", column_span: 1, cards: [own] };
  return section(heading(texts.schoolLife, "mdi:account-clock-outline"), [
    scribe.sensor("unjustified_absences"),
    whileKnown(scribe.sensor("to_acknowledge"), undefined, ["0"]),
    scribe.sensor("delays", HALF),
    scribe.sensor("punishments", HALF),
    scribe.sensor("observations", HALF),
    changes(scribe, [
      "absence",
      "announcement",
      "exemption",
      "delay",
      "punishment",
      "observation",
      "news",
      "survey",
    ]),
  ]);
}

/** The skills, where an entity follows them. */
function skills(scribe: Scribe): Section | undefined {
  return followed(scribe, "skills", "evaluation");
}

function reportCard(scribe: Scribe): Section | undefined {
  return followed(scribe, "report-card", "report_card");
}

/** A card of its own about a page that is updated only if an event is enabled. */
function followed(
  scribe: Scribe,
  name: "skills" | "report-card",
  event: string,
): Section | undefined {
  const title = scribe.strings[name].title;
  const own = scribe.own(name, { title });
  return own === undefined || scribe.child.entity("event", event) === undefined
    ? undefined
    : { type: "grid", column_span: COLUMNS, cards: [own] };
}

/** What to pack, where it is known. */
function bag(scribe: Scribe): Card | undefined {
  return scribe.child.entity("sensor", "bag") === undefined
    ? undefined
    : scribe.own("bag", { title: scribe.strings.bag.title });
}

/** Whether there is anything to show on the card of school life. */
function followsSchoolLife(child: Child): boolean {
  return ["unjustified_absences", "to_acknowledge", "delays"].some(
    (key) => child.entity("sensor", key) !== undefined,
  );
}
