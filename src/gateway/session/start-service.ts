/** What a client hears when it has started, and what it can ask about its session: accounts and log level. */
import type { Service, Surroundings } from "../service.ts";
import { logLevels } from "../settings.ts";

const wrongLogLevel = 319;

export function startService(surroundings: Surroundings): Service<"REQ_MANAGED_ACCTS" | "SET_SERVER_LOGLEVEL"> {
  // Real hosts end the list with a comma where there are several accounts.
  const accountsList = (): string => {
    const { accounts } = surroundings.settings;
    return accounts.length > 1 ? `${accounts.join(",")},` : accounts.join(",");
  };
  return {
    answers: {
      REQ_MANAGED_ACCTS: (_, from) => from.send("MANAGED_ACCTS", { accountsList: accountsList() }),
      SET_SERVER_LOGLEVEL: ({ logLevel }, from) => {
        const level = typeof logLevel === "number" ? logLevels[logLevel - 1] : undefined;
        if (!level) {
          from.error(-1, wrongLogLevel, `The log level must be one of 1 to ${logLevels.length}`);
          return;
        }
        from.setLogLevel(level);
        surroundings.log("INFO", `Log level of client ${from.clientId} is ${level}`);
      },
    },
    clientStarted: (client) => client.send("MANAGED_ACCTS", { accountsList: accountsList() }),
  };
}
