import { expect, it } from "vitest";
import type { Absence, SchoolLife } from "../src/data/school-life";
import type { HomeAssistant } from "../src/hass";
import { actsOn, isToDo, rowsOf, type Row } from "../src/school-life/rows";
import { rowStatus, rowTitle, rowWhen } from "../src/school-life/texts";
import { en } from "../src/strings/en";
import { fr } from "../src/strings/fr";

const ABSENCE: Absence = {
  key: "a",
  start: "2026-11-12T08:00:00+01:00",
  end: "2026-11-12T15:05:00+01:00",
  status: "recorded",
  ongoing: false,
  announced: false,
  justified: false,
  settled: false,
  to_justify: false,
  may_justify: false,
  reasons: [],
  reason_given: false,
  text_required: false,
  details_required: false,
  parent_reason: null,
  justification: null,
  message: "",
  documents: [],
};

const PUNISHMENT: SchoolLife["punishments"][number] = {
  key: "p",
  kind: "detention",
  name: "Retenue",
  given: "2026-10-05T00:00:00+02:00",
  given_by: null,
  decided_by: null,
  subject: null,
  start: null,
  end: null,
  reasons: [],
  circumstances: "",
  work: "",
  schedule: [],
  acknowledged: false,
  to_acknowledge: true,
  attachments: [],
};

function life(more: Partial<SchoolLife>): SchoolLife {
  return {
    period: "Année",
    absences: [],
    announcements: [],
    delays: [],
    punishments: [],
    observations: [],
    incidents: [],
    absence_text_required: false,
    ...more,
  };
}

function onlyRow(of: SchoolLife): Row {
  const [row, ...others] = rowsOf(of);
  if (row === undefined || others.length > 0) throw new Error("not one row");
  return row;
}

const hass = { locale: { language: "fr" } } as unknown as HomeAssistant;

it("puts what is to do first, then the newest", () => {
  const late = { ...ABSENCE, key: "late", start: "2026-11-20T08:00:00+01:00" };
  const due = { ...ABSENCE, key: "due", to_justify: true };
  const rows = rowsOf(
    life({ absences: [late, ABSENCE, due], punishments: [PUNISHMENT] }),
  );
  expect(rows.map(({ key }) => key)).toEqual(["due", "p", "late", "a"]);
  expect(rows.map(isToDo)).toEqual([true, true, false, false]);
});

it.each([
  [{}, "absence", []],
  [{ may_justify: true, to_justify: true }, "absence", ["justify"]],
  [{ may_justify: true, justification: "Grippe" }, "absence", []],
  [{ announced: true, status: "announced" }, "announcement", ["withdraw"]],
  [
    { announced: true, status: "waiting", may_justify: true },
    "announcement",
    ["withdraw"],
  ],
  [
    { announced: true, status: "refused", may_justify: true },
    "announcement",
    [],
  ],
] as [Partial<Absence>, string, string[]][])(
  "an absence with %o is a row of kind %s with the acts %o",
  (more, kind, acts) => {
    const row = onlyRow(life({ absences: [{ ...ABSENCE, ...more }] }));
    expect(row.kind).toBe(kind);
    expect(actsOn(row)).toEqual(acts);
  },
);

it("acknowledges only what the school awaits", () => {
  const row = onlyRow(life({ punishments: [PUNISHMENT] }));
  expect(actsOn(row)).toEqual(["acknowledge"]);
  const seen = { ...PUNISHMENT, to_acknowledge: false };
  const other = onlyRow(life({ punishments: [seen] }));
  expect(actsOn(other)).toEqual([]);
  expect(rowStatus(en, other)).toBeUndefined();
});

it("names a sanction, and shows its days", () => {
  const sanction = {
    ...PUNISHMENT,
    kind: "sanction",
    name: "Exclusion temporaire",
    start: "2026-10-12",
    end: "2026-10-14",
  };
  const row = onlyRow(life({ punishments: [sanction] }));
  expect(row.kind).toBe("sanction");
  expect(rowTitle(fr, row)).toBe("Exclusion temporaire");
  expect(rowWhen(hass, fr, row)).toBe("du lun. 12 oct. au mer. 14 oct.");
});

it("does not invent a time where the school gives none", () => {
  const row = onlyRow(life({ punishments: [PUNISHMENT] }));
  expect(rowWhen(hass, fr, row)).toBe("lun. 5 oct.");
});

it.each([
  ["recorded", {}, "Non justifiée"],
  ["recorded", { justified: true }, "Justifiée"],
  ["recorded", { parent_reason: "MALADIE" }, "Justification envoyée"],
  ["recorded", { to_justify: true }, "À justifier"],
  ["recorded", { ongoing: true, to_justify: true }, "Absence en cours"],
  ["announced", {}, "En attente de réponse"],
  ["refused", {}, "Refusée par l’école"],
] as const)("an absence that is %s, %o, stands as %s", (status, more, text) => {
  const event = { ...ABSENCE, status, ...more };
  const row: Row = { kind: "absence", key: "a", at: ABSENCE.start, event };
  expect(rowStatus(fr, row)?.text).toBe(text);
});
