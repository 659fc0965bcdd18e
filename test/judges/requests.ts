/** The official client as sender: what it writes for given arguments must decode to those arguments. */
import { messageByName, messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame, encodingAt, type Message } from "../../src/codec/message.ts";
import { ourPath } from "./names.ts";
import type { JudgeName, Proof } from "./proof.ts";
import { isNothing, leavesOf, same, shown, type Leaves, type Tree } from "./values.ts";

/** One call of a request method, as the Python side prints it. */
export interface Call {
  readonly serverVersion: number;
  readonly method: string;
  readonly variant: string;
  /** Name of the protobuf message, for methods that take it themselves. */
  readonly message?: string;
  readonly exact?: true;
  readonly given?: Tree;
  /** Arguments that change the bytes, and arguments that do not. */
  readonly sent?: readonly string[];
  readonly silent?: readonly string[];
  readonly refused?: readonly string[];
  readonly said?: readonly string[];
  readonly hex: string | null;
}

const byCall = new Map<string, AnyMessage>(
  messages.filter(({ direction }) => direction === "out").map((message) => [message.official.call, message]),
);
const byShape = new Map<string, AnyMessage>(
  messages.filter(({ direction }) => direction === "out").map((message) => [message.shape.name, message]),
);

/** Fields that official senders fill with something of their own, whatever the arguments. */
const fillers = new Set(["order.sharesAllocation", "order.faProfile", "order.eTradeOnly", "order.firmQuoteOnly", "order.nbboPriceCap", "order.rfq1", "order.rfq2", "orderCancel.rfq1", "orderCancel.rfq2", "orderCancel.rfq3", "version"]); // prettier-ignore

export const isFiller = (path: string): boolean => fillers.has(path);

/** Counts that some clients write in front of a list's text: no arguments of their own, but the length of one. */
function strayCounts(steps: AnyMessage["text"]): (readonly [count: string, list: string])[] {
  return (steps ?? []).flatMap((step, index) => {
    const behind = steps?.[index + 1];
    if (typeof step !== "object" || step.step !== "stray") return [];
    if (typeof behind !== "object" || behind.step !== "tagText") throw new Error(`${step.path} counts nothing`);
    return [[step.path, behind.path] as const];
  });
}

/** Judges one call; another client than the official one says who it is, and which message its method sends. */
export function judgeCall(
  proof: Proof,
  call: Call,
  other?: { readonly judge: JudgeName; readonly message: AnyMessage | undefined },
): void {
  const declared = other?.message ?? (call.message ? byShape.get(call.message) : byCall.get(call.method));
  if (!declared) throw new Error(`${call.method}: the catalogue has no message for it`);
  if (call.hex === null) return;
  const frame = Uint8Array.from(Buffer.from(call.hex, "hex"));
  const message = decodeFrame(frame, { direction: "out", serverVersion: call.serverVersion });
  const judge: JudgeName = other?.judge ?? (message.encoding === "text" ? "Python text" : "Python protobuf");
  const differs = (path: string, problem: string): void => {
    const { serverVersion, variant } = call;
    proof.differs({ judge, message: declared.name, serverVersion, variant, path, problem });
  };
  if (message.name !== declared.name) return differs("name", `decoded as ${message.name}`);
  if (message.encoding !== encodingAt(declared, call.serverVersion))
    differs("encoding", `the official client uses ${message.encoding} here`);
  for (const issue of message.issues)
    differs(`issue at ${issue.path}`, `${issue.code}: expected ${issue.expected}, got ${issue.got}`);
  const ours = leavesOf(message.fields);
  const compared = call.exact
    ? compareExactly(leavesOf(call.given), ours, differs)
    : compareArguments(call, declared.name, ours, differs);
  checkEncoding(message, frame, differs);
  proof.seen(judge, declared.name, compared);
}

type Differs = (path: string, problem: string) => void;

/** Forward: what changes the bytes is in our field. Backward: every decoded field is what the arguments say. */
function compareArguments(call: Call, name: string, ours: Leaves, differs: Differs): number {
  const given = leavesOf(call.given);
  const theirs: Leaves = new Map();
  for (const [path, value] of given) {
    const mine = ourPath(name, path);
    if (mine !== undefined) theirs.set(mine, value);
  }
  for (const [count, list] of strayCounts(messageByName(name)?.text ?? null)) {
    const items = theirs.get(list) ?? [];
    if (Array.isArray(items)) theirs.set(count, items.length);
  }
  for (const path of call.sent ?? []) {
    const mine = ourPath(name, path);
    if (mine === undefined) differs(path, "sent, but the catalogue has no field for it");
    else if (!ours.has(mine) && !isNothing(given.get(path)))
      differs(mine, `sent as ${shown(given.get(path))}, not decoded`);
  }
  for (const path of call.silent ?? []) {
    const mine = ourPath(name, path);
    const value = mine === undefined ? undefined : ours.get(mine);
    if (mine !== undefined && !isNothing(value) && same(given.get(path), value))
      differs(mine, `decoded as ${shown(value)}, but changing it changes no byte`);
  }
  let compared = call.sent?.length ?? 0;
  for (const [path, value] of ours) {
    if (path === "version" && value !== messageByName(name)?.sends) differs(path, `is ${shown(value)}`);
    if (isFiller(path)) {
      // Other clients may still let programs set dead fields; then they are as given.
      if (path !== "version" && !isNothing(value) && !same(theirs.get(path), value))
        differs(path, `is ${shown(value)}, but always empty`);
      continue;
    }
    compared += 1;
    if (!theirs.has(path)) {
      if (!isNothing(value)) differs(path, `decoded as ${shown(value)}, no such argument`);
    } else if (!same(theirs.get(path), value))
      differs(path, `given as ${shown(theirs.get(path))}, decoded as ${shown(value)}`);
  }
  return compared;
}

/** For messages that were handed over whole: the same fields, by the same names, no more and no less. */
export function compareExactly(theirs: Leaves, ours: Leaves, differs: Differs): number {
  for (const path of new Set([...theirs.keys(), ...ours.keys()])) {
    if (theirs.has(path) !== ours.has(path))
      differs(path, theirs.has(path) ? `they have ${shown(theirs.get(path))}, we nothing` : "only we have it");
    else if (!same(theirs.get(path), ours.get(path)))
      differs(path, `they have ${shown(theirs.get(path))}, we ${shown(ours.get(path))}`);
  }
  return theirs.size;
}

/**
 * Encoding what was decoded gives the same bytes; encoding its fields alone gives a message with the same fields. What is
 * unset is left out of a protobuf message that is written anew, as the official encoders do.
 */
export function checkEncoding(message: Message, frame: Uint8Array, differs: Differs): void {
  const again = encodeFrame(message);
  if (Buffer.compare(again, frame) !== 0) differs("bytes", `encoded again as ${Buffer.from(again).toString("hex")}`);
  const { name, serverVersion, fields, encoding, direction } = message;
  if (name === undefined) return;
  const rebuilt = decodeFrame(encodeFrame({ name, serverVersion, fields, encoding }), {
    direction,
    serverVersion,
  });
  for (const issue of rebuilt.issues) differs(`rebuilt ${issue.path}`, `${issue.code}: got ${issue.got}`);
  const before = leavesOf(message.fields);
  const after = leavesOf(rebuilt.fields);
  if (encoding === "protobuf") for (const [path, value] of before) if (value === null) before.delete(path);
  for (const path of new Set([...before.keys(), ...after.keys()]))
    if (shown(before.get(path)) !== shown(after.get(path)))
      differs(`rebuilt ${path}`, `${shown(before.get(path))} became ${shown(after.get(path))}`);
}
