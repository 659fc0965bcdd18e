/** Goes through the layers of a packet, down to its TCP segment. */
import type { CaptureIssueCode } from "./capture-items.ts";
import { ConnectionKey } from "./endpoints.ts";
import { Fragments } from "./fragments.ts";
import { IpPacket } from "./ip-packet.ts";
import { ipIndex, linkTypeAdvice } from "./link-layer.ts";
import type { Packet } from "./packets.ts";
import { Segment, tcpProtocol } from "./segment.ts";

/** What is wrong with a packet. */
export interface PacketProblem {
  readonly code: CaptureIssueCode;
  readonly text: string;
}

/** `tcp`: `segment` and `key` hold it. `other`: whole, and no TCP segment. */
export type Dissection = "tcp" | "other" | PacketProblem;

export class Dissector {
  readonly segment = new Segment();
  readonly key = new ConnectionKey();
  private readonly ip = new IpPacket();
  private readonly fragments = new Fragments();
  private readonly linkTypesTold = new Set<number>();

  /** Datagrams of which fragments are still missing. */
  get unfinishedDatagrams(): number {
    return this.fragments.waiting;
  }

  read(packet: Packet): Dissection {
    const { linkType, bytes, originalLength, number } = packet;
    const index = ipIndex(linkType, bytes);
    if (index === "other") return "other";
    if (index === "unknown-link-type") return this.unknownLinkType(linkType);
    const outcome = index === "cut" ? "cut" : this.ip.read(bytes, index, originalLength - index);
    if (outcome === "ip") return this.ip.fragmented ? this.fragment(packet) : this.transport(packet);
    return outcome === "cut" && bytes.length < originalLength
      ? tooShort(packet)
      : {
          code: "malformed",
          text: `packet ${number} is no whole IP packet (its header contradicts its length): left out`,
        };
  }

  private transport(packet: Packet): Dissection {
    const { ip, segment } = this;
    if (ip.protocol !== tcpProtocol) return "other";
    const outcome = segment.read(ip.bytes, ip.payloadAt, ip.payloadEnd, ip.payloadLength, ip.id);
    if (outcome === "cut") return tooShort(packet);
    if (outcome === "malformed")
      return {
        code: "malformed",
        text: `the TCP header of packet ${packet.number} contradicts the packet's length: the packet is left out`,
      };
    this.key.read(ip, segment);
    return "tcp";
  }

  private fragment(packet: Packet): Dissection {
    const { ip, segment, key } = this;
    if (ip.protocol !== tcpProtocol) return "other";
    const { whole, lost } = this.fragments.add(ip, packet.timeUs);
    if (whole) {
      if (segment.read(whole, 0, whole.length, whole.length, ip.id) !== "segment")
        return { code: "malformed", text: `the fragments up to packet ${packet.number} make no TCP segment: left out` };
      key.read(ip, segment);
      return "tcp";
    }
    return lost === 0 ? "other" : { code: "fragments", text: fragmentsText(lost) };
  }

  private unknownLinkType(linkType: number): Dissection {
    if (this.linkTypesTold.has(linkType)) return "other";
    this.linkTypesTold.add(linkType);
    return { code: "link-type", text: linkTypeAdvice(linkType) };
  }
}

const tooShort = ({ number, bytes, originalLength }: Packet): PacketProblem => ({
  code: "cut-headers",
  text:
    `of packet ${number} only ${bytes.length} of ${originalLength} bytes were captured, too few to tell its connection: ` +
    `it is left out; capture whole packets (tcpdump -s 0)`,
});

export const fragmentsText = (lost: number): string =>
  `${lost} IP datagrams of TCP came in fragments, and not all fragments were captured whole: their bytes are missing`;
