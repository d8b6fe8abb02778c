import { expect, it } from "vitest";
import { isAbout } from "../src/suggest";

it.each([
  ["calendar.x", "lessons", "timetable"],
  ["sensor.x", "end_of_day", "timetable"],
  ["todo.x", "homework", "homework"],
  ["todo.x", "bag", "bag"],
  ["sensor.x", "wake_up", "day"],
  ["sensor.x", "subject_average", "grades"],
  ["sensor.x", "menu_today", "menu"],
  ["event.x", "news", "changes"],
  ["sensor.x", "unread_news", "inbox"],
  ["sensor.x", "documents_to_sign", "documents"],
  ["sensor.x", "to_acknowledge", "school-life"],
  ["sensor.x", "bag", "bag"],
  ["button.x", "refresh", undefined],
])("an entity %s (%s) suggests the card %s", (entity, key, expected) => {
  const cards = [
    "day",
    "timetable",
    "homework",
    "grades",
    "menu",
    "changes",
    "inbox",
    "documents",
    "school-life",
    "bag",
    "skills",
    "report-card",
  ] as const;
  expect(cards.filter((card) => isAbout(card, entity, key))).toEqual(
    expected === undefined ? [] : [expected],
  );
});

it("suggests the page of an event beside what changed", () => {
  expect(isAbout("skills", "event.x", "evaluation")).toBe(true);
  expect(isAbout("report-card", "event.x", "report_card")).toBe(true);
  expect(isAbout("school-life", "event.x", "absence")).toBe(true);
  expect(isAbout("skills", "event.x", "grade")).toBe(false);
});
