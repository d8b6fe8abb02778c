import type { LitElement, TemplateResult } from "lit";
import { expect, test, vi } from "vitest";
import { Write } from "../src/base/write";
import { Refusal, refusal } from "../src/data/refusal";
import type { HomeAssistant } from "../src/hass";
import { en } from "../src/strings/en";

function writer() {
  const focus = vi.fn();
  const host = {
    addController() {},
    requestUpdate() {},
    updateComplete: Promise.resolve(true),
    renderRoot: { querySelector: () => ({ focus }) },
  } as unknown as LitElement;
  return new Write(host);
}

/** The words of a template. */
function words(template: unknown): string {
  if (Array.isArray(template)) return template.map(words).join("");
  if (typeof template === "string") return template;
  if (typeof template !== "object" || template === null) return "";
  const { strings = [], values = [] } = template as TemplateResult;
  return strings
    .map((text, index) => text + words(values[index]))
    .join("")
    .replace(/\s+/g, " ");
}

const asked = (run: () => Promise<string>) => ({
  question: "Send?",
  label: "Send",
  run,
});

test("nothing is written before it is confirmed, and once only", async () => {
  const write = writer();
  let finish: (told: string) => void = () => {};
  const run = vi.fn(() => new Promise<string>((resolve) => (finish = resolve)));
  write.ask("a", asked(run));
  expect(words(write.render(en, "a"))).toContain("Send?");
  expect(words(write.render(en, "b"))).toBe("");
  expect(run).not.toHaveBeenCalled();
  const first = write.confirm();
  await write.confirm();
  write.ask("a", asked(run));
  write.clear();
  expect(write.busy).toBe(true);
  expect(words(write.render(en, "a"))).toContain(en.write.running);
  finish("Sent.");
  await first;
  expect(run).toHaveBeenCalledTimes(1);
  expect(words(write.render(en, "a"))).toContain("Sent.");
  await write.confirm();
  expect(run).toHaveBeenCalledTimes(1);
});

test("what was canceled is not written", async () => {
  const write = writer();
  const run = vi.fn(async () => "Sent.");
  write.ask("a", asked(run));
  write.clear();
  await write.confirm();
  expect(run).not.toHaveBeenCalled();
});

test("a refusal is told in the words of the school", async () => {
  const write = writer();
  write.ask(
    "a",
    asked(() => Promise.reject(new Refusal("Plus tard.", "x", false))),
  );
  await write.confirm();
  expect(words(write.render(en, "a"))).toContain("Plus tard.");
  expect(words(write.render(en, "a"))).not.toContain(en.write.lost);
});

test("a lost answer is said, also before it is tried again", async () => {
  const write = writer();
  const lose = () => Promise.reject(new Refusal("No answer.", undefined, true));
  write.ask("a", asked(lose));
  await write.confirm();
  expect(words(write.render(en, "a"))).toContain(en.write.lost);
  write.ask(
    "a",
    asked(async () => "Sent."),
  );
  expect(words(write.render(en, "a"))).toContain(en.write.lost);
  await write.confirm();
  expect(words(write.render(en, "a"))).not.toContain(en.write.lost);
});

const hass = {
  loadBackendTranslation:
    async (category: string, domain: string) => (key: string, values: object) =>
      `${category} ${domain} ${key} ${JSON.stringify(values)}`,
} as unknown as HomeAssistant;

test.each([
  [{ code: "service_validation_error", message: "No." }, false],
  [{ code: "unknown_error", message: "?" }, true],
  [{ error: { code: 3, message: "Connection lost" } }, true],
  [3, true],
  [
    {
      code: "home_assistant_error",
      message: "…",
      translation_domain: "pronote",
      translation_key: "write_unconfirmed",
    },
    true,
  ],
])("of %o, whether nobody knows what came of it: %s", async (thrown, lost) => {
  const found = await refusal(hass, thrown);
  expect(found.lost).toBe(lost);
  expect(found.message).not.toBe("");
});

test("a refusal is in the language of the page", async () => {
  const found = await refusal(hass, {
    code: "home_assistant_error",
    message: "Too early.",
    translation_domain: "pronote",
    translation_key: "busy",
    translation_placeholders: { until: "8:30" },
  });
  expect(found.message).toBe(
    'exceptions pronote component.pronote.exceptions.busy.message {"until":"8:30"}',
  );
});
