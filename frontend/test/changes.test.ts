import { describe, expect, it } from "vitest";
import { changesWithSubjects } from "../src/base/subjects";
import {
  changedEntity,
  changeDetails,
  changeIcon,
  isGrave,
} from "../src/changes/texts";
import { changesIn, type Change } from "../src/data/changes";
import type { HomeAssistant } from "../src/hass";
import { stringsIn } from "../src/strings";

const hass = {
  config: { time_zone: "Europe/Paris" },
  locale: { language: "fr", time_format: "language" },
} as HomeAssistant;
const fr = stringsIn("fr-CA");
const types = Object.keys(fr.changes.types);

const change = (type: string, facts: Record<string, unknown>): Change => ({
  at: "2026-11-22T05:08:10+00:00",
  type,
  facts,
});

describe("changes", () => {
  it("bear the shown names of their subjects, and stay out with a hidden one", () => {
    const told = changesWithSubjects(
      ["Mathématiques = Maths", "LATIN ="],
      [
        change("new_grade", { subject: "MATHEMATIQUES", value: 12 }),
        change("lesson_canceled", { subject: "LATIN" }),
        change("new_message", { subject: "LATIN" }),
        change("new_menu", {}),
      ],
    );
    expect(told.map(({ type, facts }) => [type, facts["subject"]])).toEqual([
      ["new_grade", "Maths"],
      ["new_message", "LATIN"],
      ["new_menu", undefined],
    ]);
  });

  it("stand once in a history, the empty beginning not at all", () => {
    const at = "2026-11-22T05:08:10.132+00:00";
    const found = changesIn({
      "event.a": [
        { s: "unknown", a: { event_type: null } },
        { s: at, a: { event_type: "new_grade" } },
        { s: "unavailable", a: {} },
        { s: at, a: { event_type: "new_grade" } },
      ],
    });
    expect(new Set(found.map(({ key }) => key)).size).toBe(1);
  });

  it("tell from where to where a lesson was moved", () => {
    const details = changeDetails(
      hass,
      fr,
      change("lesson_moved", {
        subject: "MATHÉMATIQUES",
        start: "2026-11-24T08:00:00+01:00",
        previous_start: "2026-11-23T09:00:00+01:00",
      }),
      false,
    );
    expect(details).toEqual([
      "MATHÉMATIQUES",
      "lun.\u00a023,\u00a09:00 → mar.\u00a024,\u00a08:00",
    ]);
  });

  it("tell from when to when a day was moved, and how long a teacher is away", () => {
    const day = change("start_of_day_moved", {
      date: "2026-11-26",
      before: "2026-11-26T08:00:00+01:00",
      after: "2026-11-26T10:00:00+01:00",
      minutes: 120,
    });
    expect(changeDetails(hass, fr, day, false)).toEqual([
      "jeu. 26 nov.",
      "8:00 → 10:00",
    ]);
    const absence = change("teacher_absent", {
      teacher: "CORIOU A.",
      start: "2026-11-24T08:00:00+01:00",
      end: "2026-11-25T10:00:00+01:00",
    });
    expect(changeDetails(hass, fr, absence, false)).toEqual([
      "CORIOU A.",
      "mar.\u00a024,\u00a08:00 – mer.\u00a025,\u00a010:00",
    ]);
    const hour = change("teacher_absent", {
      teacher: "CORIOU A.",
      start: "2026-12-01T08:00:00+01:00",
      end: "2026-12-01T10:00:00+01:00",
    });
    expect(changeDetails(hass, fr, hour, false)[1]).toBe(
      "mar.\u00a01er,\u00a08:00 – 10:00",
    );
  });

  it("keep figures to themselves when discreet", () => {
    const grade = change("new_grade", {
      subject: "MATHÉMATIQUES",
      value: 15.5,
      out_of: 20,
    });
    expect(changeDetails(hass, fr, grade, false)[1]).toMatch("15,5");
    expect(changeDetails(hass, fr, grade, true)).toEqual(["MATHÉMATIQUES"]);
  });

  it.each(types)(
    "of the type %s have a text, a picture and a subject",
    (type) => {
      const facts = {
        subject: "s",
        title: "s",
        name: "s",
        heading: "s",
        period: "s",
        date: "2026-11-24",
        start: "2026-11-24T08:00:00+01:00",
      };
      expect(stringsIn("de").changes.types[type]).toBeTruthy();
      expect(changeIcon(type)).not.toBe("mdi:information");
      expect(changeDetails(hass, fr, change(type, facts), false)).not.toEqual(
        [],
      );
    },
  );

  it("that may need a parent stand out", () => {
    expect(types.filter(isGrave)).toEqual([
      "lesson_canceled",
      "lesson_removed",
      "new_absence",
      "new_delay",
      "new_punishment",
    ]);
  });
});

describe("what shows the thing that a change is about", () => {
  const child = {
    device: "d",
    name: "Anna",
    school: "s",
    entity: (domain: string, key: string) => `${domain}.${key}`,
    entities: () => [],
    ofSchool: () => undefined,
  };
  const home = {
    entities: {
      "sensor.mail": {
        entity_id: "sensor.mail",
        device_id: "s",
        platform: "pronote",
        translation_key: "unread_messages",
      },
    },
  } as unknown as HomeAssistant;

  it.each([
    ["lesson_canceled", "calendar.lessons"],
    ["test_announced", "calendar.lessons"],
    ["new_grade", "sensor.last_grade"],
    ["homework_removed", "todo.homework"],
    ["absence_changed", "calendar.school_life"],
    ["menu_changed", "calendar.menus"],
    ["new_message", "sensor.mail"],
    ["report_card_published", undefined],
  ])("of a change %s it is %s", (type, entity) => {
    expect(changedEntity(home, child, type)).toBe(entity);
  });
});
