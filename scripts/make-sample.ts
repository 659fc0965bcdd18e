/**
 * Writes the built-in sample logs: one day of an invented trader, made with this project's own encoder. All names,
 * accounts, ids and prices are invented.
 *
 *   npx tsx scripts/make-sample.ts
 */
import { writeFileSync } from "node:fs";
import { bytesOf } from "../src/base/byte-string.ts";
import { messageByName, type FieldsOf, type MessageName } from "../src/catalogue/messages.ts";
import { encodeFrame } from "../src/codec/message.ts";
import { parseClock } from "../src/logs/calendar.ts";
import { frameInLine, lineHead } from "../src/logs/api-log/write-line.ts";

const lines: string[] = [];
let serverVersion = 187;

const frame = <N extends MessageName>(name: N, fields: FieldsOf<N>): { name: MessageName; payload: Uint8Array } => ({
  name,
  payload: encodeFrame({ name, serverVersion, fields: { ...versionOf(name), ...fields } }),
});

const versionOf = (name: MessageName): object => {
  const sends = messageByName(name)?.sends;
  return sends === undefined ? {} : { version: sends };
};

/** One line: the messages of one write to the socket. */
function line(clock: string, ...frames: { name: MessageName; payload: Uint8Array }[]): void {
  const direction = messageByName(frames[0]?.name ?? "")?.direction ?? "in";
  const body = frames.map(({ payload }) => frameInLine(payload, direction, serverVersion)).join("");
  lines.push(lineHead(parseClock(clock) ?? 0, direction) + body);
}

const account = "DU1234567";
const apple = { conId: 265598, symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" };
const appleHost = {
  ...apple,
  lastTradeDateOrContractMonth: "",
  strike: 0,
  right: "?",
  multiplier: null,
  localSymbol: "AAPL",
  tradingClass: "NMS",
  comboLegsDescrip: "",
};
const notice = (id: number, errorCode: number, errorMsg: string) =>
  frame("ERR_MSG", { id, errorCode, errorMsg, advancedOrderRejectJson: "", errorTime: 1795081800000 });
const tick = (tickType: number, price: number, size: string) =>
  frame("TICK_PRICE", { reqId: 9001, tickType, price, size, attrMask: 1 });

interface SampleOrder {
  readonly orderId: number;
  readonly action: string;
  readonly orderType: string;
  readonly lmtPrice: number | null;
  readonly auxPrice: number | null;
  readonly parentId: number;
  readonly transmit: boolean;
  readonly permId: number;
}
const bracket: readonly SampleOrder[] = [
  {
    orderId: 41,
    action: "BUY",
    orderType: "LMT",
    lmtPrice: 189.5,
    auxPrice: null,
    parentId: 0,
    transmit: false,
    permId: 1457283901,
  },
  {
    orderId: 42,
    action: "SELL",
    orderType: "LMT",
    lmtPrice: 195,
    auxPrice: null,
    parentId: 41,
    transmit: false,
    permId: 1457283902,
  },
  {
    orderId: 43,
    action: "SELL",
    orderType: "STP",
    lmtPrice: null,
    auxPrice: 186.25,
    parentId: 41,
    transmit: true,
    permId: 1457283903,
  },
];
const orderFields = ({ action, orderType, lmtPrice, auxPrice, parentId }: SampleOrder) => ({
  action,
  totalQuantity: "100",
  orderType,
  lmtPrice,
  auxPrice,
  tif: "DAY",
  account,
  openClose: "",
  origin: 0,
  orderRef: "mean-reversion-7",
  parentId,
  exemptCode: -1,
  triggerMethod: 0,
  ocaType: parentId ? 3 : 0,
  discretionaryAmt: 0,
  auctionStrategy: 0,
  shortSaleSlot: 0,
});
const place = (order: SampleOrder) =>
  frame("PLACE_ORDER", {
    orderId: order.orderId,
    contract: { ...apple, conId: 0, strike: 0 },
    order: {
      ...orderFields(order),
      transmit: order.transmit,
      volatilityType: null,
      referencePriceType: null,
      displaySize: 0,
      adjustableTrailingUnit: 0,
      clearingIntent: "",
    },
  });
const reported = (order: SampleOrder, status: string) =>
  frame("OPEN_ORDER", {
    orderId: order.orderId,
    contract: appleHost,
    order: {
      ...orderFields(order),
      clientId: 123,
      permId: order.permId,
      volatilityType: 0,
      deltaNeutralOrderType: "None",
      deltaNeutralConId: 0,
      deltaNeutralOpenClose: "?",
      deltaNeutralShortSaleSlot: 0,
      referencePriceType: 0,
      clearingIntent: "IB",
      adjustedOrderType: "None",
      adjustableTrailingUnit: 0,
      displaySize: null,
      cashQty: 0,
      trailStopPrice: null,
      usePriceMgmtAlgo: 0,
      sharesAllocation: `${order.permId}.0/${account}/100`,
    },
    orderState: { status },
  });
const status = (order: SampleOrder, text: string, filled: string, remaining: string, price = 0) =>
  frame("ORDER_STATUS", {
    orderId: order.orderId,
    status: text,
    filled,
    remaining,
    avgFillPrice: price,
    permId: order.permId,
    parentId: order.parentId,
    lastFillPrice: price,
    clientId: 123,
    whyHeld: "",
    mktCapPrice: 0,
  });

const [entry, target, stop] = bracket as [SampleOrder, SampleOrder, SampleOrder];

// Morning, text form: connection, farms, market data.
line("09:28:03:114", frame("MANAGED_ACCTS", { accountsList: account }));
line("09:28:03:115", frame("NEXT_VALID_ID", { orderId: 41 }));
line("09:28:03:116", notice(-1, 2104, "Market data farm connection is OK:usfarm"));
line("09:28:03:116", notice(-1, 2106, "HMDS data farm connection is OK:ushmds"));
line("09:28:03:117", notice(-1, 2158, "Sec-def data farm connection is OK:secdefnj"));
line(
  "09:28:04:502",
  frame("REQ_CONTRACT_DATA", { reqId: 7, contract: { ...apple, conId: 0, strike: 0, includeExpired: false } }),
);
line(
  "09:28:04:688",
  frame("CONTRACT_DATA", {
    reqId: 7,
    contract: { ...appleHost, right: "", primaryExch: "NASDAQ", lastTradeDate: "" },
    contractDetails: {
      marketName: "NMS",
      minTick: "0.01",
      orderTypes: "ACTIVETIM,AD,ADJUST,ALERT,LMT,MKT,STP,TRAIL",
      validExchanges: "SMART,AMEX,NYSE,CBOE,ISLAND,NASDAQ",
      priceMagnifier: 1,
      underConId: 0,
      longName: "APPLE INC",
      contractMonth: "",
      industry: "Technology",
      category: "Computers",
      subcategory: "Computers",
      timeZoneId: "US/Eastern",
      tradingHours: "20261119:0400-20261119:2000;20261120:0400-20261120:2000",
      liquidHours: "20261119:0930-20261119:1600;20261120:0930-20261120:1600",
      evRule: "",
      evMultiplier: null,
      secIdList: [{ tag: "ISIN", value: "US0378331005" }],
      aggGroup: 1,
      marketRuleIds: "26,26,26,26,26,26",
      stockType: "COMMON",
      minSize: "0.0001",
      sizeIncrement: "0.0001",
      suggestedSizeIncrement: "100",
    },
  }),
);
line("09:28:04:689", frame("CONTRACT_DATA_END", { reqId: 7 }));
line(
  "09:28:05:010",
  frame("REQ_MKT_DATA", {
    reqId: 9001,
    contract: { ...apple, strike: 0 },
    genericTickList: "233",
    snapshot: false,
    regulatorySnapshot: false,
  }),
);
line(
  "09:28:05:233",
  frame("TICK_REQ_PARAMS", { reqId: 9001, minTick: "0.01", bboExchange: "9c0001", snapshotPermissions: 3 }),
);
line("09:28:05:240", frame("MARKET_DATA_TYPE", { reqId: 9001, marketDataType: 1 }));
line("09:28:05:241", tick(1, 189.46, "300"), tick(2, 189.48, "500"));
line("09:28:05:242", frame("TICK_SIZE", { reqId: 9001, tickType: 0, size: "300" }));
line("09:28:05:490", frame("TICK_STRING", { reqId: 9001, tickType: 45, value: "1795098485" }));

// A bracket: three orders, acknowledged two messages a line, the entry filled.
for (const [index, order] of bracket.entries()) line(`09:31:12:4${index}0`, place(order));
line("09:31:12:655", reported(entry, "Submitted"), status(entry, "Submitted", "0", "100"));
line("09:31:12:671", reported(target, "PreSubmitted"), status(target, "PreSubmitted", "0", "100"));
line("09:31:12:690", reported(stop, "PreSubmitted"), status(stop, "PreSubmitted", "0", "100"));
line(
  "09:31:19:027",
  frame("EXECUTION_DATA", {
    reqId: -1,
    contract: { ...appleHost, right: "", strike: 0 },
    execution: {
      orderId: 41,
      execId: "00025b46.6737a1b2.01.01",
      time: "20261119 09:31:19 US/Eastern",
      acctNumber: account,
      exchange: "ISLAND",
      side: "BOT",
      shares: "100",
      price: 189.5,
      permId: entry.permId,
      clientId: 123,
      isLiquidation: false,
      cumQty: "100",
      avgPrice: 189.5,
      orderRef: "mean-reversion-7",
      evRule: "",
      evMultiplier: null,
      modelCode: "",
      lastLiquidity: 2,
      isPriceRevisionPending: false,
    },
  }),
);
line("09:31:19:028", reported(entry, "Filled"), status(entry, "Filled", "100", "0", 189.5));
line(
  "09:31:19:031",
  frame("COMMISSION_AND_FEES_REPORT", {
    execId: "00025b46.6737a1b2.01.01",
    commissionAndFees: 1,
    currency: "USD",
    realizedPNL: null,
    bondYield: null,
    yieldRedemptionDate: "",
  }),
);

// A rejection, and the farm that drops and comes back.
const tooLarge: SampleOrder = { ...entry, orderId: 44, lmtPrice: 0.01, permId: 1457283904, transmit: true };
line("10:02:41:118", place(tooLarge));
line("10:02:41:302", notice(44, 201, "Order rejected - reason:The limit price is too far from the market-price band"));
line("10:17:33:900", notice(-1, 2103, "Market data farm connection is broken:usfarm"));
line("10:17:36:951", notice(-1, 2104, "Market data farm connection is OK:usfarm"));
line("10:30:00:004", frame("CANCEL_MKT_DATA", { reqId: 9001 }));
line(
  "10:30:00:010",
  frame("CANCEL_ORDER", { orderId: 42, orderCancel: { manualOrderCancelTime: "", rfq1: "", rfq2: "", rfq3: null } }),
);
line("10:30:00:197", notice(42, 202, "Order Canceled - reason:"));
line("10:30:00:198", status(target, "Cancelled", "0", "100"));
line("10:30:00:205", notice(-1, 1100, "Connectivity between IBKR and Trader Workstation has been lost."));

// Afternoon, after an upgrade: the same client, protobuf.
serverVersion = 222;
line("14:05:10:020", frame("MANAGED_ACCTS", { accountsList: account }));
line("14:05:10:021", frame("NEXT_VALID_ID", { orderId: 45 }));
line(
  "14:05:10:022",
  frame("ERR_MSG", {
    id: -1,
    errorTime: 1795115110022,
    errorCode: 2104,
    errorMsg: "Market data farm connection is OK:usfarm",
    advancedOrderRejectJson: "",
  }),
);
line(
  "14:05:11:400",
  frame("REQ_MKT_DATA", {
    reqId: 9002,
    contract: {
      symbol: "SPX",
      secType: "OPT",
      lastTradeDateOrContractMonth: "20261218",
      strike: 6825,
      right: "P",
      multiplier: "100",
      exchange: "CBOE",
      currency: "USD",
    },
    genericTickList: "101,104",
  }),
);
line("14:05:11:688", frame("TICK_SIZE", { reqId: 9002, tickType: 28, size: "1736" }));
line(
  "14:05:11:689",
  frame("TICK_OPTION_COMPUTATION", {
    reqId: 9002,
    tickType: 13,
    tickAttrib: 0,
    impliedVol: 0.1542,
    delta: -0.4127,
    optPrice: 61.35,
    pvDividend: 0,
    gamma: 0.0011,
    vega: -2,
    theta: -2,
    undPrice: 6811.4,
  }),
);
line(
  "14:05:12:001",
  frame("PLACE_ORDER", {
    orderId: 45,
    contract: apple,
    order: { action: "BUY", totalQuantity: "10", orderType: "LMT", lmtPrice: 188.9, tif: "DAY", transmit: true },
  }),
);
line(
  "14:05:12:188",
  frame("ERR_MSG", {
    id: 45,
    errorTime: 1795115112188,
    errorCode: 10349,
    errorMsg: "Order TIF was set to DAY based on order preset.",
    advancedOrderRejectJson: "",
  }),
);
line(
  "14:05:12:190",
  frame("ORDER_STATUS", {
    orderId: 45,
    status: "Submitted",
    filled: "0",
    remaining: "10",
    avgFillPrice: 0,
    permId: 1457284011,
    parentId: 0,
    lastFillPrice: 0,
    clientId: 123,
    whyHeld: "",
    mktCapPrice: 0,
  }),
);

writeFileSync(new URL("../samples/api.123.20261119.log", import.meta.url), bytesOf(`${lines.join("\n")}\n`));

const host = [
  "2026-11-19 09:27:40.118 INFO  [JTS-Main] - ------------------------------- IB GATEWAY RESTART --------------------------------",
  "2026-11-19 09:27:40.120 INFO  [JTS-Main] - Build 10.37.1r, Apr 21, 2026 6:11:04 AM",
  "2026-11-19 09:27:58.331 INFO  [JTS-SocketListener-42] - API server listening on port 4002",
  "2026-11-19 09:27:58.332 INFO  [JTS-SocketListener-42] - API in Read-Only mode: false",
  "2026-11-19 09:28:03.090 INFO  [JTS-EServerSocket-71] - [-:187:187:1:0:0:0:SYS] Starting new conversation with client on 127.0.0.1",
  "2026-11-19 09:28:03.091 INFO  [JTS-EServerSocket-71] - [-:187:187:1:0:0:0:SYS] Server version is 187",
  "2026-11-19 09:28:03.091 INFO  [JTS-EServerSocket-71] - [-:187:187:1:0:0:0:SYS] Client version is 187",
  "2026-11-19 09:28:03.110 INFO  [JTS-EServerSocket-71] - Start API message, ClientID=123",
  "2026-11-19 10:17:33.871 WARN  [JTS-usfarmDispatcherS3-53S3-54] - Farm usfarm/UNCONNECTED: Lost active connection with disconnect status DISCONNECT_ON_SOCKET_ERROR",
  "2026-11-19 10:30:00.230 INFO  [JTS-EServerSocket-71] - [123:187:187:1:0:0:0:ERR] Socket connection for client{123} has closed.",
  "2026-11-19 10:30:00.231 INFO  [JTS-EServerSocket-71] - [123:187:187:1:0:0:0:SYS] Ending conversation with client{123} at 127.0.0.1",
  "2026-11-19 14:05:10.001 INFO  [JTS-EServerSocket-88] - [-:222:222:1:0:0:0:SYS] Starting new conversation with client on 127.0.0.1",
  "2026-11-19 14:05:10.002 INFO  [JTS-EServerSocket-88] - [-:222:222:1:0:0:0:SYS] Server version is 222",
  "2026-11-19 14:05:10.015 INFO  [JTS-EServerSocket-88] - Start API message, ClientID=123",
];
writeFileSync(new URL("../samples/ibgateway.20261119.log", import.meta.url), `${host.join("\n")}\n`);
