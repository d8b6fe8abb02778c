import { addDays, daysBetween, type Day } from "../base/days";
import type { Source } from "../base/live";
import type { HomeAssistant } from "../hass";
import { subscribeCalendar, type CalendarEvent } from "./calendar";

/** Holidays and days off of some days, by day, as the school's calendar has them. */
export function holidays(
  hass: HomeAssistant,
  calendar: string,
  first: Day,
  last: Day,
): Source<Map<Day, string>> {
  let events: CalendarEvent[] = [];
  return {
    key: `${calendar} ${first} ${last}`,
    watch: (changed) =>
      subscribeCalendar(hass, calendar, first, last, (told) => {
        events = told;
        changed();
      }),
    load: () => Promise.resolve(namedDays(events)),
  };
}

/** The days of events that last whole days, with their names. */
export function namedDays(events: CalendarEvent[]): Map<Day, string> {
  const days = new Map<Day, string>();
  for (const { start, end, summary } of events) {
    const last = addDays(end.slice(0, 10), -1);
    for (const day of daysBetween(start.slice(0, 10), last))
      days.set(day, summary);
  }
  return days;
}
