/** Explains a line of the API message log, or its body alone. */
import { bytesOf, charactersOf } from "../../base/byte-string.ts";
import { gates } from "../../catalogue/gates.ts";
import { messageById } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { loneEntry } from "../../logs/api-log/entries.ts";
import { withoutLongDashes } from "../../logs/api-log/long-dashes.ts";
import { doubtful, readLine, type LineReading, type Versions } from "../../logs/api-log/readings.ts";
import { printedId, printedRecord } from "../../logs/api-log/records.ts";
import type { MessageRecord, VersionKnown } from "../../logs/record.ts";
import { leavesOf } from "../read/values.ts";
import { choose, type Choice, type DirectionGiven } from "./choose-direction.ts";
import { fieldRow } from "./describe-value.ts";
import { allVersions, explainText, pageOf, rangeWords } from "./explain-text.ts";
import type { ExplainedMessage, Part } from "./explained.ts";
import { readReply } from "./opening.ts";
import { versionGrounds } from "./version-grounds.ts";

/** What is known before reading. */
export interface Given {
  readonly direction: DirectionGiven | undefined;
  readonly versions: Versions;
  readonly versionFrom: VersionKnown["from"];
}

/** Readings this much above the best one are rivals, and further up where the best one is itself doubtful. */
const margin = 3;

/** The parts of a line's body, a byte string. */
export function explainLine(logged: string, given: Given): Part[] {
  const directions: readonly Direction[] = given.direction ? [given.direction.direction] : ["in", "out"];
  const body = directions.reduce(withoutLongDashes, logged);
  const reply = readReply(body.replace(/^--[\s\S]{2}(?=\d{3}-)/, "").replaceAll(/-(?!1-)/g, "\0"), 0);
  if (reply) return [reply.opening];
  return printedId(body) === undefined ? explainFields(body, given) : explainPrinted(body, given);
}

function explainFields(body: string, given: Given): Part[] {
  const chosen = choose(given.direction, (direction) => {
    const readings = readingsOf(body, direction, given.versions);
    const [best] = readings;
    return best && { weight: weightOf(best, body), name: nameOf(best), found: readings };
  });
  if (!chosen)
    return [{ kind: "not explained", offset: 0, raw: charactersOf(body), why: "no message of the API begins here" }];
  const entry = loneEntry(body, chosen.direction);
  const { directionFrom, found: readings } = chosen;
  const { versions, versionFrom } = given;
  const remarks = [...chosen.remarks, ...doubtsAbout(readings[0], body, chosen.direction, given)];
  return explainText({ entry, readings, versions, versionFrom, directionFrom, ends: "-", offset: 0, remarks });
}

function readingsOf(body: string, direction: Direction, versions: Versions): LineReading[] {
  const readings = readLine(body, { direction, versions, margin });
  const [best] = readings;
  return best?.whole && best.weight >= doubtful
    ? readLine(body, { direction, versions, margin: margin + doubtful })
    : readings;
}

/** What makes the best reading doubtful: its values, and that it reads better at a server version that was not told. */
function doubtsAbout(
  best: LineReading | undefined,
  body: string,
  direction: Direction,
  { versionFrom }: Given,
): string[] {
  if (!best || (best.whole && best.weight < doubtful)) return [];
  const doubts = best.whole ? ["This reading is doubtful: some values do not look like what their fields hold."] : [];
  const [other] = versionFrom === "inferred" ? [] : readLine(body, { direction, versions: allVersions, margin });
  const better = other?.whole && (!best.whole || other.weight + doubtful <= best.weight);
  return better ? [...doubts, betterVersions(other.versions)] : doubts;
}

/** Where a message fits that does not fit the server version it was said to have. */
export const betterVersions = (versions: Versions): string =>
  `It would fit server version ${rangeWords(versions)}; was another one agreed on?`;

/** What speaks against a direction: a message that is not whole, the more the earlier it ends, or is not known. */
function weightOf(best: LineReading, body: string): number {
  if (best.whole) return best.weight;
  const reach = best.frames.at(-1)?.split.end ?? 0;
  const known = best.frames.every(({ plan }) => plan);
  return best.weight + (known ? 30 : 80) + 10 * (1 - reach / Math.max(1, body.length));
}

const nameOf = ({ frames }: LineReading): string | undefined => frames[0]?.plan?.message.name;

function explainPrinted(body: string, given: Given): Part[] {
  const id = printedId(body) as number;
  const context = { file: "", versions: given.versions, from: given.versionFrom, time: undefined };
  const chosen = choose(given.direction, (direction): Choice<MessageRecord> => {
    const record = printedRecord(loneEntry(body, direction), id, context);
    const declared = messageById(direction, id);
    const fields = Object.keys(declared?.shape.fields ?? {}).length;
    // A message of the other direction shows by fields that it does not declare, and by those that it has not.
    const missing = fields === 0 ? 0 : 1 - Object.keys(record.fields).length / fields;
    const weight = 9 * record.issues.length + (declared?.protobuf ? 0 : 30) + 3 * missing;
    return { weight, name: declared?.name, found: record };
  });
  if (!chosen) return [];
  return [printedMessage(chosen.found, given, chosen)];
}

function printedMessage(
  record: MessageRecord,
  { versions, versionFrom }: Given,
  { directionFrom, remarks }: Pick<ExplainedMessage, "directionFrom" | "remarks">,
): ExplainedMessage {
  const { direction, id = 0, name, fields, raw } = record;
  const message = messageById(direction, id);
  const since = message?.protobuf ? Math.max(versions.since, gates[message.protobuf].version) : versions.since;
  const range = since < versions.until ? { since, until: versions.until } : versions;
  const start = raw.indexOf(";") + 1;
  return {
    kind: "message",
    offset: 0,
    direction,
    directionFrom,
    id,
    name: name ?? null,
    about: message?.about ?? null,
    encoding: "protobuf-text",
    serverVersion: { min: range.since, max: range.until - 1, from: versionFrom },
    restsOn:
      versionFrom === "inferred" ? versionGrounds(message, range, { encoding: "protobuf-text", idForm: "none" }) : [],
    length: { verdict: "none", actual: bytesOf(raw).length },
    rows: [...leavesOf(message?.shape, fields)].map(({ path, field, value }) => fieldRow(path, field, value)),
    issues: record.issues.map((issue) => ({ ...issue, offset: issue.offset + start })),
    ambiguous: null,
    remarks,
    page: pageOf(name, direction),
  };
}
