/**
 * Entries about the machine below: load, memory, threads, and Java's exceptions.
 *
 * Sources: public logs of builds 963 to 973 and 10.45 to 10.50; a public log analyser's list of words.
 */
import type { EventDeclaration } from "./event.ts";

export const machineEvents: readonly EventDeclaration[] = [
  {
    name: "processor-load",
    pattern:
      /^CPU:cur=(?<cpuPercent>[\d.,]+)% avg=(?<cpuAveragePercent>[\d.,]+)%[^\n]*(?:\nGC:called=(?<collections>\d+) times CPU used=(?<collectionPercent>[\d.,]+)%[^\n]*)?(?:\nFinalizer:[^\n]*)?(?:\nThreads Count:curr live=(?<threads>\d+)[^\n]*)?/,
    about: "The host used {cpuPercent} % of the processor[; it has {threads} threads].",
    severity: "info",
    values: {
      cpuPercent: "number",
      cpuAveragePercent: "number",
      collections: "number",
      collectionPercent: "number",
      threads: "number",
    },
    example:
      "CPU:cur=1.37% avg=1.37% 30 min avg=1.37% 5 min avg=1.37% 1 min avg=1.37%\nGC:called=7 times CPU used=0.03%\nFinalizer:cur=0.05% avg=0.05%\nThreads Count:curr live=27 curr daemon=17",
  },
  {
    name: "memory-use",
    pattern:
      /^Memory:total=(?<totalKb>[\d.,]+)KB free=(?<freeKb>[\d.,]+)KB(?: HeapUsage: Max=(?<heapMaxKb>[\d.,]+)KB used=(?<heapUsedKb>[\d.,]+)KB)?/,
    about: "The host has {totalKb} KB of memory, {freeKb} KB of it free.",
    severity: "info",
    values: { totalKb: "count", freeKb: "count", heapMaxKb: "count", heapUsedKb: "count" },
    example:
      "Memory:total=786,432KB free=741,216KB HeapUsage: Max=786,432KB used=43,983KB committed=58,368KB NonHeapUsage: Max=0KB used=91,040KB committed=92,864KB",
  },
  {
    name: "live-threads",
    pattern: /^there are total (?<threads>\d+) of live threads/,
    about: "The host has {threads} threads.",
    severity: "info",
    values: { threads: "number" },
    example: "there are total 87 of live threads: JTS-Main(1) JTS-Cleaner(2)",
  },
  {
    name: "out-of-memory",
    pattern: /^[^\n]{0,400}(?:\n[^\n]{0,400}){0,2}?\bOutOfMemoryError\b/,
    needs: "OutOfMemoryError",
    about: "The host ran out of memory; from here on it can behave in any way.",
    severity: "error",
    example: "java.lang.OutOfMemoryError: Java heap space",
  },
  {
    name: "not-responding",
    pattern: /^[^\n]{0,400}\bhas not responded\b/,
    needs: "has not responded",
    about: "A part of the host hangs.",
    severity: "warning",
    example: "AWT thread has not responded for 30000 ms",
    uncertain: "Known only from a public log analyser's list of words.",
  },
  {
    name: "java-exception",
    pattern:
      /^(?:[^\n]*\n)??(?:[A-Z]{2} )?(?<exception>(?:[a-z_]\w*\.)+[A-Z][\w$]*(?:Exception|Error|Warning))\b(?:: (?<message>[^\n]*))?/,
    needs: ["Exception", "Error", "Warning"],
    about: "The host's own program reports a {exception}.",
    severity: "warning",
    example:
      "Error\njava.net.SocketException: Broken pipe\n\tat java.net.SocketOutputStream.socketWrite0(Native Method)",
  },
  {
    name: "java-exception",
    pattern:
      /^[^\n]{0,400}?\b(?<exception>(?:[a-z_]\w*\.)+[A-Z][\w$]*(?:Exception|Error))\b(?:: (?<message>[^\n]*))?[ \t]*\n(?:[A-Z]{2} )?[ \t]+at /,
    needs: "\n",
    about: "The host's own program reports a {exception}.",
    severity: "warning",
    example: "Cannot read a file: java.io.IOException: gone\n\tat java.io.FileInputStream.read(Native Method)",
  },
];
