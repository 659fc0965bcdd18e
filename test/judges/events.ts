/**
 * What an independent client tells its program of a response, beside what we encoded. Such clients leave some fields
 * out; whatever they do show has to be right.
 */
import { decodeFrame } from "../../src/codec/message.ts";
import { derived, pathOfArgument, type Heard } from "./callbacks.ts";
import type { JudgeName, Proof } from "./proof.ts";
import type { Question } from "./responses.ts";
import { isNothing, leavesOf, same, shown, type Leaves, type Tree } from "./values.ts";

export function judgeEvents(proof: Proof, judge: JudgeName, question: Question, heard: readonly Heard[]): void {
  const { message, serverVersion, label, fields, frame } = question;
  const differs = (path: string, problem: string): void =>
    proof.differs({ judge, message: message.name, serverVersion, variant: label, path, problem });
  const wire: Leaves = leavesOf(decodeFrame(frame, { direction: "in", serverVersion }).fields);
  const occurrences = new Map<string, number>();
  let compared = 0;
  for (const { call, args } of heard) {
    if ((call === "error" || call === "info") && message.name !== "ERR_MSG") {
      differs(call, shown(Object.values(args)[0]));
      continue;
    }
    const occurrence = occurrences.get(call) ?? 0;
    occurrences.set(call, occurrence + 1);
    for (const [path, value] of leavesOf(args)) {
      const rule = derived[`${message.name} ${call} ${path}`]?.(fields, serverVersion);
      const mine = rule?.path ?? pathOfArgument(message.name, call, occurrence, path, wire);
      if (mine === undefined || !wire.has(mine)) {
        if (!isDefault(path, value)) differs(`${call} ${path}`, `shows ${shown(value)}, which we did not encode`);
        continue;
      }
      compared += 1;
      const wanted = rule ? rule.value : wire.get(mine);
      if (!same(value, wanted) && !(value === 0 && isNothing(wanted)))
        differs(`${call} ${path}`, `shows ${shown(value)}, encoded ${shown(wanted)}`);
    }
  }
  if (heard.length > 0) proof.seen(judge, message.name, compared);
  else differs("event", "none came");
}

/** What such clients start with; orders are to be transmitted unless said otherwise. */
const isDefault = (path: string, value: Tree): boolean =>
  isNothing(value) || value === 0 || value === -1 || (value === true && path.endsWith("transmit"));
