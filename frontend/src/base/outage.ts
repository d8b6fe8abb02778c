import type { ReactiveController, ReactiveControllerHost } from "lit";
import { accounts, reasonOf } from "../data/account";
import type { HomeAssistant } from "../hass";
import type { Strings } from "../strings";

/** How long what a card shows may be gone before it says why, and how often it looks again. */
const FIRST_MS = 1_000;
const AGAIN_MS = 5_000;

/** What a card is about, while all of it is gone. */
export interface Missing {
  hass: HomeAssistant;
  strings: Strings;
  /** The devices of the children; undefined for those of all accounts. */
  devices: string[] | undefined;
}

/** Says why an account is not loaded and until when, for as long as its entities are gone. */
export class Outage implements ReactiveController {
  reason: string | undefined;

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly missing: () => Missing | undefined,
  ) {
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.missing() === undefined) this.stop();
    else this.timer ??= setTimeout(() => void this.look(), FIRST_MS);
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.stop();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.reason = undefined;
  }

  private async look(): Promise<void> {
    const missing = this.missing();
    if (missing === undefined) return;
    const { hass, strings, devices } = missing;
    const found = await accounts(hass, devices)
      .then((entries) =>
        Promise.all(entries.map((entry) => reasonOf(hass, strings, entry))),
      )
      .catch(() => []);
    if (this.timer === undefined) return;
    this.timer = setTimeout(() => void this.look(), AGAIN_MS);
    const reason = [...new Set(found.filter(Boolean))].join(" ") || undefined;
    if (reason === this.reason) return;
    this.reason = reason;
    this.host.requestUpdate();
  }
}
