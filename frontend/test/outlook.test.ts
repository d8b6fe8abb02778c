import { describe, expect, it } from "vitest";
import { daysAhead } from "../src/overview/days-ahead";
import { byEnd, outlook } from "../src/overview/outlook";
import type { HomeAssistant } from "../src/hass";
import { lesson } from "./lesson";

const NOW = new Date("2026-11-23T12:30:00+01:00");
const seen = (...lessons: ReturnType<typeof lesson>[]) =>
  outlook(lessons, NOW, "2026-11-23");

describe("what a family plans by", () => {
  const lessons = [
    lesson("23", "08:00", "09:00", {
      held: false,
      attended: false,
      status: "canceled",
    }),
    lesson("23", "09:00", "10:00"),
    lesson("23", "14:00", "15:00"),
    lesson("23", "15:00", "16:00", {
      held: false,
      attended: false,
      status: "teacher_absent",
    }),
    lesson("24", "09:00", "10:00", { status: "room_changed" }),
    lesson("24", "10:00", "11:00", { status: "test", test: true }),
    lesson("26", "08:00", "09:00", { status: "moved" }),
  ];

  it("is the end of the lessons to attend, and the hours of the next day", () => {
    const { end, next } = seen(...lessons);
    expect(end).toContain("T15:00");
    expect(next?.day).toBe("2026-11-24");
    expect(next?.hours?.map((hour) => hour.slice(11, 16))).toEqual([
      "09:00",
      "11:00",
    ]);
  });

  it("is the hours of today until the first lesson that is held begins", () => {
    const at = (time: string) =>
      outlook(lessons, new Date(`2026-11-23T${time}:00+01:00`), "2026-11-23");
    expect(at("08:30").start).toContain("T09:00");
    expect(at("09:30").start).toBeUndefined();
  });

  it("is what is still to come and not as every week, on these two days", () => {
    expect(seen(...lessons).changed.map(({ status }) => status)).toEqual([
      "teacher_absent",
      "room_changed",
    ]);
  });

  it("knows a day that is over, one without lessons, and one of which all is canceled", () => {
    const over = seen(lesson("23", "08:00", "12:00"));
    expect([over.end, over.schoolToday, over.next]).toEqual([
      undefined,
      true,
      undefined,
    ]);
    expect(seen().schoolToday).toBe(false);
    const off = { held: false, attended: false, status: "canceled" };
    const none = seen(lesson("24", "08:00", "09:00", off));
    expect(none.next).toEqual({ day: "2026-11-24", hours: undefined });
  });

  it("leaves out a study hour that does not count", () => {
    const study = { study_hour: true, counts: false };
    const { end, next } = seen(
      lesson("23", "14:00", "15:00"),
      lesson("23", "15:00", "16:00", study),
      lesson("24", "08:00", "09:00", study),
      lesson("24", "09:00", "10:00"),
    );
    expect(end).toContain("T15:00");
    expect(next?.hours?.[0]).toContain("T09:00");
  });

  it("puts first who finishes first, then who begins first", () => {
    const early = seen(lesson("23", "13:00", "14:00"));
    const late = seen(lesson("23", "13:00", "17:00"));
    const tomorrow = seen(lesson("24", "08:00", "09:00"));
    const nothing = seen();
    expect([nothing, tomorrow, late, early].sort(byEnd)).toEqual([
      early,
      late,
      tomorrow,
      nothing,
    ]);
  });
});

describe("what is ahead", () => {
  const HOLIDAYS = "Vacances de Noël, rentrée lundi 4 janvier 8:00";

  /** What is known on the 23rd, and what was asked. */
  async function known(...lessons: ReturnType<typeof lesson>[]) {
    const asked: unknown[] = [];
    const hass = {
      language: "fr-CA",
      callWS: ({
        service,
        service_data,
      }: {
        service: string;
        service_data: unknown;
      }) => {
        asked.push([service, service_data]);
        const lines = { holidays: HOLIDAYS };
        return Promise.resolve({
          response:
            service === "get_timetable" ? { lessons } : { briefs: [{ lines }] },
        });
      },
    } as unknown as HomeAssistant;
    const ahead = await daysAhead(hass, "child", "2026-11-23", "2026-11-29");
    return { holidays: ahead.holidays, asked };
  }

  it("is the holidays where no lesson is left in the days shown", async () => {
    const { holidays, asked } = await known(lesson("23", "08:00", "17:00"));
    expect(holidays).toBe(HOLIDAYS);
    expect(asked[1]).toEqual([
      "get_brief",
      { language: "fr", moment: "evening" },
    ]);
  });

  it("is not asked for while there is school", async () => {
    const { holidays, asked } = await known(lesson("24", "08:00", "09:00"));
    expect(holidays).toBeUndefined();
    expect(asked).toHaveLength(1);
  });
});
