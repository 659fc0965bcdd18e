/**
 * What the recorder understands of a connection while it records: who the client is, which version was agreed, how many
 * messages there were, what the host complained of. Works on copies; the bytes that are recorded do not depend on it,
 * except that frames may be left out on demand.
 */
import type { Direction } from "../base/direction.ts";
import { messageById, messages } from "../catalogue/messages.ts";
import { decodeFrame } from "../codec/message.ts";
import type { Continued, GapAbout } from "../recording/format.ts";
import { Session } from "../session/session.ts";
import { FrameSieve, marksOf, verdict, type Judge } from "./frame-sieve.ts";

/** What was noticed, in the order it was. */
export type Noticed =
  | { readonly kind: "offer"; readonly offer: string }
  | { readonly kind: "version"; readonly serverVersion: number }
  | { readonly kind: "client"; readonly clientId: number }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "no-session"; readonly direction: Direction; readonly why: string }
  /** Its file was removed while it was written. */
  | { readonly kind: "removed" }
  | { readonly kind: "log-level"; readonly level: number }
  | { readonly kind: "error"; readonly code: number; readonly reqId: number | undefined }
  | { readonly kind: "message"; readonly direction: Direction; readonly name: string };

export interface WatchOptions {
  /** Frames of streaming market data are recorded too. */
  readonly includeMarketData: boolean;
  /** Tell of every message but streams. */
  readonly everyMessage: (direction: Direction) => boolean;
}

/** Messages whose content is looked at: who the client is, what it asks of the log, what the host complains of. */
const looked: ReadonlySet<string> = new Set(["START_API", "SET_SERVER_LOGLEVEL", "ERR_MSG"]);
/** What is to be done with messages, by id. @param streaming what with those of market data */
function verdictsOf(direction: Direction, streaming: number): Uint8Array {
  const verdicts = new Uint8Array(256);
  for (const message of messages)
    if (message.direction === direction)
      verdicts[message.id] = looked.has(message.name) ? verdict.show : message.streaming ? streaming : verdict.pass;
  return verdicts;
}
/** Until the handshake is over, all of it is followed by the session. */
const nothing = new Uint8Array(0);
const prefixBytes = 4;

export class LegWatch {
  serverVersion: number | undefined;
  clientId: number | undefined;
  readonly leftOut = new Map<number, number>();
  private readonly leftOutBy = { in: 0, out: 0 };
  private readonly judges: Readonly<Record<Direction, Judge>>;
  private readonly sieves: Readonly<Record<Direction, FrameSieve>>;
  /** Follows the handshake until it is over. */
  private session: Session | undefined;
  private readonly options: WatchOptions;
  private noticed: Noticed[] = [];
  /** Frames of a direction that belong to the handshake. */
  private readonly handshake: number;

  constructor(options: WatchOptions, continued?: Continued) {
    this.options = options;
    this.serverVersion = continued?.serverVersion;
    this.clientId = continued?.clientId;
    this.handshake = continued && continued.before.in > 0 ? 0 : 1;
    this.session = continued?.serverVersion === undefined ? new Session(continued) : undefined;
    const skip = { in: 0, out: prefixBytes };
    this.judges = { in: this.judge("in"), out: this.judge("out") };
    this.sieves = {
      in: new FrameSieve(skip.in, this.judges.in),
      out: new FrameSieve(skip.out, this.judges.out),
    };
    if (!this.session) this.beginJudging();
    if (!continued) return;
    this.sieves.in.skip(continued.unfinished?.in);
    this.sieves.out.skip(continued.unfinished?.out);
  }

  /** Messages of each direction so far; those of the handshake are none. */
  get messages(): Readonly<Record<Direction, number>> {
    return {
      in: Math.max(0, this.sieves.in.frames - this.handshake),
      out: Math.max(0, this.sieves.out.frames - this.handshake),
    };
  }

  /** Those of a direction that were not left out. */
  recorded(direction: Direction): number {
    return this.messages[direction] - this.leftOutBy[direction];
  }

  /** Whether a message has begun that is not left out, and its end has not come. */
  open(direction: Direction): boolean {
    return this.sieves[direction].keeping;
  }

  /** Bytes until the next frame in what comes out of `push`; `undefined` when these are no frames. */
  unfinished(direction: Direction): number | undefined {
    return this.sieves[direction].unfinished;
  }

  /** Whether the next byte begins a frame. */
  between(direction: Direction): boolean {
    return this.sieves[direction].between;
  }

  /** Takes bytes of one direction. @returns those to record, and what was noticed */
  push(direction: Direction, bytes: Uint8Array): { kept: Uint8Array[]; noticed: Noticed[] } {
    this.follow(direction, bytes);
    const { kept, shown } = this.sieves[direction].push(bytes);
    for (const payload of shown) this.look(direction, payload);
    return { kept, noticed: this.take() };
  }

  gap({ missing, unfinished }: GapAbout): Uint8Array[] {
    this.session?.gap(missing, unfinished);
    return (["out", "in"] as const).map((direction) => this.sieves[direction].skip(unfinished?.[direction]));
  }

  /** What is held back of a direction. */
  rest(direction: Direction): Uint8Array {
    return this.sieves[direction].rest();
  }

  private take(): Noticed[] {
    const { noticed } = this;
    if (noticed.length > 0) this.noticed = [];
    return noticed;
  }

  private follow(direction: Direction, bytes: Uint8Array): void {
    const { session } = this;
    if (!session) return;
    for (const event of session.push(direction, bytes)) {
      if (event.kind === "offer") this.noticed.push({ kind: "offer", offer: offerText(event) });
      else if (event.kind === "redirect") this.noticed.push({ kind: "redirect", to: event.to });
      else if (event.kind === "agreement") {
        this.serverVersion = event.serverVersion;
        this.noticed.push({ kind: "version", serverVersion: event.serverVersion });
      } else if (event.kind === "unframed") this.noticed.push({ kind: "no-session", direction, why: event.why });
      else if (event.kind === "frame" && event.direction === "out" && this.clientId === undefined)
        this.look("out", event.payload);
    }
    if (this.serverVersion === undefined || this.clientId === undefined) return;
    this.session = undefined;
    this.beginJudging();
  }

  private judge(direction: Direction): Judge {
    const leftOut = (id: number): void => {
      this.leftOut.set(id, (this.leftOut.get(id) ?? 0) + 1);
      this.leftOutBy[direction] += 1;
    };
    return { verdicts: nothing, marks: undefined, serverVersion: undefined, tell: undefined, leftOut };
  }

  private beginJudging(): void {
    const streaming = this.options.includeMarketData ? verdict.pass : verdict.leaveOut;
    const { serverVersion } = this;
    for (const direction of ["in", "out"] as const) {
      const verdicts = verdictsOf(direction, streaming);
      const marks = serverVersion === undefined ? undefined : marksOf(verdicts, serverVersion);
      Object.assign(this.judges[direction], { verdicts, serverVersion, marks });
    }
    this.tellMessages();
  }

  /** To be called when `everyMessage` answers differently from before. */
  tellMessages(): void {
    for (const direction of ["in", "out"] as const)
      this.judges[direction].tell = this.options.everyMessage(direction)
        ? (id) => {
            const message = messageById(direction, id);
            if (message && !message.streaming) this.noticed.push({ kind: "message", direction, name: message.name });
          }
        : undefined;
  }

  private look(direction: Direction, payload: Uint8Array): void {
    const { serverVersion } = this;
    if (serverVersion === undefined) return;
    const { name, fields } = decodeFrame(payload, { direction, serverVersion });
    const { clientId, logLevel, errorCode, id } = fields as Readonly<Record<string, unknown>>;
    if (name === "START_API" && typeof clientId === "number" && this.clientId === undefined) {
      this.clientId = clientId;
      this.noticed.push({ kind: "client", clientId });
    } else if (name === "SET_SERVER_LOGLEVEL" && typeof logLevel === "number")
      this.noticed.push({ kind: "log-level", level: logLevel });
    else if (name === "ERR_MSG" && typeof errorCode === "number")
      this.noticed.push({ kind: "error", code: errorCode, reqId: typeof id === "number" ? id : undefined });
  }
}

const offerText = ({ min, max, options }: { min: number; max: number; options: string }): string =>
  `v${min === max ? min : `${min}..${max}`}${options ? ` ${options}` : ""}`;
