/**
 * Addresses and ports for packets that never were: those of the recording where it has some, and addresses reserved for
 * documentation (RFC 5737, RFC 3849) for hosts of which only a name is known.
 */
import { byteStringOf } from "../base/byte-string.ts";
import { parseEndpoint, type EndpointParts } from "./address-text.ts";
import { addressText, endpointText } from "./endpoints.ts";

export interface SyntheticEnd {
  /** 4 or 16 bytes, the same at both ends. */
  readonly address: Uint8Array;
  readonly port: number;
  readonly text: string;
}

export interface SyntheticEnds {
  readonly client: SyntheticEnd;
  readonly host: SyntheticEnd;
  /** Stands for this pair of ends, to give it free again. */
  readonly key: string;
}

const documentationNets = [
  [192, 0, 2],
  [198, 51, 100],
  [203, 0, 113],
] as const;
const addressesPerNet = 254;
const firstFreePort = 49_152;

export class SyntheticAddresses {
  private readonly names = new Map<string, number>();
  private readonly taken = new Set<string>();

  /** Ends for a connection, different from those of all others that are open. */
  take(clientText: string, hostText: string): SyntheticEnds {
    const client = parseEndpoint(clientText);
    const host = parseEndpoint(hostText);
    const wide = client.address?.length === 16 || host.address?.length === 16;
    const hostEnd = this.end(host, wide);
    let clientEnd = this.end(client, wide);
    for (let port = firstFreePort; this.taken.has(keyOf(clientEnd, hostEnd)) && port <= 0xffff; port += 1)
      clientEnd = endOf(clientEnd.address, port);
    const key = keyOf(clientEnd, hostEnd);
    this.taken.add(key);
    return { client: clientEnd, host: hostEnd, key };
  }

  free({ key }: SyntheticEnds): void {
    this.taken.delete(key);
  }

  private end({ address, name, port }: EndpointParts, wide: boolean): SyntheticEnd {
    if (!address) return endOf(this.ofName(name, wide), port);
    const narrowed = wide && address.length === 4;
    return endOf(narrowed ? Uint8Array.from([...mappedPrefix, ...address]) : address, port);
  }

  private ofName(name: string, wide: boolean): Uint8Array {
    const number = this.names.get(name) ?? this.names.size;
    this.names.set(name, number);
    if (wide) return Uint8Array.from([0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, ...lastFour(number + 1)]);
    const net = documentationNets[Math.floor(number / addressesPerNet) % documentationNets.length]!;
    return Uint8Array.from([...net, (number % addressesPerNet) + 1]);
  }
}

const mappedPrefix = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] as const;
const lastFour = (number: number): number[] => [
  number >>> 24,
  (number >> 16) & 0xff,
  (number >> 8) & 0xff,
  number & 0xff,
];

const endOf = (address: Uint8Array, port: number): SyntheticEnd => ({
  address,
  port,
  text: endpointText(addressText(address, 0, address.length === 4 ? 4 : 6), port),
});

const keyOf = (client: SyntheticEnd, host: SyntheticEnd): string =>
  `${byteStringOf(client.address)} ${client.port} ${byteStringOf(host.address)} ${host.port}`;
