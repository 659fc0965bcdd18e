/**
 * How many messages of a leg lie whole in its files: of those that were seen, not the ones of which the disk took only a part,
 * or nothing, and not the last one when its end never came.
 */
import type { Direction } from "../base/direction.ts";
import type { LegWatch } from "./leg-watch.ts";

/** Messages of one direction, as a file's last block tells them. */
export interface Counted {
  /** That are whole in the file. */
  readonly held: number;
  /** That the recorder saw, those that were left out on demand excepted. */
  readonly seen: number;
}

/** What was known of a direction before some of its bytes came. */
export interface Before {
  readonly seen: number;
  readonly open: boolean;
}

export class HeldMessages {
  private readonly watch: LegWatch;
  /** Seen, and whole in no file. */
  private readonly lost = { in: 0, out: 0 };
  /** Seen up to the last place at which something is missing: what began before it is cut already. */
  private readonly cutUpTo = { in: 0, out: 0 };
  /** What the files before have. */
  private readonly told = { in: { held: 0, seen: 0 }, out: { held: 0, seen: 0 } };

  constructor(watch: LegWatch) {
    this.watch = watch;
  }

  /** To be called before bytes are given to the watch. */
  before(direction: Direction): Before {
    return { seen: this.watch.recorded(direction), open: this.watch.open(direction) };
  }

  /** What came since then is in no file, and so is the end of the message that had begun. */
  missed(direction: Direction, { seen, open }: Before): void {
    if (open && seen > this.cutUpTo[direction]) this.lost[direction] += 1;
    const now = this.watch.recorded(direction);
    this.lost[direction] += now - seen;
    this.cutUpTo[direction] = now;
  }

  /** Nothing more comes into this file. @returns what it has of a direction */
  part(direction: Direction): Counted {
    const seen = this.watch.recorded(direction);
    const held = seen - this.lost[direction];
    const before = this.told[direction];
    this.told[direction] = { held, seen };
    return { held: held - before.held, seen: seen - before.seen };
  }
}
