/** `twscope record`: relays the traffic between a program and its host, and keeps it. */
import { formatAddress } from "../../node/record/address.ts";
import { localText } from "../../node/record/clock.ts";
import { Recorder } from "../../node/record/recorder.ts";
import { KeyError, type KeyRing, type WrappedKey } from "../../node/store/key-ring.ts";
import { listRunning } from "../../node/store/running.ts";
import { exitCodes, type Command, type OptionValues } from "../command.ts";
import { captureOf, importOptions, runImport } from "../record/import.ts";
import { planOf, type Plan } from "../record/plan.ts";
import { printBeginning, printSummary, summaryOf } from "../record/summary.ts";
import { jsonLine, teller } from "../record/tell.ts";
import { keyRingFor } from "../store/recordings.ts";
import { settingOption, settings } from "../store/settings.ts";
import type { Terminal } from "../terminal.ts";
import { packageVersion } from "../../node/package-version.ts";

export const recordCommand: Command = {
  name: "record",
  about: "Record the traffic: stands between a program and TWS or IB Gateway, and keeps every byte of both directions",
  details:
    "Your program connects to the recorder instead of the host; bytes pass exactly as they came, and are recorded after. " +
    "Whatever happens to the recording, the connection goes on: what is missing is marked in it, and told. Recordings are " +
    "encrypted with a key that is made at first use, and recycled after seven days, as the host recycles its own logs. " +
    "Exit code 0: stopped, and everything is recorded; 1: stopped, and something is missing; 3: it cannot listen, or " +
    "has no key.",
  options: [
    settingOption(settings.to),
    {
      ...settingOption(settings.listen),
      about: `${settings.listen.about}; unless given, ${settings.listen.otherwise}`,
    },
    { flags: "--allow-remote", about: "Listen on an address that other machines can reach" },
    settingOption(settings.store),
    settingOption(settings.keepDays),
    settingOption(settings.keepBytes),
    settingOption(settings.keyFile),
    settingOption(settings.plain),
    { flags: "--no-plain", about: "Encrypt them, whatever the settings file says" },
    { flags: "--market-data", about: "Record market data, whatever the settings file says" },
    {
      flags: "--no-market-data",
      about: "Leave streaming ticks, depth and tick-by-tick out of the recording, and count them",
    },
    { flags: "--log-file", about: "Record, whatever the settings file says" },
    { flags: "--no-log-file", about: "Relay only, and write nothing but the recorder's own log" },
    settingOption(settings.loggingLevel),
    ...importOptions,
    { flags: "--json", about: "What happens as JSON, one object a line; warnings go to standard error too" },
  ],
  examples: [
    { line: "twscope record --to tws-paper", about: "Between your program (port 7500) and a paper TWS (port 7497)" },
    {
      line: "twscope record --listen 127.0.0.1:7500 --to 127.0.0.1:4002 --keep-days 30",
      about: "Between port 7500 and a paper Gateway, kept for a month",
    },
    { line: "twscope record --to gateway --no-market-data", about: "Orders and accounts, without ticks" },
    { line: "twscope record --to tws --json > events.ndjson", about: "For a supervisor" },
    { line: "twscope record --pcap day.pcapng", about: "What tcpdump or Wireshark captured, into recordings" },
  ],
  run,
};

async function run(_args: readonly string[], options: OptionValues, terminal: Terminal): Promise<number> {
  const capture = captureOf(options);
  if (capture !== undefined) return runImport(capture, options, terminal);
  const plan = planOf(options);
  const stopped = terminal.stopped();
  const asJson = options["json"] === true;
  // Nobody who reads what it says, or stops reading, may hold up the relay.
  const free = terminal.unhurried();
  const keys = keyRingFor(plan, terminal);
  const key = await keyFor(plan, keys, free);
  if (key === "none") return exitCodes.noInput;
  const recorder = await startOr(plan, key, teller(free, asJson), free);
  if (!recorder) return exitCodes.noInput;
  await begin(plan, recorder, keys, free, asJson);
  const signal = await stopped;
  const written = await recorder.stop();
  const status = recorder.status();
  const summary = summaryOf(recorder, status, signal, written);
  await free.write(asJson ? jsonLine("summary", summary, Date.now()) : printSummary(summary, status, free));
  return summary.complete || !status.keep ? exitCodes.ok : exitCodes.findings;
}

/** Only the public half is needed; nobody is asked for a passphrase. */
async function keyFor(plan: Plan, keys: KeyRing, { note, colors }: Terminal): Promise<WrappedKey | undefined | "none"> {
  if (plan.plain || !plan.createApiMessageLogFile) return undefined;
  try {
    return await keys.newKey();
  } catch (error) {
    const system = error instanceof Error && "code" in error && "path" in error;
    if (!(error instanceof KeyError) && !system) throw error;
    note(
      `${colors.red("twscope:")} there is no key to encrypt recordings with: ${(error as Error).message}\n` +
        `Nothing is relayed. Set TWSCOPE_SETTINGS to a folder that can be written, name a key with --key-file, or record with --plain.`,
    );
    return "none";
  }
}

async function startOr(
  plan: Plan,
  key: WrappedKey | undefined,
  tell: ReturnType<typeof teller>,
  { note, colors }: Terminal,
): Promise<Recorder | undefined> {
  const { listenAt, toHost, store, createApiMessageLogFile, includeMarketData, loggingLevel, keepDays, keepBytes } =
    plan;
  try {
    return await Recorder.start({
      listen: listenAt,
      to: toHost,
      store,
      keep: createApiMessageLogFile,
      key,
      version: packageVersion(),
      includeMarketData,
      logLevel: loggingLevel,
      rules: { keepDays, keepBytes },
      tell,
    });
  } catch (error) {
    const why = cannotListen(plan, (error as NodeJS.ErrnoException).code);
    if (why === undefined) throw error;
    note(`${colors.red("twscope:")} ${why}`);
    return undefined;
  }
}

function cannotListen({ listenAt, store }: Plan, code: string | undefined): string | undefined {
  const address = formatAddress(listenAt);
  switch (code) {
    case "EADDRINUSE": {
      const other = listRunning(store).running.find(({ listen }) => listen === address);
      const who = other
        ? `a recorder that runs since ${localText(Date.parse(other.since) * 1000).slice(0, 19)} (process ${other.pid})`
        : "another program";
      return `${address} is taken by ${who}. Stop that one, or choose another port with --listen.`;
    }
    case "EACCES":
      return `this user may not listen on ${address}: ports below 1024 belong to the system. Choose another with --listen.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${listenAt.host} is no address of this machine (${code}).`;
    default:
      return undefined;
  }
}

async function begin(
  plan: Plan,
  recorder: Recorder,
  { made, keeping }: KeyRing,
  free: Terminal,
  asJson: boolean,
): Promise<void> {
  const { listen, to, sealed, keep, pid, version } = recorder.status();
  if (asJson)
    await free.write(jsonLine("listening", { listen, to, store: plan.store, keep, sealed, pid, version }, Date.now()));
  else await free.write(printBeginning(plan, recorder, free));
  const yellow = (text: string): string => free.colors.yellow(text);
  if (made)
    free.note(
      `${yellow("A key was made")}, with which recordings are encrypted: ${made.where}\n` +
        `Its public half is ${made.recipient}. Without the secret half nobody can read them, you neither: keep a copy in ` +
        `a safe place. \`twscope logs key\` shows it${keeping === "file" ? ", and puts a passphrase on it or moves it into the system's key store" : ""}.`,
    );
  if (plan.plain && keep)
    free.note(`${yellow("Not encrypted:")} whoever can read ${plan.store} can read the recordings.`);
  if (plan.remote)
    free.note(
      `${yellow("Other machines can connect")} to ${listen}, and whoever connects can trade: the API knows no password and ` +
        `no encryption. Let a firewall, or a container's network, admit only those who should.`,
    );
}
