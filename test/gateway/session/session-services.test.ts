/** Accounts, farms, verification, window groups and configuration, as a client meets them. */
import { describe, expect, test } from "vitest";
import type { MessageName } from "../../../src/catalogue/messages.ts";
import type { HostServices } from "../../../src/gateway/host.ts";
import { configurationService } from "../../../src/gateway/session/configuration-service.ts";
import { displayGroupsService } from "../../../src/gateway/session/display-groups-service.ts";
import { farms, farmsService, type Farms } from "../../../src/gateway/session/farms.ts";
import { startService } from "../../../src/gateway/session/start-service.ts";
import { verificationService } from "../../../src/gateway/session/verification-service.ts";
import type { GatewaySettings } from "../../../src/gateway/settings.ts";
import { hostOfTests, type HostOfTests } from "../simulated-host.ts";

function sessionHost(settings: Partial<GatewaySettings> = {}): HostOfTests & { farms: Farms; resets: () => number } {
  let board: Farms | undefined;
  let resets = 0;
  const made = hostOfTests(settings, {
    services: (surroundings, change): HostServices => {
      const start = startService(surroundings);
      const groups = displayGroupsService();
      const verification = verificationService(surroundings);
      board = farmsService(surroundings);
      const configuration = configurationService(surroundings, change, () => (resets += 1));
      const services = [start, board, groups, verification];
      const answers = [...services, configuration].map((service) => service.answers);
      return { answers: Object.assign({}, ...answers) as HostServices["answers"], services };
    },
  });
  return { ...made, farms: board as Farms, resets: () => resets };
}

describe.each([176, 226])("at server version %i", (serverVersion) => {
  test("a client hears of its accounts and of all farms when it starts", () => {
    const { started } = sessionHost({ serverVersion, accounts: ["DU1000001", "DU1000002"] });
    const client = started();
    expect(client.got("MANAGED_ACCTS")).toMatchObject([{ accountsList: "DU1000001,DU1000002," }]);
    const codes = client.got("ERR_MSG").map(({ errorCode }) => errorCode);
    expect(codes).toHaveLength(farms.length);
    expect(new Set(codes)).toEqual(new Set([2104, 2106, 2158]));
  });

  test("all clients hear of a farm that breaks and returns, and of the link to the broker", () => {
    const { started, farms: board } = sessionHost({ serverVersion });
    const clients = [started({ clientId: 1 }).forget(), started({ clientId: 2 }).forget()];
    board.set("usfarm", "broken");
    board.set("usfarm", "ok");
    board.broker("down");
    expect(board.linked()).toBe(false);
    board.broker("up, data lost");
    expect(board.linked()).toBe(true);
    for (const client of clients)
      expect(client.got("ERR_MSG").map(({ errorCode }) => errorCode)).toEqual([2103, 2104, 1100, 1101]);
    expect(clients[0]?.got("ERR_MSG")[0]?.errorMsg).toBe("Market data farm connection is broken:usfarm");
  });

  test("a program that answers its challenge is accepted, one that was not asked is refused", () => {
    const client = sessionHost({ serverVersion }).started().forget();
    client.request("VERIFY_MESSAGE", { apiData: "answer" });
    client.request("VERIFY_REQUEST", { apiName: "demo", apiVersion: "1" });
    client.request("VERIFY_MESSAGE", { apiData: "answer" });
    client.request("VERIFY_AND_AUTH_REQUEST", { apiName: "demo", apiVersion: "1", opaqueIsvKey: "k" });
    client.request("VERIFY_AND_AUTH_MESSAGE", { apiData: "answer", xyzResponse: "r" });
    expect(client.names).toEqual([
      "VERIFY_COMPLETED",
      "VERIFY_MESSAGE_API",
      "VERIFY_COMPLETED",
      "VERIFY_AND_AUTH_MESSAGE_API",
      "VERIFY_AND_AUTH_COMPLETED",
    ] satisfies MessageName[]);
    expect(client.got("VERIFY_COMPLETED").map(({ isSuccessful = false }) => isSuccessful)).toEqual([false, true]);
  });

  test("window groups tell all who are linked to them what they show", () => {
    const { started } = sessionHost({ serverVersion });
    const [one, other] = [started({ clientId: 1 }).forget(), started({ clientId: 2 }).forget()];
    one.request("QUERY_DISPLAY_GROUPS", { reqId: 1 });
    one.request("SUBSCRIBE_TO_GROUP_EVENTS", { reqId: 2, groupId: 3 });
    other.request("SUBSCRIBE_TO_GROUP_EVENTS", { reqId: 9, groupId: 3 });
    other.request("UPDATE_DISPLAY_GROUP", { reqId: 9, contractInfo: "265598@SMART" });
    one.request("UNSUBSCRIBE_FROM_GROUP_EVENTS", { reqId: 2 });
    other.request("UPDATE_DISPLAY_GROUP", { reqId: 9, contractInfo: "none" });
    one.request("SUBSCRIBE_TO_GROUP_EVENTS", { reqId: 3, groupId: 8 });
    expect(one.got("DISPLAY_GROUP_LIST")).toMatchObject([{ reqId: 1, groups: "1|2|3|4|5|6|7" }]);
    expect(one.got("DISPLAY_GROUP_UPDATED").map(({ contractInfo }) => contractInfo)).toEqual(["none", "265598@SMART"]);
    expect(other.got("DISPLAY_GROUP_UPDATED").map(({ contractInfo }) => contractInfo)).toEqual([
      "none",
      "265598@SMART",
      "none",
    ]);
    expect(one.got("ERR_MSG")).toMatchObject([{ id: 3, errorCode: 321 }]);
  });

  test("a wrong log level is answered with 319", () => {
    const client = sessionHost({ serverVersion }).started().forget();
    client.request("SET_SERVER_LOGLEVEL", { logLevel: 5 });
    client.request("SET_SERVER_LOGLEVEL", { logLevel: 9 });
    expect(client.got("ERR_MSG")).toMatchObject([{ errorCode: 319 }]);
  });
});

describe("the configuration", () => {
  test("is told, and what is changed acts at once", () => {
    const { started, host, resets } = sessionHost();
    const client = started().forget();
    client.request("REQ_CONFIG", { reqId: 1 });
    expect(client.got("CONFIG_RESPONSE")).toMatchObject([{ reqId: 1, api: { settings: { readOnlyApi: false } } }]);
    client.request("UPDATE_CONFIG", {
      reqId: 2,
      api: { settings: { readOnlyApi: true, createApiMessageLogFile: true, loggingLevel: "Detail" } },
      orders: { smartRouting: { preOpenReroute: true } },
      resetAPIOrderSequence: true,
    });
    expect(client.got("UPDATE_CONFIG_RESPONSE")).toMatchObject([{ reqId: 2, status: "success" }]);
    expect(client.got("UPDATE_CONFIG_RESPONSE")[0]?.changedFields).toContain(
      "configuration.api.settings.createApiMessageLogFile",
    );
    expect(host.settings).toMatchObject({ readOnly: true, createApiLog: true, logLevel: "detail" });
    expect(resets()).toBe(1);
    client.request("REQ_CONFIG", { reqId: 3 });
    expect(client.got("CONFIG_RESPONSE")[1]).toMatchObject({
      api: { settings: { readOnlyApi: true }, precautions: { bypassBondWarning: false } },
      orders: { smartRouting: { preOpenReroute: true, seekPriceImprovement: false } },
    });
  });

  test("refuses a whole update when one setting of it is wrong, and names it", () => {
    const { started, host } = sessionHost();
    const client = started().forget();
    client.request("UPDATE_CONFIG", { reqId: 2, api: { settings: { readOnlyApi: true, loggingLevel: "loud" } } });
    expect(client.got("UPDATE_CONFIG_RESPONSE")).toMatchObject([
      { status: "error", errors: ["configuration.api.settings.loggingLevel"] },
    ]);
    expect(host.settings.readOnly).toBe(false);
  });
});
