/** `docs/settings.md`: the settings of recorder and store, in the file and by flag. */
import { settings, type Setting } from "../../src/cli/store/settings.ts";
import { code, generatedNote, plain, table } from "./markdown.ts";

export function settingsMarkdown(): string {
  const rows = Object.values(settings).map((setting: Setting) => [
    code(setting.key),
    setting.flag === undefined ? "" : code(setting.kind === "switch" ? `--[no-]${setting.flag}` : `--${setting.flag}`),
    plain(setting.about),
    plain(setting.otherwise),
  ]);
  return `${generatedNote("src/cli/store/settings.ts")}
# Settings

They stand in \`settings.toml\` in the settings folder, which \`twscope logs path\` names; TWSCOPE_SETTINGS is another folder. A flag overrules the
environment (TWSCOPE_STORE), and that the file. Settings that TWS and IB Gateway have too carry the names of their API configuration, and mean the same.

${table(["In the file", "Flag", "What", "Unless given"], rows)}
\`\`\`toml
createApiMessageLogFile = true
includeMarketDataInLogFile = false
loggingLevel = "Detail"
keepDays = 30
keepBytes = "50GB"
listen = "127.0.0.1:7500"
to = "gateway"
\`\`\`

The logging level concerns the recorder's own log, \`recorder.<day>.log\` in the store: System (connections), Error, Warning, Information (what the client
asks), Detail (what the host answers), never more than names, ids and codes. A client that calls setServerLogLevel sets it for its own connection. What is
recorded does not depend on it.
`;
}
