import type { LitElement, TemplateResult } from "lit";
import { expect, test, vi } from "vitest";
import { Write } from "../src/base/write";
import { Refusal, refusal, UNCONFIRMED } from "../src/data/refusal";
import type { HomeAssistant } from "../src/hass";
import { en } from "../src/strings/en";

/** What a card writes with, and the times it was told to draw itself. */
function writer(key = "card") {
  const requestUpdate = vi.fn();
  const host = {
    addController() {},
    requestUpdate,
    updateComplete: Promise.resolve(true),
    renderRoot: { querySelector: () => null },
  } as unknown as LitElement;
  const write = new Write(host, () => key);
  write.hostConnected();
  return write;
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
  const first = write.confirm(en);
  await write.confirm(en);
  write.ask("a", asked(run));
  write.clear();
  expect(write.running).toBe(true);
  expect(words(write.render(en, "a"))).toContain(en.write.running);
  finish("Sent.");
  await first;
  expect(run).toHaveBeenCalledTimes(1);
  expect(words(write.render(en, "a"))).toContain("Sent.");
  await write.confirm(en);
  expect(run).toHaveBeenCalledTimes(1);
});

test("what was canceled is not written", async () => {
  const write = writer();
  const run = vi.fn(async () => "Sent.");
  write.ask("a", asked(run));
  write.clear();
  await write.confirm(en);
  expect(run).not.toHaveBeenCalled();
});

test("a refusal is told in the words of the school", async () => {
  const write = writer();
  write.ask(
    "a",
    asked(() => Promise.reject(new Refusal("Plus tard.", "x", false))),
  );
  await write.confirm(en);
  expect(words(write.render(en, "a"))).toContain("Plus tard.");
  expect(words(write.render(en, "a"))).not.toContain(en.write.lost);
});

test("a lost answer is said, also before it is tried again", async () => {
  const write = writer();
  const lose = () => Promise.reject(new Refusal("No answer.", undefined, true));
  write.ask("a", asked(lose));
  await write.confirm(en);
  expect(words(write.render(en, "a"))).toContain(en.write.lost);
  write.ask(
    "a",
    asked(async () => "Sent."),
  );
  expect(words(write.render(en, "a"))).toContain(en.write.lost);
  await write.confirm(en);
  expect(words(write.render(en, "a"))).not.toContain(en.write.lost);
});

const told = (text: string): string => text;

test("a dialog sends at once, and knows whether it may be sent again", async () => {
  const write = writer();
  const send = vi.fn(() => Promise.reject(new Refusal("No.", "x", false)));
  expect(await write.run(en, "d", send, told)).toBeUndefined();
  expect(write.outcomeOf("d")).toEqual({
    text: "No.",
    failed: true,
    maybeSent: false,
  });
  expect(write.outcomeOf("other")).toBeUndefined();
  const lose = () => Promise.reject(new Refusal("?", undefined, true));
  await write.run(en, "d", lose, told);
  expect(write.outcomeOf("d")?.maybeSent).toBe(true);
  await write.run(en, "d", lose, told, true);
  expect(write.outcomeOf("d")?.maybeSent).toBe(false);
  expect(write.outcomeOf("d")?.text).toBe(en.write.noAnswer);
  const sent = await write.run(en, "d", () => Promise.resolve("Sent."), told);
  expect(sent).toEqual({ answer: "Sent." });
  expect(words(write.render(en, "d"))).toContain("Sent.");
});

test("what the integration says of a lost answer is not said twice", async () => {
  const write = writer();
  const lose = () =>
    Promise.reject(new Refusal("Not confirmed.", UNCONFIRMED, true));
  await write.run(en, "d", lose, told);
  expect(write.outcomeOf("d")?.text).toBe("Not confirmed.");
});

test("what nobody has seen is told by the card that comes next, until it is closed", async () => {
  const [write, other] = [writer("a"), writer("b")];
  let finish: (text: string) => void = () => {};
  const sent = write.run(
    en,
    "d",
    () => new Promise<string>((resolve) => (finish = resolve)),
    told,
  );
  write.hostDisconnected();
  finish("Sent.");
  await sent;
  const next = writer("a");
  expect(words(next.renderUnseen(en))).toContain("Sent.");
  expect(words(other.renderUnseen(en))).toBe("");
});

test("a failure outlives its card, a success that was seen does not", async () => {
  const write = writer("c");
  await write.run(en, "d", () => Promise.resolve("Sent."), told);
  write.hostDisconnected();
  expect(words(write.renderUnseen(en))).toBe("");
  write.hostConnected();
  await write.run(
    en,
    "d",
    () => Promise.reject(new Refusal("No.", "x", false)),
    told,
  );
  write.hostDisconnected();
  expect(words(write.renderUnseen(en))).toContain("No.");
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
