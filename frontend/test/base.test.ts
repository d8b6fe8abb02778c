import { nothing } from "lit";
import { describe, expect, it } from "vitest";
import { sparkPoints } from "../src/base/sparkline";
import { isAddress } from "../src/base/links";
import { colorOf } from "../src/base/colors";
import { holidaysOf, namedDays } from "../src/data/holidays";

describe("a sparkline", () => {
  it("runs from edge to edge, high values on top", () => {
    expect(
      sparkPoints([
        { at: 0, value: 10 },
        { at: 10, value: 12 },
      ]),
    ).toEqual([
      [3, 25],
      [97, 3],
    ]);
  });

  it("without ups and downs runs through the middle", () => {
    const points = sparkPoints([
      { at: 0, value: 12 },
      { at: 5, value: 12 },
    ]);
    expect(points.map(([, y]) => y)).toEqual([14, 14]);
  });
});

describe("what comes from the school", () => {
  it("is an address only if it leads home or to the web", () => {
    expect(isAddress("/api/pronote/files/x.pdf?authSig=y")).toBe(true);
    expect(isAddress("https://cours.exemple.fr/4")).toBe(true);
    expect(isAddress("javascript:alert(1)")).toBe(false);
    expect(isAddress(null)).toBe(false);
  });

  it("is a color only if it is one", () => {
    expect(colorOf("#C0392B")).toBe("--color: #C0392B");
    expect(colorOf("red; background: url(x)")).toBe(nothing);
    expect(colorOf(null)).toBe(nothing);
  });

  it("names all days of holidays, the first and the last too", () => {
    const days = namedDays([
      { start: "2026-12-19", end: "2027-01-04", summary: "Vacances de Noël" },
    ]);
    expect(days.size).toBe(16);
    expect(days.get("2026-12-19")).toBe("Vacances de Noël");
    expect(days.get("2027-01-03")).toBe("Vacances de Noël");
    expect(days.has("2027-01-04")).toBe(false);
  });

  it("explains an empty week by holidays, not by a day off in it", () => {
    const days = namedDays([
      { start: "2026-11-11", end: "2026-11-12", summary: "Armistice" },
    ]);
    expect(holidaysOf(days, ["2026-11-11"])).toBe("Armistice");
    expect(holidaysOf(days, ["2026-11-10", "2026-11-11"])).toBeUndefined();
    expect(holidaysOf(undefined, ["2026-11-11"])).toBeUndefined();
  });
});
