import type { ReactiveControllerHost } from "lit";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Live, type Source } from "../src/base/live";

let source: Source<string> | undefined;
let updates: number;
let asked: string[];
let left: number;
let known: Map<string, unknown>;
let push: (() => void) | undefined;

const host = {
  addController: () => undefined,
  requestUpdate: () => {
    updates += 1;
  },
} as unknown as ReactiveControllerHost;

const settled = () => new Promise((resolve) => setTimeout(resolve));

function following(key: string, version = "there"): Source<string> {
  return {
    key,
    version,
    watch: (changed) => {
      push = changed;
      changed();
      return Promise.resolve(() => {
        left += 1;
      });
    },
    load: () => {
      asked.push(key);
      return Promise.resolve(`${key}, ${asked.length}`);
    },
  };
}

beforeEach(() => {
  source = undefined;
  known = new Map();
  updates = 0;
  asked = [];
  left = 0;
  push = undefined;
});

describe("what a card shows", () => {
  it("follows its source until it leaves", async () => {
    const live = new Live(host, () => source, known);
    live.hostUpdate();
    expect(live.value).toBeUndefined();

    source = following("week");
    live.hostUpdate();
    live.hostUpdate();
    await settled();
    expect(live.value).toBe("week, 1");

    push?.();
    await settled();
    expect(live.value).toBe("week, 2");
    expect(updates).toBe(2);

    live.hostDisconnected();
    push?.();
    await settled();
    expect([asked.length, left]).toEqual([2, 1]);
  });

  it("is there at once when its page is shown again", async () => {
    source = following("week");
    const before = new Live(host, () => source, known);
    before.hostUpdate();
    await settled();
    before.hostDisconnected();
    const after = new Live(host, () => source, known);
    after.hostUpdate();
    expect(after.value).toBe("week, 1");
    await settled();
    expect(after.value).toBe("week, 2");
  });

  it("is forgotten of days long ago, on a tablet that is never reloaded", async () => {
    const live = new Live(host, () => source, known);
    for (let day = 1; day <= 100; day += 1) {
      source = following(`day ${day}`);
      live.hostUpdate();
      await settled();
    }
    source = following("day 99");
    live.hostUpdate();
    expect(live.value).toBe("day 99, 99");
    source = following("day 1");
    live.hostUpdate();
    expect(live.value).toBeUndefined();
  });

  it("is remembered of the weeks seen before", async () => {
    const live = new Live(host, () => source, known);
    for (const key of ["this week", "next week", "this week"]) {
      source = following(key);
      live.hostUpdate();
      if (asked.length < 2) await settled();
    }
    expect(live.value).toBe("this week, 1");
  });

  it("stays while its account starts anew, which is not disturbed", async () => {
    vi.useFakeTimers();
    const live = new Live(host, () => source, known);
    for (const version of ["there", "away", "there"]) {
      source = following("week", version);
      live.hostUpdate();
      await vi.advanceTimersByTimeAsync(900);
      expect([live.value, asked.length]).toEqual(["week, 1", 1]);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect([live.value, asked.length, left]).toEqual(["week, 2", 2, 1]);
    vi.useRealTimers();
  });

  it("is asked at last of what stays away: the refusal says why", async () => {
    vi.useFakeTimers();
    const live = new Live(host, () => source, known);
    source = following("week", "away");
    live.hostUpdate();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked).toHaveLength(1);
    vi.useRealTimers();
  });

  it("is asked once more, not many times, when much happens meanwhile", async () => {
    const live = new Live(host, () => source, known);
    source = following("week");
    live.hostUpdate();
    for (let n = 0; n < 5; n += 1) push?.();
    await settled();
    expect(asked).toHaveLength(2);
  });

  it("says why it is not to be had, and forgets that when it is", async () => {
    const live = new Live(host, () => source, known);
    let refusal: unknown = { code: "x", message: "Le compte n’est pas prêt." };
    source = {
      key: "week",
      watch: () => Promise.reject(new Error("not found")),
      load: () =>
        refusal === undefined ? Promise.resolve("ok") : Promise.reject(refusal),
    };
    live.hostUpdate();
    await settled();
    expect(live.error).toBe("Le compte n’est pas prêt.");
    refusal = undefined;
    await live.load();
    expect([live.error, live.value]).toEqual([undefined, "ok"]);
  });

  it("is what was done by hand until the school answers", async () => {
    const live = new Live(host, () => source, known);
    source = following("week");
    live.hostUpdate();
    await settled();
    live.assume("ticked");
    expect(live.value).toBe("ticked");
  });
});
