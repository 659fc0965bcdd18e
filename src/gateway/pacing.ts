/**
 * The limit on requests per second, in its two modes. Without connection options a client that is too fast is told so
 * (error 100), and cut off when it goes on; one that connected with `+PACEAPI` is slowed down instead: its requests wait.
 *
 * Source: the vendor's page on pacing limitations; error table, code 100.
 */

export type Paced =
  | { readonly kind: "now" }
  /** The request has to wait so many ms. */
  | { readonly kind: "later"; readonly ms: number }
  /** It is refused; `cut` when the connection is to be ended as well. */
  | { readonly kind: "refused"; readonly cut: boolean; readonly words: string };

/** After so many refusals the connection is cut. Documented: three violations. */
const violationsMax = 3;
const windowMs = 1000;

export class Pacing {
  private readonly perSecondMax: number;
  private readonly waits: () => boolean;
  /** When the last requests were let through, oldest first. */
  private readonly passed: number[] = [];
  private violations = 0;
  /** Requests refused since the last violation began. */
  private refused = 0;
  private violatedAt = Number.NEGATIVE_INFINITY;

  /** @param waits whether requests are slowed down instead of being refused: the client asked for it, or the host is set so */
  constructor(perSecondMax: number, waits: () => boolean) {
    this.perSecondMax = perSecondMax;
    this.waits = waits;
  }

  request(now: number): Paced {
    const { passed, perSecondMax } = this;
    while (passed.length > 0 && (passed[0] as number) <= now - windowMs) passed.shift();
    if (passed.length < perSecondMax) {
      passed.push(now);
      return { kind: "now" };
    }
    if (this.waits()) {
      const free = (passed[passed.length - perSecondMax] as number) + windowMs;
      passed.push(free);
      return { kind: "later", ms: free - now };
    }
    // One second of too many requests is one violation, however many there were.
    if (now - this.violatedAt >= windowMs) {
      this.violations += 1;
      this.violatedAt = now;
      this.refused = 0;
    }
    this.refused += 1;
    // The words of hosts: what is allowed, what came, and how often it was too much so far.
    const words = `Max rate of messages per second has been exceeded:max=${perSecondMax} rec=${passed.length + this.refused} (${this.violations})`;
    return { kind: "refused", cut: this.violations >= violationsMax, words };
  }
}
