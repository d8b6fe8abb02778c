import { formatDay, type Day } from "../base/days";
import { dotted } from "../base/dotted";
import { formatMinutes } from "../base/times";
import type { Absence } from "../data/school-life";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { dayAt, minutesAt } from "../timetable/lessons";
import type { Row } from "./rows";

/** What happened, in a few words. */
export function rowTitle(strings: Strings, row: Row): string {
  const { kinds, minutes } = strings["school-life"];
  const kind = kinds[row.kind];
  switch (row.kind) {
    case "delay":
      return row.event.duration === null
        ? kind
        : minutes.replace("{minutes}", String(Math.round(row.event.duration)));
    case "punishment":
    case "sanction":
      return row.event.name ?? kind;
    case "observation":
      return row.event.heading ?? kind;
    default:
      return kind;
  }
}

function dayText(hass: HomeAssistant, day: Day): string {
  return formatDay(hass, day, {
    weekday: "short",
    day: "numeric",
    month: "short",
  });
}

/** A day, with its time; midnight stands for no time. */
function momentText(hass: HomeAssistant, at: string): string {
  const minutes = minutesAt(at);
  const day = dayText(hass, dayAt(at));
  return minutes === 0 ? day : `${day}, ${formatMinutes(hass, minutes)}`;
}

/** When it happened, or from when to when. */
export function rowWhen(
  hass: HomeAssistant,
  strings: Strings,
  row: Row,
): string {
  const { event } = row;
  if (row.kind === "absence" || row.kind === "announcement")
    return rangeText(hass, strings, row.event);
  if ("given" in event && event.start !== null)
    return event.end === null || event.end === event.start
      ? dayText(hass, event.start)
      : between(strings, dayText(hass, event.start), dayText(hass, event.end));
  return momentText(hass, row.at);
}

function between(strings: Strings, start: string, end: string): string {
  return strings["school-life"].from
    .replace("{start}", start)
    .replace("{end}", end);
}

/** From when to when somebody is absent. */
export function rangeText(
  hass: HomeAssistant,
  strings: Strings,
  { start, end, ongoing }: Pick<Absence, "start" | "end" | "ongoing">,
): string {
  if (ongoing || start === end) return momentText(hass, start);
  if (dayAt(start) === dayAt(end))
    return `${momentText(hass, start)} – ${formatMinutes(hass, minutesAt(end))}`;
  return between(strings, momentText(hass, start), momentText(hass, end));
}

/** Where it stands between the school and the parents. */
export function rowStatus(
  strings: Strings,
  row: Row,
): { text: string; grave: boolean } | undefined {
  const { statuses } = strings["school-life"];
  const { event } = row;
  if ("to_acknowledge" in event)
    return event.to_acknowledge
      ? { text: statuses.toAcknowledge, grave: true }
      : undefined;
  if ("status" in event) {
    if (event.status === "announced" || event.status === "waiting")
      return { text: statuses.waiting, grave: false };
    if (event.status === "refused")
      return { text: statuses.refused, grave: true };
    if (event.status === "accepted")
      return { text: statuses.accepted, grave: false };
    if (event.ongoing) return { text: statuses.ongoing, grave: true };
  }
  if (event.to_justify) return { text: statuses.toJustify, grave: true };
  if (!event.justified && (event.justification || event.parent_reason))
    return { text: statuses.sent, grave: false };
  return event.justified
    ? { text: statuses.justified, grave: false }
    : { text: statuses.unjustified, grave: true };
}

/** What the school and the parents say of it, a paragraph each. */
export function rowDetails(
  hass: HomeAssistant,
  strings: Strings,
  row: Row,
): string[] {
  const texts = strings["school-life"];
  const by = (name: string | null): string =>
    name ? texts.by.replace("{name}", name) : "";
  const line = (...parts: (string | null)[]): string => dotted(parts);
  const details = (): (string | null)[] => {
    switch (row.kind) {
      case "absence":
      case "announcement": {
        const { parent_reason, reasons, justification, message } = row.event;
        return [
          line(parent_reason ?? reasons.join(", ")),
          justification,
          message,
        ];
      }
      case "delay": {
        const { parent_reason, reasons, justification } = row.event;
        return [line(parent_reason ?? reasons.join(", ")), justification];
      }
      case "punishment":
      case "sanction": {
        const { event } = row;
        return [
          line(event.subject, by(event.decided_by ?? event.given_by)),
          line(...event.reasons),
          event.circumstances,
          event.work && texts.work.replace("{text}", event.work),
          ...event.schedule.map(({ start }) =>
            texts.served.replace("{moment}", momentText(hass, start)),
          ),
        ];
      }
      case "observation":
        return [line(row.event.subject, row.event.author), row.event.text];
      case "incident": {
        const { event } = row;
        return [
          line(...event.reasons),
          event.circumstances,
          line(event.outcome_name, by(event.reported_by)),
        ];
      }
    }
  };
  return details().filter((text): text is string => Boolean(text));
}

/** What it is drawn as. */
export const ICONS: Record<Row["kind"], string> = {
  absence: "mdi:account-off",
  announcement: "mdi:account-check",
  delay: "mdi:clock-alert",
  punishment: "mdi:gavel",
  sanction: "mdi:gavel",
  observation: "mdi:message-alert",
  incident: "mdi:alert-circle-outline",
};
