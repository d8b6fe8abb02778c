import { formatMinutes, formatMoment } from "../base/times";
import type { Lesson } from "../data/actions";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { dayAt, minutesAt } from "./lessons";

/** What a lesson is called. */
export function lessonName(strings: Strings, lesson: Lesson): string {
  const { lesson: any, study } = strings.timetable;
  if (lesson.subject !== null) return lesson.subject;
  if (lesson.study_hour) return study;
  if (lesson.memo) return lesson.memo;
  return told(strings, lesson) ?? any;
}

/** How many letters have to stand on one line. */
export function longestWord(text: string): number {
  return Math.max(...text.split(/[\s-]+/).map(({ length }) => length));
}

/** Why a lesson is not as it is every week; undefined if it is. */
export function remark(strings: Strings, lesson: Lesson): string | undefined {
  const usual =
    lesson.status === "normal" &&
    !lesson.test &&
    !lesson.no_pupils &&
    lesson.exemption === null &&
    !lesson.exempted;
  const text = usual ? undefined : told(strings, lesson);
  return text === lessonName(strings, lesson) ? undefined : text;
}

/** What the school says of a lesson; its own words where the reader knows its language. */
function told(strings: Strings, lesson: Lesson): string | undefined {
  const known = strings.timetable.statuses[status(lesson)];
  return strings.schoolsOwn
    ? (lesson.status_text ?? known)
    : (known ?? lesson.status_text ?? undefined);
}

function status(lesson: Lesson): string {
  if (!lesson.held) return lesson.status;
  if (lesson.no_pupils) return "class_absent";
  if (lesson.exempted) return "exempted";
  return lesson.test && lesson.status === "normal" ? "test" : lesson.status;
}

/** From when to when a lesson lasts. */
export function lessonTimes(hass: HomeAssistant, lesson: Lesson): string {
  const from = formatMinutes(hass, minutesAt(lesson.start));
  return `${from} – ${formatMinutes(hass, minutesAt(lesson.end))}`;
}

/** Where a lesson was moved from, or to. */
export function moveText(
  hass: HomeAssistant,
  strings: Strings,
  lesson: Lesson,
  start: string | undefined,
): string | undefined {
  if (start === undefined) return undefined;
  const moment = formatMoment(hass, dayAt(start), minutesAt(start));
  const text = lesson.held
    ? strings.timetable.movedFrom
    : strings.timetable.movedTo;
  return text.replace("{moment}", moment);
}
