import { daysBetween, type Day } from "../base/days";
import { groupBy } from "../base/group";
import type { Lesson } from "../data/actions";

/** Minutes since midnight by the clock on the school's wall. */
export type Minutes = number;

/** The day of an instant, as the school wrote it: with its own offset. */
export function dayAt(instant: string): Day {
  return instant.slice(0, 10);
}

export function minutesAt(instant: string): Minutes {
  return Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16));
}

/** What the school's clock shows now, read off one of its own instants. */
export function minutesNow(now: Date, like: string): Minutes {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(like) ?? [];
  const offset = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const since = now.getUTCHours() * 60 + now.getUTCMinutes();
  return (since + (sign === "-" ? -offset : offset) + 1440) % 1440;
}

/** What a child sees of a timetable: councils are the grown-ups'. */
export function shownLessons(lessons: Lesson[]): Lesson[] {
  return lessons.filter(
    (lesson) => !lesson.superseded && lesson.status !== "class_council",
  );
}

/** An outing of several days on each of them, at the same hours. */
function eachDay(lesson: Lesson): Lesson[] {
  const [first, last] = [dayAt(lesson.start), dayAt(lesson.end)];
  if (first === last) return [lesson];
  const [start, end] = [lesson.start.slice(10), lesson.end.slice(10)];
  const until = end > start ? end : `T23:59:00${start.slice(9)}`;
  return daysBetween(first, last).map((day) => ({
    ...lesson,
    start: `${day}${start}`,
    end: `${day}${until}`,
  }));
}

/** Lessons of each day, by their start. */
export function byDay(lessons: Lesson[]): Map<Day, Lesson[]> {
  const sorted = lessons
    .flatMap(eachDay)
    .sort(
      (a, b) => a.start.localeCompare(b.start) || b.end.localeCompare(a.end),
    );
  return groupBy(sorted, (lesson) => dayAt(lesson.start));
}

/** The first day on which there is still a lesson to attend. */
export function dayAhead(lessons: Lesson[], now: Date): Day | undefined {
  const ahead = lessons
    .filter((lesson) => lesson.attended && Date.parse(lesson.end) > +now)
    .map((lesson) => dayAt(lesson.start));
  return ahead.sort()[0];
}

/** A lesson in its day: side by side with those that are held at the same time. */
export interface Placed {
  lesson: Lesson;
  lane: number;
  lanes: number;
}

/** Give each lesson of a day a lane of its own among those that it overlaps. */
export function placed(lessons: Lesson[]): Placed[] {
  const all: Placed[] = [];
  let bundle: Placed[] = [];
  let ends: string[] = [];
  const close = () => {
    for (const place of bundle) place.lanes = ends.length;
    all.push(...bundle);
    bundle = [];
    ends = [];
  };
  for (const lesson of lessons) {
    if (ends.every((end) => end <= lesson.start)) close();
    const free = ends.findIndex((end) => end <= lesson.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = lesson.end;
    bundle.push({ lesson, lane, lanes: 1 });
  }
  close();
  return all;
}

/** Time without a lesson between the first and the last. */
export interface Break {
  start: Minutes;
  end: Minutes;
  lunch: boolean;
}

/** The breaks of a day; the minutes to change rooms are none. */
export function breaks(lessons: Lesson[], shortest = 10): Break[] {
  const found: Break[] = [];
  let end: Minutes | undefined;
  for (const lesson of lessons) {
    const start = minutesAt(lesson.start);
    if (end !== undefined && start - end >= shortest) {
      const lunch = lesson.after_lunch;
      found.push({ start: end, end: start, lunch });
    }
    end = Math.max(end ?? 0, minutesAt(lesson.end));
  }
  return found;
}

function length(lesson: Lesson): number {
  return Date.parse(lesson.end) - Date.parse(lesson.start);
}

/**
 * When moved lessons were to be held before, and when canceled ones are held instead.
 *
 * The timetable tells that a lesson was moved, not whence. Either it was seen to move and
 * `told` holds its former start by its key, or it comes from the nearest lesson of the same
 * subject, teachers and length that was canceled.
 */
export function moves(
  lessons: Lesson[],
  told: ReadonlyMap<string, string> = new Map(),
): Map<Lesson, string> {
  const found = new Map<Lesson, string>();
  for (const lesson of lessons) {
    if (lesson.status !== "moved") continue;
    const known = told.get(lesson.key);
    const origin = nearest(
      lesson,
      lessons.filter(
        (other) =>
          other.status === "canceled" &&
          other.subject === lesson.subject &&
          other.teachers.join() === lesson.teachers.join() &&
          length(other) === length(lesson) &&
          (known === undefined || known === other.start) &&
          !found.has(other),
      ),
    );
    if (origin !== undefined) found.set(origin, lesson.start);
    const start = known ?? origin?.start;
    if (start !== undefined) found.set(lesson, start);
  }
  return found;
}

function nearest(lesson: Lesson, others: Lesson[]): Lesson | undefined {
  const distance = (other: Lesson) =>
    Math.abs(Date.parse(other.start) - Date.parse(lesson.start));
  return others.sort((a, b) => distance(a) - distance(b))[0];
}

/** What a lesson takes the place of, at the same time. */
export function replaces(lesson: Lesson, all: Lesson[]): Lesson | undefined {
  return all.find(
    (other) =>
      other.superseded && other.start < lesson.end && other.end > lesson.start,
  );
}
