/** The beat on which prices change: all that follow them are called in the order in which they began, and none when none follows. */
import { tickMs } from "../market/quotes.ts";
import type { Planned, Surroundings } from "../service.ts";

export class Pulse {
  private readonly surroundings: Surroundings;
  private readonly followers = new Map<number, (now: number) => void>();
  private next = 0;
  private beating = false;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  follow(what: (now: number) => void): Planned {
    const id = this.next;
    this.next += 1;
    this.followers.set(id, what);
    if (!this.beating) this.plan();
    return { cancel: () => void this.followers.delete(id) };
  }

  private plan(): void {
    this.beating = true;
    const now = this.surroundings.now();
    this.surroundings.after(tickMs - (now % tickMs), () => this.beat());
  }

  private beat(): void {
    const now = this.surroundings.now();
    for (const follower of this.followers.values()) follower(now);
    if (this.followers.size > 0) this.plan();
    else this.beating = false;
  }
}
