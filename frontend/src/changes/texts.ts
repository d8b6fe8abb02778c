import { formatDay } from "../base/days";
import { formatEuros, formatNumber } from "../base/numbers";
import { formatMinutes, formatMoment } from "../base/times";
import type { Change } from "../data/changes";
import { schoolEntity, type Child } from "../data/child";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";
import { dayAt, minutesAt } from "../timetable/lessons";

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What a change is about, in a few parts. */
export function changeDetails(
  hass: HomeAssistant,
  strings: Strings,
  change: Change,
  discreet: boolean,
): string[] {
  const { facts } = change;
  const texts = strings.changes;
  const text = (name: string): string => {
    const value = facts[name];
    return typeof value === "string" ? value : "";
  };
  const moment = (name: string): string => {
    const value = text(name);
    if (DAY.test(value))
      return formatDay(hass, value, {
        weekday: "short",
        day: "numeric",
        month: "short",
      });
    return value && formatMoment(hass, dayAt(value), minutesAt(value));
  };
  const figure = (name: string): string => {
    const value = facts[name];
    return typeof value === "number" ? formatNumber(hass, value) : "";
  };
  const euros = (name: string): string => {
    const value = facts[name];
    return typeof value === "number" ? formatEuros(hass, value) : "";
  };
  const before = (name: string, told: (name: string) => string): string => {
    const value = told(`previous_${name}`);
    return value && `${value} → ${told(name)}`;
  };
  const minutes = figure("minutes") && `${figure("minutes")}\u00a0min`;
  const clock = (name: string): string =>
    text(name) && formatMinutes(hass, minutesAt(text(name)));
  const end = (): string =>
    dayAt(text("start")) === dayAt(text("end")) ? clock("end") : moment("end");
  const day = moment("date");
  const [topic = ""] = change.type.split("_");
  const parts: Record<string, string[]> = {
    lesson: [
      text("subject") || text("memo"),
      before("start", moment) || moment("start"),
      before("teacher", text),
      before("room", text),
    ],
    test: [text("subject"), moment("start")],
    teacher: [
      text("teacher"),
      moment("start") && `${moment("start")} – ${end()}`,
    ],
    start: [day, day && `${clock("before")} → ${clock("after")}`],
    end: [day, day && `${clock("before")} → ${clock("after")}`],
    grade: [
      text("subject"),
      discreet
        ? ""
        : figure("value") &&
          `${figure("value")}\u00a0/\u00a0${figure("out_of")}`,
      text("title"),
    ],
    homework: [
      text("subject"),
      moment("due") && texts.due.replace("{day}", moment("due")),
      text("text"),
    ],
    evaluation: [text("subject"), text("name")],
    absence: [moment("start"), text("reason")],
    announcement: [moment("start"), text("reason")],
    delay: [moment("start"), minutes, text("reason")],
    exemption: [moment("start"), text("subject")],
    document: [text("name"), text("author")],
    balance: [text("name"), discreet ? "" : euros("balance")],
    punishment: [text("name"), moment("detention_start"), text("reason")],
    observation: [text("heading"), text("subject"), text("text")],
    news: [text("title"), text("author")],
    survey: [text("title"), text("author")],
    message: [text("subject"), text("author")],
    report: [text("period")],
    menu: [moment("date"), text("name")],
    period: [text("period")],
  };
  const about = topic === "new" ? (change.type.split("_")[1] ?? "") : topic;
  return (parts[about] ?? []).filter(Boolean);
}

/** What a change is drawn as. */
export function changeIcon(type: string): string {
  const icons: Record<string, string> = {
    lesson_canceled: "mdi:calendar-remove",
    lesson_removed: "mdi:calendar-remove",
    lesson: "mdi:calendar-edit",
    test: "mdi:pencil-ruler",
    teacher: "mdi:account-off-outline",
    start: "mdi:clock-start",
    end: "mdi:clock-end",
    grade: "mdi:school",
    evaluation: "mdi:clipboard-check",
    homework: "mdi:book-open-variant",
    absence: "mdi:account-off",
    announcement: "mdi:account-check",
    announcement_refused: "mdi:account-cancel",
    exemption: "mdi:account-check-outline",
    exemption_refused: "mdi:account-cancel-outline",
    balance: "mdi:wallet-outline",
    document: "mdi:file-document-outline",
    document_to_sign: "mdi:file-sign",
    delay: "mdi:clock-alert",
    punishment: "mdi:gavel",
    observation: "mdi:message-alert",
    news: "mdi:newspaper-variant",
    survey: "mdi:poll",
    message: "mdi:email",
    report: "mdi:certificate",
    menu: "mdi:silverware-fork-knife",
    period: "mdi:calendar-range",
  };
  const about = type.replace(/^new_/, "").split("_")[0] ?? "";
  return icons[type] ?? icons[about] ?? "mdi:information";
}

/** What a parent may have to act upon. */
export function isGrave(type: string): boolean {
  return /^(lesson_(canceled|removed)|new_(absence|delay|punishment))$/.test(
    type,
  );
}

/** What shows the things that a change is about, by the second word of its type or the first. */
const SHOWN_BY: Record<string, readonly [string, string]> = {
  lesson: ["calendar", "lessons"],
  test: ["calendar", "lessons"],
  teacher: ["calendar", "lessons"],
  start: ["calendar", "lessons"],
  end: ["calendar", "lessons"],
  grade: ["sensor", "last_grade"],
  homework: ["todo", "homework"],
  absence: ["calendar", "school_life"],
  announcement: ["calendar", "school_life"],
  delay: ["calendar", "school_life"],
  punishment: ["calendar", "school_life"],
  observation: ["calendar", "school_life"],
  menu: ["calendar", "menus"],
  news: ["sensor", "unread_news"],
  survey: ["sensor", "surveys_to_answer"],
};

/** The entity that shows what a change is about, if it is enabled. */
export function changedEntity(
  hass: HomeAssistant,
  child: Child,
  type: string,
): string | undefined {
  const about = type.replace(/^new_/, "").split("_")[0] ?? "";
  if (about === "message")
    return schoolEntity(hass, child, "sensor", "unread_messages");
  const shown = SHOWN_BY[about];
  return shown && child.entity(...shown);
}
