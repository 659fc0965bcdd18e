/** Market data lines: what quotes and real-time bars of all clients may take at a time. */

export class Lines {
  private readonly max: () => number;
  private taken = 0;

  constructor(max: () => number) {
    this.max = max;
  }

  /** @returns what gives the line back, once; undefined when none is left (error 101) */
  take(): (() => void) | undefined {
    if (this.taken >= this.max()) return undefined;
    this.taken += 1;
    let given = false;
    return () => {
      if (!given) this.taken -= 1;
      given = true;
    };
  }
}

export const noLineLeft = { code: 101, words: "Max number of tickers has been reached" } as const;
