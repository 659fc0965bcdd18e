/** A long-lived Python process that answers commands, both as JSON lines. */
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { packagesOf, pythonCommand, type PythonClient } from "./set-up.ts";

interface Waiting {
  /** Keeps one answer, given as the line it came in. */
  readonly take: (line: string) => void;
  readonly done: () => void;
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
  ask<T>(command: object): Promise<T[]> {
    const answers: T[] = [];
    const take = (line: string): void => {
      const said: { answer: T } = JSON.parse(line);
      answers.push(said.answer);
    };
    return new Promise((resolve, reject) => {
      this.waiting.push({ take, done: () => resolve(answers), reject });
      this.process.stdin.write(`${JSON.stringify(command)}\n`);
    });
  }

  end(): void {
    this.process.stdin.end();
  }

  private read(line: string): void {
    const first = this.waiting[0];
    if (line === '{"done": true}') {
      this.waiting.shift();
      first?.done();
    } else if (line.startsWith('{"failed": ')) first?.reject(new Error(line));
    else first?.take(line);
  }
}
