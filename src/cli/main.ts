#!/usr/bin/env node
/** The `twscope` program: the process around the command line. */
import { commandsFor } from "./commands/load.ts";
import { exitCodes } from "./command.ts";
import { signalBehind } from "./interrupt.ts";
import { runProgram } from "./program.ts";
import { processTerminal } from "./terminal.ts";

process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early, such as `head`, has what it wanted.
  if (code === "EPIPE") process.exit(exitCodes.ok);
  process.stderr.write(`twscope: standard output: ${message}\n`);
  process.exit(exitCodes.noInput);
});

const line = process.argv.slice(2);
process.exitCode = await runProgram(line, await commandsFor(line), processTerminal);
// A shell's loop goes on after a program that says by its exit code alone that it was interrupted.
const signal = process.platform === "win32" ? undefined : signalBehind(process.exitCode);
if (signal) process.kill(process.pid, signal);
