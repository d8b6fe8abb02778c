import { addDays, daysBetween, type Day } from "../base/days";
import { presence, type Source } from "../base/live";
import type { HomeAssistant } from "../hass";
import { subscribeCalendar, type CalendarEvent } from "./calendar";
import { schoolEntity, type Child } from "./child";

/** Holidays and days off of a week, by day, as the school's calendar has them. */
export function holidays(
  hass: HomeAssistant,
  child: Child,
  monday: Day,
): Source<Map<Day, string>> | undefined {
  const calendar = schoolEntity(hass, child, "calendar", "holidays");
  if (calendar === undefined) return undefined;
  const sunday = addDays(monday, 6);
  let events: CalendarEvent[] = [];
  return {
    key: `holidays ${calendar} ${monday}`,
    version: presence(hass, calendar),
    watch: (changed) =>
      subscribeCalendar(hass, calendar, monday, sunday, (told) => {
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

/** The holidays that take all of some days; a day off among them explains nothing. */
export function holidaysOf(
  holidays: Map<Day, string> | undefined,
  days: Day[],
): string | undefined {
  const names = days.map((day) => holidays?.get(day));
  return names.includes(undefined) ? undefined : names[0];
}
