/** The table of all messages. */
import { protobufIdOffset } from "../../catalogue/gates.ts";
import { messages, type AnyMessage } from "../../catalogue/messages.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { encodingAt, type Encoding } from "../../codec/message.ts";
import { callsOf, allNames } from "./official-names.ts";
import { gateRef, type GateRef } from "./server-versions.ts";

/** One message, in short. */
export interface MessageSummary {
  readonly direction: Direction;
  readonly id: number;
  /** The raw id of the protobuf form; absent for messages without one. */
  readonly rawId?: number;
  readonly name: string;
  readonly text: boolean;
  /** From where on the official clients use protobuf; `null` for messages without. */
  readonly protobuf: GateRef | null;
  /** What is used at the server version asked for. */
  readonly encoding?: Encoding;
  readonly calls: readonly string[];
  /** The first sentence of its description. */
  readonly about: string;
}

export interface MessageFilter {
  readonly directions: readonly Direction[];
  /** Only messages that exist at this server version. */
  readonly serverVersion?: number | undefined;
  /** Only messages that have this text in a name or in their description. */
  readonly search?: string | undefined;
}

/** Whether the message exists at a server version, as far as the catalogue tells. */
export const existsAt = (message: AnyMessage, serverVersion: number): boolean =>
  !message.since || gateRef(message.since).version <= serverVersion;

/** Text up to the end of its first sentence. */
export const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;

/** The messages that pass the filter. */
export function messageList({ directions, serverVersion, search }: MessageFilter): MessageSummary[] {
  const sought = search?.toLowerCase();
  return messages
    .filter(({ direction }) => directions.includes(direction))
    .filter((message) => serverVersion === undefined || existsAt(message, serverVersion))
    .filter(
      (message) => !sought || [...allNames(message), message.about].some((text) => text.toLowerCase().includes(sought)),
    )
    .map((message) => summary(message, serverVersion));
}

/** A message in short. */
export const summary = (message: AnyMessage, serverVersion?: number): MessageSummary => ({
  direction: message.direction,
  id: message.id,
  ...(message.protobuf && { rawId: message.id + protobufIdOffset }),
  name: message.name,
  text: message.text !== null,
  protobuf: message.protobuf ? gateRef(message.protobuf) : null,
  ...(serverVersion !== undefined && { encoding: encodingAt(message, serverVersion) }),
  calls: callsOf(message),
  about: firstSentence(message.about),
});

/** `text`, `text / protobuf from sv 206`, `protobuf from sv 215`, or the one that is used at a server version. */
export function encodingsText({ text, protobuf, encoding }: MessageSummary): string {
  if (encoding) return encoding;
  const forms = [];
  if (text) forms.push("text");
  if (protobuf) forms.push(`protobuf from sv ${protobuf.version}`);
  return forms.join(" / ");
}
