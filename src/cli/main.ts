#!/usr/bin/env node
/** The `twscope` program: the process around the command line. */
import { commands } from "./commands/index.ts";
import { exitCodes } from "./command.ts";
import { runProgram } from "./program.ts";
import { processTerminal } from "./terminal.ts";

// A reader that closes the pipe early, such as `head`, has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.ok);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), commands, processTerminal);
