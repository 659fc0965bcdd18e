/** The server versions at which the judges look. */
import { serverVersionMax, serverVersionMin } from "../../src/catalogue/gates.ts";
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import { encodingAt } from "../../src/codec/message.ts";
import { textPlan } from "../../src/codec/plan.ts";

/** Versions at which every request is judged with all its arguments. */
export const mainVersions = [100, 145, 163, 176, 187, 200, 201, 210, 226] as const;

/** The main versions, and the first and last version of every form that the message has had. */
export function versionsOf(message: AnyMessage): number[] {
  const versions = new Set<number>(mainVersions);
  let before = "";
  for (let version = serverVersionMin; version <= serverVersionMax; version += 1) {
    const encoding = encodingAt(message, version);
    const form = encoding === "text" ? `text ${textPlan(message, version)?.since} ${version >= 201}` : "protobuf";
    if (form !== before && before !== "") versions.add(version - 1).add(version);
    before = form;
  }
  return [...versions].sort((a, b) => a - b).filter((version) => hasForm(message, version));
}

const hasForm = (message: AnyMessage, version: number): boolean =>
  encodingAt(message, version) === "protobuf" || textPlan(message, version) !== undefined;
