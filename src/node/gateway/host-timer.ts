/** Drives the host's clock: in real time, faster, or by hand. */
import type { Host } from "../../gateway/host.ts";

/** `real`; so many times faster than real; or only when told. */
export type Pace =
  | { readonly kind: "real" }
  | { readonly kind: "fast"; readonly times: number }
  | { readonly kind: "stepped" };

/** A host that has more to do than it has time for looks after its sockets again after so long. */
const sliceMs = 10;
/** `setTimeout` takes no longer time. */
const timeoutMsMax = 2 ** 31 - 1;

export class HostTimer {
  private readonly host: Host;
  private readonly times: number;
  private readonly stepped: boolean;
  private readonly startMs: number;
  private readonly startedAt = performance.now();
  private timer: NodeJS.Timeout | undefined;
  private soon: NodeJS.Immediate | undefined;
  private stopped = false;

  constructor(host: Host, pace: Pace) {
    this.host = host;
    this.stepped = pace.kind === "stepped";
    this.times = pace.kind === "fast" ? pace.times : 1;
    this.startMs = host.agenda.now;
  }

  /** Brings the host to the present moment, before and after anything comes from outside. */
  catchUp(): void {
    if (this.stepped || this.stopped) return;
    clearTimeout(this.timer);
    if (this.soon) return;
    if (!this.advance()) {
      this.soon = setImmediate(() => {
        this.soon = undefined;
        this.catchUp();
      });
      return;
    }
    const { nextAt } = this.host.agenda;
    if (nextAt === undefined) return;
    const ms = Math.max(0, Math.ceil((nextAt - this.present()) / this.times));
    this.timer = setTimeout(() => this.catchUp(), Math.min(ms, timeoutMsMax));
  }

  /** @returns whether all that is due is done */
  private advance(): boolean {
    const end = performance.now() + sliceMs;
    const to = this.present();
    for (;;) {
      if (this.host.advance(to, 1)) return true;
      if (performance.now() >= end) return false;
    }
  }

  /** Moves a stepped clock. @param ms of the host's time */
  step(ms: number): void {
    this.host.advance(this.host.agenda.now + ms);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    if (this.soon) clearImmediate(this.soon);
  }

  private present(): number {
    return this.startMs + Math.floor((performance.now() - this.startedAt) * this.times);
  }
}
