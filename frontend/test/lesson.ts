import type { Lesson } from "../src/data/actions";

/** A lesson of November 2026, as usual as can be. */
export function lesson(
  day: string,
  from: string,
  to: string,
  more: Partial<Lesson> = {},
): Lesson {
  return {
    key: `${day} ${from} ${more.subject ?? ""}`,
    start: `2026-11-${day}T${from}:00+01:00`,
    end: `2026-11-${day}T${to}:00+01:00`,
    subject: "ANGLAIS",
    teachers: ["WINSLADE K."],
    rooms: ["A03"],
    groups: [],
    status: "normal",
    status_text: null,
    has_contents: false,
    test: false,
    exempted: false,
    exemption: null,
    no_pupils: false,
    study_hour: false,
    superseded: false,
    memo: null,
    color: "#C0392B",
    links: [],
    held: true,
    attended: true,
    counts: more.attended ?? true,
    after_lunch: false,
    ...more,
  };
}
