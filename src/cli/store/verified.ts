/** What walking a recording finds. */
import { localText } from "../../node/record/clock.ts";
import { openRecording } from "../../node/record/recording-input.ts";
import type { KeyRing } from "../../node/store/key-ring.ts";
import { walk, type Missing } from "../../node/store/recording-facts.ts";
import type { DamageItem } from "../../recording/recording-reader.ts";
import { printable } from "../read/values.ts";
import type { Terminal } from "../terminal.ts";
import { counted } from "./amounts.ts";

export interface Verified {
  readonly file: string;
  /** `no end`: whole up to where it stops. `locked`: no key, or no recording. */
  readonly state: "whole" | "being written" | "no end" | "damaged" | "locked" | "gone";
  readonly why: string | null;
  readonly blocks: number;
  /** That are whole in it. */
  readonly messages: { readonly in: number; readonly out: number } | null;
  readonly missing: Missing | null;
  /** Without the missing end, which is told by `state`. */
  readonly damage: readonly Omit<DamageItem, "kind">[];
  readonly gaps: readonly { readonly time: string; readonly in: number; readonly out: number; readonly why: string }[];
}

/** @param writing some recorder writes it just now */
export async function verified(path: string, keys: KeyRing, writing: boolean): Promise<Verified> {
  const { head, key } = await openRecording(path, keys);
  const { blocks, ended, damage, gaps, summary, missing } = await walk(path, head, key);
  // The last block of a file that is being written may be there in part.
  const real = damage.filter(({ code }) => code !== "no-end" && !(writing && code === "cut"));
  return {
    file: path,
    state: real.length > 0 ? "damaged" : ended ? "whole" : writing ? "being written" : "no end",
    why: !ended && !writing ? (damage.find(({ code }) => code === "no-end")?.text ?? null) : null,
    blocks,
    messages: summary.messages,
    missing,
    damage: real.map(({ code, offset, length, block, text }) => ({ code, offset, length, block, text })),
    gaps: gaps.map(({ wallUs, about }) => ({ time: localText(wallUs), ...about.missing, why: about.why })),
  };
}

export function printVerified(result: Verified, { colors }: Terminal): string {
  const { file, state, why, blocks, messages, damage, gaps } = result;
  const good = state === "whole" || state === "being written";
  const paint = good ? colors.green : state === "no end" ? colors.yellow : colors.red;
  const figures =
    messages === null
      ? ""
      : `  ${colors.dim(`${counted(blocks, "block")}, ${counted(messages.in + messages.out, "message")}`)}`;
  return [
    `${paint(state.padEnd(13))} ${printable(file)}${figures}\n`,
    ...damage.map(({ offset, code, text }) => `  ${printable(file)}: at byte ${offset}: ${text} (${code})\n`),
    ...gaps.map((gap) =>
      colors.dim(`  gap at ${gap.time}: ${gap.out} bytes out, ${gap.in} in: ${printable(gap.why)}\n`),
    ),
    ...(why?.split("\n").map((line) => `  ${printable(line)}\n`) ?? []),
  ].join("");
}
