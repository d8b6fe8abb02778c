import type { Day } from "../base/days";
import type { Lesson } from "../data/actions";
import { byDay, shownLessons } from "../timetable/lessons";

/** What a child's lessons mean to who plans the day of the family. */
export interface Outlook {
  /** When today's lessons begin; undefined once they have, or where there are none. */
  start: string | undefined;
  /** When today's lessons are over; undefined once they are, or where there were none. */
  end: string | undefined;
  /** Whether there were lessons to attend today. */
  schoolToday: boolean;
  /** The next day with lessons, from the first to attend to the end of the last. */
  next: { day: Day; hours: [string, string] | undefined } | undefined;
  /** What is still to come, today or on that next day, and is not as every week. */
  changed: Lesson[];
}

const AS_EXPECTED = ["normal", "test", "exempted", "detention"];

function hoursOf(lessons: Lesson[]): [string, string] | undefined {
  const counting = lessons.filter((lesson) => lesson.counts);
  const [first] = counting;
  if (first === undefined) return undefined;
  const ends = counting.map(({ end }) => end).sort();
  return [first.start, ends.at(-1) ?? first.end];
}

/** Read it off the lessons of the days to come. */
export function outlook(lessons: Lesson[], now: Date, today: Day): Outlook {
  const days = byDay(shownLessons(lessons));
  const day = [...days.keys()].find((other) => other > today);
  const hours = hoursOf(days.get(today) ?? []);
  const [start, end] = hours ?? [];
  return {
    start: start !== undefined && Date.parse(start) > +now ? start : undefined,
    end: end !== undefined && Date.parse(end) > +now ? end : undefined,
    schoolToday: hours !== undefined,
    next:
      day === undefined
        ? undefined
        : { day, hours: hoursOf(days.get(day) ?? []) },
    changed: [today, day]
      .flatMap((other) => days.get(other ?? "") ?? [])
      .filter((lesson) => Date.parse(lesson.end) > +now && isChanged(lesson)),
  };
}

function isChanged({ held, status }: Lesson): boolean {
  return !held || !AS_EXPECTED.includes(status);
}

const NEVER = Number.MAX_SAFE_INTEGER;

function at(instant: string | undefined): number {
  return instant === undefined ? NEVER : Date.parse(instant);
}

/** Who finishes first comes first; who is at home already, by the start of the next day. */
export function byEnd(a: Outlook, b: Outlook): number {
  return (
    at(a.end) - at(b.end) || at(a.next?.hours?.[0]) - at(b.next?.hours?.[0])
  );
}
