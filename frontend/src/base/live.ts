import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { HomeAssistant, Unsubscribe } from "../hass";

/** The version of what is not there at the moment: its account may be starting. */
export const AWAY = "away";
/** How long something is given to come back, and to come to rest once it has. */
const PATIENCE_MS = 10_000;
const REST_MS = 1_000;
/** How many sources are remembered: a tablet is never reloaded, and each day has its own. */
const REMEMBERED = 64;
/** What is known, whichever card asked: a page that is shown again shows it at once. */
const memory = new Map<string, unknown>();

/**
 * Whether an entity is there: what was subscribed to it while Home Assistant started is
 * lost, and wants to be followed anew once it has come.
 */
export function presence(hass: HomeAssistant, entity: string): string {
  const state = hass.states[entity]?.state ?? "unavailable";
  return state === "unavailable" ? AWAY : "there";
}

/** Where something comes from, and what tells that it has changed. */
export interface Source<T> {
  /** Two sources of the same key are the same, in whichever card. */
  key: string;
  /** Another version of the same is followed anew; the former is shown meanwhile. */
  version?: string;
  load(): Promise<T>;
  /** Call `changed` at once, and whenever there may be something new. */
  watch?(changed: () => void): Promise<Unsubscribe>;
}

/** Keeps a card's data as they are at school, for as long as the card is shown. */
export class Live<T> implements ReactiveController {
  error: string | undefined;

  private current: Source<T> | undefined;
  private unsubscribe: Promise<Unsubscribe | undefined> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loading = false;
  private stale = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly source: () => Source<T> | undefined,
    private readonly known = memory,
  ) {
    host.addController(this);
  }

  /** What is known of the present source; undefined until it is. */
  get value(): T | undefined {
    return this.current && (this.known.get(this.current.key) as T | undefined);
  }

  /** Know something before the school has answered: what was just done by hand. */
  assume(value: T): void {
    if (this.current !== undefined) this.remember(this.current.key, value);
    this.host.requestUpdate();
  }

  hostUpdate(): void {
    const source = this.source();
    const { current } = this;
    if (source?.key === current?.key && source?.version === current?.version)
      return;
    this.leave();
    if (source === undefined) return;
    this.current = source;
    const start = () => this.follow(source);
    if (source.version === AWAY) this.timer = setTimeout(start, PATIENCE_MS);
    else if (source.key === current?.key)
      this.timer = setTimeout(start, REST_MS);
    else start();
  }

  hostConnected(): void {
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.leave();
  }

  /** Ask again. */
  async load(): Promise<void> {
    const source = this.current;
    if (source === undefined) return;
    if (this.loading) {
      this.stale = true;
      return;
    }
    this.loading = true;
    try {
      this.remember(source.key, await source.load());
      if (source === this.current) this.error = undefined;
    } catch (error) {
      if (source === this.current) this.error = sentence(error);
    } finally {
      this.loading = false;
    }
    this.host.requestUpdate();
    if (this.stale) {
      this.stale = false;
      await this.load();
    }
  }

  private remember(key: string, value: T): void {
    this.known.delete(key);
    this.known.set(key, value);
    for (const oldest of this.known.keys()) {
      if (this.known.size <= REMEMBERED) break;
      this.known.delete(oldest);
    }
  }

  private follow(source: Source<T>): void {
    const changed = () => {
      if (source === this.current) void this.load();
    };
    if (source.watch === undefined) changed();
    else
      this.unsubscribe = source.watch(changed).catch(() => {
        changed();
        return undefined;
      });
  }

  private leave(): void {
    clearTimeout(this.timer);
    // A subscription may be gone with its connection.
    this.unsubscribe
      ?.then((unsubscribe) => unsubscribe?.())
      .catch(() => undefined);
    this.unsubscribe = undefined;
    this.current = undefined;
    this.error = undefined;
  }
}

/** What Home Assistant says of a refusal, in its own words. */
export function sentence(error: unknown): string {
  if (typeof error === "object" && error !== null && "message" in error)
    return String(error.message);
  return String(error);
}
