import type { HomeAssistant, Unsubscribe } from "../hass";

/** Something that happened at school, as an event entity told it. */
export interface Change {
  /** When Home Assistant learnt it. */
  at: string;
  type: string;
  facts: Record<string, unknown>;
}

interface Told {
  states: Record<string, { s: string; a: Record<string, unknown> }[]>;
}

/** What the event entities of a child and its school tell. */
export const TOPICS = [
  "absence",
  "announcement",
  "day",
  "delay",
  "document",
  "evaluation",
  "exemption",
  "grade",
  "homework",
  "lesson",
  "menu",
  "message",
  "news",
  "observation",
  "period",
  "punishment",
  "report_card",
  "survey",
  "wallet",
] as const;

export type Topic = (typeof TOPICS)[number];

/** Be told what happened since an instant and what happens now, the newest first. */
export function subscribeChanges(
  hass: HomeAssistant,
  entities: string[],
  since: Date,
  told: (changes: Change[]) => void,
): Promise<Unsubscribe> {
  const known = new Map<string, Change>();
  return hass.connection.subscribeMessage(
    ({ states }: Told) => {
      for (const change of changesIn(states)) known.set(change.key, change);
      told(
        [...known.values()]
          .filter(({ at }) => Date.parse(at) >= +since)
          .sort((a, b) => b.at.localeCompare(a.at)),
      );
    },
    {
      type: "history/stream",
      entity_ids: entities,
      start_time: since.toISOString(),
      include_start_time_state: false,
      significant_changes_only: false,
      minimal_response: false,
      no_attributes: false,
    },
  );
}

/** The changes in a history; after a restart the last one stands there twice. */
export function changesIn(
  states: Told["states"],
): (Change & { key: string })[] {
  return Object.entries(states).flatMap(([entity, history]) =>
    history.flatMap(({ s: at, a: facts }) => {
      const type = facts["event_type"];
      return typeof type === "string" && !Number.isNaN(Date.parse(at))
        ? [{ key: `${entity} ${at}`, at, type, facts }]
        : [];
    }),
  );
}

/** When lessons that were moved were to start before, by their keys; the newest counts. */
export function formerStarts(changes: Change[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { type, facts } of [...changes].reverse()) {
    const { key, previous_start: start } = facts;
    if (
      type === "lesson_moved" &&
      typeof key === "string" &&
      typeof start === "string"
    )
      found.set(key, start);
  }
  return found;
}
