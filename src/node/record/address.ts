/** Addresses as people write them: `127.0.0.1:7500`, `[::1]:7500`, `7500`, and the hosts' well-known ports by name. */
import { UsageError } from "../../base/errors.ts";

export interface Address {
  readonly host: string;
  /** 0 to 65535; 0 lets the system choose one to listen on. */
  readonly port: number;
}

/** The ports that the hosts listen on unless told otherwise. Source: the vendor's API setup page. */
export const wellKnown: Readonly<Record<string, Address>> = {
  tws: { host: "127.0.0.1", port: 7496 },
  "tws-paper": { host: "127.0.0.1", port: 7497 },
  gateway: { host: "127.0.0.1", port: 4001 },
  "gateway-paper": { host: "127.0.0.1", port: 4002 },
};

/**
 * @param option the option it was given with, for the message
 * @throws UsageError when it is no address
 */
export function parseAddress(text: string, option: string): Address {
  const name = text.toLowerCase();
  const known = Object.hasOwn(wellKnown, name) ? wellKnown[name] : undefined;
  if (known) return known;
  const parts = /^(?:\[([0-9a-f:.]+(?:%[\w.-]+)?)\]:|([^:[\]\s]+):)?(\d{1,5})$/i.exec(text);
  const port = Number(parts?.[3]);
  if (!parts || port > 65_535)
    throw new UsageError(
      "address",
      `${option} ${text}: give host:port, such as 127.0.0.1:7497, a port alone, or one of ${Object.keys(wellKnown).join(", ")}`,
    );
  return { host: parts[1] ?? parts[2] ?? "127.0.0.1", port };
}

export const formatAddress = ({ host, port }: Address): string =>
  host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;

/** Whether only this machine can reach it. */
export const isLoopback = ({ host }: Address): boolean =>
  host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
