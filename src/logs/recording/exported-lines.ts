/**
 * The events of a recording as lines of the dialect in which TWS exports its API message log: one line a write of the host,
 * with all its messages; one line a message of the client; one line a message of protobuf. What that dialect cannot say is
 * counted.
 */
import type { Direction } from "../../base/direction.ts";
import { rawMessageIdSince } from "../../catalogue/gates.ts";
import { frameHead } from "../../codec/message.ts";
import type { RecordingEvent } from "../../recording/format.ts";
import { Session, type SessionEvent } from "../../session/session.ts";
import { frameInLine, lineHead } from "../api-log/write-line.ts";

export interface ExportedLine {
  readonly wallUs: number;
  /** A byte string, its line feed included. */
  readonly text: string;
}

/**
 * A read of the recorder's socket is a write of the host, nearly always; at a high rate it is many. Longer rows are several
 * lines, since every further message in a line makes it harder to read.
 */
const messagesInLineMax = 8;

type Frame = SessionEvent & { readonly kind: "frame" };

interface Leg {
  readonly session: Session;
  /** Its server version is not in the recording. */
  readonly assumed: boolean;
  /** Bytes of each direction so far, those that are missing included. */
  readonly seen: Record<Direction, number>;
  /** Directions in which nobody knows any more where the next message begins. */
  dead: Readonly<Record<Direction, boolean>>;
}

const alive = { in: false, out: false } as const;

export class ExportedLines {
  /** Bytes that are no whole message, or of connections whose beginning is lost, and therefore in no line. */
  readonly lostBytes = { in: 0, out: 0 };
  /** Bytes that the recording itself does not hold. */
  readonly missingBytes = { in: 0, out: 0 };
  messages = 0;
  private readonly clockMs: (wallUs: number) => number;
  private readonly serverVersion: number;
  private readonly legs = new Map<number, Leg>();

  /**
   * @param clockMs ms since midnight on the recorder's clock
   * @param serverVersion of connections whose own is not in the recording
   */
  constructor(clockMs: (wallUs: number) => number, serverVersion: number) {
    this.clockMs = clockMs;
    this.serverVersion = serverVersion;
  }

  take(event: RecordingEvent): ExportedLine[] {
    const { leg: number, wallUs } = event;
    const leg = this.legs.get(number);
    switch (event.kind) {
      case "open": {
        const { continued } = event.about;
        const known = !continued || continued.before.in === 0 || continued.serverVersion !== undefined;
        const session = new Session(known ? continued : { ...continued, serverVersion: this.serverVersion });
        this.legs.set(number, { session, assumed: !known, seen: { in: 0, out: 0, ...continued?.before }, dead: alive });
        return [];
      }
      case "data": {
        const { direction, bytes } = event;
        if (!leg || leg.dead[direction]) this.lostBytes[direction] += bytes.length;
        if (!leg) return [];
        leg.seen[direction] += bytes.length;
        return this.lines(leg, leg.session.push(direction, bytes), wallUs);
      }
      case "gap": {
        const { missing, unfinished } = event.about;
        this.missingBytes.in += missing.in;
        this.missingBytes.out += missing.out;
        if (!leg) return [];
        for (const direction of ["in", "out"] as const) leg.seen[direction] += missing[direction];
        leg.dead = unfinished ? alive : { in: leg.seen.in > 0, out: leg.seen.out > 0 };
        return this.lines(leg, leg.session.gap(missing, unfinished), wallUs);
      }
      case "close": {
        this.legs.delete(number);
        return [];
      }
      default:
        return [];
    }
  }

  private lines(leg: Leg, events: readonly SessionEvent[], wallUs: number): ExportedLine[] {
    const lines: ExportedLine[] = [];
    let row: string[] = [];
    let direction: Direction = "in";
    const end = (): void => {
      if (row.length > 0) lines.push({ wallUs, text: `${lineHead(this.clockMs(wallUs), direction)}${row.join("")}\n` });
      row = [];
    };
    for (const event of events) {
      if (event.kind === "partial" || event.kind === "unframed") this.lostBytes[event.direction] += event.bytes.length;
      if (event.kind === "unframed") leg.dead = { ...leg.dead, [event.direction]: true };
      if (event.kind !== "frame") continue;
      const frame = leg.assumed ? withLikelyVersion(event) : event;
      this.messages += 1;
      const alone = !isJoinable(frame);
      if (alone || direction !== event.direction || row.length === messagesInLineMax) end();
      direction = event.direction;
      row.push(frameInLine(frame.payload, direction, frame.serverVersion));
      if (alone) end();
    }
    end();
    return lines;
  }
}

/** Where the version is not known: an id in digits is one of before ids were raw bytes. */
function withLikelyVersion(frame: Frame): Frame {
  const { payload, serverVersion } = frame;
  const digits = payload.subarray(0, payload.indexOf(0)).every((byte) => byte >= 48 && byte <= 57);
  const text = digits && payload.indexOf(0) > 0 && payload.indexOf(0) < 4;
  return text && serverVersion >= rawMessageIdSince ? { ...frame, serverVersion: rawMessageIdSince - 1 } : frame;
}

/** Only messages that carry their length can stand in one line. */
const isJoinable = ({ direction, payload, serverVersion }: Frame): boolean =>
  direction === "in" && frameHead(payload, serverVersion)?.encoding !== "protobuf";
