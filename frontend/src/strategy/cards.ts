import type { Child } from "../data/child";
import { cardType, type CardName } from "../register";
import type { Strings } from "../strings";
import type { FamilyConfig } from "./config";

/** A card, as Home Assistant writes it in a dashboard. */
export interface Card {
  type: string;
  [option: string]: unknown;
}

export interface Section {
  type: "grid";
  column_span?: number;
  cards: Card[];
}

export interface View {
  title: string;
  path: string;
  icon?: string;
  type: "sections";
  max_columns: number;
  dense_section_placement?: boolean;
  sections: Section[];
}

/** Of twelve columns. */
export const FULL = 12;

/** What an entity is called on a tile, where there is little room. */
export type Told = keyof Strings["strategy"]["names"];

/** What is known: neither disabled, nor of another account. */
export function known<T>(items: readonly (T | undefined)[]): T[] {
  return items.filter((item) => item !== undefined);
}

/** A section with a heading; none if there is nothing to put into it. */
export function section(
  heading: Card,
  cards: readonly (Card | undefined)[],
  column_span = 1,
): Section | undefined {
  const present = known(cards);
  return present.length === 0
    ? undefined
    : { type: "grid", column_span, cards: [heading, ...present] };
}

export function heading(text: string, icon: string, more?: object): Card {
  return { type: "heading", heading: text, icon, ...more };
}

/** What is written about one child: its cards, in the language of the page. */
export class Scribe {
  constructor(
    readonly child: Child,
    readonly config: FamilyConfig,
    readonly strings: Strings,
  ) {}

  sensor(key: Told, options: Record<string, unknown> = {}): Card | undefined {
    return this.tile(this.child.entity("sensor", key), key, options);
  }

  /** What is only said while it is so. */
  warning(key: Told): Card | undefined {
    const entity = this.child.entity("binary_sensor", key);
    const card = this.tile(entity, key, { color: "orange", hide_state: true });
    return whileState(card, entity, "on");
  }

  tile(
    entity: string | undefined,
    key: Told,
    options: Record<string, unknown> = {},
  ): Card | undefined {
    if (entity === undefined) return undefined;
    return {
      type: "tile",
      entity,
      name: this.strings.strategy.names[key],
      grid_options: { columns: FULL },
      ...options,
    };
  }

  /** Our own card about the child, where there is one and it is wanted. */
  own(name: CardName, options: object = {}): Card | undefined {
    return ownCard(this.config, name, {
      device: this.child.device,
      ...options,
    });
  }
}

/** Our own card, where there is one and it is wanted. */
export function ownCard(
  config: FamilyConfig,
  name: CardName,
  options: object,
): Card | undefined {
  const type = cardType(name);
  const tag = type.replace("custom:", "");
  return config.built_in || customElements.get(tag) === undefined
    ? undefined
    : { type, grid_options: { columns: "full" }, ...options };
}

/** A section of our own card, which has a heading itself, or else of built-in ones. */
export function ownSection(
  scribe: Scribe,
  name: CardName,
  title: string,
  icon: string,
  builtIn: () => readonly (Card | undefined)[],
  column_span = 1,
): Section | undefined {
  const own = scribe.own(name, { title });
  return own === undefined
    ? section(heading(title, icon), builtIn(), column_span)
    : { type: "grid", column_span, cards: [own] };
}

/** Two tiles side by side. */
export const HALF = { grid_options: { columns: FULL / 2 } };

/** Show a card only while an entity has a state. */
export function whileState(
  card: Card | undefined,
  entity: string | undefined,
  state: string,
): Card | undefined {
  return shownIf(card, entity, { state });
}

/** Show a card only while an entity, its own by default, knows something other than some others. */
export function whileKnown(
  card: Card | undefined,
  entity = card?.["entity"] as string | undefined,
  others: readonly string[] = [],
): Card | undefined {
  return shownIf(card, entity, {
    state_not: ["unknown", "unavailable", ...others],
  });
}

function shownIf(
  card: Card | undefined,
  entity: string | undefined,
  condition: object,
): Card | undefined {
  if (card === undefined || entity === undefined) return undefined;
  return {
    ...card,
    visibility: [{ condition: "state", entity, ...condition }],
  };
}
