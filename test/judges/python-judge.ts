/** A long-lived Python process that answers commands, both as JSON lines. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { packagesOf, pythonCommand, type PythonClient } from "./set-up.ts";

interface Waiting {
  readonly answers: unknown[];
  failed?: string;
  readonly resolve: (answers: unknown[]) => void;
  readonly reject: (error: Error) => void;
}

export class PythonJudge {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: Waiting[] = [];
  private complaints = "";

  constructor(client: PythonClient, script = "official_judge.py") {
    const path = fileURLToPath(new URL(`python/${script}`, import.meta.url));
    this.process = spawn(pythonCommand, [path], {
      env: {
        ...process.env,
        PYTHONPATH: packagesOf(client),
        PYTHONDONTWRITEBYTECODE: "1",
        PYTHONUTF8: "1",
        PYTHONHASHSEED: "0",
      },
    });
    this.process.stderr.on("data", (text: Buffer) => (this.complaints = (this.complaints + String(text)).slice(-4000)));
    this.process.on("close", (code) => {
      for (const { reject } of this.waiting) reject(new Error(`Python ended with ${code}: ${this.complaints}`));
    });
    createInterface({ input: this.process.stdout }).on("line", (line) => this.read(line));
  }

  /** Sends a command and gives all answers to it. */
  ask(command: object): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ answers: [], resolve, reject });
      this.process.stdin.write(`${JSON.stringify(command)}\n`);
    });
  }

  end(): void {
    this.process.stdin.end();
  }

  private read(line: string): void {
    const said = JSON.parse(line) as { answer?: unknown; failed?: string; done?: true };
    const first = this.waiting[0];
    if (!first) return;
    if (said.done) {
      this.waiting.shift();
      if (first.failed === undefined) first.resolve(first.answers);
      else first.reject(new Error(first.failed));
    } else if (said.failed === undefined) first.answers.push(said.answer);
    else first.failed = said.failed;
  }
}
