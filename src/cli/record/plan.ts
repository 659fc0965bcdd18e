/** What `twscope record` is asked to do, checked before anything is opened. */
import { UsageError } from "../../base/errors.ts";
import { formatAddress, isLoopback, parseAddress, wellKnown, type Address } from "../../node/record/address.ts";
import type { OptionValues } from "../command.ts";
import { valuesOf, type Values } from "../store/settings.ts";

export interface Plan extends Values {
  readonly listenAt: Address;
  readonly toHost: Address;
  /** Others than this machine can reach it. */
  readonly remote: boolean;
}

/** No host listens there unless told to. */
const defaultListen: Address = { host: "127.0.0.1", port: 7500 };

/** @throws UsageError for what cannot or should not be done */
export function planOf(options: OptionValues): Plan {
  const values = valuesOf(options);
  const names = Object.entries(wellKnown).map(([name, { port }]) => `${name} (${port})`);
  if (values.to === undefined)
    throw new UsageError("to", `--to is missing: where TWS or IB Gateway listens, host:port or ${names.join(", ")}`);
  const toHost = parseAddress(values.to, "--to");
  const listenAt = values.listen === undefined ? defaultListen : parseAddress(values.listen, "--listen");
  if (toHost.port === 0) throw new UsageError("to", `--to ${values.to}: port 0 is none that a host listens on`);
  if (listenAt.port === toHost.port && (listenAt.host === toHost.host || (isLoopback(listenAt) && isLoopback(toHost))))
    throw new UsageError(
      "listen",
      `the recorder would connect to itself: --listen and --to both name ${formatAddress(toHost)}. Give it a port of its ` +
        `own, and let the client connect to that one.`,
    );
  const remote = !isLoopback(listenAt);
  if (remote && options["allowRemote"] !== true)
    throw new UsageError(
      "listen",
      `--listen ${formatAddress(listenAt)} can be reached from other machines, and whoever reaches it can trade: the API ` +
        `knows no password. If that is wanted, say so with --allow-remote.`,
    );
  return { ...values, listenAt, toHost, remote };
}
