import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { dayOf, formatDay, relativeDay } from "./days";
import { formatClock } from "./times";

/** "Yesterday, 16:05", "20 November": when something was written, from an instant; on one line. */
export function formatDate(
  hass: HomeAssistant,
  strings: Strings,
  instant: string,
  now = new Date(),
): string {
  const at = new Date(instant);
  if (Number.isNaN(+at)) return "";
  const day = dayOf(hass, at);
  const today = dayOf(hass, now);
  const relative = relativeDay(strings, day, today);
  if (relative !== undefined)
    return `${relative},\u00a0${formatClock(hass, instant)}`;
  return formatDay(hass, day, {
    day: "numeric",
    month: "long",
    ...(day.slice(0, 4) === today.slice(0, 4) ? {} : { year: "numeric" }),
  }).replaceAll(" ", "\u00a0");
}
