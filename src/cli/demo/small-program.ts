/**
 * A small trading program, as users write them: connects, asks, trades, and leaves. Made of the codec and a socket only, for
 * demonstrations; it is no client library.
 */
import { connect, type Socket } from "node:net";
import { bytesOf } from "../../base/byte-string.ts";
import { serverVersionMax, serverVersionMin } from "../../catalogue/gates.ts";
import type { FieldsOf, RequestName, ResponseName } from "../../catalogue/messages.ts";
import { decodeFrame, encodeFrame, isMessage, type Message } from "../../codec/message.ts";
import { Session } from "../../session/session.ts";
import { frameBytes } from "../../wire/frames.ts";

/** Longer is nobody waited for. */
const patienceMs = 10_000;

export class SmallProgram {
  private readonly socket: Socket;
  private readonly session = new Session();
  private readonly received: Message[] = [];
  private waiting: (() => void)[] = [];
  private closed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on("data", (bytes: Buffer) => this.take(bytes));
    socket.on("error", () => {});
    socket.on("close", () => {
      this.closed = true;
      this.wake();
    });
  }

  /** Connects and agrees on a version. @throws the system's error when nobody listens */
  static async connect(port: number, clientId: number): Promise<SmallProgram> {
    const socket = connect({ host: "127.0.0.1", port, noDelay: true });
    await new Promise<void>((done, fail) => {
      socket.once("connect", done);
      socket.once("error", fail);
    });
    const program = new SmallProgram(socket);
    program.write(bytesOf("API\0"));
    program.write(frameBytes(bytesOf(`v${serverVersionMin}..${serverVersionMax}`)));
    await program.until(() => program.session.serverVersion !== undefined);
    program.ask("START_API", { clientId, optionalCapabilities: "" });
    return program;
  }

  ask<N extends RequestName>(name: N, fields: FieldsOf<N>): void {
    const serverVersion = this.session.serverVersion ?? serverVersionMin;
    this.write(frameBytes(encodeFrame({ name, serverVersion, fields })));
  }

  /** The first answer of that name for which `fits` holds, also one that has come already. */
  async answer<N extends ResponseName>(
    name: N,
    fits: (fields: FieldsOf<N>) => boolean = () => true,
  ): Promise<FieldsOf<N> | undefined> {
    const find = (): Message<N> | undefined =>
      this.received.find(
        (message): message is Message<N> & Message => isMessage(message, name) && fits(message.fields),
      );
    await this.until(() => find() !== undefined);
    return find()?.fields;
  }

  /** Waits for so many answers of a name. */
  answers(name: ResponseName, count: number): Promise<void> {
    return this.until(() => this.received.filter((message) => message.name === name).length >= count);
  }

  /** Takes nothing from its socket any more, as a program that hangs. */
  stopReading(): void {
    this.socket.pause();
  }

  async leave(): Promise<void> {
    this.socket.end();
    await this.until(() => this.closed);
  }

  private write(bytes: Uint8Array): void {
    this.session.push("out", bytes);
    this.socket.write(bytes);
  }

  private take(bytes: Uint8Array): void {
    for (const event of this.session.push("in", bytes))
      if (event.kind === "frame" && event.direction === "in")
        this.received.push(decodeFrame(event.payload, { direction: "in", serverVersion: event.serverVersion }));
    this.wake();
  }

  private wake(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Gives up when the connection is over, or after a while. */
  private async until(holds: () => boolean): Promise<void> {
    const end = performance.now() + patienceMs;
    while (!holds() && !this.closed && performance.now() < end)
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, 100);
        this.waiting.push(() => {
          clearTimeout(timer);
          wake();
        });
      });
  }
}
