/** Work that would leave something half done when the program is told to stop, and so must be told itself. */
import { constants } from "node:os";
import type { Terminal } from "./terminal.ts";

/** The program was told to stop before its work was done. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals, message = `interrupted by ${signal}`) {
    super(message);
    this.signal = signal;
  }

  /** As shells give it: 130 after Ctrl-C, 143 after `kill`. */
  get exitCode(): number {
    return firstCode + constants.signals[this.signal];
  }
}

const firstCode = 128;

/** The signal that an exit code stands for; `undefined` where it stands for none. */
export const signalBehind = (exitCode: number): NodeJS.Signals | undefined =>
  (Object.entries(constants.signals) as [NodeJS.Signals, number][]).find(
    ([, number]) => number === exitCode - firstCode,
  )?.[0];

/** Aborted with `Interrupted` when the program is told to stop. From now on the first signal does not end it by itself. */
export function stopSignal(terminal: Terminal): AbortSignal {
  const stop = new AbortController();
  void terminal.stopped().then((signal) => stop.abort(new Interrupted(signal)));
  return stop.signal;
}
