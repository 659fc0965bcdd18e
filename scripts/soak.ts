/**
 * Random bytes each way at full speed through a recorder in a process of its own: both ends must see the same hash, and
 * the recording must hold all of it or say exactly how much is missing.
 *
 *   npm run soak -- [--bytes 1073741824] [--plain]
 */
import { parseArgs } from "node:util";
import { soak } from "../test/harness/soak.ts";

const { values } = parseArgs({
  options: { bytes: { type: "string", default: String(2 ** 30) }, plain: { type: "boolean", default: false } },
});
const { seconds, equal, accounted, missing, residentBytes, wrong } = await soak(Number(values.bytes), !values.plain);
const megabytes = (2 * Number(values.bytes)) / 1e6;
process.stdout.write(
  `${megabytes.toFixed(0)} MB both ways in ${seconds.toFixed(1)} s (${(megabytes / seconds).toFixed(0)} MB/s), ` +
    `hashes ${equal ? "equal" : "DIFFERENT"}; recorded or marked as missing: ${accounted ? "every byte" : "NOT every byte"}, ` +
    `marked: ${missing}; damage: ${wrong.join(", ") || "none"}; memory ${(residentBytes / 1e6).toFixed(0)} MB\n`,
);
if (!equal || !accounted || wrong.length > 0) process.exitCode = 1;
