/** Puts the questions to the official Python client, requests and responses. */
import { messages } from "../../src/catalogue/messages.ts";
import type { Proof } from "./proof.ts";
import { PythonJudge } from "./python-judge.ts";
import { judgeCall, type Call } from "./requests.ts";
import { judgeHearing, questionsFor, type Hearing, type Question } from "./responses.ts";
import { mainVersions, versionsOf } from "./versions.ts";

/** What the newest client no longer knows; an older release judges it. */
export const olderMethods = ["reqFundamentalData", "cancelFundamentalData"];
const olderResponses = new Set(["FUNDAMENTAL_DATA"]);

const requests = messages.filter(({ direction }) => direction === "out");
const responses = messages.filter(({ direction }) => direction === "in");

/** Every method of the client at every version at which some request changes its form. */
export async function judgeOfficialRequests(proof: Proof, judge: PythonJudge, only?: string[]): Promise<Call[]> {
  const versions = [...new Set(requests.flatMap(versionsOf))].sort((a, b) => a - b);
  const kept: Call[] = [];
  for (const serverVersion of versions) {
    const main = (mainVersions as readonly number[]).includes(serverVersion);
    const calls = await judge.ask<Call>({ do: "calls", serverVersion, weighed: main, only });
    for (const call of calls) judgeCall(proof, call);
    if (main) kept.push(...calls);
  }
  return kept;
}

/** Every response at every version at which it changes its form. */
export async function judgeOfficialResponses(proof: Proof, judge: PythonJudge, older: boolean): Promise<Question[]> {
  const asked: Question[] = [];
  const wanted = responses.filter(({ name }) => olderResponses.has(name) === older);
  for (const [serverVersion, questions] of questionsFor(wanted)) {
    const frames = questions.map(({ frame }) => Buffer.from(frame).toString("hex"));
    const hearings = await judge.ask<Hearing>({ do: "hear", serverVersion, frames });
    questions.forEach((question, index) => judgeHearing(proof, question, hearings[index]!));
    asked.push(...questions);
  }
  return asked;
}
