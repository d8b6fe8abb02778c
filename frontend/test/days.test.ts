import { describe, expect, it } from "vitest";
import {
  addDays,
  dayOf,
  daysBetween,
  formatDay,
  formatWeek,
  mondayOf,
  weekday,
} from "../src/base/days";
import type { HomeAssistant } from "../src/hass";

const at = (time_zone: string, language = "fr") =>
  ({ config: { time_zone }, locale: { language } }) as HomeAssistant;

describe("days", () => {
  it("walk over the ends of months, years and summer times", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addDays("2026-10-24", 2)).toBe("2026-10-26");
    expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(daysBetween("2026-03-28", "2026-03-30")).toHaveLength(3);
  });

  it("know their week", () => {
    expect(weekday("2026-11-22")).toBe(7);
    expect(mondayOf("2026-11-22")).toBe("2026-11-16");
    expect(mondayOf("2026-11-23")).toBe("2026-11-23");
  });

  it("begin at home, wherever the tablet is", () => {
    const instant = new Date("2026-11-22T23:30:00Z");
    expect(dayOf(at("Europe/Paris"), instant)).toBe("2026-11-23");
    expect(dayOf(at("America/Martinique"), instant)).toBe("2026-11-22");
  });

  it("are told in the language of the home", () => {
    const week = ["2026-11-23", "2026-11-27"] as const;
    expect(formatWeek(at("Europe/Paris"), ...week)).toMatch(/23.27 novembre/);
    expect(formatWeek(at("Europe/Paris", "en"), ...week)).toMatch(
      /November 23\s–\s27/,
    );
  });

  it("count the first of a month as French does", () => {
    const [french, english] = [at("Europe/Paris"), at("Europe/Paris", "en")];
    const words = { day: "numeric", month: "long" } as const;
    expect(formatDay(french, "2026-12-01", words)).toBe("1er décembre");
    expect(formatDay(french, "2026-12-11", words)).toBe("11 décembre");
    expect(formatDay(french, "2026-12-01", { day: "numeric" })).toBe("1");
    expect(formatDay(english, "2026-12-01", words)).toBe("December 1");
    expect(formatWeek(french, "2027-02-01", "2027-02-05")).toMatch(
      /^1er.5 février$/,
    );
  });
});
