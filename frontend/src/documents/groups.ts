import { groupBy } from "../base/group";
import type { Documents, SchoolDocument } from "../data/documents";

/** The kinds of documents in the order in which families look for them. */
const ORDER = [
  "locker",
  "personal",
  "support_plan",
  "report_card",
  "skills_report_card",
  "school",
  "diploma",
  "signed",
  "former_report_card",
];

/** Kinds that are folded at first. */
const FOLDED = new Set(["signed", "former_report_card"]);

export interface Group {
  kind: string;
  folded: boolean;
  documents: SchoolDocument[];
}

/** Documents by their kind; within a kind what is new first, then by day, the latest first. */
export function groupsOf(documents: SchoolDocument[]): Group[] {
  const rank = (kind: string) => (ORDER.indexOf(kind) + 1 || ORDER.length) - 1;
  const newness = (document: SchoolDocument) =>
    `${document.read === false ? 1 : 0} ${document.published ?? ""}`;
  return [...groupBy(documents, ({ kind }) => kind)]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([kind, found]) => ({
      kind,
      folded: FOLDED.has(kind),
      documents: found.toSorted((a, b) => newness(b).localeCompare(newness(a))),
    }));
}

/** What awaits the family first, then what is done. */
export function pending({ to_sign, to_hand_in }: Documents) {
  return {
    toSign: to_sign.toSorted((a, b) => Number(b.waits) - Number(a.waits)),
    toHandIn: to_hand_in.toSorted(
      (a, b) =>
        Number(b.handed_in === null) - Number(a.handed_in === null) ||
        (a.due ?? "9").localeCompare(b.due ?? "9"),
    ),
  };
}
