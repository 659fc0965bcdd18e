/** Explains what a Python client logged of a message: its bytes, its fields joined by commas, or its words. */
import { charactersOf } from "../../base/byte-string.ts";
import { protobufIdOffset } from "../../catalogue/gates.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { loneEntry } from "../../logs/api-log/entries.ts";
import { readBody, wholeText, type SaidText } from "../../logs/client-log/body-readings.ts";
import { clientEvent } from "../../logs/client-log/client-events.ts";
import { messagePrinted } from "../../logs/client-log/reader.ts";
import { saidBy } from "../../logs/client-log/said.ts";
import { choose } from "./choose-direction.ts";
import { explainBytes } from "./explain-bytes.ts";
import { explainLine, type Given } from "./explain-line.ts";
import { explainText } from "./explain-text.ts";
import type { ExplainedMessage, Part } from "./explained.ts";

/** @param text behind the head, a byte string */
export function explainClientLine(text: string, given: Given): readonly Part[] {
  const said = saidBy(text);
  switch (said.says) {
    case "text":
      return textParts(
        { ...said, ...(given.direction && { direction: given.direction.direction }) },
        given.direction?.from ?? "arrow",
        given,
      );
    case "protobuf": {
      const id = new Uint8Array(4);
      new DataView(id.buffer).setInt32(0, said.id + protobufIdOffset);
      const bytes = Uint8Array.from([...id, ...said.body]);
      return explainBytes(bytes, {
        ...given,
        direction: given.direction ?? { direction: said.direction, from: "arrow" },
      });
    }
    case "printed": {
      const direction: Direction = given.direction?.direction ?? said.direction;
      const id = messagePrinted(direction, said.call, said.shape)?.id;
      if (id === undefined) return [words(text)];
      return explainLine(`[${id};${said.body}]`, { ...given, direction: { direction, from: "arrow" } });
    }
    default:
      return /^\d{1,3},/.test(text) ? bareParts(text, given) : [words(text)];
  }
}

/** Fields joined by commas without the arrow that tells who sent them. */
function bareParts(text: string, given: Given): readonly Part[] {
  const comma = text.indexOf(",");
  const fields = {
    says: "text",
    id: Number(text.slice(0, comma)),
    body: `${text.slice(comma + 1)},`,
    end: ",",
  } as const;
  const chosen = choose(given.direction, (direction) => {
    const said: SaidText = { ...fields, direction };
    const [best] = readBody(said, given.versions);
    if (!best) return undefined;
    return { weight: best.weight + (best.whole ? 0 : 80), name: best.frames[0]?.plan?.message.name, found: said };
  });
  if (!chosen) return [words(text)];
  return textParts(chosen.found, chosen.directionFrom, given, chosen.remarks);
}

function textParts(
  said: SaidText,
  directionFrom: ExplainedMessage["directionFrom"],
  { versions, versionFrom }: Given,
  remarks: readonly string[] = [],
): readonly Part[] {
  const readings = readBody(said, versions);
  const entry = loneEntry(wholeText(said), said.direction);
  const ends = said.end === "," ? "," : "NUL";
  return explainText({ entry, readings, versions, versionFrom, directionFrom, ends, offset: 0, remarks });
}

function words(text: string): Part {
  const event = clientEvent(text);
  const code = event?.values["errorCode"];
  const next = code === undefined ? "" : `; \`twscope errors ${code}\` says what to do`;
  const about = event === undefined ? "" : `: ${event.about}`;
  const why = `words of a program's log, no message of the API${about}${next}`;
  return { kind: "not explained", offset: 0, raw: charactersOf(text), why };
}
