import { children } from "./data/child";
import type { HomeAssistant } from "./hass";
import { pageStrings, type Strings } from "./strings";
import { isAbout } from "./suggest";

/** Ours alone: other cards about PRONOTE have names of their own. */
export const PREFIX = "pronote-family";

export const DOCUMENTATION = "https://github.com/pronote-ha/pronote";

interface ListedCard {
  type: string;
  readonly name: string;
  readonly description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion(
    hass: HomeAssistant,
    entity: string,
  ): { config: { type: string; device: string } } | null;
}

declare global {
  interface Window {
    customCards?: ListedCard[];
  }
}

export type CardName =
  | "overview"
  | "day"
  | "timetable"
  | "homework"
  | "grades"
  | "menu"
  | "changes"
  | "inbox"
  | "documents"
  | "school-life"
  | "bag"
  | "skills"
  | "report-card";

/** The type of a card in a dashboard. */
export function cardType(name: CardName): string {
  return `custom:${PREFIX}-${name}`;
}

/** Define a card and list it in the card picker. */
export function registerCard(
  name: CardName,
  card: CustomElementConstructor,
): void {
  const type = `${PREFIX}-${name}`;
  if (customElements.get(type) !== undefined) return;
  customElements.define(type, card);
  const texts = (): Strings[CardName] => pageStrings()[name];
  (window.customCards ??= []).push({
    type,
    get name() {
      return texts().name;
    },
    get description() {
      return texts().description;
    },
    preview: true,
    documentationURL: DOCUMENTATION,
    getEntitySuggestion(hass, entity) {
      const { platform, device_id, translation_key } =
        hass.entities[entity] ?? {};
      return platform === "pronote" &&
        device_id !== undefined &&
        children(hass).some(({ device }) => device === device_id) &&
        isAbout(name, entity, translation_key ?? "")
        ? { config: { type: cardType(name), device: device_id } }
        : null;
    },
  });
}
