import type { Card, Scribe } from "./cards";

/** When a card is about something: while lessons go on today, or once they are over. */
export type Part = "today" | "evening";

/**
 * Show a card only in one part of the day.
 *
 * Lessons are over when the next one is the first of the next school day, and none goes on.
 */
export function during(
  part: Part,
  scribe: Scribe,
  card: Card | undefined,
): Card | undefined {
  if (card === undefined) return undefined;
  const { child } = scribe;
  const next = child.entity("sensor", "next_lesson");
  const first = child.entity("sensor", "first_lesson_next_school_day");
  const inClass = child.entity("binary_sensor", "in_class");
  if (next === undefined || first === undefined || inClass === undefined)
    return part === "today" ? card : undefined;
  const before = (card["visibility"] as object[] | undefined) ?? [];
  const conditions =
    part === "today"
      ? [
          {
            condition: "or",
            conditions: [
              { condition: "state", entity: inClass, state: "on" },
              { condition: "state", entity: next, state_not: [first] },
            ],
          },
        ]
      : [
          { condition: "state", entity: inClass, state_not: "on" },
          { condition: "state", entity: next, state: first },
        ];
  return { ...card, visibility: [...before, ...conditions] };
}
