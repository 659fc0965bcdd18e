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

/** What waits for the next message of a client. */
interface Waiting {
  readonly how: "glue" | "swap";
  readonly sent: Sent;
}

export class Outbox {
  private readonly ports: OutboxPorts;
  private readonly waiting = new Map<number, Waiting>();

  constructor(ports: OutboxPorts) {
    this.ports = ports;
  }

  /** Sends one message as the actions say; without any, as it is. */
  send(link: ClientLink, sent: Sent, actions: readonly Action[]): void {
    const { ports } = this;
    let message = sent;
    let delayMs = 0;
    let times = 1;
    let gapMs = 0;
    for (const action of actions) {
      if (action.do === "drop") return;
      if (action.do === "delay") delayMs += action.ms;
      if (action.do === "change") message = changed(link, message, action.fields);
      if (action.do === "repeat") [times, gapMs] = [times + action.times, action.ms ?? 0];
      if (action.do === "glue" || action.do === "swap") {
        this.release(link);
        this.waiting.set(link.connection, { how: action.do, sent: message });
        return;
      }
      if (action.do === "cut") {
        const bytes = frameBytes(message.payload);
        ports.deliver(link, bytes.subarray(0, action.bytes), [message]);
        if (action.ms !== undefined)
          ports.after(action.ms, () => ports.deliver(link, bytes.subarray(action.bytes), []));
        return;
      }
    }
    for (let time = 0; time < times; time += 1) {
      const ms = delayMs + time * gapMs;
      if (ms === 0) this.pass(link, message);
      else ports.after(ms, () => this.pass(link, message));
    }
  }

  /** Lets what waits for a next message go without one. */
  release(link: ClientLink): void {
    const before = this.waiting.get(link.connection);
    this.waiting.delete(link.connection);
    if (before) this.ports.deliver(link, frameBytes(before.sent.payload), [before.sent]);
  }

  forget(link: ClientLink): void {
    this.waiting.delete(link.connection);
  }

  private pass(link: ClientLink, message: Sent): void {
    const { ports } = this;
    const before = this.waiting.get(link.connection);
    this.waiting.delete(link.connection);
    if (before?.how === "glue") {
      const glued = { name: before.sent.name, payload: joined(before.sent.payload, message.payload) };
      ports.deliver(link, frameBytes(glued.payload), [glued]);
      return;
    }
    ports.deliver(link, frameBytes(message.payload), [message]);
    if (before) ports.deliver(link, frameBytes(before.sent.payload), [before.sent]);
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
