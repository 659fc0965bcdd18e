/** Explains inputs: recognises the form of each and takes its messages apart. */
import { charactersOf } from "../../base/byte-string.ts";
import type { Direction } from "../../catalogue/schema.ts";
import { formatClock } from "../../logs/calendar.ts";
import { LogReader } from "../../logs/log-reader.ts";
import type { DirectionGiven } from "./choose-direction.ts";
import { explainBytes } from "./explain-bytes.ts";
import { explainClientLine } from "./explain-client-line.ts";
import { explainLine, type Given } from "./explain-line.ts";
import { allVersions } from "./explain-text.ts";
import type { Explanation, NotExplained } from "./explained.ts";
import { formOf } from "./forms.ts";

/** What the user says about the inputs. */
export interface ExplainOptions {
  readonly direction?: Direction | undefined;
  readonly serverVersion?: number | undefined;
}

/** Explains one input, a byte string. */
export function explain(input: string, options: ExplainOptions = {}): Explanation {
  const form = formOf(input);
  switch (form.form) {
    case "log line": {
      const { head, body } = form;
      const parts = explainLine(body, givenBy(options, head?.direction));
      const time = head?.clockMs === undefined ? {} : { time: formatClock(head.clockMs) };
      return { form: form.form, ...time, parts };
    }
    case "host log":
      return { form: "log line", parts: [hostEntry(form.text)] };
    case "client log": {
      const time = form.clockMs === undefined ? {} : { time: formatClock(form.clockMs) };
      const parts = explainClientLine(form.text, givenBy(options, undefined));
      return { form: "log line of a program", ...time, parts };
    }
    case "text":
      return { form: "text", parts: [notExplained(input, form.why)] };
    default:
      return { form: form.form, parts: explainBytes(form.bytes, givenBy(options, undefined)) };
  }
}

function givenBy({ direction, serverVersion }: ExplainOptions, arrow: Direction | undefined): Given {
  const given: DirectionGiven | undefined = direction
    ? { direction, from: "option" }
    : arrow && { direction: arrow, from: "arrow" };
  const versions = serverVersion === undefined ? allVersions : { since: serverVersion, until: serverVersion + 1 };
  return { direction: given, versions, versionFrom: serverVersion === undefined ? "inferred" : "option" };
}

const notExplained = (raw: string, why: string): NotExplained => ({
  kind: "not explained",
  offset: 0,
  raw: charactersOf(raw),
  why,
});

/** An entry of a TWS or Gateway log is no message, but what it says is known. */
function hostEntry(line: string): NotExplained {
  const reader = new LogReader({ file: "-" });
  const bytes = Uint8Array.from(`${line}\n`, (character) => character.charCodeAt(0));
  const [record] = [...reader.push(bytes), ...reader.end()];
  const said = record?.kind === "host" && record.event ? `: ${record.event.about}` : "";
  return notExplained(line, `an entry of the TWS or Gateway log, no message of the API${said}`);
}
