/** What the range of server versions that fits a message rests on, in words. */
import { gates, rawMessageIdSince, serverVersionMax, serverVersionMin, type GateName } from "../../catalogue/gates.ts";
import type { AnyMessage } from "../../catalogue/messages.ts";
import type { Versions } from "../../logs/api-log/readings.ts";
import { declaredLayout, type LayoutRow } from "../dictionary/layout.ts";
import { listed } from "../../base/nearest.ts";

const fieldsShownMax = 3;

/** How the message was read. */
export interface ReadForm {
  readonly encoding: "text" | "protobuf" | "protobuf-text";
  readonly idForm: "text" | "raw" | "none";
}

/** One sentence for each end of the range that is not the end of all versions. */
export function versionGrounds(message: AnyMessage | undefined, versions: Versions, form: ReadForm): string[] {
  const { since, until } = versions;
  const sentences: string[] = [];
  if (since > serverVersionMin)
    sentences.push(`not below ${since}${gatesAt(since)}: ${reason(message, since, form, true)}`);
  if (until <= serverVersionMax)
    sentences.push(`not ${until} or above${gatesAt(until)}: ${reason(message, until, form, false)}`);
  return sentences;
}

/** ` (ERROR_TIME)`: the gates that open at a version. */
function gatesAt(version: number): string {
  const names = Object.keys(gates).filter((name) => gates[name as GateName].version === version);
  return names.length > 0 ? ` (${names.join(", ")})` : "";
}

/** Why a message that is on one side of a version cannot be on the other. @param above it is on the upper side */
function reason(message: AnyMessage | undefined, version: number, form: ReadForm, above: boolean): string {
  if (form.encoding === "text" && version === rawMessageIdSince)
    return above ? "the id is four raw bytes" : "the id is a text field";
  if (message?.protobuf && gates[message.protobuf].version === version)
    return above ? "the message is protobuf" : "the message is text";
  if (above && message?.since && gates[message.since].version === version) return "the message came with it";
  const layout = message && form.encoding === "text" ? (declaredLayout(message) ?? []) : [];
  const came = layout.filter((row) => row.since?.version === version);
  const went = layout.filter((row) => row.until?.version === version);
  const parts = [present(above ? came : went, "there"), present(above ? went : came, "not there")].filter(Boolean);
  return parts.join(", ") || "another message of the same line";
}

function present(rows: readonly LayoutRow[], where: string): string {
  const names = [...new Set(rows.filter(({ what }) => what !== "rule").map(({ name }) => name))];
  if (names.length === 0) return "";
  const more = names.length - fieldsShownMax;
  const shown = more > 1 ? [...names.slice(0, fieldsShownMax), `${more} more`] : names;
  return `${listed(shown, "and")} ${names.length === 1 ? "is" : "are"} ${where}`;
}
