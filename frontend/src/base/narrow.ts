import type { LitElement, ReactiveController } from "lit";

/** Tells whether a card has little room, whatever the screen. */
export class Narrow implements ReactiveController {
  value = true;

  private readonly observer = new ResizeObserver(([entry]) => {
    if (entry === undefined || entry.contentRect.width === 0) return;
    const value = entry.contentRect.width < this.width;
    if (value === this.value) return;
    this.value = value;
    this.host.requestUpdate();
  });

  constructor(
    private readonly host: LitElement,
    private readonly width: number,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.value = this.host.clientWidth < this.width;
    this.observer.observe(this.host);
  }

  hostDisconnected(): void {
    this.observer.disconnect();
  }
}
