import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Outage, type Missing } from "../src/base/outage";
import type { ConfigEntry } from "../src/data/account";
import type { HomeAssistant } from "../src/hass";
import { en } from "../src/strings/en";

const LOADED: ConfigEntry = {
  entry_id: "one",
  state: "loaded",
  disabled_by: null,
  reason: null,
  error_reason_translation_key: null,
  error_reason_translation_placeholders: null,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A card whose account is as said, and what it says after some seconds. */
function card(...devices: string[]) {
  let entry = LOADED;
  let gone = true;
  const hass = {
    devices: { child: { id: "child", config_entries: ["one"] } },
    callWS: async () => [{ ...LOADED, entry_id: "other" }, entry],
    loadBackendTranslation: async () => (key: string, values: object) =>
      `${key} ${JSON.stringify(values)}`,
  } as unknown as HomeAssistant;
  const missing: Missing = {
    hass,
    strings: en,
    devices: devices.length === 0 ? undefined : devices,
  };
  const outage = new Outage(
    {
      addController() {},
      removeController() {},
      requestUpdate: () => outage.hostUpdate(),
      updateComplete: Promise.resolve(true),
    },
    () => (gone ? missing : undefined),
  );
  return {
    outage,
    async after(seconds: number, now: Partial<ConfigEntry>) {
      entry = { ...LOADED, ...now };
      outage.hostUpdate();
      await vi.advanceTimersByTimeAsync(seconds * 1000);
      return outage.reason;
    },
    back() {
      gone = false;
      outage.hostUpdate();
    },
  };
}

test("a reason is given within three seconds, with until when", async () => {
  const reason = await card("child").after(3, {
    state: "setup_retry",
    error_reason_translation_key: "busy",
    error_reason_translation_placeholders: { until: "8:30" },
  });
  expect(reason).toContain(
    'component.pronote.exceptions.busy.message {"until":"8:30"}',
  );
  expect(reason).toContain(en.account.retry);
});

test.each([
  [
    { state: "setup_error", reason: "Log in again." },
    `Log in again. ${en.account.failed}`,
  ],
  [
    { state: "setup_retry", reason: "No answer" },
    `No answer. ${en.account.retry}`,
  ],
  [{ state: "setup_in_progress" }, en.account.starting],
  [{ state: "not_loaded", disabled_by: "user" }, en.account.disabled],
  [{ state: "loaded" }, undefined],
])("an account that is %o", async (now, reason) => {
  expect(await card("child").after(3, now)).toBe(reason);
});

test("where no child is known, the account may be disabled", async () => {
  const disabled = { entry_id: "two", disabled_by: "user" };
  expect(await card().after(3, disabled)).toBe(en.account.disabled);
  expect(await card("child").after(3, disabled)).toBeUndefined();
});

test("it follows the account, and ends once the entities are back", async () => {
  const { after, back, outage } = card("child");
  expect(await after(3, { state: "setup_in_progress" })).toBe(
    en.account.starting,
  );
  expect(await after(6, { state: "setup_retry" })).toBe(en.account.retry);
  back();
  expect(outage.reason).toBeUndefined();
});
