import type { Day } from "../base/days";
import type { HomeAssistant } from "../hass";
import { ask, type Period } from "./actions";

export interface Acquisition {
  skill: string | null;
  /** The level in the school's words. */
  level: string | null;
  abbreviation: string | null;
  /** From 1, the best, to 6; more where there is no level. */
  level_number: number | null;
}

export interface Evaluation {
  key: string;
  name: string | null;
  subject: string | null;
  teacher: string | null;
  date: Day;
  description: string;
  acquisitions: Acquisition[];
}

export interface Evaluations {
  period: string;
  periods: Period[];
  evaluations: Evaluation[];
}

/** The skills assessed in a period; the current one takes no request while an entity follows it. */
export function evaluations(
  hass: HomeAssistant,
  device: string,
  period: string | undefined,
): Promise<Evaluations> {
  return ask(hass, device, "get_evaluations", of(period));
}

export interface ReportSubject {
  subject: string;
  teachers: string[];
  average: number | null;
  class_average: number | null;
  lowest: number | null;
  highest: number | null;
  comments: string[];
  color: string | null;
}

export interface ReportCard {
  period: string;
  periods: Period[];
  published: boolean;
  /** Why it is not published, in the school's words. */
  message: string | null;
  average: number | null;
  class_average: number | null;
  out_of: number;
  subjects: ReportSubject[];
  remarks: { title: string | null; text: string }[];
  absences: string | null;
  delays: string | null;
  distinctions: string[];
  /** Null if the school does not ask. */
  acknowledged: boolean | null;
  /** The address of the PDF file, valid for a day. */
  pdf: string;
}

/** A report card, with the address of its file; see `evaluations`. */
export async function reportCard(
  hass: HomeAssistant,
  device: string,
  period: string | undefined,
): Promise<ReportCard> {
  const [card, { url }] = await Promise.all([
    ask<Omit<ReportCard, "pdf">>(hass, device, "get_report_card", of(period)),
    ask<{ url: string }>(hass, device, "get_report_card_pdf", of(period)),
  ]);
  return { ...card, pdf: url };
}

export function acknowledgeReportCard(
  hass: HomeAssistant,
  device: string,
  period: string,
): Promise<unknown> {
  return ask(hass, device, "acknowledge_report_card", { period });
}

function of(period: string | undefined): Record<string, unknown> {
  return period === undefined ? {} : { period };
}
