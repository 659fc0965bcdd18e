/** Logs that Python clients write of their own traffic: the official client, and ib_async. */
import { describe, expect, test } from "vitest";
import { textPlan } from "../../../src/codec/plan.ts";
import { messageByName } from "../../../src/catalogue/messages.ts";
import { capturedVectors } from "../../harness/captured-vectors.ts";
import { verdictOn } from "../../harness/log-verdict.ts";
import { readLog } from "../read-log.ts";
import { commaLine, officialLine } from "./client-lines.ts";

const shown = (text: string): string[] =>
  readLog(text).records.map((record) =>
    record.kind === "message"
      ? `${record.direction} ${record.name} ${JSON.stringify(record.fields)}`
      : record.kind === "client"
        ? `${record.event?.name ?? "-"} ${record.event?.about ?? record.text}`
        : record.kind,
  );

describe("the official client's log", () => {
  test("at level DEBUG gives the messages from their bytes, and says once what it says twice", () => {
    const log = [
      "(MainThread) 261126_06:49:49.211 DEBUG client.py:476 Connecting to 127.0.0.1:4711 w/ id:5",
      "(MainThread) 261126_06:49:49.211 DEBUG client.py:497 REQUEST b'API\\x00\\x00\\x00\\x00\\tv100..187'",
      "(MainThread) 261126_06:49:49.219 DEBUG client.py:524 ANSWER Version:187 time:b'20261126 06:49:49 UTC'",
      "(MainThread) 261126_06:49:49.220 INFO client.py:340 SENDING startApi b'\\x00\\x00\\x00\\x0871\\x002\\x005\\x00\\x00'",
      "(MainThread) 261126_06:49:49.220 DEBUG connection.py:82 acquiring lock",
      "(MainThread) 261126_06:49:49.220 DEBUG connection.py:95 releasing lock",
      "(MainThread) 261126_06:49:49.242 DEBUG client.py:622 msgId: 15, fields: (b'1', b'DU1234567')",
      "(MainThread) 261126_06:49:49.242 INFO utils.py:227 ANSWER managedAccounts {'accountsList': 'DU1234567'}",
      "(MainThread) 261126_06:49:49.243 DEBUG client.py:622 msgId: 4, fields: (b'2', b'-1', b'2104', b'Market data farm connection is OK:usfarm', b'')",
      "(MainThread) 261126_06:49:49.243 ERROR wrapper.py:169 ERROR -1 2104 Market data farm connection is OK:usfarm",
    ].join("\n");
    expect(shown(log)).toEqual([
      "client-connects The program connects to port 4711 as client 5.",
      "- REQUEST b'API\\x00\\x00\\x00\\x00\\tv100..187'",
      "client-agreed Both sides agreed on server version 187.",
      'out START_API {"version":2,"clientId":5,"optionalCapabilities":""}',
      "- acquiring lock\nreleasing lock",
      'in MANAGED_ACCTS {"version":1,"accountsList":"DU1234567"}',
      "- ANSWER managedAccounts {'accountsList': 'DU1234567'}",
      'in ERR_MSG {"version":2,"id":-1,"errorCode":2104,"errorMsg":"Market data farm connection is OK:usfarm","advancedOrderRejectJson":""}',
      "- ERROR -1 2104 Market data farm connection is OK:usfarm",
    ]);
    const { records, reader } = readLog(log);
    expect(records[0]?.time?.local).toBe("2026-11-26T06:49:49.211");
    expect(reader.versions).toMatchObject([{ line: 3, version: { min: 187, max: 187, from: "log" } }]);
  });

  test("at level INFO gives what was sent from its bytes, and what was heard from printed protobuf", () => {
    const log = [
      "INFO:ibapi.utils:REQUEST reqContractDataProtoBuf {'contractDataRequestProto': reqId: 1",
      "contract {",
      '  symbol: "AAPL"',
      "}",
      "}",
      "INFO:ibapi.client:SENDING reqContractDataProtoBuf b'\\x00\\x00\\x00\\x0e\\x00\\x00\\x00\\xd1\\x08\\x01\\x12\\x06\\x12\\x04AAPL'",
      "INFO:ibapi.utils:ANSWER errorProtoBuf {'errorMessageProto': id: 1",
      "errorCode: 200",
      'errorMsg: "No security definition has been found for the request"',
      "}",
      "INFO:ibapi.utils:ANSWER error {'reqId': 1, 'errorTime': 1795675789218, 'errorCode': 200, 'errorString': 'No security definition has been found for the request', 'advancedOrderRejectJson': ''}",
      "INFO:ibapi.utils:ANSWER connectAck {}",
    ].join("\n");
    expect(shown(log).filter((line) => !line.startsWith("- "))).toEqual([
      'out REQ_CONTRACT_DATA {"reqId":1,"contract":{"symbol":"AAPL"}}',
      'in ERR_MSG {"id":1,"errorCode":200,"errorMsg":"No security definition has been found for the request"}',
      "callback connectAck",
    ]);
  });

  test("prints a bond's details under the name that a stock's have; its function tells them apart", () => {
    const printed = (call: string): string =>
      `INFO:ibapi.utils:ANSWER ${call}ProtoBuf {'contractDataProto': reqId: 1\n}`;
    expect(shown(["contractData", "bondContractData"].map(printed).join("\n"))).toEqual([
      'in CONTRACT_DATA {"reqId":1}',
      'in BOND_CONTRACT_DATA {"reqId":1}',
    ]);
  });

  test("without any bytes still tells of callbacks, and of errors by the class of their code", () => {
    const log = [
      "ERROR:ibapi.wrapper:ERROR -1 2104 Market data farm connection is OK:usfarm",
      "INFO:ibapi.utils:ANSWER nextValidId {'orderId': 6}",
      "ERROR 4 1790000000000 200 No security definition has been found for the request",
      "Error 10089, reqId 3: Requested market data requires additional subscription for API., contract: Stock(symbol='AAPL')",
    ].join("\n");
    expect(shown(log)).toEqual([
      "error-heard 2104 ok, of no request: Market data farm connection is OK:usfarm",
      "callback nextValidId: orderId 6",
      "error-heard 200 error, of request or order 4: No security definition has been found for the request",
      "error-heard 10089 warning, of request or order 3: Requested market data requires additional subscription for API., contract: Stock(symbol='AAPL')",
    ]);
    expect(readLog(log).records.map((record) => record.kind === "client" && record.event?.severity)).toEqual([
      "ok",
      "info",
      "error",
      "warning",
    ]);
  });
});

describe("the log of ib_async", () => {
  test("gives its messages, with the server version that it logged on to", () => {
    const log = [
      "2026-11-26 06:50:01,395 ib_async.client INFO Connecting to 127.0.0.1:4711 with clientId 6...",
      "2026-11-26 06:50:01,400 ib_async.client DEBUG <<< 178,20261126 06:50:01 UTC",
      "2026-11-26 06:50:01,401 ib_async.client DEBUG >>> 71,2,6,",
      "2026-11-26 06:50:01,406 ib_async.client DEBUG <<< 15,1,DU1234567,DU1234568",
      "2026-11-26 06:50:01,600 mybot INFO a line of the program",
      "2026-11-26 06:50:02,101 ib_async.client DEBUG >>> 1,11,4,265598,AAPL,STK,,0.0,,,SMART,NASDAQ,USD,AAPL,NMS,0,100,101,0,0,",
      "2026-11-26 06:50:02,406 ib_async.client DEBUG <<< 4,2,7,399,Order Message:",
      "BUY 100 AAPL NASDAQ.NMS",
      "Warning: your order will not be placed at the exchange until 2026-11-27 09:30:00 US/Eastern,",
      "2026-11-26 06:50:03,000 ib_async.client ERROR Peer closed connection. clientId 6 already in use?",
    ].join("\n");
    expect(shown(log)).toEqual([
      "client-connects The program connects to port 4711 as client 6.",
      "client-agreed Both sides agreed on server version 178.",
      'out START_API {"version":2,"clientId":6,"optionalCapabilities":""}',
      'in MANAGED_ACCTS {"version":1,"accountsList":"DU1234567,DU1234568"}',
      "- mybot INFO a line of the program",
      expect.stringMatching(
        /^out REQ_MKT_DATA .*"genericTickList":"100,101","snapshot":false,"regulatorySnapshot":false/,
      ),
      expect.stringMatching(
        /^in ERR_MSG .*"errorCode":399,"errorMsg":"Order Message:\\nBUY 100 AAPL NASDAQ.NMS\\nWarning/,
      ),
      "client-id-in-use The host closed the connection at once: client id 6 may be in use already.",
    ]);
    const { messages } = readLog(log);
    expect(messages.every(({ issues, ambiguous }) => issues.length === 0 && !ambiguous)).toBe(true);
  });

  test("ends a list of exchanges where it has as many items as the list of their rules", () => {
    const order = "ACTIVETIM,LMT,MKT,TRAIL,WHATIF";
    const log = `<<< 178,20261126 06:50:01 UTC
<<< 10,3,AAPL,STK,,0,,SMART,USD,AAPL,NMS,NMS,265598,0.01,,${order},SMART,AMEX,NYSE,1,0,APPLE INC,NASDAQ,,Technology,Computers,Computers,US/Eastern,20261126:CLOSED;20261127:0930-20261127:1600,20261126:CLOSED;20261127:0930-20261127:1600,,0,1,ISIN,US0378331005,1,,,26,26,26,,COMMON,0.0001,0.0001,100`;
    const [message] = readLog(log).messages;
    expect(message?.ambiguous).toBeUndefined();
    expect(message?.fields["contractDetails"]).toMatchObject({
      orderTypes: order,
      validExchanges: "SMART,AMEX,NYSE",
      marketRuleIds: "26,26,26",
      stockType: "COMMON",
    });
  });

  test("is not taken for one where arrows of other kinds stand", () => {
    expect(shown(">>> 3,1,2\n>>> import ibapi\n")).toEqual(["unread"]);
    expect(shown("12:00:00,123 >>> 999,1,2\n")).toEqual(["- >>> 999,1,2"]);
  });
});

describe("captured messages", () => {
  const logged = capturedVectors.map((vector) => [vector.title, vector] as const);

  test.each(logged)("%s comes out of the official client's log exactly", (_title, vector) => {
    const { payload, direction, serverVersion } = vector;
    const version = `DEBUG:ibapi.client:ANSWER Version:${serverVersion} time:b'20261126 06:49:49 UTC'`;
    const { messages } = readLog(`${version}\n${officialLine(payload, direction, serverVersion)}\n`);
    expect(messages.map((message) => verdictOn(message, vector))).toEqual(["exact"]);
  });

  test.each(logged.filter(([, { texts, serverVersion }]) => texts && serverVersion < 201))(
    "%s comes out of the log of ib_async, or is said to be ambiguous",
    (_title, vector) => {
      const { payload, direction, serverVersion, name } = vector;
      const version = `INFO:ib_async.client:Logged on to server version ${serverVersion}`;
      const { messages } = readLog(`${version}\n${commaLine(payload, direction)}\n`);
      expect(textPlan(messageByName(name as "ERR_MSG")!, serverVersion)).toBeDefined();
      expect(messages.map((message) => verdictOn(message, vector))).toEqual([
        expect.stringMatching(/^(?:exact|ambiguous)$/),
      ]);
    },
  );
});
