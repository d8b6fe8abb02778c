import { describe, expect, it } from "vitest";
import type { Brief } from "../src/data/actions";
import { childOf } from "../src/data/child";
import { rowsOf } from "../src/day/rows";
import type { HomeAssistant, HassEntity } from "../src/hass";
import { en } from "../src/strings/en";
import { fr } from "../src/strings/fr";

const TODAY = "2026-12-01";

const OF_SCHOOL = ["holidays", "last_successful_update"];

type States = Record<string, [string, Record<string, unknown>?]>;

/** A home with a child, whose entities are those that have a state. */
function home(states: States): HomeAssistant {
  const entities: HomeAssistant["entities"] = {};
  const all: Record<string, HassEntity> = {};
  for (const [entity_id, [state, attributes = {}]] of Object.entries(states)) {
    const [, translation_key = ""] = entity_id.split(".");
    entities[entity_id] = {
      entity_id,
      device_id: OF_SCHOOL.includes(translation_key) ? "school" : "child",
      platform: "pronote",
      translation_key,
    };
    all[entity_id] = { entity_id, state, attributes } as HassEntity;
  }
  return {
    entities,
    states: all,
    devices: { child: { id: "child", name: "Anna", via_device_id: "school" } },
    language: "fr",
    locale: { language: "fr", time_format: "24" },
    config: { time_zone: "Europe/Paris" },
  } as unknown as HomeAssistant;
}

function shown(
  lines: Brief["lines"],
  states: States = {},
  more: Partial<Brief> = {},
  page?: string,
) {
  const hass = home(states);
  const child = childOf(hass, "child");
  if (child === undefined) throw new Error("no child");
  const date = "2026-12-02";
  const brief = { known: true, text: "", date, lines, ...more };
  return rowsOf(hass, fr, child, brief, TODAY, page);
}

const texts = (...told: Parameters<typeof shown>) =>
  shown(...told).map(({ items }) => items.map(({ text }) => text));

describe("the day of a child", () => {
  it("is told in the order in which it matters", () => {
    const lines = {
      menu: "Menu : Riz",
      bag: "À retirer : LATIN",
      changes: "8:00 FRANÇAIS · Cours annulé",
      morning: "Réveil 8:00, départ 8:40",
      hours: "Demain : cours de 9:00 à 12:05",
      homework: "Devoirs :\nLATIN",
    };
    expect(texts(lines)).toEqual([
      ["Demain : cours de 9:00 à 12:05\nRéveil 8:00, départ 8:40"],
      ["8:00 FRANÇAIS · Cours annulé"],
      ["À retirer : LATIN"],
      ["Menu : Riz"],
    ]);
  });

  it("begins with a day on which no lesson is held", () => {
    const lines = {
      hours: "Demain : cours de 9:00 à 12:05",
      free_days: "Aujourd’hui : aucun cours n’a lieu",
    };
    expect(texts(lines)).toEqual([[`${lines.free_days}\n${lines.hours}`]]);
  });

  it("has at most two rows of alerts", () => {
    const lines = {
      changes: ["8:00 A", "9:00 B", "10:00 C", "11:00 D"].join("\n"),
      tests: "Contrôle : PHYSIQUE",
      detention: "Retenue : ven. 4 déc. 17:00",
    };
    const more = { to_justify: [1, 2], to_sign: [1] };
    const alerts = shown(lines, {}, more).filter(
      ({ kind }) => kind === "alert",
    );
    expect(alerts.map(({ items }) => items.map(({ text }) => text))).toEqual([
      ["8:00 A\n9:00 B\net 2 autres changements"],
      ["Contrôle : PHYSIQUE", "Retenue : ven. 4 déc. 17:00"],
    ]);
    const [row] = shown({ tests: "Contrôle : PHYSIQUE" }, {}, more);
    expect(row?.items.map(({ text, short }) => [text, short])).toEqual([
      ["Contrôle : PHYSIQUE", undefined],
      ["À justifier : 2", "2"],
      ["À signer : 1", "1"],
    ]);
  });

  it("says what goes on, and what is next today", () => {
    const states: States = {
      "sensor.current_lesson": [
        "LATIN",
        { room: "B12", end: "2026-12-01T10:00:00+01:00" },
      ],
      "sensor.next_lesson": [
        "2026-12-01T09:10:00+00:00",
        { subject: "SPORT", room: null },
      ],
    };
    expect(texts({}, states)).toEqual([
      ["En ce moment : LATIN · B12, jusqu’à 10:00"],
      ["Ensuite, à 10:10 : SPORT"],
    ]);
    states["sensor.next_lesson"] = [
      "2026-12-01T16:20:00+00:00",
      { subject: null, room: "Permanence", status: "detention" },
    ];
    expect(texts({}, states)[1]).toEqual([
      "Ensuite, à 17:20 : Retenue · Permanence",
    ]);
    states["sensor.current_lesson"] = ["unknown"];
    states["sensor.next_lesson"] = ["2026-12-02T08:00:00+00:00", {}];
    expect(texts({}, states)).toEqual([]);
  });

  it("begins with a school that does not respond", () => {
    const lines = {
      hours: "Demain : cours de 8:00 à 12:05",
      silent: "L’école ne répond plus depuis 17:05",
    };
    const states: States = { "sensor.last_successful_update": ["2026-12-01"] };
    expect(texts(lines, states)).toEqual([[lines.silent], [lines.hours]]);
    expect(shown(lines, states)[0]?.items[0]?.entity).toBe(
      "sensor.last_successful_update",
    );
  });

  it("names a test and days off that are further away", () => {
    const states: States = {
      "sensor.next_test": ["2026-12-05T09:00:00+00:00", { subject: "SPORT" }],
      "calendar.holidays": [
        "off",
        { message: "Vacances de Noël", start_time: "2026-12-08 00:00:00" },
      ],
    };
    expect(texts({}, states)).toEqual([
      ["Prochain contrôle : SPORT, sam. 5 déc. 10:00"],
      ["Vacances de Noël : mar. 8 déc."],
    ]);
    const tested = { tests: "Contrôle : SPORT", holidays: "Noël" };
    expect(texts(tested, states)).toEqual([["Noël"], ["Contrôle : SPORT"]]);
    const later = { message: "Noël", start_time: "2026-12-09 00:00:00" };
    const far: States = { ...states, "calendar.holidays": ["off", later] };
    expect(texts({}, far)).toHaveLength(1);
  });

  it("opens what it tells of", () => {
    const states: States = {
      "todo.bag": ["2"],
      "sensor.next_test": ["unknown"],
      "event.lesson": ["unknown"],
    };
    const lines = { changes: "A", tests: "B", bag: "C" };
    const opened = (page?: string) =>
      shown(lines, states, {}, page).flatMap(({ items }) =>
        items.map(({ entity, path }) => path ?? entity),
      );
    const bag = "/todo?entity_id=todo.bag";
    expect(opened()).toEqual(["event.lesson", "sensor.next_test", bag]);
    expect(opened("/school/child")[0]).toBe("/school/child");
  });

  it("has all its texts in both languages", () => {
    const blanks = (text: string) => text.match(/\{\w+\}/g)?.sort();
    for (const key of Object.keys(en.day) as (keyof typeof en.day)[])
      expect(blanks(fr.day[key])).toEqual(blanks(en.day[key]));
  });
});
