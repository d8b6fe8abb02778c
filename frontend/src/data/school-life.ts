import type { Day } from "../base/days";
import type { HomeAssistant } from "../hass";
import { ask, type Attachment } from "./actions";
import { withFile } from "./uploads";

/** What an absence and a delay have in common. */
interface Justifiable {
  key: string;
  justified: boolean;
  settled: boolean;
  to_justify: boolean;
  may_justify: boolean;
  reasons: string[];
  /** The school knows the reason, and awaits words of the parents only. */
  reason_given: boolean;
  text_required: boolean;
  details_required: boolean;
  parent_reason: string | null;
  justification: string | null;
}

export interface Absence extends Justifiable {
  start: string;
  end: string;
  status: "recorded" | "announced" | "waiting" | "accepted" | "refused";
  ongoing: boolean;
  announced: boolean;
  message: string;
  documents: string[];
}

export interface Delay extends Justifiable {
  occurred_at: string;
  /** Minutes. */
  duration: number | null;
}

export interface Punishment {
  key: string;
  kind: string;
  name: string | null;
  given: string;
  given_by: string | null;
  decided_by: string | null;
  subject: string | null;
  start: Day | null;
  end: Day | null;
  reasons: string[];
  circumstances: string;
  work: string;
  schedule: { start: string; duration: number | null }[];
  acknowledged: boolean;
  to_acknowledge: boolean;
  attachments: Attachment[];
}

export interface Observation {
  key: string;
  kind: string;
  heading: string | null;
  occurred_at: string;
  author: string | null;
  subject: string | null;
  text: string;
  to_acknowledge: boolean;
}

export interface Incident {
  key: string;
  occurred_at: string;
  reported_by: string | null;
  reasons: string[];
  severity: string | null;
  circumstances: string;
  outcome_name: string | null;
  to_acknowledge: boolean;
}

export interface SchoolLife {
  period: string;
  absences: Absence[];
  announcements: Absence[];
  delays: Delay[];
  punishments: Punishment[];
  observations: Observation[];
  incidents: Incident[];
  absence_text_required: boolean;
}

/** All of the year: what is to justify may be of a term that is over. */
export function schoolLife(
  hass: HomeAssistant,
  device: string,
): Promise<SchoolLife> {
  return ask(hass, device, "get_school_life", { whole_year: true });
}

export interface Reason {
  name: string;
  /** It needs a text, or a file. */
  details_required: boolean;
}

/** What the school lets this account do about absences. */
export interface AbsenceRights {
  absence_reasons: Reason[];
  delay_reasons: Reason[];
  /** How many days ahead the first day may be; null for the whole year. */
  announcement_days: number | null;
  rights: { announce_absences: boolean };
}

export function absenceRights(
  hass: HomeAssistant,
  device: string,
): Promise<AbsenceRights> {
  return ask(hass, device, "get_account");
}

export async function justify(
  hass: HomeAssistant,
  device: string,
  absence: string,
  reason: string,
  text: string,
  file: File | undefined,
): Promise<Absence | Delay> {
  return ask(hass, device, "justify_absence", {
    absence,
    ...(reason === "" ? {} : { reason }),
    ...(text === "" ? {} : { text }),
    ...(await withFile(hass, file)),
  });
}

export function acknowledge(
  hass: HomeAssistant,
  device: string,
  event: string,
): Promise<unknown> {
  return ask(hass, device, "acknowledge", { event });
}

/** An absence to announce; no time stands for the first or the last lesson hour. */
export interface Announcement {
  start_date: Day;
  end_date: Day;
  start_time: string;
  end_time: string;
  reason: string;
  text: string;
}

export interface Announced {
  absence: Absence | null;
  /** What it touches, such as the canteen; nothing of it is canceled. */
  services: { name?: string | null }[];
}

/** Announce an absence, or only ask the school whether it would accept it. */
export async function announce(
  hass: HomeAssistant,
  device: string,
  announcement: Announcement,
  file: File | undefined,
  check_only: boolean,
): Promise<Announced> {
  const given = Object.entries(announcement).filter(([, value]) => value);
  return ask(hass, device, "announce_absence", {
    ...Object.fromEntries(given),
    ...(await withFile(hass, file)),
    check_only,
  });
}

export async function withdraw(
  hass: HomeAssistant,
  device: string,
  announcement: string,
): Promise<void> {
  await ask(hass, device, "withdraw_announcement", { announcement }, false);
}
