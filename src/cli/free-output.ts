/**
 * Writes to a descriptor without ever holding up the program: a terminal that was stopped with Ctrl-S, or a reader that
 * reads no more, blocks an ordinary write, and with it all that the program does. Here it costs the reader its lines.
 */
import { write } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

const writeSome = promisify(write);
/** Bytes that may wait for the reader. */
const waitingBytesMax = 1024 * 1024;
/** A descriptor that takes nothing at the moment is asked again after so long. */
const againMs = 50;
/** At the end of the program nobody waits longer than this for a reader. */
const lastMs = 1000;

export class FreeOutput {
  private readonly descriptor: number;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private dropped = 0;
  private draining: Promise<void> | undefined;
  private broken = false;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** @returns when it is written, dropped, or has waited long enough; never fails */
  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    if (this.broken) return;
    if (this.waitingBytes + bytes.length > waitingBytesMax) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    this.draining ??= this.drain();
    await Promise.race([this.draining, sleep(lastMs, undefined, { ref: false })]);
  }

  private async drain(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      this.waitingBytes -= next.length;
      await this.writeAll(next);
      if (this.waiting.length > 0 || this.dropped === 0) continue;
      const note = Buffer.from(`(${this.dropped} lines were dropped: nobody read them)\n`);
      this.dropped = 0;
      await this.writeAll(note);
    }
    this.draining = undefined;
  }

  private async writeAll(bytes: Buffer): Promise<void> {
    let at = 0;
    while (at < bytes.length && !this.broken)
      try {
        at += (await writeSome(this.descriptor, bytes, at, bytes.length - at, null)).bytesWritten;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EAGAIN") await sleep(againMs, undefined, { ref: false });
        else this.broken = true;
      }
  }
}
