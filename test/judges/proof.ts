/** Gathers what the judges found: how much they compared, and where they and the codec differ. */
import { exceptions } from "./exceptions.ts";

export const judges = ["Python text", "Python protobuf", "@stoqey/ib", "ib_async", "captured"] as const;
export type JudgeName = (typeof judges)[number];

export interface Difference {
  readonly judge: JudgeName;
  readonly message: string;
  readonly serverVersion: number;
  readonly variant: string;
  /** Path of the field, or what was looked at. */
  readonly path: string;
  readonly problem: string;
}

export class Proof {
  private readonly counts = new Map<string, Map<JudgeName, { frames: number; values: number }>>();
  readonly differences: Difference[] = [];
  readonly excused = new Map<number, number>();

  /** Notes a frame that a judge has seen, and how many of its values were compared. */
  seen(judge: JudgeName, message: string, values: number): void {
    let row = this.counts.get(message);
    if (!row) this.counts.set(message, (row = new Map()));
    const before = row.get(judge) ?? { frames: 0, values: 0 };
    row.set(judge, { frames: before.frames + 1, values: before.values + values });
  }

  differs(difference: Difference): void {
    const index = exceptions.findIndex(
      (known) =>
        (!known.judge || known.judge === difference.judge) &&
        (!known.message || known.message === difference.message) &&
        (!known.versions ||
          (difference.serverVersion >= known.versions[0] && difference.serverVersion <= known.versions[1])) &&
        (!known.variant || known.variant.test(difference.variant)) &&
        known.path.test(difference.path) &&
        (!known.problem || known.problem.test(difference.problem)),
    );
    if (index < 0) this.differences.push(difference);
    else this.excused.set(index, (this.excused.get(index) ?? 0) + 1);
  }

  of(message: string, judge: JudgeName): { frames: number; values: number } | undefined {
    return this.counts.get(message)?.get(judge);
  }

  totals(judge: JudgeName): { messages: number; frames: number; values: number } {
    const total = { messages: 0, frames: 0, values: 0 };
    for (const row of this.counts.values()) {
      const here = row.get(judge);
      if (!here) continue;
      total.messages += 1;
      total.frames += here.frames;
      total.values += here.values;
    }
    return total;
  }

  /** The differences of one judge, the same path of the same message once, ready to be read. */
  report(judge: JudgeName): string[] {
    const lines = new Map<string, { first: Difference; versions: number[]; count: number }>();
    for (const difference of this.differences.filter((each) => each.judge === judge)) {
      const key = `${difference.message} ${difference.path.replaceAll(/\[\d+\]/g, "[]")} ${difference.problem.replaceAll(/[\d.]+/g, "#")}`;
      const line = lines.get(key);
      if (line) {
        line.count += 1;
        if (line.versions.at(-1) !== difference.serverVersion) line.versions.push(difference.serverVersion);
      } else lines.set(key, { first: difference, versions: [difference.serverVersion], count: 1 });
    }
    return [...lines.values()].map(
      ({ first, versions, count }) =>
        `${first.message} at ${versions.slice(0, 12).join(",")} (${first.variant}) ${first.path}: ${first.problem} [${count}]`,
    );
  }
}
