import { beforeEach, describe, expect, it, vi } from "vitest";
import type { HomeAssistant } from "../src/hass";
import { en } from "../src/strings/en";
import type { FamilyConfig } from "../src/strategy/config";

const defined = new Set<string>();
const Element = function () {};
vi.stubGlobal("HTMLElement", Element);
vi.stubGlobal("customElements", {
  get: (tag: string) => (defined.has(tag) ? Element : undefined),
});
const { FamilyStrategy, views } = await import("../src/strategy/family");
const { daysOfSchoolYear } = await import("../src/strategy/child-view");

const TOLD = {
  sensor: [
    "next_lesson",
    "overall_average",
    "subject_average",
    "to_acknowledge",
    "unread_news",
    "documents_to_sign",
  ],
  binary_sensor: ["in_class", "test_tomorrow"],
  calendar: ["lessons", "menus"],
  event: ["lesson", "grade", "absence", "news"],
  todo: ["homework"],
};

function home(...names: string[]): HomeAssistant {
  const entities: HomeAssistant["entities"] = {};
  const devices: HomeAssistant["devices"] = {};
  names.forEach((name, index) => {
    const id = `device${index}`;
    devices[id] = { id, name, name_by_user: null, config_entries: [] };
    for (const [domain, keys] of Object.entries(TOLD))
      for (const translation_key of keys) {
        const entity_id = `${domain}.${translation_key}_${index}`;
        entities[entity_id] = {
          entity_id,
          device_id: id,
          platform: "pronote",
          translation_key,
        };
      }
  });
  entities["todo.shopping"] = { entity_id: "todo.shopping", platform: "other" };
  return {
    entities,
    devices,
    states: {},
    locale: { language: "en" },
  } as unknown as HomeAssistant;
}

function written(hass: HomeAssistant, config: Partial<FamilyConfig> = {}) {
  const now = new Date("2026-11-22T12:00:00");
  const type = "custom:pronote-family";
  return views({ type, ...config }, hass, en, "/school", now);
}

describe("the dashboard", () => {
  beforeEach(() => defined.clear());

  it("has a page for the family and one for each child", () => {
    const pages = written(home("Zoé", "Anna"));
    expect(pages.map((page) => page.path)).toEqual([
      "family",
      "child-device1",
      "child-device0",
    ]);
    expect(pages.map((page) => page.title)).toEqual(["Family", "Anna", "Zoé"]);
    expect(JSON.stringify(pages)).not.toContain("todo.shopping");
    expect(JSON.stringify(pages[0])).toContain('"/school/child-device1"');
  });

  it("does with the cards of Home Assistant", () => {
    const built = JSON.stringify(written(home("Anna")));
    expect(built).not.toContain("custom:");
    expect(built).toContain('"todo-list"');
  });

  it("takes our own cards where there are some, unless they are not wanted", () => {
    defined.add("pronote-family-menu").add("pronote-family-homework");
    defined.add("pronote-family-changes");
    const own = JSON.stringify(written(home("Anna")));
    expect(own).toContain('"custom:pronote-family-menu"');
    expect(own).not.toContain('"todo-list"');
    const built = JSON.stringify(written(home("Anna"), { built_in: true }));
    expect(built).not.toContain("custom:");
  });

  it("has news, surveys and messages in one card, or in tiles", () => {
    expect(JSON.stringify(written(home("Anna")))).toContain(
      '"entity":"sensor.unread_news_0"',
    );
    expect(JSON.stringify(written(home("Anna")))).toContain(
      '"entity":"sensor.documents_to_sign_0","state_not":["unknown","unavailable","0"]',
    );
    defined.add("pronote-family-documents");
    defined.add("pronote-family-inbox");
    const own = JSON.stringify(written(home("Anna")));
    expect(own).toContain('"custom:pronote-family-inbox"');
    expect(own).toContain('"custom:pronote-family-documents"');
    expect(own).not.toContain("sensor.unread_news_0");
    expect(own).not.toContain("sensor.documents_to_sign_0");
  });

  it("looks at all children together", () => {
    const cards = (hass: HomeAssistant) =>
      JSON.stringify(written(hass)[0]?.sections);
    expect(cards(home("Anna"))).not.toContain('"markdown"');
    expect(cards(home("Anna", "Zoé"))).toContain('"markdown"');
    defined.add("pronote-family-overview");
    const own = cards(home("Anna", "Zoé"));
    expect(own).toContain('"devices":["device0","device1"]');
    expect(own).not.toContain('"markdown"');
  });

  it("tells the day of a child on one card, and recent events once", () => {
    const names = ["day", "overview", "changes"];
    for (const name of names) defined.add(`pronote-family-${name}`);
    const [family, child] = written(home("Anna"));
    const all = JSON.stringify(family);
    expect(all).toContain('"page":"/school/child-device0"');
    expect(all).toContain('"hide_changes":true');
    expect(all).not.toContain('"tile"');
    const types = (child?.sections ?? [])
      .flatMap((section) => section.cards)
      .map((card) => card.type);
    for (const name of ["day", "changes"])
      expect(
        types.filter((type) => type === `custom:pronote-family-${name}`),
      ).toHaveLength(1);
  });

  it("hides whom and what it is told to hide", () => {
    const hidden = { hidden_children: ["device0"], hide_grades: true };
    const pages = written(home("Anna", "Zoé"), hidden);
    expect(pages.map((page) => page.title)).toEqual(["Family", "Zoé"]);
    expect(JSON.stringify(pages)).not.toMatch(/average|event\.grade/);
    expect(JSON.stringify(pages)).toContain("event.absence");
    defined.add("pronote-family-changes");
    expect(JSON.stringify(written(home("Anna"), hidden))).not.toContain("Anna");
    const discreet = JSON.stringify(
      written(home("Anna"), { hide_grades: true }),
    );
    expect(discreet).toContain('"discreet":true');
    expect(discreet).toContain('"topics":["absence"');
  });

  it("is about the next school day once lessons are over", () => {
    const hass = home("Anna");
    for (const [domain, translation_key] of [
      ["sensor", "first_lesson_next_school_day"],
      ["sensor", "end_of_day"],
      ["sensor", "end_of_next_school_day"],
      ["binary_sensor", "finishes_early"],
    ] as const) {
      const entity_id = `${domain}.${translation_key}_0`;
      hass.entities[entity_id] = {
        entity_id,
        device_id: "device0",
        platform: "pronote",
        translation_key,
      };
    }
    const cards = written(hass)
      .flatMap((page) => page.sections)
      .flatMap((section) => section.cards);
    const shown = (entity: string) =>
      JSON.stringify(cards.find((card) => card["entity"] === entity));
    const first = "sensor.first_lesson_next_school_day_0";
    for (const today of [
      "sensor.end_of_day_0",
      "binary_sensor.finishes_early_0",
    ])
      expect(shown(today)).toContain(`"state_not":["${first}"]`);
    expect(shown("sensor.end_of_next_school_day_0")).toContain(
      `"entity":"sensor.next_lesson_0","state":"${first}"`,
    );
  });

  it("says what to do when there is nobody to show", () => {
    const [page, ...others] = written(home());
    expect(others).toEqual([]);
    expect(JSON.stringify(page)).toContain("add?domain=pronote");
    const [hidden] = written(home("Anna"), { hidden_children: ["device0"] });
    expect(JSON.stringify(hidden)).toContain(
      en.strategy.allHidden.slice(0, 10),
    );
    expect(JSON.stringify(hidden)).not.toContain("domain=pronote");
  });

  it("says why an account has no children", async () => {
    vi.stubGlobal("window", { location: { pathname: "/school/family" } });
    const account = { entry_id: "1", state: "not_loaded", disabled_by: "user" };
    const answers = async (callWS: () => Promise<unknown>) => {
      const hass = { ...home(), language: "en", callWS } as HomeAssistant;
      const { views } = await FamilyStrategy.generate(
        { type: "custom:pronote-family" },
        hass,
      );
      return JSON.stringify(views);
    };
    const disabled = await answers(() => Promise.resolve([account]));
    expect(disabled).toContain(en.account.disabled);
    expect(disabled).not.toContain("add?domain=pronote");
    const loaded = { ...account, state: "loaded", disabled_by: null };
    for (const answer of [
      () => Promise.resolve([]),
      () => Promise.resolve([loaded]),
      () => Promise.reject(new Error("for administrators only")),
    ])
      expect(await answers(answer)).toContain("add?domain=pronote");
  });

  it("shows what is to acknowledge while there is something", () => {
    const built = JSON.stringify(written(home("Anna")));
    expect(built).toContain(
      '"entity":"sensor.to_acknowledge_0","state_not":["unknown","unavailable","0"]',
    );
  });

  it("shows shorter lists the more children there are", () => {
    defined.add("pronote-family-homework").add("pronote-family-changes");
    const rows = (...names: string[]) =>
      JSON.stringify(written(home(...names))[0]).match(/"rows":\d/g);
    expect(rows("Anna")).toEqual(['"rows":5', '"rows":5']);
    expect(new Set(rows("Anna", "Zoé", "Max", "Lou"))).toEqual(
      new Set(['"rows":3']),
    );
  });

  it("takes the card of school life in place of its tiles", () => {
    defined.add("pronote-family-school-life");
    const own = JSON.stringify(written(home("Anna")));
    expect(own).toContain('"custom:pronote-family-school-life"');
    expect(own).not.toContain("sensor.to_acknowledge_0");
    expect(own).toContain("sensor.unread_news_0");
  });

  it("draws the curves since the beginning of the school year", () => {
    expect(daysOfSchoolYear(new Date(2026, 8, 2))).toBe(30);
    expect(daysOfSchoolYear(new Date(2026, 10, 1, 12))).toBe(62);
    expect(daysOfSchoolYear(new Date(2027, 0, 1, 12))).toBe(123);
  });
});
