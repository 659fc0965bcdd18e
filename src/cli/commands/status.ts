/** `twscope status`: the recorders that run, and whether something is wrong with them. */
import { statfs } from "node:fs/promises";
import { listRunning } from "../../node/store/running.ts";
import { exitCodes, type Command } from "../command.ts";
import { json } from "../options.ts";
import { printStatus } from "../store/print-status.ts";
import { storeOption, valuesOf } from "../store/settings.ts";
import { troubles, type Status } from "../store/troubles.ts";

export const statusCommand: Command = {
  name: "status",
  about: "Show the running recorders: connections, rates, queue, lag, gaps, disk left",
  details:
    "Each recorder writes into its store once a second how it is; this reads that, and needs no port. Exit code 0: at least " +
    "one runs, and all is well; 1: none runs, or something is wrong, and standard error says what. Fit for a health check.",
  options: [storeOption, { flags: "--json", about: "As JSON" }],
  examples: [
    { line: "twscope status", about: "Is everything recorded?" },
    { line: "twscope status --json --store /recordings", about: "For a monitor" },
  ],
  async run(_args, options, terminal) {
    const { store } = valuesOf(options);
    const disk = await statfs(store).catch(() => undefined);
    const { running, lost } = listRunning(store);
    const diskFreeBytes = disk ? disk.bavail * disk.bsize : null;
    const status: Status = { store, diskFreeBytes, running, lost };
    const wrong = troubles(status);
    await terminal.write(options["json"] ? json({ ...status, wrong }) : printStatus(status, Date.now(), terminal));
    for (const text of wrong) terminal.note(`${terminal.colors.red("twscope:")} ${text}`);
    return wrong.length > 0 ? exitCodes.findings : exitCodes.ok;
  },
};
