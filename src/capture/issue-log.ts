/** Tells issues, each code up to a bound, and counts them all: a file damaged throughout must not drown its reader. */
import { captureLimits } from "./capture-limits.ts";
import type { CaptureIssue, CaptureIssueCode } from "./capture-items.ts";

export class IssueLog {
  readonly counts: Partial<Record<CaptureIssueCode, number>> = {};

  /** @returns the issue, unless enough of its code were told */
  tell(
    code: CaptureIssueCode,
    place: { readonly offset: number; readonly packet: number | undefined; readonly leg?: number | undefined },
    text: string,
    toldMax: number = captureLimits.issuesPerCodeMax,
  ): CaptureIssue | undefined {
    const count = (this.counts[code] ?? 0) + 1;
    this.counts[code] = count;
    if (count > toldMax) return undefined;
    const last = count === toldMax ? " (further issues of this code are counted only)" : "";
    const { offset, packet, leg } = place;
    return { kind: "issue", code, offset, packet, leg, text: text + last };
  }
}
