import { expect, it } from "vitest";
import { isAbout } from "../src/suggest";

it.each([
  ["calendar.x", "lessons", "timetable"],
  ["sensor.x", "end_of_day", "timetable"],
  ["todo.x", "homework", "homework"],
  ["todo.x", "bag", "day"],
  ["sensor.x", "wake_up", "day"],
  ["sensor.x", "subject_average", "grades"],
  ["sensor.x", "menu_today", "menu"],
  ["event.x", "news", "changes"],
  ["sensor.x", "unread_news", "inbox"],
  ["sensor.x", "documents_to_sign", "documents"],
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
  ] as const;
  expect(cards.filter((card) => isAbout(card, entity, key))).toEqual(
    expected === undefined ? [] : [expected],
  );
});
