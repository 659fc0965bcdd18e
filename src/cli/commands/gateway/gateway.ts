/** `twscope gateway`: a host that answers every function of the API, without an account. */
import type { HostLogEntry } from "../../../gateway/host.ts";
import { startGateway, type Gateway } from "../../../node/gateway/gateway.ts";
import { hostLogLine } from "../../../node/gateway/host-log.ts";
import { listenForOrders } from "../../../node/gateway/control.ts";
import { openSettingsFolder } from "../../../node/gateway/settings-folder.ts";
import { formatAddress } from "../../../node/record/address.ts";
import { scenarios } from "../../../gateway/scenario/library/index.ts";
import { exitCodes, type Command, type OptionValues } from "../../command.ts";
import { defaultPort, gatewayPlan, portOption, type GatewayPlan } from "../../gateway/plan.ts";
import { printable } from "../../read/values.ts";
import { jsonLine } from "../../record/tell.ts";
import { keyRingFor } from "../../store/recordings.ts";
import { valuesOf } from "../../store/settings.ts";
import { widthOf } from "../../table.ts";
import type { Terminal } from "../../terminal.ts";
import { wrap } from "../../wrap.ts";
import { describeCommand } from "./describe.ts";
import { doCommand } from "./do.ts";
import { scenariosCommand } from "./scenarios.ts";

export const gatewayCommand: Command = {
  name: "gateway",
  about: "Run a simulated IB Gateway: answers every API function with an invented market, without an account",
  details:
    "Any client program connects to it as to a paper Gateway. It keeps orders and accounts, invents prices from a seed, and " +
    "plays scenarios: farms that break, answers that never come, restarts. Prices and ids are invented; nothing leaves this " +
    "machine. Same seed, same clock, same requests: the same bytes.",
  options: [
    portOption,
    { flags: "--server-version <n>", about: "The newest server version it offers, 100 to 226 (226)" },
    { flags: "--seed <n>", about: "What prices and chance come from (1)" },
    {
      flags: "--clock <how>",
      about: "real, stepped (by `gateway do step`), fast (60 times), or fast:N",
      values: ["real", "fast", "stepped"],
    },
    { flags: "--start <time>", about: "Where its clock begins, such as 2026-11-25T14:30:00Z; left out: now" },
    {
      flags: "--state <folder>",
      about: "A settings folder like the host's: keeps orders, accounts, ids, settings and logs",
    },
    {
      flags: "--scenario <name-or-file>",
      about: "Play a scenario",
      repeatable: true,
      values: scenarios.map(({ name }) => name),
    },
    { flags: "--account <id>", about: "An account of the user (DU1234567)", repeatable: true },
    { flags: "--advisor", about: "The first account is a financial advisor's, the others its clients'" },
    { flags: "--master-client-id <n>", about: "The client that sees the orders of all" },
    { flags: "--read-only", about: "Refuse orders, as with the box Read-Only API ticked" },
    { flags: "--debug", about: "Debug mode: requests and answers in the host's log, as with `debug=1` in jts.ini" },
    { flags: "--api-log", about: "Create API message log files in the settings folder (off, as at the host)" },
    { flags: "--market-data", about: "Include market data in them" },
    { flags: "--plain", about: "Leave them unencrypted" },
    { flags: "--listen <address>", about: "Address to listen at (127.0.0.1)" },
    { flags: "--allow-remote", about: "Listen on an address that other machines can reach" },
    { flags: "--trust <address>", about: "Another machine that may connect", repeatable: true },
    { flags: "-q, --quiet", about: "Do not print the host's log" },
    { flags: "--json", about: "Where it listens, and its log, as JSON: one object a line" },
  ],
  examples: [
    { line: "twscope gateway", about: "At port 4002, as a paper Gateway" },
    { line: "twscope gateway --server-version 176 --seed 7", about: "An older host, another market" },
    { line: "twscope gateway --scenario restart-rolls-back-ids", about: "A bad day, as it happened" },
    { line: "twscope gateway --state ~/sim --api-log", about: "With memory and logs" },
    { line: "twscope gateway --port 0 --quiet --json", about: "At any free port, which the first line tells a test" },
  ],
  commands: [scenariosCommand, doCommand, describeCommand],
  run,
};

/** An entry of the host's log, at its own time. */
const logLine = ({ atMs, level, thread, text }: HostLogEntry): string => jsonLine("log", { level, thread, text }, atMs);

async function run(_args: readonly string[], options: OptionValues, terminal: Terminal): Promise<number> {
  const plan = gatewayPlan(options);
  const stopped = terminal.stopped();
  // Nobody who stops reading its log may hold up the host.
  const free = terminal.unhurried();
  const gateway = await startOr(plan, options, free);
  if (!gateway) return exitCodes.noInput;
  const endOrders = await listenForOrders(gateway.port, async (order) => {
    const { handleOrder } = await import("../../gateway/handle-order.ts");
    return handleOrder(order, gateway);
  });
  const { colors } = terminal;
  const { address: host, port } = gateway;
  const address = formatAddress({ host, port });
  const { serverVersion, seed, accounts } = gateway.host.settings;
  if (options["json"])
    await free.write(
      jsonLine("listening", { address: host, port, serverVersion, accounts, seed, pid: process.pid }, Date.now()),
    );
  else {
    const about = `server version ${serverVersion}, accounts ${accounts.join(", ")}, seed ${seed}`;
    const said = wrap(`Simulated IB Gateway listens on ${address}: ${about}. Ctrl-C ends it.`, widthOf(terminal));
    await free.write(
      `${colors.bold(said[0] ?? "")}\n${said
        .slice(1)
        .map((line) => `${line}\n`)
        .join("")}`,
    );
  }
  await stopped;
  await endOrders();
  await gateway.close();
  return exitCodes.ok;
}

async function startOr(plan: GatewayPlan, options: OptionValues, terminal: Terminal): Promise<Gateway | undefined> {
  const quiet = options["quiet"] === true;
  const port = plan.port ?? portOfFolder(plan.folder) ?? defaultPort;
  const keyed = plan.folder !== undefined && options["plain"] !== true;
  const asJson = options["json"] === true;
  // What clients send can stand in it.
  const line = (entry: HostLogEntry): string =>
    asJson ? logLine(entry) : terminal.colors.dim(printable(hostLogLine(entry).trimEnd())) + "\n";
  const problem = (text: string): void => terminal.note(`${terminal.colors.yellow("twscope:")} ${text}`);
  try {
    return await startGateway({
      ...plan,
      port,
      ...(keyed && { key: () => keyRingFor(valuesOf({}), terminal).newKey() }),
      problem,
      ...(!quiet && { log: (entry) => void terminal.write(line(entry)) }),
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") throw error;
    const why = code === "EADDRINUSE" ? "something listens there already" : `the system does not let it (${code})`;
    problem(`cannot listen on ${plan.address}:${port}: ${why}. Choose another port with --port.`);
    return undefined;
  }
}

/** What its settings say, as the host's do. */
const portOfFolder = (folder: string | undefined): number | undefined =>
  folder === undefined ? undefined : openSettingsFolder(folder).settings.port;
