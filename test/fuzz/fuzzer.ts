/**
 * Mutates real input and runs a target on it, for some time. What shows a kind of outcome that was not seen before is
 * kept and mutated further. Everything depends on the seed alone, but for how far it gets in its time.
 */
import { seeded, type Random } from "../harness/random.ts";
import { mutate } from "./mutate.ts";
import type { Target } from "./target.ts";
import { capture } from "./targets/capture.ts";
import { codec } from "./targets/codec.ts";
import { framing } from "./targets/framing.ts";
import { readers } from "./targets/readers.ts";
import { recording } from "./targets/recording.ts";

export const targets: readonly Target[] = [codec, framing, readers, recording, capture];

/** Inputs kept because of what they showed, beside the seeds. */
const keptMax = 4000;

export class Fuzzer {
  private readonly target: Target;
  private readonly random: Random;
  private readonly pool: Uint8Array[];
  private readonly outcomes = new Set<string>();
  private nextSeed = 0;
  private readonly seedCount: number;
  executions = 0;

  constructor(target: Target, seed: number) {
    this.target = target;
    this.random = seeded(seed);
    this.pool = target.seeds();
    this.seedCount = this.pool.length;
  }

  get kinds(): number {
    return this.outcomes.size;
  }

  /** The next input: first each seed as it is, then changed ones. */
  next(): Uint8Array {
    const { random, pool, target } = this;
    if (this.nextSeed < this.seedCount) return pool[this.nextSeed++] as Uint8Array;
    return mutate(random.pick(pool), random.pick(pool), random, target.bytesMax);
  }

  /** Runs the target. @throws whatever it throws */
  run(input: Uint8Array): void {
    this.executions += 1;
    const outcome = this.target.run(input);
    if (this.outcomes.has(outcome)) return;
    this.outcomes.add(outcome);
    if (this.pool.length < this.seedCount + keptMax) this.pool.push(input.slice());
  }
}
