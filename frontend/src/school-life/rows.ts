import type {
  Absence,
  Delay,
  Incident,
  Observation,
  Punishment,
  SchoolLife,
} from "../data/school-life";

/** What happened at school, with what a parent has to do about it. */
export type Row = { key: string; at: string } & (
  | { kind: "absence" | "announcement"; event: Absence }
  | { kind: "delay"; event: Delay }
  | { kind: "punishment" | "sanction"; event: Punishment }
  | { kind: "observation"; event: Observation }
  | { kind: "incident"; event: Incident }
);

/** What a parent can do about something. */
export type Act = "justify" | "acknowledge" | "withdraw";

const UNANSWERED = ["announced", "waiting"];

/** All that happened, what is to do first, then the newest. */
export function rowsOf(life: SchoolLife): Row[] {
  const rows: Row[] = [
    ...[...life.absences, ...life.announcements].map((event): Row => ({
      kind: event.announced ? "announcement" : "absence",
      key: event.key,
      at: event.start,
      event,
    })),
    ...life.delays.map((event): Row => ({
      kind: "delay",
      key: event.key,
      at: event.occurred_at,
      event,
    })),
    ...life.punishments.map((event): Row => ({
      kind: event.kind === "sanction" ? "sanction" : "punishment",
      key: event.key,
      at: event.given,
      event,
    })),
    ...life.observations.map((event): Row => ({
      kind: "observation",
      key: event.key,
      at: event.occurred_at,
      event,
    })),
    ...life.incidents.map((event): Row => ({
      kind: "incident",
      key: event.key,
      at: event.occurred_at,
      event,
    })),
  ];
  return rows.sort(
    (a, b) =>
      Number(isToDo(b)) - Number(isToDo(a)) ||
      Date.parse(b.at) - Date.parse(a.at),
  );
}

/** Whether the school awaits something of a parent. */
export function isToDo({ event }: Row): boolean {
  return (
    ("to_justify" in event && event.to_justify) ||
    ("to_acknowledge" in event && event.to_acknowledge)
  );
}

/** What a parent can do about it; what the school awaits comes first. */
export function actsOn(row: Row): Act[] {
  const { event } = row;
  if ("to_acknowledge" in event)
    return event.to_acknowledge ? ["acknowledge"] : [];
  if (row.kind === "announcement" && UNANSWERED.includes(row.event.status))
    return ["withdraw"];
  const open = row.kind !== "announcement" && !event.justification;
  return event.may_justify && (event.to_justify || open) ? ["justify"] : [];
}
