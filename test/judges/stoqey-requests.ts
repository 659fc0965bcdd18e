/** @stoqey/ib as sender: what its methods write must decode to what they were given. */
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import { decodeFrame } from "../../src/codec/message.ts";
import { ourPath } from "./names.ts";
import type { Proof } from "./proof.ts";
import { checkEncoding, isFiller } from "./requests.ts";
import { inside, type Fields, type Flavour } from "./response-fields.ts";
import { argumentsFor } from "./stoqey-arguments.ts";
import type { StoqeyConnection, StoqeyModule } from "./stoqey-host.ts";
import { isNothing, leavesOf, same, shown, type Leaves } from "./values.ts";

/** Methods that are called otherwise than the official ones. */
const otherwise: Readonly<Record<string, string>> = {
  reqcancelwshmetadata: "cancelwshmetadata",
  reqcancelwsheventdata: "cancelwsheventdata",
};
const byCall = new Map<string, AnyMessage>(
  messages
    .filter(({ direction }) => direction === "out")
    .map((message) => [message.official.call.toLowerCase(), message]),
);

export const messageOfMethod = (method: string): AnyMessage | undefined =>
  byCall.get(otherwise[method.toLowerCase()] ?? method.toLowerCase());

/** Calls a method; gives the frame that came of it, or nothing when the client refused. */
async function frameOf(connection: StoqeyConnection, method: string, args: Fields): Promise<Uint8Array | undefined> {
  const before = connection.frames.length;
  let sent = 0;
  const count = (): void => {
    sent += 1;
  };
  connection.client.on("sent", count);
  const { client } = connection;
  client[method]?.(...Object.values(args));
  client.off("sent", count);
  if (sent === 0) return undefined;
  await connection.framesAre(before + 1);
  return connection.frames[before];
}

/** As many of the arguments as the client takes at this server version. */
async function accepted(
  connection: StoqeyConnection,
  method: string,
  plain: Fields,
  wanted: Fields,
): Promise<[Fields, Uint8Array] | undefined> {
  const whole = await frameOf(connection, method, wanted);
  if (whole) return [wanted, whole];
  let taken = plain;
  let frame = await frameOf(connection, method, plain);
  for (const [name, value] of Object.entries(wanted)) {
    const parts = typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
    for (const [key, inner] of parts.length > 0 ? parts : [["", value] as const]) {
      const next = key === "" ? inner : { ...inside(taken, name), [key]: inner };
      const trial = { ...taken, [name]: next };
      const found = await frameOf(connection, method, trial);
      if (found) [taken, frame] = [trial, found];
    }
  }
  return frame && [taken, frame];
}

const flavours: readonly Flavour[] = ["plain", "rich", "negative"];

export async function judgeStoqeyRequests(
  proof: Proof,
  stoqey: StoqeyModule,
  connection: StoqeyConnection,
  serverVersion: number,
  methods: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  for (const [method, parameters] of methods) {
    const message = messageOfMethod(method);
    if (!message || message.text === null) continue;
    const plain = argumentsFor(stoqey, message, parameters, "plain");
    const variants: [string, Fields][] = flavours.map((flavour) => [
      flavour,
      argumentsFor(stoqey, message, parameters, flavour),
    ]);
    if (parameters.includes("contract")) variants.push(["combination", combination(variants[1]![1])]);
    if (parameters.includes("order"))
      for (const orderType of ["PEG BENCH", "PEG BEST", "PEG MID"])
        variants.push([orderType, pegged(variants[1]![1], orderType)]);
    for (const [variant, wanted] of variants) {
      const found = await accepted(connection, method, plain, wanted);
      if (found) judge(proof, message, serverVersion, variant, ...found);
      if (parameters.length === 0) break;
    }
  }
}

const combination = (args: Fields): Fields => ({
  ...args,
  contract: { ...inside(args, "contract"), secType: "BAG" },
});
const pegged = (args: Fields, orderType: string): Fields => ({
  ...args,
  order: { ...inside(args, "order"), orderType },
  contract: { ...inside(args, "contract"), exchange: "IBKRATS" },
});

function judge(
  proof: Proof,
  message: AnyMessage,
  serverVersion: number,
  variant: string,
  given: Fields,
  frame: Uint8Array,
): void {
  const differs = (path: string, problem: string): void =>
    proof.differs({ judge: "@stoqey/ib", message: message.name, serverVersion, variant, path, problem });
  const decoded = decodeFrame(frame, { direction: "out", serverVersion });
  if (decoded.name !== message.name) return differs("name", `decoded as ${decoded.name}`);
  for (const issue of decoded.issues)
    differs(`issue at ${issue.path}`, `${issue.code}: expected ${issue.expected}, got ${issue.got}`);
  const theirs: Leaves = new Map();
  for (const [path, value] of leavesOf(given)) {
    const mine = ourPath(message.name, path);
    if (mine !== undefined) theirs.set(mine, value);
  }
  const ours = leavesOf(decoded.fields);
  let compared = 0;
  for (const [path, value] of ours) {
    if (isFiller(path)) continue;
    compared += 1;
    const wanted = theirs.get(path);
    if (!same(wanted, value) && !(isNothing(wanted) && value === 0))
      differs(path, `given as ${shown(wanted)}, decoded as ${shown(value)}`);
  }
  checkEncoding(decoded, frame, differs);
  proof.seen("@stoqey/ib", message.name, compared);
}
