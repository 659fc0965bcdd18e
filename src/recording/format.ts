/**
 * The recording format, version 1: raw bytes of connections with their times. The paper is docs/recording-format.md.
 *
 *   file    = magic version length-of-header header length-of-key key checksum block*
 *   block   = sync length number kind checksum-of-head body checksum-of-body
 *   body    = packing, then what was packed: the block's first times and records; sealed as a whole
 *
 * Every block stands by itself, so that a file is readable up to its last complete block after a crash, behind any damage,
 * and while it is being written. All numbers of fixed width are big-endian.
 */
import type { Direction } from "../base/direction.ts";

/** The first bytes of every recording. */
export const magic = "twscope\n";
/** Version of this format, apart from that of the program. */
export const formatVersion = 1;
/** The first bytes of every block: where reading goes on behind damage. The first is no UTF-8, so no text holds it. */
export const blockSync = [0xf5, 0x54, 0x53, 0x42] as const;
/** sync 4, length of the body 4, number 6, kind 1, checksum of these 4 */
export const blockHeadBytes = 19;
/** The checksum of the body. */
export const blockTailBytes = 4;
/** No body is larger; a larger length is damage. */
export const blockBodyBytesMax = 4 * 1024 * 1024;
/** A block is closed when it holds so many bytes of records. */
export const blockTargetBytes = 256 * 1024;
/** One record never holds more bytes; longer stretches are several records of one time. */
export const recordBytesMax = 1024 * 1024;
export const headerBytesMax = 1024 * 1024;

export const blockKind = {
  /** Records. */
  data: 0,
  /** The recording was ended as it should be; a summary. */
  end: 1,
} as const;

export const packing = { none: 0, deflate: 1 } as const;

/** What stands in the open at the head of a recording. */
export interface RecordingHeader {
  /** Program and version that wrote it. */
  readonly made: string;
  /** When it was begun, ISO 8601 in UTC. */
  readonly created: string;
  /** 16 random bytes in hexadecimal. Blocks are bound to the file by it. */
  readonly id: string;
  /** `age`: sealed, the key stands behind the header as an age file; `none`: in the open. */
  readonly sealed: "age" | "none";
  /** The public keys it was sealed for, so that people know which secret one they need. */
  readonly recipients?: readonly string[];
}

/** Makes and checks 32-bit checksums (CRC-32 as of gzip and PNG). @param seed of the bytes before, to go on from */
export type Checksum = (bytes: Uint8Array, seed?: number) => number;

/** Seals bodies, bound to their file, their number and their kind. */
export interface Sealer {
  readonly seal: (body: Uint8Array, number: number, kind: number) => Uint8Array[];
  /** The body; `undefined` when these bytes were not sealed with this key for this place. */
  readonly open: (sealed: Uint8Array, number: number, kind: number) => Uint8Array | undefined;
}

/** Makes bodies smaller: raw DEFLATE. */
export interface Packer {
  readonly pack: (bytes: Uint8Array) => Uint8Array;
  /** `undefined` when these bytes do not unpack to at most `bytesMax`. */
  readonly unpack: (packed: Uint8Array, bytesMax: number) => Uint8Array | undefined;
}

/** What every recorded event carries. */
interface Moment {
  /** Number of the connection in this recording. */
  readonly leg: number;
  /** Microseconds on the recorder's steady clock, whose zero means nothing. */
  readonly monotonicUs: number;
  /** Microseconds since 1970 UTC on the recorder's wall clock, which may be set. */
  readonly wallUs: number;
}

export type RecordingEvent = OpenEvent | DataEvent | ContextEvent | GapEvent | NoteEvent | CloseEvent;

/** A connection begins, or goes on from an earlier file. */
export interface OpenEvent extends Moment {
  readonly kind: "open";
  readonly about: LegAbout;
}
/** Bytes as they came. */
export interface DataEvent extends Moment {
  readonly kind: "data";
  readonly direction: Direction;
  readonly bytes: Uint8Array;
}
/** Stands in front of the bytes of a block, so that it can be read without the blocks before. */
export interface ContextEvent extends Moment {
  readonly kind: "context";
  readonly context: LegContext;
}
/** Bytes that were relayed and not recorded. */
export interface GapEvent extends Moment {
  readonly kind: "gap";
  readonly about: GapAbout;
}
/** What became known of the connection. */
export interface NoteEvent extends Moment {
  readonly kind: "note";
  readonly about: LegNote;
}
export interface CloseEvent extends Moment {
  readonly kind: "close";
  readonly about: CloseAbout;
}

export interface LegAbout {
  /** 16 random bytes in hexadecimal: the same in all files of one connection. */
  readonly connection: string;
  /** Address of the client, `127.0.0.1:51234`. */
  readonly client: string;
  /** Address of the host. */
  readonly host: string;
  /** What a reader must know to go on with a connection that began in an earlier file. */
  readonly continued?: Continued;
}

/** What must be known of a connection to read its bytes from here on. */
export interface LegContext {
  readonly serverVersion: number | undefined;
  readonly clientId: number | undefined;
  /** Bytes of each direction before this place, over the whole connection. */
  readonly before: Readonly<Record<Direction, number>>;
  /** Bytes from here on that belong to a frame that began before; `undefined` when these are no frames. */
  readonly unfinished: Readonly<Record<Direction, number>> | undefined;
}

export interface Continued {
  /** How many files of this connection there were before. */
  readonly part: number;
  readonly serverVersion?: number;
  readonly clientId?: number;
  /** Bytes of each direction in the earlier files. */
  readonly before: Readonly<Record<Direction, number>>;
  /** Bytes at the beginning of each direction that belong to a frame of the earlier file; absent when not known. */
  readonly unfinished?: Readonly<Record<Direction, number>>;
}

export interface GapAbout {
  /** Bytes that are missing here, in each direction. */
  readonly missing: Readonly<Record<Direction, number>>;
  /** Reads of the socket that are missing. */
  readonly chunks: number;
  /** When the first of them passed; the gap's own time is when recording went on. */
  readonly sinceWallUs: number;
  readonly why: string;
  /** Bytes until the next frame begins behind the gap, where that is known. */
  readonly unfinished?: Readonly<Record<Direction, number>>;
}

export interface LegNote {
  /** What the client offered: `v100..226`. */
  readonly offer?: string;
  readonly serverVersion?: number;
  readonly clientId?: number;
  readonly redirect?: string;
  /** Frames left out on demand since the last note, by message id. */
  readonly leftOut?: Readonly<Record<string, number>>;
  /** A sentence for people. */
  readonly text?: string;
  /** Somebody marked this moment, in these words. Stands in exports; in a store, marks are files of their own. */
  readonly mark?: { readonly id: string; readonly text: string };
}

export interface CloseAbout {
  /** Which side ended it, and how: `the client closed`, `the host reset`. */
  readonly how: string;
  /** Bytes relayed in each direction over the whole connection. */
  readonly bytes: Readonly<Record<Direction, number>>;
}

/** What the end block says of the whole file. */
export interface RecordingSummary {
  readonly blocks: number;
  readonly bytes: Readonly<Record<Direction, number>>;
  /** That are whole in the file; those of the handshake are none. */
  readonly messages: Readonly<Record<Direction, number>>;
  /** That the recorder saw, when it could not write all of them. */
  readonly seen?: Readonly<Record<Direction, number>>;
  readonly gaps: number;
  readonly firstWallUs?: number;
  readonly lastWallUs?: number;
}
