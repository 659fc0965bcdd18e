/** Captures that tcpdump, dumpcap and editcap made, against what the two sides themselves wrote down. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCapture } from "./packets.ts";

const folder = new URL("../corpus/captures/", import.meta.url);
const bytesOf = (name: string): Buffer => readFileSync(new URL(name, folder));
const said = JSON.parse(bytesOf("said.json").toString()) as { out: string; in: string };
const whole = {
  out: Buffer.from(said.out, "base64").toString("latin1"),
  in: Buffer.from(said.in, "base64").toString("latin1"),
};

describe("captures of real tools", () => {
  test.each([
    ["ethernet-us.pcap", "pcap", 17, "the client closed"],
    ["ethernet-ns.pcap", "pcap", 17, "the client closed"],
    ["cooked-ns.pcap", "pcap", 15, "the client reset the connection"],
    ["ipv6.pcap", "pcap", 17, "the client closed"],
    ["two-interfaces.pcapng", "pcapng", 34, "the client closed"],
  ])("%s gives both streams whole", (name, format, packets, ends) => {
    const file = bytesOf(name);
    for (const chunk of [file.length, 100]) {
      const read = readCapture(file, chunk);
      expect(read.streams).toEqual([whole]);
      expect(read.ends).toEqual([ends]);
      expect(read.summary).toMatchObject({ format, packets, tcpPackets: packets, cutPackets: 0 });
    }
  });

  test("a file of two interfaces holds every packet twice, and each byte counts once", () => {
    const read = readCapture(bytesOf("two-interfaces.pcapng"));
    expect(read.codes).toEqual(["time-back"]);
    const { duplicates, retransmissions } = read.summary.legs[0]!.counts;
    expect(duplicates + read.summary.stragglers).toBeGreaterThan(10);
    expect(retransmissions).toBeLessThan(5);
  });

  test("the microseconds of a file in nanoseconds are those of the file in microseconds", () => {
    const times = (name: string): number[] => readCapture(bytesOf(name)).events.map(({ wallUs }) => wallUs);
    expect(times("ethernet-ns.pcap")).toEqual(times("ethernet-us.pcap"));
  });

  test("a packet that was lost is a gap of its size", () => {
    const [streams] = readCapture(bytesOf("one-lost.pcapng")).streams;
    expect(streams?.out).toBe(whole.out);
    const gap = /<(\d+)>/.exec(streams?.in ?? "");
    expect(gap).not.toBeNull();
    const at = gap!.index;
    expect(streams?.in).toBe(`${whole.in.slice(0, at)}<${gap![1]}>${whole.in.slice(at + Number(gap![1]))}`);
  });

  test("packets that were cut give their beginnings and a gap behind", () => {
    const [streams] = readCapture(bytesOf("cut.pcap")).streams;
    expect(streams?.out).toBe(whole.out);
    const [, kept = "", missing] = /^([\s\S]*)<(\d+)>$/.exec(streams?.in ?? "") ?? [];
    expect(whole.in.startsWith(kept)).toBe(true);
    expect(kept.length + Number(missing)).toBe(whole.in.length);
  });

  test("a capture that begins late gives the rest", () => {
    const read = readCapture(bytesOf("mid-stream.pcap"));
    expect(read.codes).toEqual(["no-handshake"]);
    const [streams] = read.streams;
    expect(streams?.out).not.toBe("");
    expect(whole.out.endsWith(streams?.out ?? "?")).toBe(true);
    expect(whole.in.endsWith(streams?.in ?? "?")).toBe(true);
  });
});
