/**
 * The TCP packets that a recorded connection would have had: handshake, data with running sequence numbers,
 * acknowledgements where a window would be full, FIN or RST at the end, and jumps of the sequence numbers where bytes
 * are missing.
 */
import type { Direction } from "../base/direction.ts";
import { digest } from "./connection-id.ts";
import { flag } from "./segment.ts";
import type { SyntheticEnds } from "./synthetic-ends.ts";
import { payloadBytesMax, type TcpPacket } from "./tcp-packet.ts";

/** Takes the packets, in their order. */
export type PacketSink = (packet: TcpPacket, comments: readonly string[]) => void;

/** More bytes than this never wait for an acknowledgement, so that no tool takes the window for full. */
const unacknowledgedMax = { scaled: 1024 * 1024, plain: 32 * 1024 } as const;
const nothing = new Uint8Array(0);
const other = (direction: Direction): Direction => (direction === "in" ? "out" : "in");

export class SyntheticLeg {
  readonly ends: SyntheticEnds;
  private readonly sink: PacketSink;
  /** The next sequence number of each direction. */
  private readonly next: Record<Direction, number>;
  private readonly unacknowledged: Record<Direction, number> = { in: 0, out: 0 };
  private readonly ids: Record<Direction, number> = { in: 1, out: 1 };
  private window: number = unacknowledgedMax.plain;
  private comments: string[] = [];

  /** @param name of the connection; the first sequence numbers come from it */
  constructor(ends: SyntheticEnds, name: string, sink: PacketSink) {
    this.ends = ends;
    this.sink = sink;
    this.next = { out: digest(name, 0x6a09_e667, 0x85eb_ca6b), in: digest(name, 0xbb67_ae85, 0xc2b2_ae35) };
  }

  /** Goes to the next packet of this connection. */
  comment(text: string): void {
    this.comments.push(text);
  }

  handshake(): void {
    this.window = unacknowledgedMax.scaled;
    this.send("out", flag.syn);
    this.next.out = (this.next.out + 1) >>> 0;
    this.send("in", flag.syn | flag.ack);
    this.next.in = (this.next.in + 1) >>> 0;
    this.send("out", flag.ack);
  }

  data(direction: Direction, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += payloadBytesMax) {
      const payload = bytes.subarray(at, at + payloadBytesMax);
      this.send(direction, at + payloadBytesMax < bytes.length ? flag.ack : flag.ack | flag.push, payload);
      this.next[direction] = (this.next[direction] + payload.length) >>> 0;
      this.unacknowledged[direction] += payload.length;
      if (this.unacknowledged[direction] > this.window) this.send(other(direction), flag.ack);
    }
  }

  /** Both sides acknowledge what is missing, so that a reader knows at once that it will not come. */
  gap(missing: Readonly<Record<Direction, number>>): void {
    if (missing.in === 0 && missing.out === 0) return;
    for (const direction of ["in", "out"] as const)
      this.next[direction] = (this.next[direction] + missing[direction]) >>> 0;
    this.send("out", flag.ack);
    this.send("in", flag.ack);
  }

  /** @param first direction of the side that closes first */
  finish(first: Direction): void {
    this.send(first, flag.fin | flag.ack);
    this.next[first] = (this.next[first] + 1) >>> 0;
    this.send(other(first), flag.fin | flag.ack);
    this.next[other(first)] = (this.next[other(first)] + 1) >>> 0;
    this.send(first, flag.ack);
  }

  /** @param closed direction of the side that had closed before, if one had */
  reset(from: Direction, closed: Direction | undefined): void {
    if (closed && closed !== from) {
      this.send(closed, flag.fin | flag.ack);
      this.next[closed] = (this.next[closed] + 1) >>> 0;
    }
    this.send(from, flag.reset | flag.ack);
  }

  /** Comments that no packet has taken yet get one. */
  flush(): void {
    if (this.comments.length > 0) this.send("out", flag.ack);
  }

  private send(direction: Direction, flags: number, payload: Uint8Array = nothing): void {
    const { ends, next, comments } = this;
    const acknowledges = (flags & flag.ack) !== 0;
    if (acknowledges) this.unacknowledged[other(direction)] = 0;
    this.comments = [];
    this.sink(
      {
        source: direction === "out" ? ends.client : ends.host,
        target: direction === "out" ? ends.host : ends.client,
        flags,
        sequence: next[direction],
        acknowledged: acknowledges ? next[other(direction)] : 0,
        payload,
        id: this.ids[direction]++,
      },
      comments,
    );
  }
}
