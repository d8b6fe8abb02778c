import { describe, expect, test, vi } from "vitest";
import { formOf, configForm } from "../src/base/child-card";
import { dotted } from "../src/base/dotted";
import { formatClock, formatMinutes, localTimes } from "../src/base/times";
import type { HomeAssistant } from "../src/hass";
import { en } from "../src/strings/en";
import { fr } from "../src/strings/fr";

function home(language: string, time_format: string): HomeAssistant {
  return {
    locale: { language, time_format },
    config: { time_zone: "Europe/Paris" },
  } as unknown as HomeAssistant;
}

describe("notes in one line", () => {
  test("are those that there are, and the short ones are not broken", () => {
    expect(dotted(["", "WINSLADE K.", null, undefined, false, "3 mars"])).toBe(
      "WINSLADE\u00a0K. · 3\u00a0mars",
    );
    const long = "Évaluation de chapitre n° 10";
    expect(dotted([long])).toBe(long);
    expect(dotted(["Association sportive : inscriptions"])).toBe(
      "Association sportive\u00a0: inscriptions",
    );
  });
});

describe("a time", () => {
  const american = home("en-US", "language");

  test("stays on one line", () => {
    expect(formatMinutes(american, 16 * 60 + 5)).toBe("4:05\u00a0PM");
    expect(formatClock(american, "2026-12-01T08:00:00+01:00")).toBe(
      "8:00\u00a0AM",
    );
  });

  test.each([
    ["en-US", "language", "From 10:10\u00a0AM to 4:15\u00a0PM"],
    ["en-US", "24", "From 10:10 to 16:15"],
    ["fr", "language", "From 10:10 to 16:15"],
  ])("in a text is as at home: %s, %s", (language, format, told) => {
    expect(localTimes(home(language, format), "From 10:10 to 16:15")).toBe(
      told,
    );
  });
});

describe("the editor of a card", () => {
  test("explains each field that is not obvious in both languages", () => {
    expect(Object.keys(fr.editorHelpers)).toEqual(
      Object.keys(en.editorHelpers),
    );
    for (const { editor, editorHelpers } of [en, fr])
      for (const field of Object.keys(editorHelpers))
        expect(editor).toHaveProperty(field);
  });

  test.each([
    ["en", en],
    ["fr", fr],
  ])("names and explains the child: %s", (language, texts) => {
    const page = { hass: { language } };
    vi.stubGlobal("document", { querySelector: () => page });
    const { schema, computeLabel, computeHelper } = configForm();
    const [child, title] = schema;
    if (child === undefined || title === undefined) throw new Error("no field");
    expect(computeLabel(child)).toBe(texts.editor.device);
    expect(computeHelper(child)).toBe(texts.editorHelpers["device"]);
    // What Home Assistant shows in a field that is blank.
    expect(child.default).toBe(texts.editor.device);
    expect(computeHelper(title)).toBeUndefined();
  });

  test("explains a field by the text that it bears", () => {
    const page = { hass: { language: "en" } };
    vi.stubGlobal("document", { querySelector: () => page });
    const { computeHelper } = formOf();
    const field = { name: "discreet", label: "hide_grades", selector: {} };
    expect(computeHelper(field as Parameters<typeof computeHelper>[0])).toBe(
      en.editorHelpers["hide_grades"],
    );
  });
});
