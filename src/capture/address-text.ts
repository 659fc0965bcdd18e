/** Reads addresses with ports as people and systems write them: `127.0.0.1:51234`, `[::1]:7497`, `gateway.lan:4001`. */

export interface EndpointParts {
  /** 4 or 16 bytes; `undefined` when it is a name. */
  readonly address: Uint8Array | undefined;
  readonly name: string;
  /** 0 when there is none. */
  readonly port: number;
}

export function parseEndpoint(text: string): EndpointParts {
  const bare = addressBytes(text);
  if (bare) return { address: bare, name: text, port: 0 };
  const found = /^\[?(.*?)\]?:(\d{1,5})$/.exec(text);
  const name = found?.[1] ?? text;
  const port = Number(found?.[2] ?? 0);
  return port > 0xffff ? { address: undefined, name: text, port: 0 } : { address: addressBytes(name), name, port };
}

/** The bytes of an IPv4 or IPv6 address; `undefined` when the text is none. */
export function addressBytes(text: string): Uint8Array | undefined {
  return text.includes(":") ? ipv6Bytes(text.replace(/%.*$/, "")) : ipv4Bytes(text);
}

function ipv4Bytes(text: string): Uint8Array | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return Uint8Array.from(parts, Number);
}

function ipv6Bytes(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [front, back] = halves.map((half) => groupBytes(half));
  if (!front || (halves.length === 2 && !back)) return undefined;
  const zeros = 16 - front.length - (back?.length ?? 0);
  if (halves.length === 1 ? zeros !== 0 : zeros < 2) return undefined;
  return Uint8Array.from([...front, ...Array.from({ length: zeros }, () => 0), ...(back ?? [])]);
}

function groupBytes(text: string): number[] | undefined {
  const bytes: number[] = [];
  const groups = text === "" ? [] : text.split(":");
  for (const [index, group] of groups.entries()) {
    const ipv4 = index === groups.length - 1 ? ipv4Bytes(group) : undefined;
    if (ipv4) bytes.push(...ipv4);
    else if (/^[\da-f]{1,4}$/i.test(group)) bytes.push(parseInt(group, 16) >> 8, parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}
