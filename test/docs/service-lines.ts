/** The command lines that stand in the service files. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const serviceFolder = fileURLToPath(new URL("../../docs/service/", import.meta.url));
const lineIn = (name: string, line: RegExp): string =>
  line.exec(readFileSync(`${serviceFolder}${name}`, "utf8"))?.[1] ?? "";

/** What systemd runs. */
export const unitLine = lineIn("twscope-record.service", /^ExecStart=(.*)$/m);
/** What launchd gives to the shell. */
export const plistLine = lineIn("com.twscope.record.plist", /<string>(exec .*)<\/string>/)
  .replaceAll("&gt;", ">")
  .replaceAll("&amp;", "&");
/** Behind the image's entry point. */
export const composeLine = lineIn("compose.yaml", /^ +command: (.*)$/m);
/** The image's environment, entry point, and how it is asked whether it is well. */
export const imageEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
  lineIn("Containerfile", /^ENV (.*)$/m)
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);
const words = (list: string): string[] => JSON.parse(list) as string[];
export const imageEntry = words(lineIn("Containerfile", /^ENTRYPOINT (.*)$/m));
export const imageHealth = words(lineIn("Containerfile", /^HEALTHCHECK .* CMD (.*)$/m));
/** What makes the image's program. */
export const imageInstall = lineIn("Containerfile", /^RUN (?:--mount=\S+ )?(npm install .*)$/m);
