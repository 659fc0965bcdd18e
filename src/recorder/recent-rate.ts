/** How much there is a second in each direction, over the last few seconds. */
import type { Direction } from "../base/direction.ts";

type Both = Readonly<Record<Direction, number>>;

/** Looks that are remembered: with one a second, the last five seconds count. */
const looksMax = 6;

export class RecentRate {
  private readonly looks: { readonly atMs: number; readonly so: Both }[] = [];

  /** @param atMs on a steady clock @param so how much there was so far */
  look(atMs: number, { in: incoming, out }: Both): void {
    this.looks.push({ atMs, so: { in: incoming, out } });
    if (this.looks.length > looksMax) this.looks.shift();
  }

  get perSecond(): Both {
    const [first] = this.looks;
    const last = this.looks.at(-1);
    if (!first || !last || last.atMs <= first.atMs) return { in: 0, out: 0 };
    const seconds = (last.atMs - first.atMs) / 1000;
    const rate = (direction: Direction): number => Math.max(0, last.so[direction] - first.so[direction]) / seconds;
    return { in: rate("in"), out: rate("out") };
  }
}
