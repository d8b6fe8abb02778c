import type { CardName } from "./register";

const ABOUT: Record<CardName, Record<string, RegExp>> = {
  overview: {},
  day: {
    sensor: /^(wake_up|leave_for_school)$/,
    binary_sensor: /^(school_day_(today|tomorrow)|test_tomorrow)$/,
  },
  timetable: {
    calendar: /^(lessons|tests)$/,
    sensor: /lesson|^(end_of_day|next_test)$/,
    binary_sensor: /timetable|finishes_early|morning_off/,
  },
  homework: { todo: /^homework$/, calendar: /^homework$/, sensor: /^homework/ },
  grades: { sensor: /average|^(gap_to_class|last_grade)$/ },
  menu: { calendar: /^menus$/, sensor: /^menu/ },
  changes: { event: /./ },
  documents: { sensor: /^documents_to_/, event: /^document$/ },
  inbox: { sensor: /^(unread_news|surveys_to_answer)$/ },
  skills: { event: /^evaluation$/ },
  "report-card": { event: /^report_card$/ },
  bag: { sensor: /^bag$/, todo: /^bag$/ },
  "school-life": {
    calendar: /^school_life$/,
    sensor:
      /^(unjustified_absences|to_acknowledge|delays|punishments|observations)$/,
    event: /^(absence|announcement|delay|punishment|observation)$/,
  },
};

/** Tell whether a card shows what an entity is about. */
export function isAbout(card: CardName, entity: string, key: string): boolean {
  const [domain = ""] = entity.split(".");
  return ABOUT[card][domain]?.test(key) ?? false;
}
