import type { Strings } from "./strings";
import { pageStrings } from "./strings";

/** Ours alone: other cards about PRONOTE have names of their own. */
export const PREFIX = "pronote-family";

export const DOCUMENTATION = "https://github.com/pronote-ha/pronote";

interface ListedCard {
  type: string;
  readonly name: string;
  readonly description: string;
  preview: boolean;
  documentationURL: string;
}

declare global {
  interface Window {
    customCards?: ListedCard[];
  }
}

export type CardName = "timetable" | "homework" | "grades" | "menu" | "changes";

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
  });
}
