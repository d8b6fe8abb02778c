import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** A day as YYYY-MM-DD: days compare as text, and know no time zone. */
export type Day = string;

const LENGTH = 86_400_000;

function noon(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`);
}

export function addDays(day: Day, count: number): Day {
  return new Date(noon(day) + count * LENGTH).toISOString().slice(0, 10);
}

/** Monday is 1, Sunday is 7. */
export function weekday(day: Day): number {
  return new Date(noon(day)).getUTCDay() || 7;
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day));
}

/** The days from one to another, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The day it is at home. */
export function dayOf(hass: HomeAssistant, instant: Date): Day {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: hass.config.time_zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(instant);
}

/** French counts the first of a month, and only that one: "1er décembre". */
function counted(language: string, day: string): string {
  return language.split("-")[0] === "fr" && day === "1" ? "1er" : day;
}

function inWords(
  language: string,
  parts: { type: string; value: string }[],
): string {
  const month = parts.some(({ type }) => type === "month");
  return parts
    .map(({ type, value }) =>
      month && type === "day" ? counted(language, value) : value,
    )
    .join("");
}

/** The number of a day in a sentence. */
export function formatDayNumber(hass: HomeAssistant, day: Day): string {
  const number = formatDay(hass, day, { day: "numeric" });
  return counted(hass.locale.language, number);
}

/** A day in words. */
export function formatDay(
  hass: HomeAssistant,
  day: Day,
  options: Intl.DateTimeFormatOptions,
): string {
  const { language } = hass.locale;
  const format = new Intl.DateTimeFormat(language, {
    ...options,
    timeZone: "UTC",
  });
  return inWords(language, format.formatToParts(noon(day)));
}

/** "23 – 27 November": the days of a week in words. */
export function formatWeek(hass: HomeAssistant, first: Day, last: Day): string {
  const { language } = hass.locale;
  const format = new Intl.DateTimeFormat(language, {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  });
  return inWords(language, format.formatRangeToParts(noon(first), noon(last)));
}

/** "Tomorrow", and so on; undefined for days that have no such name. */
export function relativeDay(
  strings: Strings,
  day: Day,
  today: Day,
): string | undefined {
  if (day === today) return strings.today;
  if (day === addDays(today, -1)) return strings.yesterday;
  return day === addDays(today, 1) ? strings.tomorrow : undefined;
}
