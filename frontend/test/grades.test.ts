import { expect, it } from "vitest";
import { shownSubject, withSubjects } from "../src/base/subjects";
import type { Grade } from "../src/data/actions";
import { averageOf, effects } from "../src/grades/effect";

function grade(value: number | null, more: Partial<Grade> = {}): Grade {
  return {
    key: `${more.date ?? "2026-11-01"} ${value}`,
    subject: "LATIN",
    date: "2026-11-01",
    title: null,
    value,
    code: null,
    out_of: 20,
    default_out_of: 20,
    coefficient: 1,
    class_average: null,
    lowest: null,
    highest: null,
    comment: null,
    optional: false,
    bonus: false,
    scaled_to_20: false,
    upcoming: false,
    ...more,
  };
}

it.each([
  ["a mean", [grade(10), grade(14)], 12],
  ["coefficients", [grade(10), grade(16, { coefficient: 2 })], 14],
  ["another scale", [grade(10), grade(5, { out_of: 10 })], 10],
  [
    "one that is brought to 20",
    [grade(20), grade(5, { out_of: 10, scaled_to_20: true })],
    15,
  ],
  ["a zero", [grade(10), grade(null, { code: "absent_zero" })], 5],
  ["an absence", [grade(10), grade(null, { code: "absent" })], 10],
  ["full marks", [grade(10), grade(null, { code: "congratulations" })], 15],
  ["a bonus", [grade(10), grade(14, { bonus: true })], 14],
  ["a bonus that is none", [grade(10), grade(8, { bonus: true })], 10],
  [
    "an optional one that raises",
    [grade(10), grade(14, { optional: true })],
    12,
  ],
  [
    "an optional one that does not",
    [grade(10), grade(4, { optional: true })],
    10,
  ],
  ["one of a day to come", [grade(10), grade(20, { upcoming: true })], 10],
  ["nothing", [], undefined],
] as [string, Grade[], number | undefined][])(
  "an average with %s",
  (_, grades, expected) => {
    expect(averageOf(grades)).toBe(expected);
  },
);

it("tells what each grade did to the average, in the order of the days", () => {
  const last = grade(16, { date: "2026-11-20" });
  const first = grade(10, { date: "2026-10-05" });
  const told = effects([last, first], 13, 20);
  expect(told.get(first.key)).toEqual({ before: undefined, after: 10 });
  expect(told.get(last.key)).toEqual({ before: 10, after: 13 });
});

it("ends with the average that PRONOTE shows, however it rounds", () => {
  const last = grade(17, { date: "2026-11-20" });
  const told = effects([last, grade(16)], 16.51, 20);
  expect(told.get(last.key)?.after).toBe(16.51);
});

it("is silent where the school weighs the grades in another way", () => {
  expect(effects([grade(10), grade(16)], 14.2, 20).size).toBe(0);
});

it("counts in the scale of the subject", () => {
  const told = effects([grade(16)], 8, 10);
  expect([...told.values()]).toEqual([{ before: undefined, after: 8 }]);
});

it("renames and hides subjects, whatever their case and accents", () => {
  const option = ["Mathematiques = Maths", "LATIN ="];
  expect(shownSubject(option, "MATHÉMATIQUES")).toBe("Maths");
  expect(shownSubject(option, "LATIN")).toBeUndefined();
  expect(shownSubject(option, "ANGLAIS LV1")).toBe("ANGLAIS LV1");
  expect(shownSubject(undefined, "LATIN")).toBe("LATIN");
  const items = [{ subject: "LATIN" }, { subject: null }, { subject: "X" }];
  expect(withSubjects(option, items)).toEqual([
    { subject: null },
    { subject: "X" },
  ]);
  expect(withSubjects(undefined, items)).toBe(items);
});
