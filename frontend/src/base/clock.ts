import type { ReactiveController, ReactiveControllerHost } from "lit";

const MINUTE = 60_000;

/** Lets a card follow the time, minute by minute. */
export class Clock implements ReactiveController {
  now = new Date();

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.tick();
    document.addEventListener("visibilitychange", this.wake);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.wake);
  }

  /** A tablet that slept has missed its minutes. */
  private readonly wake = (): void => {
    if (!document.hidden) this.tick();
  };

  private readonly tick = (): void => {
    clearTimeout(this.timer);
    this.now = new Date();
    this.timer = setTimeout(this.tick, MINUTE - (Date.now() % MINUTE));
    this.host.requestUpdate();
  };
}
