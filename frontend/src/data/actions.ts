import type { HomeAssistant } from "../hass";
import type { Day } from "../base/days";
import { refusal } from "./refusal";

/** Ask an action of the integration about a child, and return its answer, if it has one. */
export async function ask<T>(
  hass: HomeAssistant,
  device: string,
  service: string,
  data: Record<string, unknown> = {},
  return_response = true,
): Promise<T> {
  try {
    const answer = await hass.callWS<{ response: T }>({
      type: "call_service",
      domain: "pronote",
      service,
      service_data: data,
      target: { device_id: device },
      return_response,
    });
    return answer.response;
  } catch (error) {
    throw await refusal(hass, error);
  }
}

export interface Label {
  name: string;
  color?: string | null;
}

export interface Dish {
  name: string;
  course: string;
  labels: Label[];
  allergens: Label[];
}

export interface Menu {
  date: Day;
  meal: "lunch" | "dinner";
  name?: string | null;
  dishes: Dish[];
}

export async function menus(
  hass: HomeAssistant,
  device: string,
  first: Day,
  last: Day,
): Promise<Menu[]> {
  const answer = await ask<{ menus: Menu[] }>(hass, device, "get_menus", {
    start_date: first,
    end_date: last,
  });
  return answer.menus;
}

export interface Lesson {
  key: string;
  start: string;
  end: string;
  subject: string | null;
  teachers: string[];
  rooms: string[];
  groups: string[];
  status: string;
  status_text: string | null;
  /** Whether the teacher has written what was done. */
  has_contents: boolean;
  test: boolean;
  exempted: boolean;
  exemption: string | null;
  no_pupils: boolean;
  study_hour: boolean;
  superseded: boolean;
  memo: string | null;
  color: string | null;
  links: { url: string; label: string | null }[];
  held: boolean;
  attended: boolean;
  /** Whether it counts for the hours of the day: study hours do as the family chose. */
  counts: boolean;
  /** The first lesson after lunch, which the integration finds by the hours of the canteen. */
  after_lunch: boolean;
}

export async function timetable(
  hass: HomeAssistant,
  device: string,
  first: Day,
  last: Day,
): Promise<Lesson[]> {
  const answer = await ask<{ lessons: Lesson[] }>(
    hass,
    device,
    "get_timetable",
    { start_date: first, end_date: last },
  );
  return answer.lessons;
}

/** What to know about a school day of a child. */
export interface Brief {
  known: boolean;
  /** Why nothing is known, or all lines. */
  text: string;
  date?: Day | null;
  to_justify?: unknown[];
  to_sign?: unknown[];
  /** The lines by subject, written by the integration. */
  lines: Record<string, string>;
}

/** The brief on today until the last lesson ends, then on the next school day; in the evening on that one. */
export async function brief(
  hass: HomeAssistant,
  device: string,
  language: string,
  moment: "now" | "evening" = "now",
): Promise<Brief> {
  const answer = await ask<{ briefs: (Brief & { lines?: Brief["lines"] })[] }>(
    hass,
    device,
    "get_brief",
    { language: language.split("-")[0] === "fr" ? "fr" : "en", moment },
  );
  const [first] = answer.briefs;
  return { known: false, text: "", ...first, lines: first?.lines ?? {} };
}

export interface LessonContents {
  key: string;
  subject: string | null;
  start: string;
  contents: {
    title: string | null;
    text: string;
    attachments: Attachment[];
  }[];
}

/** What was done in the lessons of a day: this takes a request to the school. */
export async function lessonContents(
  hass: HomeAssistant,
  device: string,
  day: Day,
): Promise<LessonContents[]> {
  const answer = await ask<{ lessons: LessonContents[] }>(
    hass,
    device,
    "get_lesson_contents",
    { start_date: day, end_date: day },
  );
  return answer.lessons;
}

export interface Attachment {
  name: string;
  kind: "file" | "link";
  url: string | null;
}

export interface Homework {
  key: string;
  subject: string | null;
  due: Day;
  text: string;
  done: boolean;
  difficulty: string | null;
  /** Minutes. */
  duration: number | null;
  hand_in_method: string | null;
  color: string | null;
  attachments: Attachment[];
  handed_in: Attachment | null;
  corrected: Attachment | null;
}

export async function homework(
  hass: HomeAssistant,
  device: string,
  first: Day,
  last: Day,
): Promise<Homework[]> {
  const answer = await ask<{ homework: Homework[] }>(
    hass,
    device,
    "get_homework",
    { start_date: first, end_date: last },
  );
  return answer.homework;
}

export interface Grade {
  key: string;
  subject: string | null;
  date: Day;
  title: string | null;
  value: number | null;
  /** What stands in place of a figure. */
  code: string | null;
  out_of: number | null;
  default_out_of: number | null;
  coefficient: number;
  class_average: number | null;
  lowest: number | null;
  highest: number | null;
  comment: string | null;
  optional: boolean;
  bonus: boolean;
  /** The school brings it to a scale of 20 before it counts. */
  scaled_to_20: boolean;
  /** Of a day to come: it does not count yet. */
  upcoming: boolean;
}

export interface SubjectAverage {
  subject: string;
  average: number | null;
  class_average: number | null;
  lowest: number | null;
  highest: number | null;
  out_of: number | null;
  color: string | null;
}

export interface Period {
  key: string;
  name: string;
  start: Day | null;
  end: Day | null;
}

export interface GradeBook {
  period: string;
  /** All of the school year. */
  periods: Period[];
  overall_average: number | null;
  class_overall_average: number | null;
  out_of: number;
  subjects: SubjectAverage[];
  grades: Grade[];
}

export function grades(
  hass: HomeAssistant,
  device: string,
  period?: string,
): Promise<GradeBook> {
  return ask(
    hass,
    device,
    "get_grades",
    period === undefined ? {} : { period },
  );
}

/** The lowest grade of the next test that brings a subject to an average; nothing is requested. */
export interface NeededGrade {
  average: number;
  out_of: number;
  coefficient: number;
  needed: number | null;
  possible: boolean;
}

export function neededGrade(
  hass: HomeAssistant,
  device: string,
  subject: string,
  average: number,
  coefficient: number,
): Promise<NeededGrade> {
  return ask(hass, device, "get_needed_grade", {
    subject,
    average,
    coefficient,
  });
}
