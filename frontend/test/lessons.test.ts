import { describe, expect, it } from "vitest";
import type { Lesson } from "../src/data/actions";
import {
  breaks,
  byDay,
  dayAhead,
  minutesNow,
  moves,
  placed,
  replaces,
  shownLessons,
} from "../src/timetable/lessons";
import { lesson } from "./lesson";

const canceled = { status: "canceled", held: false, attended: false };

describe("the day to look at", () => {
  const week = [
    lesson("23", "08:00", "09:00"),
    lesson("23", "16:00", "17:00", canceled),
    lesson("25", "08:00", "09:00"),
  ];

  it.each([
    ["2026-11-22T12:00:00+01:00", "2026-11-23"],
    ["2026-11-23T08:59:00+01:00", "2026-11-23"],
    ["2026-11-23T09:00:00+01:00", "2026-11-25"], // the afternoon is canceled
    ["2026-11-25T09:00:00+01:00", undefined],
  ])("at %s is %s", (now, day) => {
    expect(dayAhead(week, new Date(now))).toBe(day);
  });
});

describe("lanes", () => {
  const lanes = (lessons: Lesson[]) =>
    placed(lessons).map(({ lane, lanes }) => `${lane}/${lanes}`);

  it("are one for lessons one after the other", () => {
    expect(
      lanes([lesson("23", "08:00", "09:00"), lesson("23", "09:00", "10:00")]),
    ).toEqual(["0/1", "0/1"]);
  });

  it("are shared by those that overlap, and only by them", () => {
    expect(
      lanes([
        lesson("23", "08:00", "10:00"),
        lesson("23", "08:00", "09:00"),
        lesson("23", "09:00", "10:00"),
        lesson("23", "10:00", "11:00"),
      ]),
    ).toEqual(["0/2", "1/2", "1/2", "0/1"]);
  });

  it("of a day without lessons are none", () => {
    expect(placed([])).toEqual([]);
  });
});

describe("breaks", () => {
  it("are between lessons, and the one that the integration tells is lunch", () => {
    expect(
      breaks([
        lesson("23", "08:00", "08:55"),
        lesson("23", "09:00", "09:55"),
        lesson("23", "10:10", "12:05"),
        lesson("23", "13:10", "14:00", { after_lunch: true }),
        lesson("23", "15:00", "16:00"),
      ]),
    ).toEqual([
      { start: 595, end: 610, lunch: false },
      { start: 725, end: 790, lunch: true },
      { start: 840, end: 900, lunch: false },
    ]);
  });

  it("do not stand inside a longer lesson", () => {
    expect(
      breaks([
        lesson("23", "08:00", "12:00"),
        lesson("23", "08:00", "09:00"),
        lesson("23", "12:00", "13:00"),
      ]),
    ).toEqual([]);
  });
});

describe("what became of a lesson", () => {
  const gone = lesson("25", "11:10", "12:05", canceled);
  const moved = lesson("26", "15:20", "16:15", { status: "moved" });

  it("is told both ways when it was moved", () => {
    const other = lesson("24", "11:10", "12:05", {
      ...canceled,
      subject: "FRANÇAIS",
    });
    const found = moves([other, gone, moved]);
    expect(found.get(moved)).toBe(gone.start);
    expect(found.get(gone)).toBe(moved.start);
    expect(found.has(other)).toBe(false);
  });

  it("is known when it was seen to move", () => {
    const start = "2026-11-20T08:00:00+01:00";
    const found = moves([gone, moved], new Map([[moved.key, start]]));
    expect(found.get(moved)).toBe(start);
    expect(found.has(gone)).toBe(false);
  });

  it("is not guessed when nothing fits", () => {
    expect(moves([moved]).size).toBe(0);
    expect(moves([lesson("25", "11:10", "13:05", canceled), moved]).size).toBe(
      0,
    );
  });

  it("is the lesson in its place when it was replaced", () => {
    const before = lesson("26", "08:00", "08:55", { superseded: true });
    const after = lesson("26", "08:00", "08:55", { status: "replaced" });
    expect(replaces(after, [before, after])).toBe(before);
    expect(replaces(moved, [before, after])).toBeUndefined();
    expect(shownLessons([before, after])).toEqual([after]);
  });
});

describe("a timetable", () => {
  it("goes by days and starts", () => {
    const late = lesson("23", "10:00", "11:00");
    const early = lesson("23", "08:00", "09:00");
    expect(byDay([late, early]).get("2026-11-23")).toEqual([early, late]);
  });

  it("of an outing are all its days", () => {
    const outing = lesson("23", "08:00", "09:00", {
      end: "2026-11-25T17:00:00+01:00",
    });
    const days = byDay([outing]);
    expect([...days.keys()]).toEqual([
      "2026-11-23",
      "2026-11-24",
      "2026-11-25",
    ]);
    expect(days.get("2026-11-24")).toEqual([
      {
        ...outing,
        start: "2026-11-24T08:00:00+01:00",
        end: "2026-11-24T17:00:00+01:00",
      },
    ]);
    const night = { ...outing, start: "2026-11-24T18:00:00+01:00" };
    expect(byDay([night]).get("2026-11-24")?.[0]?.end).toBe(
      "2026-11-24T23:59:00+01:00",
    );
  });

  it("goes by the school’s clock, wherever the browser is", () => {
    const now = new Date("2026-11-23T12:30:00Z");
    expect(minutesNow(now, "2026-11-23T08:00:00+01:00")).toBe(13 * 60 + 30);
    expect(minutesNow(now, "2026-11-23T08:00:00-04:00")).toBe(8 * 60 + 30);
    expect(minutesNow(now, "2026-11-23T08:00:00+00:00")).toBe(12 * 60 + 30);
  });
});
