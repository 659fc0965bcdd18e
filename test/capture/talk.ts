/** One TCP connection of a client with a host, as packets: keeps count of the sequence numbers for the tests. */
import { flags, ipv4, tcp, type Timed } from "./packets.ts";

export interface TalkOptions {
  readonly client?: string;
  readonly host?: string;
  readonly clientPort?: number;
  readonly hostPort?: number;
  /** First sequence numbers of the client and the host. */
  readonly first?: readonly [number, number];
  readonly us?: number;
}

type Side = "client" | "host";

/** Every method gives a packet, and the next one is a millisecond later. */
export class Talk {
  us: number;
  private readonly options: Required<TalkOptions>;
  private readonly next: Record<Side, number>;
  private id = 1;

  constructor(options: TalkOptions = {}) {
    this.options = {
      client: "10.0.0.1",
      host: "10.0.0.2",
      clientPort: 50_000,
      hostPort: 7497,
      first: [1000, 5000],
      us: 1_795_603_500_000_000,
      ...options,
    };
    this.us = this.options.us;
    this.next = { client: this.options.first[0], host: this.options.first[1] };
  }

  opening(): Timed[] {
    const packets = [this.segment("client", flags.syn, "", { acknowledged: 0 })];
    this.next.client += 1;
    packets.push(this.segment("host", flags.syn | flags.ack));
    this.next.host += 1;
    packets.push(this.segment("client", flags.ack));
    return packets;
  }

  out(text: string): Timed {
    return this.say("client", text);
  }

  in(text: string): Timed {
    return this.say("host", text);
  }

  acknowledge(side: Side): Timed {
    return this.segment(side, flags.ack);
  }

  close(first: Side = "client"): Timed[] {
    const second = first === "client" ? "host" : "client";
    const packets = [this.segment(first, flags.fin | flags.ack)];
    this.next[first] += 1;
    packets.push(this.segment(second, flags.fin | flags.ack));
    this.next[second] += 1;
    packets.push(this.segment(first, flags.ack));
    return packets;
  }

  reset(side: Side): Timed {
    return this.segment(side, flags.rst | flags.ack);
  }

  /** Says nothing of it: so many bytes were sent and are in no packet. */
  lose(side: Side, bytes: number): void {
    this.next[side] += bytes;
  }

  /** Any segment of a side. @param offset from where the side stands */
  segment(
    side: Side,
    flag: number,
    text = "",
    more: { offset?: number; acknowledged?: number; window?: number; id?: number } = {},
  ): Timed {
    const { client, host, clientPort, hostPort } = this.options;
    const fromClient = side === "client";
    const [source, target] = fromClient ? [client, host] : [host, client];
    const { offset = 0, acknowledged = this.next[fromClient ? "host" : "client"], window, id = this.id++ } = more;
    const segment = tcp({
      source,
      target,
      ports: fromClient ? [clientPort, hostPort] : [hostPort, clientPort],
      sequence: this.next[side] + offset,
      acknowledged,
      flags: flag,
      payload: Buffer.from(text, "latin1"),
      ...(window !== undefined && { window }),
    });
    const { us } = this;
    this.us += 1000;
    return { us, bytes: ipv4(source, target, segment, { id }) };
  }

  private say(side: Side, text: string): Timed {
    const packet = this.segment(side, flags.ack | flags.push, text);
    this.next[side] += text.length;
    return packet;
  }
}
