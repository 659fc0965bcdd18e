/** `twscope demo`: everything at once. A simulated host, a small program, the recorder between them, and what it recorded. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startGateway } from "../../node/gateway/gateway.ts";
import { Recorder } from "../../node/record/recorder.ts";
import { defaultRules } from "../../store/recycling.ts";
import { recordingEnding } from "../../store/recording-name.ts";
import type { Command } from "../command.ts";
import { SmallProgram } from "../demo/small-program.ts";
import { tellStory } from "../demo/story.ts";
import type { Terminal } from "../terminal.ts";
import { packageVersion } from "../../node/package-version.ts";
import { readCommand } from "./read.ts";
import { nextSteps, samplePaths } from "./sample.ts";

/** Wednesday, 10:30 in New York: the market is open. */
const startMs = Date.UTC(2026, 10, 25, 15, 30, 0);
/** A minute of the story takes six seconds. */
const times = 10;
const loopback = "127.0.0.1";

export const demoCommand: Command = {
  name: "demo",
  about:
    "See everything at once: a simulated IB Gateway, a small program that trades on it, and what was recorded between them",
  details: "Takes a few seconds, needs no account and no network, and leaves nothing behind.",
  options: [{ flags: "-f, --full", about: "All fields, each on its own line" }],
  examples: [{ line: "twscope demo", about: "A first look at what twscope does" }],
  async run(_args, { full }, terminal) {
    const store = mkdtempSync(join(tmpdir(), "twscope-demo-"));
    try {
      terminal.note(terminal.colors.dim("A simulated IB Gateway, a small program, and the recorder between them …"));
      await conversation(store);
      const code = await readCommand.run(recordingsIn(store), { ...(full === true && { full }) }, terminal);
      await terminal.write(farewell(terminal));
      return code;
    } finally {
      rmSync(store, { recursive: true, force: true });
    }
  },
};

/** Plays the story; the recordings lie in the store behind it. */
async function conversation(store: string): Promise<void> {
  const gateway = await startGateway({ startMs, pace: { kind: "fast", times } });
  const recorder = await Recorder.start({
    listen: { host: loopback, port: 0 },
    to: { host: loopback, port: gateway.port },
    store,
    keep: true,
    // They are read and thrown away at once.
    key: undefined,
    version: packageVersion(),
    includeMarketData: true,
    logLevel: 2,
    rules: defaultRules,
    tell: () => {},
  });
  try {
    const program = await SmallProgram.connect(recorder.address.port, 1);
    await tellStory(program);
    await program.leave();
  } finally {
    await recorder.stop();
    await gateway.close();
  }
}

const recordingsIn = (store: string): string[] =>
  readdirSync(store)
    .filter((name) => name.endsWith(recordingEnding))
    .map((name) => join(store, name));

const farewell = (terminal: Terminal): string =>
  `\n${terminal.colors.bold("That was one conversation, recorded byte for byte.")} To record your own program:\n` +
  `  ${terminal.colors.green("$")} twscope record --to tws-paper\n` +
  `      ${terminal.colors.dim("and let it connect to port 7500 instead of 7497")}\n` +
  `  ${terminal.colors.green("$")} twscope gateway\n` +
  `      ${terminal.colors.dim("a simulated host at port 4002, for programs without an account")}\n` +
  nextSteps(samplePaths(), terminal);
