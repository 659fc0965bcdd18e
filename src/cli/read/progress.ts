/** A progress bar on standard error, for work that takes a while and prints nothing to the terminal meanwhile. */
import type { SingleBar } from "cli-progress";
import type { Terminal } from "../terminal.ts";

export interface ByteProgress {
  /** Adds to the bytes that will be read. */
  readonly expect: (bytes: number) => void;
  readonly read: (bytes: number) => void;
}

const worthShowingBytes = 64 * 1024 * 1024;

/** @param quietOutput nothing else is written to the terminal while the bar is drawn */
export function byteProgress(terminal: Terminal, quietOutput: boolean): ByteProgress {
  let expected = 0;
  let done = 0;
  let bar: SingleBar | undefined;
  let loading = false;
  /** Few inputs are so large that they show it. */
  const load = async (): Promise<void> => {
    loading = true;
    const { default: progress } = await import("cli-progress");
    if (done >= expected) return;
    bar = new progress.SingleBar({
      format: "{bar} {percentage} %  {value} of {total} MB  {eta_formatted} left",
      clearOnComplete: true,
    });
    bar.start(Math.ceil(expected / 1e6), 0);
  };
  const shown = terminal.progress && (quietOutput || !terminal.interactive);
  return {
    expect: (bytes) => {
      expected += bytes;
    },
    read: (bytes) => {
      done += bytes;
      if (!shown || expected < worthShowingBytes) return;
      if (!loading) void load();
      if (!bar) return;
      bar.update(Math.floor(done / 1e6));
      if (done >= expected) bar.stop();
    },
  };
}
