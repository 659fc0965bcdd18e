/** Reads the packets of a capture file in pieces of any size: finds out which format it is, and says what it is otherwise. */
import { readU32 } from "./byte-order.ts";
import { HeldBytes } from "./held-bytes.ts";
import { damage, type FileItem, type FormatReader } from "./packets.ts";
import { PcapReader, pcapMagic } from "./pcap-reader.ts";
import { blockType } from "./pcapng-format.ts";
import { PcapngReader } from "./pcapng-reader.ts";

export class PacketReader {
  private readonly held = new HeldBytes();
  private reader: FormatReader | undefined;
  private strange = false;
  private size = 0;

  get format(): "pcap" | "pcapng" | undefined {
    return this.reader?.format;
  }

  /** Bytes of the file so far. */
  get bytes(): number {
    return this.size;
  }

  /** @returns packets whose bytes are good until the next call */
  push(chunk: Uint8Array): FileItem[] {
    this.size += chunk.length;
    if (chunk.length === 0 || this.strange) return [];
    this.held.append(chunk);
    return this.read(false);
  }

  end(): FileItem[] {
    return this.strange ? [] : this.read(true);
  }

  private read(last: boolean): FileItem[] {
    const { held } = this;
    const items: FileItem[] = [];
    if (!this.reader && (held.length >= 4 || last)) {
      this.reader = held.length >= 4 ? readerFor(held) : undefined;
      if (!this.reader) {
        this.strange = true;
        items.push(damage("not-a-capture", 0, undefined, whatItIs(held)));
      }
    }
    this.reader?.read(held, last, items);
    held.settle();
    return items;
  }
}

function readerFor(held: HeldBytes): FormatReader | undefined {
  const { bytes, start } = held;
  if (readU32(bytes, start) === blockType.section) return new PcapngReader();
  for (const little of [true, false]) {
    const magic = readU32(bytes, start, little);
    if (magic === pcapMagic.microseconds) return new PcapReader(little, false);
    if (magic === pcapMagic.nanoseconds) return new PcapReader(little, true);
  }
  return undefined;
}

/** Other formats that people take for captures, by their first bytes. */
const others: readonly (readonly [starts: readonly number[], name: string])[] = [
  [[0x1f, 0x8b], "compressed with gzip: unpack it first"],
  [[0x28, 0xb5, 0x2f, 0xfd], "compressed with zstd: unpack it first"],
  [[0x50, 0x4b], "a ZIP archive: unpack it first"],
  [[0x34, 0xcd, 0xb2, 0xa1], "a modified pcap file: convert it with `editcap -F pcapng in out`"],
  [[0xa1, 0xb2, 0xcd, 0x34], "a modified pcap file: convert it with `editcap -F pcapng in out`"],
  [[0x73, 0x6e, 0x6f, 0x6f], "a snoop file: convert it with `editcap -F pcapng in out`"],
  [[0x47, 0x4d, 0x42, 0x55], "a Network Monitor file: convert it with `editcap -F pcapng in out`"],
];

function whatItIs({ bytes, start, length }: HeldBytes): string {
  const expected = "a capture was expected, a pcap or pcapng file";
  if (length < 4) return `${expected}, and the file has ${length} bytes: capture again`;
  const known = others.find(([starts]) => starts.every((byte, index) => bytes[start + index] === byte));
  if (known) return `${expected}, and this is ${known[1]}`;
  const shown = Array.from(bytes.subarray(start, start + 4), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return (
    `${expected}, and this begins with ${shown}. Save it from Wireshark as pcapng, or convert it ` +
    `(\`editcap -F pcapng in out\`, on Windows \`pktmon etl2pcap file.etl\`)`
  );
}
