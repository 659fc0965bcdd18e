/** How the official callbacks arrange what a response says. */
import { messageByName } from "../../src/catalogue/messages.ts";
import { ourPath } from "./names.ts";
import { inside, type Fields } from "./response-fields.ts";
import type { Leaves, Tree } from "./values.ts";

type Move = readonly [theirs: RegExp, ours: string];

/** Arguments of callbacks that stand elsewhere in our fields; `#` is how often the callback came before. */
const moves: Readonly<Record<string, readonly Move[]>> = {
  historicalData: [[/^bar\./, "historicalDataBars[#]."]],
  historicalDataUpdate: [[/^bar\./, "historicalDataBar."]],
  scannerData: [
    [/^contractDetails\.contract\./, "scannerDataElement[#].contract."],
    [/^contractDetails\.marketName$/, "scannerDataElement[#].marketName"],
    [/^(rank|distance|benchmark|projection|legsStr)$/, "scannerDataElement[#].$1"],
  ],
  contractDetails: [[/^contractDetails\.contract\./, "contract."]],
  bondContractDetails: [
    [/^contractDetails\.contract\./, "contract."],
    [/^contractDetails\.maturity$/, "contract.lastTradeDateOrContractMonth"],
  ],
  updateMktDepth: [[/^(position|operation|side|price|size)$/, "marketDepthData.$1"]],
  updateMktDepthL2: [[/^(position|marketMaker|operation|side|price|size|isSmartDepth)$/, "marketDepthData.$1"]],
  openOrder: [[/^order\.orderId$/, "orderId"]],
  smartComponents: [
    [/^smartComponentMap\[(\d+)\]\.key$/, "smartComponents[$1].bitNumber"],
    [/^smartComponentMap\[(\d+)\]\.value0$/, "smartComponents[$1].exchange"],
    [/^smartComponentMap\[(\d+)\]\.value1$/, "smartComponents[$1].exchangeLetter"],
  ],
  commissionAndFeesReport: [[/^commissionAndFeesReport\./, ""]],
  commissionReport: [[/^commissionReport\./, ""]],
  tickByTickAllLast: [
    [/^(time|price|size|exchange|specialConditions)$/, "historicalTickLast.$1"],
    [/^tickAttribLast\./, "historicalTickLast.tickAttribLast."],
  ],
  tickByTickBidAsk: [
    [/^(time|bidPrice|askPrice|bidSize|askSize)$/, "historicalTickBidAsk.$1"],
    [/^tickAttribBidAsk\./, "historicalTickBidAsk.tickAttribBidAsk."],
  ],
  tickByTickMidPoint: [[/^(time|midPoint)$/, "historicalTickMidPoint.$1"]],
  // Names of ib_async.
  updateAccountValue: [
    [/^tag$/, "key"],
    [/^account$/, "accountName"],
  ],
  updatePortfolio: [
    [/^posSize$/, "position"],
    [/^account$/, "accountName"],
  ],
  accountDownloadEnd: [[/^account$/, "accountName"]],
  nextValidId: [[/^reqId$/, "orderId"]],
  marketDataType: [[/^marketDataId$/, "marketDataType"]],
  position: [[/^posSize$/, "position"]],
  accountUpdateMulti: [
    [/^tag$/, "key"],
    [/^val$/, "value"],
  ],
  deltaNeutralValidation: [[/^dnc\./, "deltaNeutralContract."]],
};

/** Our path for an argument of a callback, among those that a frame carries. */
export function pathOfArgument(
  message: string,
  call: string,
  occurrence: number,
  path: string,
  wire: Leaves,
): string | undefined {
  const direct = ourPath(message, path);
  if (direct !== undefined && wire.has(direct)) return direct;
  const move = moves[call]?.find(([pattern]) => pattern.test(path));
  return move ? ourPath(message, path.replace(move[0], move[1].replace("#", String(occurrence)))) : direct;
}

export interface Heard {
  readonly call: string;
  readonly args: Readonly<Record<string, Tree>>;
}

/** What a callback shows that stands for a field, but is not the field itself. `undefined`: nothing is known. */
export type Derived = (fields: Fields, serverVersion: number) => { path: string; value: Tree } | undefined;

/** The day of a contract's last trade may have time and zone behind it; the client takes them apart. */
const partOfLastTrade =
  (part: number): Derived =>
  (fields) => {
    const found = inside(fields, "contract")["lastTradeDateOrContractMonth"];
    const whole = typeof found === "string" ? found : "";
    return { path: "contract.lastTradeDateOrContractMonth", value: whole.split(" ")[part] ?? "" };
  };

const sizeTypes: Readonly<Record<number, number>> = { 1: 0, 2: 3, 4: 5, 66: 69, 67: 70, 68: 71 };
const mask = (fields: Fields): number => Number(fields["attrMask"] ?? 0);

/** By message, callback and path of the argument. */
export const derived: Readonly<Record<string, Derived>> = {
  // @stoqey/ib has one flag for the whole mask.
  "TICK_PRICE tickPrice attribs": (fields) => ({ path: "attrMask", value: mask(fields) !== 0 }),
  "TICK_PRICE tickPrice attrib.canAutoExecute": (fields, version) => ({
    path: "attrMask",
    value: version < 109 ? mask(fields) === 1 : (mask(fields) & 1) !== 0,
  }),
  "TICK_PRICE tickPrice attrib.pastLimit": (fields, version) => ({
    path: "attrMask",
    value: version >= 109 && (mask(fields) & 2) !== 0,
  }),
  "TICK_PRICE tickPrice attrib.preOpen": (fields, version) => ({
    path: "attrMask",
    value: version >= 132 && (mask(fields) & 4) !== 0,
  }),
  "CONTRACT_DATA contractDetails contractDetails.contract.lastTradeDateOrContractMonth": partOfLastTrade(0),
  "CONTRACT_DATA contractDetails contractDetails.lastTradeTime": partOfLastTrade(1),
  "BOND_CONTRACT_DATA bondContractDetails contractDetails.maturity": partOfLastTrade(0),
  "BOND_CONTRACT_DATA bondContractDetails contractDetails.lastTradeTime": partOfLastTrade(1),
  "TICK_PRICE tickSize tickType": (fields) => ({
    path: "tickType",
    value: sizeTypes[Number(fields["tickType"])] ?? -1,
  }),
};

/** The callbacks that the catalogue names for a response. */
export const callsOf = (message: string): readonly string[] =>
  (messageByName(message)?.official.call ?? "").split(", ").filter(Boolean);
