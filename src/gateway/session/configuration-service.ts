/**
 * Reading and changing the configuration over the API. What acts on this host (read-only, logs, port, rate, master
 * client, trusted addresses) is taken from its settings and changes them; the rest is kept as it was set, and told again.
 */
import type { FieldsOf } from "../../catalogue/messages.ts";
import type { ChangeSettings } from "../host.ts";
import type { Service, Surroundings } from "../service.ts";
import { logLevels, type GatewaySettings } from "../settings.ts";

type Configuration = Omit<FieldsOf<"CONFIG_RESPONSE">, "reqId" | "version">;
type Update = FieldsOf<"UPDATE_CONFIG">;
type ApiSettings = NonNullable<NonNullable<Configuration["api"]>["settings"]>;

const readOnlyPrompt = {
  id: 397,
  title: "The API is in Read-Only mode information message",
  message: "The API is in Read-Only mode.",
  defaultAction: "Yes",
  enabled: false,
};

const firstConfiguration: Configuration = {
  lockAndExit: { autoLogoffTime: "11:45", autoLogoffPeriod: "PM", autoLogoffType: "restart" },
  messages: [readOnlyPrompt],
  api: {
    precautions: {
      bypassBondWarning: false,
      bypassNegativeYieldConfirmation: false,
      bypassRedirectOrderWarning: false,
    },
    settings: {
      downloadOpenOrdersOnConnection: true,
      includeVirtualFxPositions: true,
      prepareDailyPnL: true,
      encodeApiMessages: "ascii7",
      useNegativeAutoRange: true,
      bulkDataTimeout: 30,
      componentExchSeparator: "/",
      allowLocalhostOnly: true,
    },
  },
  orders: { smartRouting: { seekPriceImprovement: false, preOpenReroute: false, doNotRouteToDarkPools: false } },
};

/** The settings that act, as the API names them. */
const actingSettings = (settings: GatewaySettings): ApiSettings => ({
  readOnlyApi: settings.readOnly,
  socketPort: settings.port,
  createApiMessageLogFile: settings.createApiLog,
  includeMarketDataInLogFile: settings.marketDataInApiLog,
  loggingLevel: settings.logLevel,
  masterClientId: settings.masterClientId ?? null,
  rejectMessagesAboveMaxRate: settings.rejectAboveRate,
  letApiAccountRequestsSwitchSubscription: settings.switchesAccount,
  trustedIPs: ["127.0.0.1", ...settings.trustedAddresses],
});

/** What an update of the API's settings changes of those that act. The port of a running host stays. */
function changedSettings(update: ApiSettings): Partial<GatewaySettings> {
  const level = levelCalled(update.loggingLevel);
  return {
    ...(typeof update.readOnlyApi === "boolean" && { readOnly: update.readOnlyApi }),
    ...(typeof update.createApiMessageLogFile === "boolean" && { createApiLog: update.createApiMessageLogFile }),
    ...(typeof update.includeMarketDataInLogFile === "boolean" && {
      marketDataInApiLog: update.includeMarketDataInLogFile,
    }),
    ...(level && { logLevel: level }),
    ...(typeof update.masterClientId === "number" && { masterClientId: update.masterClientId }),
    ...(typeof update.rejectMessagesAboveMaxRate === "boolean" && {
      rejectAboveRate: update.rejectMessagesAboveMaxRate,
    }),
    ...(typeof update.letApiAccountRequestsSwitchSubscription === "boolean" && {
      switchesAccount: update.letApiAccountRequestsSwitchSubscription,
    }),
    ...(update.trustedIPs && { trustedAddresses: update.trustedIPs.filter((one) => one !== null) }),
  };
}

export function configurationService(
  surroundings: Surroundings,
  change: ChangeSettings,
  resetOrderIds: () => void,
): Service<"REQ_CONFIG" | "UPDATE_CONFIG"> {
  let kept = firstConfiguration;
  const now = (): Configuration => {
    const { settings } = surroundings;
    const precautions = { bypassOrderPrecautions: settings.bypassPrecautions };
    return merged(kept, { api: { precautions, settings: actingSettings(settings) } });
  };
  return {
    answers: {
      REQ_CONFIG: ({ reqId }, from) => from.send("CONFIG_RESPONSE", { ...now(), reqId: reqId ?? -1 }),
      UPDATE_CONFIG: ({ reqId, acceptedWarnings: _, resetAPIOrderSequence, ...update }: Update, from) => {
        const { loggingLevel, socketPort } = update.api?.settings ?? {};
        const errors = [
          ...(typeof loggingLevel === "string" && !levelCalled(loggingLevel)
            ? ["configuration.api.settings.loggingLevel"]
            : []),
          ...(typeof socketPort === "number" && socketPort !== surroundings.settings.port
            ? ["configuration.api.settings.socketPort"]
            : []),
        ];
        const changedFields = errors.length > 0 ? [] : pathsOf(update, "configuration");
        if (errors.length === 0) {
          kept = merged(kept, update);
          const bypass = update.api?.precautions?.bypassOrderPrecautions;
          change({
            ...changedSettings(update.api?.settings ?? {}),
            ...(typeof bypass === "boolean" && { bypassPrecautions: bypass }),
          });
          if (resetAPIOrderSequence) resetOrderIds();
        }
        from.send("UPDATE_CONFIG_RESPONSE", {
          reqId: reqId ?? -1,
          status: errors.length > 0 ? "error" : "success",
          message: errors.length > 0 ? "Nothing was changed" : `${changedFields.length} settings were changed`,
          changedFields,
          errors,
          warnings: [],
        });
      },
    },
  };
}

/** Whether capitals matter is not documented, so they do not. */
const levelCalled = (name: string | null | undefined): (typeof logLevels)[number] | undefined =>
  logLevels.find((one) => one === name?.toLowerCase());

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One configuration over another, field by field; lists are replaced. */
function merged<T extends object>(one: T, other: object): T {
  const all = { ...one } as Record<string, unknown>;
  for (const [key, value] of Object.entries(other)) {
    const before = all[key];
    all[key] = isPlain(before) && isPlain(value) ? merged(before, value) : value;
  }
  return all as T;
}

function pathsOf(update: object, path: string): string[] {
  return Object.entries(update).flatMap(([key, value]) =>
    isPlain(value) ? pathsOf(value, `${path}.${key}`) : [`${path}.${key}`],
  );
}
