/**
 * Writes events of a recording as a pcapng file, for Wireshark and its kin: recorded bytes and times in TCP packets that
 * never were. What a packet cannot say (gaps, notes, how a connection ended) stands in packet comments.
 */
import type { Direction } from "../base/direction.ts";
import type { ContextEvent, GapAbout, LegAbout, LegNote, OpenEvent, RecordingEvent } from "../recording/format.ts";
import { interfaceBlock, packetBlock, sectionBlock, textOption } from "./pcapng-blocks.ts";
import { linkType, optionCode } from "./pcapng-format.ts";
import { SyntheticAddresses } from "./synthetic-ends.ts";
import { SyntheticLeg } from "./synthetic-leg.ts";
import { packetBytes, writePacket, type TcpPacket } from "./tcp-packet.ts";

export interface PcapngOptions {
  /** What stands around the IP packets; without it, nothing. */
  readonly link?: "raw" | "ethernet";
  /** Unit of the times; microseconds without it, which is what recordings have. */
  readonly resolution?: "us" | "ns";
  /** Named in the file as the program that made it. */
  readonly application?: string;
}

const explanation =
  "Made from a recording: payloads and times are as recorded; addresses, ports and sequence numbers may be made up, and so are all packets without payload.";

interface OpenLeg {
  readonly connection: string;
  readonly leg: SyntheticLeg;
}

export class PcapngWriter {
  private readonly ethernet: boolean;
  private readonly nanoseconds: boolean;
  private readonly addresses = new SyntheticAddresses();
  private readonly legs = new Map<number, OpenLeg>();
  private parts: Uint8Array[] = [];
  private wallUs = 0;

  constructor({ link = "raw", resolution = "us", application = "twscope" }: PcapngOptions = {}) {
    this.ethernet = link === "ethernet";
    this.nanoseconds = resolution === "ns";
    const options = [
      textOption(optionCode.comment, explanation),
      textOption(optionCode.sectionApplication, application),
    ];
    const unit = { code: optionCode.timeResolution, value: Uint8Array.of(this.nanoseconds ? 9 : 6) };
    const name = textOption(optionCode.interfaceName, application);
    this.parts.push(sectionBlock(options), interfaceBlock(linkType[link], [name, unit]));
  }

  /** @returns the next bytes of the file */
  add(event: RecordingEvent): Uint8Array {
    this.wallUs = event.wallUs;
    if (event.kind === "open") this.open(event.leg, event.about);
    // A context repeats for readers what other events have said.
    else if (event.kind !== "context" && !this.isLateMark(event)) this.goOn(event);
    return this.taken();
  }

  /** Nothing more comes. @returns the last bytes of the file */
  end(): Uint8Array {
    for (const { leg } of this.legs.values()) leg.flush();
    return this.taken();
  }

  /** Of a connection that is over there is no packet any more that could carry it. */
  private isLateMark(event: RecordingEvent): boolean {
    return event.kind === "note" && event.about.mark !== undefined && !this.legs.has(event.leg);
  }

  private goOn(event: Exclude<RecordingEvent, OpenEvent | ContextEvent>): void {
    const { leg } = this.legs.get(event.leg) ?? this.unopened(event.leg);
    if (event.kind === "data") leg.data(event.direction, event.bytes);
    else if (event.kind === "gap") gap(leg, event.about);
    else if (event.kind === "note") leg.comment(noteText(event.about));
    else {
      close(leg, event.about.how);
      this.addresses.free(leg.ends);
      this.legs.delete(event.leg);
    }
  }

  private open(number: number, about: LegAbout): void {
    const before = this.legs.get(number);
    if (before && before.connection === about.connection) {
      before.leg.comment("the connection goes on in the next file of the recording");
      return;
    }
    if (before) this.addresses.free(before.leg.ends);
    const leg = this.begin(number, about);
    if (!about.continued) leg.handshake();
    else
      leg.comment(`the connection began in an earlier file of the recording; this is part ${about.continued.part + 1}`);
  }

  /** A connection of which the recording does not hold the opening. */
  private unopened(number: number): OpenLeg {
    const client = `client of leg ${number}`;
    const leg = this.begin(number, { connection: `leg ${number}`, client, host: `host of leg ${number}` });
    leg.comment("the recording does not hold the opening of this connection: its addresses are not known");
    return { connection: "", leg };
  }

  private begin(number: number, about: LegAbout): SyntheticLeg {
    const ends = this.addresses.take(about.client, about.host);
    const leg = new SyntheticLeg(ends, `${about.connection} ${number}`, (packet, comments) =>
      this.packet(packet, comments),
    );
    const replaced = [
      [about.client, ends.client.text],
      [about.host, ends.host.text],
    ].flatMap(([real, written]) => (real === written ? [] : [`; ${written} stands for ${real}`]));
    leg.comment(
      `leg ${number}, connection ${about.connection}: client ${about.client}, host ${about.host}${replaced.join("")}`,
    );
    this.legs.set(number, { connection: about.connection, leg });
    return leg;
  }

  private packet(packet: TcpPacket, comments: readonly string[]): void {
    const us = Number.isSafeInteger(this.wallUs) && this.wallUs > 0 ? BigInt(this.wallUs) : 0n;
    const ticks = this.nanoseconds ? us * 1000n : us;
    this.parts.push(
      packetBlock(ticks, packetBytes(packet, this.ethernet), comments, (bytes, at) =>
        writePacket(packet, this.ethernet, bytes, at),
      ),
    );
  }

  private taken(): Uint8Array {
    const { parts } = this;
    this.parts = [];
    if (parts.length === 1) return parts[0]!;
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

function gap(leg: SyntheticLeg, { missing, why }: GapAbout): void {
  leg.comment(`missing here: ${missing.in} bytes from the host, ${missing.out} bytes from the client; ${why}`);
  leg.gap(missing);
}

const directionOf = (side: string | undefined): Direction => (side === "host" ? "in" : "out");

function close(leg: SyntheticLeg, how: string): void {
  leg.comment(`end of the connection: ${how}`);
  const reset = /the (client|host)[^,;]*? reset|reset/.exec(how);
  const closed = /the (client|host) closed/.exec(how);
  if (reset) leg.reset(directionOf(reset[1]), closed ? directionOf(closed[1]) : undefined);
  else leg.finish(directionOf(closed?.[1] ?? (how.startsWith("the host") ? "host" : "client")));
}

function noteText({ offer, serverVersion, clientId, redirect, leftOut, text, mark }: LegNote): string {
  const parts = [
    offer !== undefined && `the client offers ${offer}`,
    serverVersion !== undefined && `server version ${serverVersion}`,
    clientId !== undefined && `client id ${clientId}`,
    redirect !== undefined && `the host redirects to ${redirect}`,
    leftOut &&
      `left out: ${Object.entries(leftOut)
        .map(([id, count]) => `${count} of message ${id}`)
        .join(", ")}`,
    text,
    mark && `marked: ${mark.text}`,
  ];
  return parts.filter((part) => typeof part === "string").join("; ");
}
