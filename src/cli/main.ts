#!/usr/bin/env node
/** The `twscope` program: the process around the command line. */
import { commandsFor } from "./commands/load.ts";
import { exitCodes } from "./command.ts";
import { runProgram } from "./program.ts";
import { processTerminal } from "./terminal.ts";

// A reader that closes the pipe early, such as `head`, has what it wanted.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.ok);
  throw error;
});

const line = process.argv.slice(2);
process.exitCode = await runProgram(line, await commandsFor(line), processTerminal);
