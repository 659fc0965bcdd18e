/**
 * One connection of the simulated host, from its first byte on: handshake, version, START_API, and then requests. Bytes
 * in, calls out; owns no socket.
 *
 *   foreign bytes → closed            no version in common → the host's version is told, and the connection closed
 *   handshake → version told → START_API → started → requests → gone
 */
import { bytesOf } from "../base/byte-string.ts";
import { errorCodes } from "../catalogue/codes/error-codes.ts";
import { serverVersionMin } from "../catalogue/gates.ts";
import type { FieldsOf, MessageName, ResponseName } from "../catalogue/messages.ts";
import { decodeFrame, encodeFrame, type Message } from "../codec/message.ts";
import { Session, type SessionEvent } from "../session/session.ts";
import { frameBytes } from "../wire/frames.ts";
import { Pacing } from "./pacing.ts";
import type { ClientPort, Outgoing } from "./service.ts";
import { type GatewaySettings, type LogLevel, requestsPerSecond } from "./settings.ts";
import { asHostsSend } from "./sparse.ts";

/** What a link asks of its host. */
export interface LinkHost {
  readonly settings: () => GatewaySettings;
  readonly now: () => number;
  readonly after: (ms: number, what: () => void) => void;
  /** The host's clock as the handshake tells it: `20260405 23:49:38 CET`. */
  readonly handshakeTime: () => string;
  /** Sends bytes as one write. `messages` are what they hold; none for the handshake. */
  readonly write: (link: ClientLink, bytes: Uint8Array, messages: readonly Sent[]) => void;
  readonly close: (link: ClientLink) => void;
  readonly log: (link: ClientLink, level: "SYS" | "ERR" | "DET", text: string) => void;
  /** A line without the client's bracket. */
  readonly note: (text: string) => void;
  /** @returns why the client is refused: code and words */
  readonly start: (link: ClientLink, clientId: number) => { code: number; text?: string } | undefined;
  /** @param payload the request as it came */
  readonly request: (link: ClientLink, message: Message, payload: Uint8Array) => void;
  readonly errorText: (code: number) => string;
}

/** A message on its way to a client. */
export interface Sent {
  readonly name: ResponseName;
  /** The frame's payload: id and body, without the length. */
  readonly payload: Uint8Array;
}

/** Bytes that a client may send without completing a frame, or before it has started. Protects the other clients. */
const unfinishedBytesMax = 4 * 1024 * 1024;
const unstartedBytesMax = 256 * 1024;
const readAgainMs = 250;
/** Source: error table. */
const tooManyRequests = 100;
/** A connection that has not started after so long is closed. */
const startMsMax = 60_000;

export class ClientLink implements ClientPort {
  readonly connection: number;
  readonly address: string;
  clientId = -1;
  serverVersion = 0;
  started = false;
  /** What START_API named beside the number. What it does at real hosts is not documented: it is kept and shown. */
  optionalCapabilities = "";
  /** How much of it the host's log is told, where the client has said so. */
  logLevel: LogLevel | undefined;
  gone = false;
  private readonly host: LinkHost;
  private readonly session = new Session();
  private pacing: Pacing;
  private offered: (SessionEvent & { kind: "offer" }) | undefined;
  private unfinished = 0;
  private readonly kept: Uint8Array[] = [];
  private keptBytes = 0;
  private asking = false;

  constructor(connection: number, address: string, host: LinkHost) {
    this.connection = connection;
    this.address = address;
    this.host = host;
    this.pacing = new Pacing(requestsPerSecond(host.settings()), () => false);
    host.after(startMsMax, () => {
      if (!this.started) this.end("no START_API came");
    });
  }

  /** Bytes from the client that nobody reads yet. @param again tries once more */
  keep(bytes: Uint8Array, again: () => void): void {
    if (bytes.length > 0) this.kept.push(bytes);
    this.keptBytes += bytes.length;
    if (this.keptBytes > unfinishedBytesMax) return this.end("it sends more than the host reads");
    if (this.asking) return;
    this.asking = true;
    this.host.after(readAgainMs, () => {
      this.asking = false;
      if (!this.gone) again();
    });
  }

  /** Bytes from the client. */
  receive(bytes: Uint8Array): void {
    for (const chunk of this.kept.splice(0)) this.take(chunk);
    this.keptBytes = 0;
    this.take(bytes);
  }

  private take(bytes: Uint8Array): void {
    if (this.gone) return;
    this.unfinished += bytes.length;
    for (const event of this.session.push("out", bytes)) {
      if (this.gone) return;
      this.event(event);
    }
    if (this.unfinished > (this.started ? unfinishedBytesMax : unstartedBytesMax))
      this.end(`${this.unfinished} bytes without a complete message`);
  }

  readonly setLogLevel = (level: LogLevel): void => {
    this.logLevel = level;
  };

  readonly send = <N extends ResponseName>(name: N, fields: FieldsOf<N>): void => {
    this.sendAll([this.encoded(name, fields)]);
  };

  readonly sendTogether = (...messages: readonly Outgoing[]): void => {
    this.sendAll(messages.map(([name, fields]) => this.encoded(name, fields)));
  };

  readonly error = (id: number, code: number, text?: string, advancedOrderRejectJson = ""): void => {
    const errorMsg = text ?? this.host.errorText(code);
    // Notices and warnings are nothing that went wrong with this client.
    if ((errorCodes.get(code)?.class ?? "error") === "error") this.host.log(this, "ERR", errorMsg);
    this.send("ERR_MSG", { id, errorTime: this.host.now(), errorCode: code, errorMsg, advancedOrderRejectJson });
  };

  /** Ends the connection from the host's side. */
  end(why: string): void {
    if (this.gone) return;
    this.host.log(this, "ERR", `Socket connection for client{${this.clientId}} has closed. ${why}`.trimEnd());
    this.host.close(this);
  }

  private encoded(name: ResponseName, fields: FieldsOf<MessageName>): Sent {
    const { serverVersion } = this;
    const sent = asHostsSend(name as MessageName, fields, serverVersion);
    return { name, payload: encodeFrame({ name: name as MessageName, serverVersion, fields: sent }) };
  }

  private sendAll(messages: readonly Sent[]): void {
    if (this.gone || messages.length === 0) return;
    this.host.write(this, joined(messages.map(({ payload }) => frameBytes(payload))), messages);
  }

  private event(event: SessionEvent): void {
    switch (event.kind) {
      case "offer":
        return this.offer(event);
      case "frame":
        return this.frame(event.payload);
      case "unframed":
        this.host.note("State: STOP, IsAPI: NO");
        return this.end(event.why);
      default:
        return;
    }
  }

  /** The highest version that both know. Source: the official clients' handling of the answer. */
  private offer(offer: SessionEvent & { kind: "offer" }): void {
    const settings = this.host.settings();
    this.offered = offer;
    this.unfinished = 0;
    this.host.note("State: STOP, IsAPI: YES");
    if (settings.redirect !== undefined) {
      this.greet(`-1\0${settings.redirect}\0`);
      return;
    }
    const asksToBePaced = /\+PACEAPI\b/.test(offer.options);
    this.pacing = new Pacing(requestsPerSecond(settings), () => asksToBePaced || !this.host.settings().rejectAboveRate);
    this.serverVersion = Math.min(settings.serverVersion, offer.max);
    const { serverVersion } = this;
    this.host.log(this, "SYS", `Starting new conversation with client on ${this.address}`);
    this.host.log(this, "SYS", `Server version is ${serverVersion}`);
    this.host.log(this, "SYS", `Client version is ${serverVersion}`);
    this.host.log(this, "SYS", "is 3rdParty true");
    if (serverVersion < serverVersionMin) {
      this.host.log(this, "ERR", "The socket client is out of date and needs to be upgraded");
      this.host.close(this);
      return;
    }
    this.greet(`${serverVersion}\0${this.host.handshakeTime()}\0`);
    // A client that cannot speak this version ends the connection itself, with its error 506.
  }

  private greet(text: string): void {
    const bytes = frameBytes(bytesOf(text));
    this.host.write(this, bytes, []);
    // The session has to see the answer too: from then on it knows how frames are to be read.
    for (const event of this.session.push("in", bytes)) if (event.kind === "frame") this.frame(event.payload);
  }

  private frame(payload: Uint8Array): void {
    this.unfinished = 0;
    const { serverVersion } = this;
    const message = decodeFrame(payload, { direction: "out", serverVersion });
    if (!this.started) return this.startWith(message);
    const paced = this.pacing.request(this.host.now());
    if (paced.kind === "now") return this.host.request(this, message, payload);
    if (paced.kind === "later") {
      this.host.after(paced.ms, () => {
        if (!this.gone) this.host.request(this, message, payload);
      });
      return;
    }
    this.error(idOf(message), tooManyRequests, paced.words);
    if (paced.cut) this.end("too many requests per second");
  }

  /** Before START_API nothing is answered; what comes too early is dropped, as documented. */
  private startWith(message: Message): void {
    if (message.name !== "START_API") {
      this.host.log(this, "ERR", `Message ${message.id} before START_API was ignored`);
      return;
    }
    const { clientId, optionalCapabilities } = message.fields as FieldsOf<"START_API">;
    if (typeof clientId !== "number") {
      this.error(-1, 320, `${this.host.errorText(320)} START_API names no client id.`);
      return this.end("no client id");
    }
    this.optionalCapabilities = optionalCapabilities ?? "";
    const refused = this.host.start(this, clientId);
    if (refused) {
      this.error(-1, refused.code, refused.text);
      this.host.close(this);
    }
  }

  /** What the client asked for beside the versions. */
  get options(): string {
    return this.offered?.options ?? "";
  }
}

/** The id that answers to a request carry: its first field called so, or -1. */
export function idOf({ fields }: Message): number {
  const { reqId, orderId, id } = fields as { reqId?: unknown; orderId?: unknown; id?: unknown };
  for (const value of [reqId, orderId, id]) if (typeof value === "number") return value;
  return -1;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0] as Uint8Array;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
