import type { Day } from "../base/days";
import { brief, timetable, type Lesson } from "../data/actions";
import type { HomeAssistant } from "../hass";
import { dayAt, shownLessons } from "../timetable/lessons";

/** What is known of the days ahead of a child. */
export interface DaysAhead {
  lessons: Lesson[];
  /** The holidays and the first day after them, in words, where all days shown are free. */
  holidays: string | undefined;
}

/** The lessons of the next days; in holidays, what the integration says of them. */
export async function daysAhead(
  hass: HomeAssistant,
  device: string,
  first: Day,
  last: Day,
): Promise<DaysAhead> {
  const lessons = await timetable(hass, device, first, last);
  const isSchoolAhead = shownLessons(lessons).some(
    ({ start }) => dayAt(start) > first,
  );
  if (isSchoolAhead) return { lessons, holidays: undefined };
  const { lines } = await brief(hass, device, hass.language, "evening");
  return { lessons, holidays: lines["holidays"] };
}
