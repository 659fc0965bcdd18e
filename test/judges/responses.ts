/** The official client as receiver: what we encode must reach its callbacks with the values we encoded. */
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import { decodeFrame, encodeFrame, encodingAt } from "../../src/codec/message.ts";
import { derived, pathOfArgument, type Heard } from "./callbacks.ts";
import type { JudgeName, Proof } from "./proof.ts";
import { compareExactly } from "./requests.ts";
import { casesFor, type Case, type Fields } from "./response-fields.ts";
import { isNothing, leavesOf, same, shown, type Leaves, type Tree } from "./values.ts";
import { versionsOf } from "./versions.ts";

/** What the Python side tells of one frame. */
export interface Hearing {
  readonly heard: readonly Heard[];
  /** Text fields that the decoder did not take. */
  readonly left: number;
  readonly raised?: string;
  readonly complaints: readonly string[];
}

export interface Question {
  readonly message: AnyMessage;
  readonly serverVersion: number;
  readonly label: string;
  readonly fields: Fields;
  readonly frame: Uint8Array;
}

/** Every case of every response, by server version. */
export function questionsFor(messages: readonly AnyMessage[]): Map<number, Question[]> {
  const questions = new Map<number, Question[]>();
  for (const message of messages)
    for (const serverVersion of versionsOf(message)) {
      const at = questions.get(serverVersion) ?? [];
      for (const made of casesFor(message, encodingAt(message, serverVersion)))
        at.push(questionFor(message, serverVersion, made));
      questions.set(serverVersion, at);
    }
  return questions;
}

function questionFor(message: AnyMessage, serverVersion: number, { label, fields }: Case): Question {
  const frame = encodeFrame({ name: message.name, serverVersion, fields });
  return { message, serverVersion, label, fields, frame };
}

type Differs = (path: string, problem: string) => void;

export function judgeHearing(proof: Proof, question: Question, hearing: Hearing): void {
  const { message, serverVersion, label, frame } = question;
  const decoded = decodeFrame(frame, { direction: "in", serverVersion });
  const judge: JudgeName = decoded.encoding === "text" ? "Python text" : "Python protobuf";
  const differs: Differs = (path, problem) =>
    proof.differs({ judge, message: message.name, serverVersion, variant: label, path, problem });
  for (const issue of decoded.issues) differs(`issue at ${issue.path}`, `${issue.code}: got ${issue.got}`);
  if (hearing.raised !== undefined) return differs("raised", hearing.raised);
  for (const complaint of hearing.complaints) differs("complaint", complaint.slice(0, 120));
  if (hearing.left !== 0) differs("left over", `${hearing.left} fields that the official decoder does not read`);
  const wire = onWire(question, leavesOf(decoded.fields), differs);
  const compared = compareCallbacks(question, hearing.heard, wire, differs);
  proof.seen(judge, message.name, compared);
}

/** The values that the frame carries: those of the fields we gave, at the paths that stand in the frame. */
function onWire({ fields }: Question, decoded: Leaves, differs: Differs): Leaves {
  const given = leavesOf(fields);
  const wire: Leaves = new Map();
  for (const [path, value] of decoded) {
    if (path === "version") continue;
    const wanted = given.get(path);
    if (!same(wanted, value)) differs(path, `encoded ${shown(wanted)}, decoded ${shown(value)}`);
    wire.set(path, value);
  }
  return wire;
}

function compareCallbacks(question: Question, heard: readonly Heard[], wire: Leaves, differs: Differs): number {
  const { message, fields, serverVersion } = question;
  const toldRight = new Set<string>();
  const occurrences = new Map<string, number>();
  let wholeMessage = false;
  let compared = 0;
  for (const { call, args } of heard) {
    const occurrence = occurrences.get(call) ?? 0;
    occurrences.set(call, occurrence + 1);
    if (call.endsWith("ProtoBuf")) {
      wholeMessage = true;
      compared += compareExactly(leavesOf(Object.values(args)[0] ?? {}), wire, (path, problem) =>
        differs(`${call} ${path}`, problem),
      );
      continue;
    }
    for (const [path, value] of leavesOf(args)) {
      const rule = derived[`${message.name} ${call} ${path}`]?.(fields, serverVersion);
      const mine = rule?.path ?? pathOfArgument(message.name, call, occurrence, path, wire);
      compared += 1;
      if (mine === undefined || !wire.has(mine)) {
        if (!isDefault(path, value)) differs(`${call} ${path}`, `shows ${shown(value)}, which we did not encode`);
        continue;
      }
      const wanted = rule ? rule.value : wire.get(mine);
      if (same(value, wanted) || (value === 0 && isNothing(wanted))) toldRight.add(mine);
      else if (!isDefault(path, value)) differs(`${call} ${path}`, `shows ${shown(value)}, encoded ${shown(wanted)}`);
    }
  }
  if (heard.length === 0) differs("callback", "none came");
  // The classic callback of a protobuf message may leave a field out: the one before it had the whole message.
  if (!wholeMessage)
    for (const [path, value] of wire)
      if (!toldRight.has(path) && !isNothing(value)) differs(path, `never shown as ${shown(value)}`);
  return compared;
}

/** What the official classes start with; an id that is missing in a protobuf message reaches the callback as -1. */
const isDefault = (path: string, value: Tree): boolean =>
  isNothing(value) ||
  value === 0 ||
  (value === -1 && /exemptCode$|^(?:reqId|requestId|tickerId)$|optExerciseOrLapseType$/.test(path)) ||
  (value === "None" && /fundDistributionPolicyIndicator$|fundAssetType$/.test(path)) ||
  (value === true && path.endsWith("transmit"));
