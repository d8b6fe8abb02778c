import type { TemplateResult } from "lit";
import { beforeEach, expect, test, vi } from "vitest";
import { BagCard } from "../src/cards/bag";
import type { ChildCardConfig } from "../src/base/child-card";
import type { HomeAssistant } from "../src/hass";
import { en } from "../src/strings/en";

class Root {
  constructor(readonly host: { localName: string }) {}
}

beforeEach(() => {
  vi.stubGlobal("ShadowRoot", Root);
});

/** A home with some children. */
function home(...names: string[]): HomeAssistant {
  const entities: HomeAssistant["entities"] = {};
  const devices: HomeAssistant["devices"] = {};
  for (const name of names) {
    const entity_id = `todo.${name}`;
    entities[entity_id] = {
      entity_id,
      device_id: name,
      platform: "pronote",
      translation_key: "homework",
    };
    devices[name] = {
      id: name,
      name,
      name_by_user: null,
      config_entries: [],
    };
  }
  return {
    entities,
    devices,
    states: {},
    language: "en",
    locale: { language: "en", time_format: "24" },
    config: { time_zone: "Europe/Paris" },
  } as unknown as HomeAssistant;
}

function words(template: unknown): string {
  if (Array.isArray(template)) return template.map(words).join("");
  if (typeof template === "string") return template;
  if (typeof template !== "object" || template === null) return "";
  const { strings = [], values = [] } = template as TemplateResult;
  return strings.map((text, index) => text + words(values[index])).join("");
}

/** What a card without further settings says, by default on a dashboard. */
function shown(
  hass: HomeAssistant,
  config: Partial<ChildCardConfig> = {},
  where = "hui-card",
): string {
  class Card extends BagCard {
    override getRootNode(): Node {
      return new Root({ localName: where }) as unknown as Node;
    }
    text(): string {
      return words(this.render());
    }
  }
  const card = new Card();
  card.hass = hass;
  card.setConfig({ type: "custom:x", ...config });
  return card.text();
}

test("a new card names the child only where there is no choice", () => {
  expect(BagCard.getStubConfig(home("Anna"))).toEqual({ device: "Anna" });
  expect(BagCard.getStubConfig(home("Anna", "Zoé"))).toEqual({});
  expect(BagCard.getStubConfig(home())).toEqual({});
});

test("a card that names no child is about the only one, and asks if there are several", () => {
  expect(shown(home("Anna"))).toContain("Anna");
  expect(shown(home("Anna", "Zoé"))).toContain(en.noChild);
  expect(shown(home("Anna", "Zoé"), { device: "Zoé" })).toContain("Zoé");
  expect(shown(home("Anna", "Zoé"), { device: "?" })).toContain(en.childGone);
  expect(shown(home())).toContain(en.overview.nobody);
});

test("the sample in the card picker is about the first child", () => {
  expect(shown(home("Zoé", "Anna"), {}, "hui-card-picker")).toContain("Anna");
});

/** A card that says whether it would be drawn again. */
class Probe extends BagCard {
  redraws(before: HomeAssistant): boolean {
    return this.shouldUpdate(new Map([["hass", before]]));
  }
}

test("draws what was asked for beside a change at home that does not concern it", () => {
  const card = new Probe();
  const before = home("lina");
  card.hass = { ...before };
  card.redraws(before);
  expect(card.redraws(before)).toBe(false);
  card.requestUpdate();
  expect(card.redraws(before)).toBe(true);
  expect(card.redraws(before)).toBe(false);
});
