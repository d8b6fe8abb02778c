import type { HomeAssistant } from "../hass";
import { formatDay, formatDayNumber, type Day } from "./days";

/** Whether times are told with am and pm; undefined as the language has it. */
function twelve(hass: HomeAssistant): boolean | undefined {
  const { time_format } = hass.locale;
  if (time_format === "12") return true;
  return time_format === "24" ? false : undefined;
}

/** What Intl gives, on one line. */
function unbroken(text: string): string {
  return text.replace(/\s/g, "\u00a0");
}

/** A time of day, from minutes since midnight. */
export function formatMinutes(hass: HomeAssistant, minutes: number): string {
  const hour12 = twelve(hass);
  const format = new Intl.DateTimeFormat(hass.locale.language, {
    hour: "numeric",
    minute: "2-digit",
    timeZone: "UTC",
    ...(hour12 === undefined ? {} : { hour12 }),
  });
  return unbroken(format.format(minutes * 60_000));
}

/** A text of the integration, which writes 8:05 or 16:30, with the times of this home. */
export function localTimes(hass: HomeAssistant, text: string): string {
  return text.replace(
    /\b(\d{1,2}):(\d{2})\b/g,
    (_, hours: string, minutes: string) =>
      formatMinutes(hass, Number(hours) * 60 + Number(minutes)),
  );
}

/** "1 h 05", on one line: how long something is. */
export function formatLength(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest}\u00a0min`;
  return rest === 0
    ? `${hours}\u00a0h`
    : `${hours}\u00a0h\u00a0${String(rest).padStart(2, "0")}`;
}

/** "Wed 25, 11:10": a day and a time, shortly. */
export function formatMoment(
  hass: HomeAssistant,
  day: Day,
  minutes: number,
): string {
  const name = formatDay(hass, day, { weekday: "short" });
  const number = formatDayNumber(hass, day);
  return `${name}\u00a0${number},\u00a0${formatMinutes(hass, minutes)}`;
}

/** The time of day of an instant, at home. */
export function formatClock(hass: HomeAssistant, instant: string): string {
  const hour12 = twelve(hass);
  const format = new Intl.DateTimeFormat(hass.locale.language, {
    hour: "numeric",
    minute: "2-digit",
    timeZone: hass.config.time_zone,
    ...(hour12 === undefined ? {} : { hour12 }),
  });
  return unbroken(format.format(new Date(instant)));
}
