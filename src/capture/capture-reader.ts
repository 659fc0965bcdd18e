/**
 * Reads a capture (pcap or pcapng): bytes of the file in, in pieces of any size, and out of them the connections of the
 * TWS API as events of a recording. Never fails on content: whatever is not as it should be is told as an issue.
 */
import type { CaptureItem, CaptureSummary } from "./capture-items.ts";
import { captureLimits } from "./capture-limits.ts";
import { Connections } from "./connections.ts";
import { Dissector, fragmentsText } from "./dissector.ts";
import { Journal } from "./journal.ts";
import { PacketReader } from "./packet-reader.ts";
import type { FileItem, Packet } from "./packets.ts";
import { HostPorts } from "./sides.ts";

export interface CaptureOptions {
  /** Ports on which hosts listen, beside 7496, 7497, 4001 and 4002; they go before those. */
  readonly hostPorts?: readonly number[];
  /** Number of the first connection. */
  readonly firstLeg?: number;
}

export class CaptureReader {
  private readonly file = new PacketReader();
  private readonly dissector = new Dissector();
  private readonly journal: Journal;
  private readonly connections: Connections;
  private readonly counts = { packets: 0, cutPackets: 0, tcpPackets: 0 };

  constructor({ hostPorts = [], firstLeg = 1 }: CaptureOptions = {}) {
    this.journal = new Journal(new HostPorts(hostPorts), firstLeg);
    this.connections = new Connections(this.journal);
  }

  push(chunk: Uint8Array): CaptureItem[] {
    this.read(this.file.push(chunk));
    return this.journal.take();
  }

  /** Nothing more comes. The last item is the summary. */
  end(): CaptureItem[] {
    const { journal, connections } = this;
    this.read(this.file.end());
    const unfinished = this.dissector.unfinishedDatagrams;
    if (unfinished > 0) journal.issue("fragments", undefined, fragmentsText(unfinished));
    connections.finish();
    journal.release(Infinity);
    if (connections.abandoned > 0) {
      const { connectionsMax } = captureLimits;
      const text = `${connections.abandoned} connections were given up, since more than ${connectionsMax} were open at a time`;
      journal.issue("limit", undefined, text);
    }
    return [...journal.take(), this.summary()];
  }

  private read(items: readonly FileItem[]): void {
    const { journal } = this;
    for (const item of items) {
      journal.place = { offset: item.offset, packet: item.kind === "packet" ? item.number : item.packet };
      if (item.kind === "packet") this.packet(item);
      else journal.issue(item.code, undefined, item.text);
    }
  }

  private packet(packet: Packet): void {
    const { journal, dissector, connections, counts } = this;
    counts.packets += 1;
    if (packet.bytes.length < packet.originalLength) counts.cutPackets += 1;
    journal.tick(packet.timeUs);
    const dissection = dissector.read(packet);
    if (dissection === "tcp") {
      counts.tcpPackets += 1;
      connections.take(dissector.key, dissector.segment);
      journal.release(connections.undecidedSince);
    } else if (dissection !== "other") journal.issue(dissection.code, undefined, dissection.text);
  }

  private summary(): CaptureSummary {
    const { file, connections, counts } = this;
    const { stragglers, foreignPackets } = connections;
    const { format, bytes } = file;
    return { kind: "summary", format, bytes, ...counts, stragglers, ...this.journal.summary(foreignPackets) };
  }
}
