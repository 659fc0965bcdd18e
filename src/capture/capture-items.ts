/** What reading a capture gives: events of connections, what is not as it should be, and at the end a summary. */
import type { Direction } from "../base/direction.ts";
import type { RecordingEvent } from "../recording/format.ts";

export type CaptureItem = { readonly kind: "event"; readonly event: RecordingEvent } | CaptureIssue | CaptureSummary;

/** Something that is not as it should be, or that makes the outcome less than the whole. */
export interface CaptureIssue {
  readonly kind: "issue";
  readonly code: CaptureIssueCode;
  /** Where it begins in the file. */
  readonly offset: number;
  /** Number of the packet it concerns, counted from 1 as Wireshark does. */
  readonly packet: number | undefined;
  /** The connection it concerns. */
  readonly leg: number | undefined;
  /** What was expected, what stood there, and what to do. */
  readonly text: string;
}

export type CaptureIssueCode =
  /** Neither pcap nor pcapng. */
  | "not-a-capture"
  /** Bytes that are no packet or block, or one that contradicts itself. */
  | "damaged"
  /** The file ends inside a packet or block. */
  | "cut"
  /** A packet that names an interface which the file does not describe. */
  | "no-interface"
  /** A time that cannot be, or no time at all; that of the packet before is taken. */
  | "bad-time"
  /** Packets do not stand in order of time. */
  | "time-back"
  /** A link type whose packets cannot be read. */
  | "link-type"
  /** So little of a packet was captured that its connection is not known. */
  | "cut-headers"
  /** Headers that contradict themselves. */
  | "malformed"
  /** Fragments of a datagram of which others are missing. */
  | "fragments"
  /** The capture begins in the middle of a connection, or its beginning was not captured. */
  | "no-handshake"
  /** Bytes sent twice and not the same; the first are kept. */
  | "overlap-differs"
  /** Bytes that came after they had been given up. */
  | "late-data"
  /** Sequence numbers far from all before. */
  | "sequence-jump"
  /** More than a limit allows; the text names it. */
  | "limit";

export interface CaptureSummary {
  readonly kind: "summary";
  readonly format: "pcap" | "pcapng" | undefined;
  /** Of the file. */
  readonly bytes: number;
  readonly packets: number;
  /** Packets of which only the beginning was captured. */
  readonly cutPackets: number;
  readonly tcpPackets: number;
  /** Packets with data that came behind the end of their connection, as behind a reset; left out. */
  readonly stragglers: number;
  readonly firstWallUs?: number;
  readonly lastWallUs?: number;
  readonly legs: readonly LegSummary[];
  /** Connections of the TWS API that are not in `legs`, because there are too many. */
  readonly legsNotNamed: number;
  readonly foreign: ForeignSummary;
  /** How many issues there were of each code, those that were not told one by one among them. */
  readonly issues: Readonly<Partial<Record<CaptureIssueCode, number>>>;
}

/** Connections that do not look like the TWS API. */
export interface ForeignSummary {
  readonly connections: number;
  readonly packets: number;
  readonly named: readonly string[];
}

export interface LegSummary {
  readonly leg: number;
  readonly client: string;
  readonly host: string;
  /** `middle`: nothing is known of what went before. */
  readonly begins: "handshake" | "beginning of data" | "middle";
  /** How it ended; `undefined` when it was still open at the end of the capture. */
  readonly ends: string | undefined;
  readonly bytes: Readonly<Record<Direction, number>>;
  readonly missing: Readonly<Record<Direction, number>>;
  readonly counts: Readonly<LegCounts>;
}

export interface LegCounts {
  packets: number;
  /** Segments that the capture holds twice, as when it listens on several interfaces. */
  duplicates: number;
  /** Segments that were sent again. */
  retransmissions: number;
  /** Segments that came before others which they follow. */
  outOfOrder: number;
  keepAlives: number;
  /** How often a side had no room left to receive. */
  zeroWindows: number;
  /** Bytes that came after they had been given up. */
  lateBytes: number;
}
