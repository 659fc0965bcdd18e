/** ib_async, an independent Python client, as judge of the text form in the range of versions that it knows. */
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import { encodeFrame, encodingAt } from "../../src/codec/message.ts";
import { judgeEvents } from "./events.ts";
import type { Proof } from "./proof.ts";
import { PythonJudge } from "./python-judge.ts";
import { judgeCall, type Call } from "./requests.ts";
import { casesFor } from "./response-fields.ts";
import { messageOfMethod } from "./stoqey-requests.ts";
import type { Hearing, Question } from "./responses.ts";

/** It speaks 157 to 178. */
export const asyncVersions = [157, 163, 176, 178] as const;

/** Responses of which it keeps nothing that could be compared, or that it reads at other versions only. */
const left = new Set(["unset", "negative", "extreme"]);

function questionsAt(serverVersion: number): Question[] {
  const responses: AnyMessage[] = messages.filter(({ direction, text }) => direction === "in" && text !== null);
  return responses.flatMap((message) =>
    casesFor(message, encodingAt(message, serverVersion))
      .filter(({ label }) => !left.has(label))
      .map(({ label, fields }) => ({
        message,
        serverVersion,
        label,
        fields,
        frame: encodeFrame({ name: message.name, serverVersion, fields }),
      })),
  );
}

export async function judgeAsync(proof: Proof): Promise<void> {
  const judge = new PythonJudge("async", "async_judge.py");
  for (const serverVersion of asyncVersions) {
    for (const call of await judge.ask<Call>({ do: "calls", serverVersion }))
      judgeCall(proof, call, { judge: "ib_async", message: messageOfMethod(call.method) });
    const questions = questionsAt(serverVersion);
    const frames = questions.map(({ frame }) => Buffer.from(frame).toString("hex"));
    const hearings = await judge.ask<Hearing>({ do: "hear", serverVersion, frames });
    questions.forEach((question, index) => hearing(proof, question, hearings[index]!));
  }
  judge.end();
}

function hearing(proof: Proof, question: Question, { heard, complaints }: Hearing): void {
  const { message, serverVersion, label } = question;
  // What it has no handler for, or does nothing with, proves nothing.
  if (complaints.some((text) => text.startsWith("KeyError"))) return;
  for (const complaint of complaints)
    proof.differs({
      judge: "ib_async",
      message: message.name,
      serverVersion,
      variant: label,
      path: "complaint",
      problem: complaint,
    });
  if (heard.length > 0) judgeEvents(proof, "ib_async", question, heard);
}
