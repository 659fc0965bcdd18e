/**
 * Makes the captures of `test/corpus/captures` with tcpdump, dumpcap and editcap (Debian packages tcpdump, tshark): one
 * invented conversation over loopback, captured in every way that people capture. Needs the right to capture.
 */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { MessageName } from "../src/catalogue/messages.ts";
import { encodeFrame } from "../src/codec/message.ts";
import { frameBytes } from "../src/wire/frames.ts";

const folder = fileURLToPath(new URL("../test/corpus/captures/", import.meta.url));
const at = (name: string): string => join(folder, name);
const serverVersion = 176;
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
const frame = (name: MessageName, fields: object): Buffer =>
  Buffer.from(frameBytes(encodeFrame({ name, fields, serverVersion })));

/** What each side says, write by write; every write of the host answers one of the client. */
const asked = [
  Buffer.concat([latin1("API\0"), Buffer.from(frameBytes(latin1("v100..187")))]),
  frame("START_API", { clientId: 7, optionalCapabilities: "" }),
  frame("REQ_CURRENT_TIME", {}),
  frame("REQ_SCANNER_PARAMETERS", {}),
];
const answered = [
  Buffer.from(frameBytes(latin1("176\x0020261125 10:15:00 CET\0"))),
  Buffer.concat([frame("MANAGED_ACCTS", { accountsList: "DU1234567" }), frame("NEXT_VALID_ID", { orderId: 1 })]),
  frame("CURRENT_TIME", { currentTime: 1795603500n }),
  frame("SCANNER_PARAMETERS", { xml: `<Scan>${"<Row a='1-2'/>\n".repeat(150)}</Scan>` }),
];

/** One conversation; the client resets at its end, or closes. */
async function converse(host: string, port: number, reset: boolean): Promise<void> {
  const server = createServer((socket) => {
    let step = 0;
    socket.setNoDelay(true);
    socket.on("error", () => {});
    socket.on("data", () => void socket.write(answered[step++] ?? Buffer.alloc(0)));
  });
  await new Promise<void>((done) => server.listen(port, host, done));
  const client: Socket = connect({ port, host });
  client.on("error", () => {});
  for (const write of asked) {
    client.write(write);
    await new Promise((done) => client.once("data", done));
    await wait(20);
  }
  await wait(50);
  if (reset) client.resetAndDestroy();
  else client.end();
  await wait(50);
  await new Promise((done) => server.close(done));
}

const sleepForStart = 1500;
async function captured(command: string, args: readonly string[], talk: () => Promise<void>): Promise<void> {
  const child: ChildProcess = spawn(command, args, { stdio: "ignore" });
  await wait(sleepForStart);
  await talk();
  await wait(1000);
  const over = new Promise((done) => child.once("close", done));
  child.kill("SIGINT");
  await over;
}

const host4 = "127.0.0.77";
const only = (port: number): string => `tcp port ${port} and (host ${host4} or ip6)`;
const dump = (name: string, ...more: string[]): readonly string[] => ["-U", "-Z", "root", "-w", at(name), ...more];

await captured("tcpdump", dump("ethernet-us.pcap", "-i", "lo", only(7497)), () => converse(host4, 7497, false));
await captured("tcpdump", dump("cooked-ns.pcap", "-i", "any", "--time-stamp-precision=nano", only(7497)), () =>
  converse(host4, 7497, true),
);
await captured("tcpdump", dump("cut.pcap", "-i", "lo", "-s", "96", only(7497)), () => converse(host4, 7497, false));
await captured("tcpdump", dump("ipv6.pcap", "-i", "lo", "ip6 and tcp port 4002"), () => converse("::1", 4002, false));
await captured(
  "dumpcap",
  ["-q", "-i", "lo", "-f", only(7497), "-i", "any", "-f", only(7497), "-w", at("two-interfaces.pcapng")],
  () => converse(host4, 7497, false),
);
// Without its ninth packet, and without the opening.
execFileSync("editcap", ["-F", "pcapng", at("ethernet-us.pcap"), at("one-lost.pcapng"), "9"]);
execFileSync("editcap", ["-F", "pcap", at("ethernet-us.pcap"), at("mid-stream.pcap"), "1-7"]);
execFileSync("editcap", ["-F", "nsecpcap", at("ethernet-us.pcap"), at("ethernet-ns.pcap")]);
// The machine's processor and system do not stand in the files.
for (const name of ["two-interfaces.pcapng", "one-lost.pcapng"]) {
  const text = readFileSync(at(name), "latin1");
  const blank = (found: string): string => "-".repeat(found.length);
  writeFileSync(at(name), text.replaceAll(/Linux \d[\w.-]+|(?:AMD|Intel)[ -~]+/g, blank), "latin1");
  chmodSync(at(name), 0o644);
}

writeFileSync(
  at("said.json"),
  `${JSON.stringify({ out: Buffer.concat(asked).toString("base64"), in: Buffer.concat(answered).toString("base64") }, null, 1)}\n`,
);
