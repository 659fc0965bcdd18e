/** Everything that is known of one message, as data. */
import type { Code, CodeTable } from "../../catalogue/codes/code-table.ts";
import type { AnyMessage } from "../../catalogue/messages.ts";
import type { Direction, Field, Shape } from "../../catalogue/schema.ts";
import { encodingAt, type Encoding } from "../../codec/message.ts";
import { commandFor } from "./enumerations.ts";
import { describeField, type FieldDescription } from "./field-description.ts";
import { layoutAt } from "./layout-at.ts";
import { declaredLayout, isCarried, pathsOf, type LayoutRow } from "./layout.ts";
import { existsAt, summary, type MessageSummary } from "./message-list.ts";
import { officialNames, type OfficialName } from "./official-names.ts";
import { gateRef, type GateRef } from "./server-versions.ts";
import { shapesWithin, type NamedField } from "./shapes.ts";

/** A shape with its fields. */
export interface ShapePage {
  readonly name: string;
  readonly fields: readonly FieldDescription[];
  /** Fields of which at most one is there. */
  readonly oneof?: readonly string[];
}

/** An enumeration; where a command of its own shows the values, `see` names it. */
export interface EnumerationPage {
  readonly name: string;
  readonly about: string;
  readonly source: string;
  /** It lists all values there are. */
  readonly closed: boolean;
  readonly see?: string;
  readonly codes: readonly Code[];
}

export interface MessagePage extends Omit<MessageSummary, "about" | "text" | "encoding"> {
  readonly direction: Direction;
  readonly about: string;
  /** First server version at which it exists, where that is known and above the lowest. */
  readonly since?: GateRef;
  /** The server version that the page is about; absent: all of them. */
  readonly serverVersion?: number;
  /** It does not exist at that server version. */
  readonly missing?: true;
  /** What the official clients use at that server version. */
  readonly encoding?: Encoding;
  /** The text form, field by field; `null` when there is none. */
  readonly text: readonly LayoutRow[] | null;
  /** What is to be known about the message version, where there is one. */
  readonly versions: readonly string[];
  /** The message's own shape first, then those nested in it. */
  readonly shapes: readonly ShapePage[];
  readonly enumerations: readonly EnumerationPage[];
  readonly notes: readonly string[];
  readonly uncertain?: string;
  readonly official: readonly OfficialName[];
  /** What does or shows the same in TWS. */
  readonly tws: string;
}

/** The page of a message, for all server versions or for one. */
export function messagePage(message: AnyMessage, serverVersion?: number): MessagePage {
  const text = serverVersion === undefined ? declaredLayout(message) : layoutAt(message, serverVersion);
  const shapes = shapesWithin(message.shape, carriedAt(message, serverVersion, text));
  return {
    ...summary(message, serverVersion),
    about: message.about,
    ...(message.since && { since: gateRef(message.since) }),
    ...(serverVersion !== undefined && { serverVersion }),
    ...(serverVersion !== undefined && !existsAt(message, serverVersion) && { missing: true }),
    text: text ?? null,
    versions: versionRemarks(message, text),
    shapes: [...shapes].map(([shape, fields]) => shapePage(shape, fields)),
    enumerations: tablesOf([...shapes.values()].flat()).map(enumerationPage),
    notes: message.notes ?? [],
    ...(message.uncertain && { uncertain: message.uncertain }),
    official: officialNames(message),
    tws: message.official.tws,
  };
}

/** Tells whether the form that is used at a server version carries a field; without a version, every field counts. */
function carriedAt(
  message: AnyMessage,
  serverVersion: number | undefined,
  text: readonly LayoutRow[] | undefined,
): (field: Field, path: string) => boolean {
  if (serverVersion === undefined) return () => true;
  if (encodingAt(message, serverVersion) === "protobuf")
    return ({ number, since }) => number !== null && (!since || gateRef(since).version <= serverVersion);
  const paths = pathsOf(text ?? []);
  return (_field, path) => isCarried(path, paths);
}

/** A shape with all its fields, or with some. */
export const shapePage = (
  { name, fields, oneof }: Shape,
  shown: readonly NamedField[] = Object.entries(fields),
): ShapePage => ({
  name,
  fields: shown.map(([fieldName, field]) => describeField(fieldName, field)),
  ...(oneof && { oneof }),
});

/** A code table as a page shows it. */
export function enumerationPage(table: CodeTable): EnumerationPage {
  const { name, about, source, closed, codes } = table;
  const see = commandFor(table);
  return { name, about, source, closed, ...(see && { see }), codes };
}

/** The enumerations that fields take their values from, each once. */
const tablesOf = (fields: readonly NamedField[]): CodeTable[] => [
  ...new Set(fields.flatMap(([, { codes }]) => (codes ? [codes] : []))),
];

/** Which message version senders write, and what rules on it mean when the field is gone. */
function versionRemarks(message: AnyMessage, layout: readonly LayoutRow[] | undefined): string[] {
  const version = layout?.find(({ path }) => path === "version");
  if (!version) return [];
  const remarks = [];
  const sender = message.direction === "out" ? "The official clients send" : "Hosts of today send";
  if (message.sends !== undefined) remarks.push(`${sender} message version ${message.sends}.`);
  const ruled = layout?.some(({ what, name }) => what === "rule" && name.includes("the message version"));
  if (ruled && version.until) {
    const { implied = Infinity } = message;
    const taken =
      implied === "server"
        ? "the server version takes its place in the rules"
        : implied < 1000
          ? `the rules take it as ${implied}`
          : "the newest rules hold";
    remarks.push(`From server version ${version.until.version} on there is no version field; ${taken}.`);
  }
  return remarks;
}
