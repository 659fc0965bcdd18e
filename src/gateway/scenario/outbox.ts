/**
 * What becomes of answers that a scenario acts on: late, twice, in pieces, glued to the next, behind it, changed, or
 * never.
 */
import type { ResponseName } from "../../catalogue/messages.ts";
import { decodeFrame, encodeFrame, type Message } from "../../codec/message.ts";
import { frameBytes } from "../../wire/frames.ts";
import type { ClientLink, Sent } from "../client-link.ts";
import { withFields } from "./match.ts";
import type { Action } from "./scenario.ts";

export interface OutboxPorts {
  readonly deliver: (link: ClientLink, bytes: Uint8Array, messages: readonly Sent[]) => void;
  readonly after: (ms: number, what: () => void) => void;
}

/** What waits for the next message of a client, or for the next of a name. */
interface Waiting {
  readonly how: "glue" | "swap";
  readonly sent: Sent;
  readonly behind: ResponseName | undefined;
}

export class Outbox {
  private readonly ports: OutboxPorts;
  private readonly waiting = new Map<number, Waiting>();
  /** What comes behind a message of which only a part was sent: it goes out when the rest has. */
  private readonly held = new Map<number, (() => void)[]>();

  constructor(ports: OutboxPorts) {
    this.ports = ports;
  }

  /** Sends one message as the actions say; without any, as it is. */
  send(link: ClientLink, sent: Sent, actions: readonly Action[]): void {
    let message = sent;
    let delayMs = 0;
    let times = 1;
    let gapMs = 0;
    for (const action of actions) {
      if (action.do === "drop") return;
      if (action.do === "delay") delayMs += action.ms;
      if (action.do === "change") message = changed(link, message, action.fields);
      if (action.do === "repeat") [times, gapMs] = [times + action.times, action.ms ?? 0];
      if (action.do === "glue" || (action.do === "swap" && !this.waiting.has(link.connection))) {
        this.release(link);
        const behind = action.do === "swap" ? action.behind : undefined;
        this.waiting.set(link.connection, { how: action.do, sent: message, behind });
        return;
      }
      if (action.do === "cut") return this.cut(link, frameBytes(message.payload), [message], action.bytes, action.ms);
    }
    for (let time = 0; time < times; time += 1) {
      const ms = delayMs + time * gapMs;
      if (ms === 0) this.pass(link, message);
      else this.ports.after(ms, () => this.pass(link, message));
    }
  }

  /** Sends so many bytes, the rest after so many ms; without `ms` neither the rest nor anything behind it. */
  cut(link: ClientLink, bytes: Uint8Array, messages: readonly Sent[], count: number, ms: number | undefined): void {
    this.deliver(link, bytes.subarray(0, count), messages);
    const { connection } = link;
    const alreadyHeld = this.held.get(connection);
    if (alreadyHeld) {
      alreadyHeld.push(() => this.ports.deliver(link, bytes.subarray(count), []));
      return;
    }
    this.held.set(connection, []);
    if (ms === undefined) return;
    this.ports.after(ms, () => {
      const held = this.held.get(connection) ?? [];
      this.held.delete(connection);
      this.ports.deliver(link, bytes.subarray(count), []);
      for (const go of held) go();
    });
  }

  /** Bytes as they are, in their turn. */
  deliver(link: ClientLink, bytes: Uint8Array, messages: readonly Sent[]): void {
    const held = this.held.get(link.connection);
    if (held) held.push(() => this.ports.deliver(link, bytes, messages));
    else this.ports.deliver(link, bytes, messages);
  }

  /** Lets what waits for a next message go without one. */
  release(link: ClientLink): void {
    const before = this.waiting.get(link.connection);
    if (before?.behind !== undefined) return;
    this.waiting.delete(link.connection);
    if (before) this.deliver(link, frameBytes(before.sent.payload), [before.sent]);
  }

  forget(link: ClientLink): void {
    this.waiting.delete(link.connection);
    this.held.delete(link.connection);
  }

  private pass(link: ClientLink, message: Sent): void {
    const before = this.waiting.get(link.connection);
    if (!before || (before.behind !== undefined && before.behind !== message.name))
      return this.deliver(link, frameBytes(message.payload), [message]);
    this.waiting.delete(link.connection);
    if (before.how === "glue") {
      const glued = { name: before.sent.name, payload: joined(before.sent.payload, message.payload) };
      return this.deliver(link, frameBytes(glued.payload), [glued]);
    }
    this.deliver(link, frameBytes(message.payload), [message]);
    this.deliver(link, frameBytes(before.sent.payload), [before.sent]);
  }
}

export const decoded = (link: ClientLink, { payload }: Sent): Message =>
  decodeFrame(payload, { direction: "in", serverVersion: link.serverVersion });

function changed(link: ClientLink, sent: Sent, changes: Readonly<Record<string, unknown>>): Sent {
  const { fields, encoding } = decoded(link, sent);
  const { serverVersion } = link;
  const name: ResponseName = sent.name;
  return {
    name,
    payload: encodeFrame({ name, serverVersion, encoding, fields: withFields(fields, changes) }),
  };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
