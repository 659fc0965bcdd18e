/** The options of `twscope gateway`, checked before anything is opened. */
import { UsageError } from "../../base/errors.ts";
import { serverVersionMax, serverVersionMin } from "../../catalogue/gates.ts";
import { accountText } from "../../catalogue/patterns.ts";
import type { GatewaySettings } from "../../gateway/settings.ts";
import type { Pace } from "../../node/gateway/host-timer.ts";
import { isLoopback } from "../../node/record/address.ts";
import type { Option, OptionValues } from "../command.ts";
import { textOption, textsOption } from "../options.ts";

/** Where a paper Gateway listens. */
export const defaultPort = 4002;
/** How many times faster `fast` is. */
const fastTimes = 60;

export const portOption: Option = { flags: "-p, --port <port>", about: `Port of the gateway (${defaultPort})` };

export interface GatewayPlan {
  readonly port: number | undefined;
  readonly address: string;
  readonly pace: Pace;
  readonly startMs: number | undefined;
  readonly folder: string | undefined;
  readonly scenarios: readonly string[];
  readonly settings: Partial<GatewaySettings>;
}

function whole(options: OptionValues, name: string, min: number, max: number): number | undefined {
  const text = textOption(options[name]);
  if (text === undefined) return undefined;
  const value = Number(text);
  const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new UsageError("gateway-option", `${flag} ${text}: it takes a whole number from ${min} to ${max}`);
  return value;
}

export const portOf = (options: OptionValues): number | undefined => whole(options, "port", 0, 65_535);

const camel = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** @throws UsageError for what cannot or should not be done */
export function gatewayPlan(options: OptionValues): GatewayPlan {
  const address = textOption(options["listen"]) ?? "127.0.0.1";
  if (!isLoopback({ host: address, port: 0 }) && options["allowRemote"] !== true)
    throw new UsageError(
      "listen",
      `--listen ${address} can be reached from other machines. If that is wanted, say so with --allow-remote.`,
    );
  const trusted = textsOption(options["trust"]);
  if (trusted.length > 0 && options["allowRemote"] !== true)
    throw new UsageError(
      "gateway-option",
      "--trust goes with --listen ADDRESS --allow-remote: nobody else comes near it",
    );
  const folder = textOption(options["state"]);
  const logOption = ["api-log", "market-data", "plain"].find((name) => options[camel(name)] === true);
  if (logOption !== undefined && folder === undefined)
    throw new UsageError("gateway-option", `--${logOption} goes with --state FOLDER: logs lie in the settings folder`);
  const start = textOption(options["start"]);
  const startMs = start === undefined ? undefined : Date.parse(start);
  if (startMs !== undefined && Number.isNaN(startMs))
    throw new UsageError(
      "gateway-option",
      `--start ${start}: write a time with its zone, such as 2026-11-25T14:30:00Z`,
    );
  const accounts = textsOption(options["account"]);
  const odd = accounts.find((account) => !accountText.test.test(account));
  if (odd !== undefined)
    throw new UsageError("gateway-option", `--account "${odd}": an account looks like DU1234567 or F1234567`);
  const serverVersion = whole(options, "serverVersion", serverVersionMin, serverVersionMax);
  const seed = whole(options, "seed", 0, 2 ** 32 - 1);
  const masterClientId = whole(options, "masterClientId", 0, 2 ** 31 - 1);
  return {
    port: portOf(options),
    address,
    pace: paceOf(textOption(options["clock"]) ?? "real"),
    startMs,
    folder,
    scenarios: textsOption(options["scenario"]),
    settings: {
      ...(serverVersion !== undefined && { serverVersion }),
      ...(seed !== undefined && { seed }),
      ...(masterClientId !== undefined && { masterClientId }),
      ...(accounts.length > 0 && { accounts }),
      ...(options["advisor"] === true && { advisor: true }),
      ...(options["readOnly"] === true && { readOnly: true }),
      ...(options["debug"] === true && { debug: true }),
      ...(options["apiLog"] === true && { createApiLog: true }),
      ...(options["marketData"] === true && { marketDataInApiLog: true }),
      ...(trusted.length > 0 && { trustedAddresses: trusted }),
    },
  };
}

function paceOf(text: string): Pace {
  if (text === "real") return { kind: "real" };
  if (text === "stepped") return { kind: "stepped" };
  const fast = /^fast(?::(\d{1,5}))?$/.exec(text);
  const times = Number(fast?.[1] ?? fastTimes);
  if (fast && times > 0) return { kind: "fast", times };
  throw new UsageError(
    "gateway-option",
    `--clock ${text}: it takes real, stepped, fast, or fast:N for N times as fast`,
  );
}
