/** What the recorder tells while it runs: a line for people, an object for programs. */
import type { RecorderEvent } from "../../node/record/recorder.ts";
import { localText } from "../../node/record/clock.ts";
import type { Advice } from "../../recorder/advice.ts";
import { printable, printableJson } from "../read/values.ts";
import { bytesText } from "../store/amounts.ts";
import type { Terminal } from "../terminal.ts";

export type Tell = (event: RecorderEvent) => void;

/** The same advice is said to people at most so often: a client that tries again every second needs no line each time. */
const againMs = 60_000;

/** @param nowMs ms since 1970 UTC */
export function teller(terminal: Terminal, asJson: boolean, nowMs: () => number = Date.now): Tell {
  const said = new Map<string, { atMs: number; unsaid: number }>();
  const { colors } = terminal;
  const clock = (): string => colors.dim(localText(nowMs() * 1000).slice(11));
  const line = (text: string): void => void terminal.write(`${clock()} ${printable(text)}\n`);
  const advise = (leg: number | undefined, advice: Advice): void => {
    const before = said.get(advice.code);
    if (before && nowMs() - before.atMs < againMs && advice.severity !== "info") {
      before.unsaid += 1;
      return;
    }
    said.set(advice.code, { atMs: nowMs(), unsaid: 0 });
    // Whoever read that all is well again must read when it is not.
    if (advice.code === "recording-again") said.delete("not-recording");
    const again = before?.unsaid ? ` (${before.unsaid} times more since it was last said)` : "";
    const which = leg === undefined ? "" : `connection ${leg}: `;
    const { severity } = advice;
    const paint = severity === "error" ? colors.red : severity === "warning" ? colors.yellow : colors.green;
    terminal.note(`${clock()} ${paint(`twscope: ${severity}:`)} ${printable(`${which}${advice.text}${again}`)}`);
  };
  return (event) => {
    const { kind, ...about } = event;
    if (asJson) void terminal.write(jsonLine(kind, about, nowMs()));
    if (event.kind === "advice") advise(event.leg, event.advice);
    else if (!asJson) line(sentence(event));
  };
}

function sentence(event: Exclude<RecorderEvent, { kind: "advice" }>): string {
  switch (event.kind) {
    case "opened":
      return `connection ${event.leg}: ${event.client} connected`;
    case "agreed":
      return `connection ${event.leg}: client ${event.clientId}, server version ${event.serverVersion}`;
    case "closed":
      return `connection ${event.leg}: over, ${event.how}; ${bytesText(event.bytes.out)} out, ${bytesText(event.bytes.in)} in`;
    case "recycled":
      return event.why === "age"
        ? `${event.path} has had its time and was removed`
        : `${event.path} was removed to make room`;
  }
}

/** One line of `--json`. */
export const jsonLine = (event: string, about: object, nowMs: number): string =>
  `${printableJson(JSON.stringify({ event, time: new Date(nowMs).toISOString(), ...about }))}\n`;
