/** Asks a question at the keyboard; the question goes to standard error, so that output can be piped meanwhile. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** @returns `undefined` when standard input is no keyboard, or is ended without an answer */
export async function askAtKeyboard(question: string, hidden = false): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return undefined;
  let shown = true;
  const output = new Writable({
    write: (chunk: Buffer, _, done) => {
      if (shown) stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: stdin, output, terminal: true });
  try {
    const ended = new Promise<undefined>((resolve) => lines.once("close", () => resolve(undefined)));
    const answered = lines.question(`${question} `);
    shown = !hidden;
    return await Promise.race([answered, ended]);
  } finally {
    lines.close();
    if (hidden) stderr.write("\n");
  }
}
