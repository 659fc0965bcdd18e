/** Loaded before a program: tells on file descriptor 3 what it has used, when it ends. */
import { writeSync } from "node:fs";

process.on("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ residentMb: maxRSS / 1000, ms: (userCPUTime + systemCPUTime) / 1000 }));
});
