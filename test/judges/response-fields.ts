/** Fields for every response, made from the catalogue: no two values alike, so that none can stand for another. */
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import type { Field, ScalarField, ScalarListField, Shape } from "../../src/catalogue/schema.ts";
import type { Encoding } from "../../src/codec/message.ts";

export type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/** The nested fields under a key. */
export function inside(fields: Fields, key: string): Fields {
  const found = fields[key];
  if (!isFields(found)) throw new Error(`there are no fields under ${key}`);
  return found;
}

export type Flavour = "plain" | "rich" | "unset" | "negative" | "extreme" | "foreign text";

const flavours: readonly Flavour[] = ["plain", "rich", "unset", "negative", "extreme", "foreign text"];

/** Values that have to be what they are, by the end of their path. */
const fixed: readonly (readonly [path: RegExp, value: unknown])[] = [
  [/(^|\.)secType$/, "OPT"],
  [/(^|\.)right$/, "P"],
  [/multiplier$/, "100"],
  [/order\.orderType$/, "LMT"],
  [/order\.(usePriceMgmtAlgo|routeMarketableToBbo|seekPriceImprovement)$/, 1],
  [/(^|\.)(expirations)$/, ["20261218", "20270115", "20270219"]],
  [/fundDistributionPolicyIndicator$/, "Y"],
  [/fundAssetType$/, "003"],
  [/optExerciseOrLapseType$/, 3],
  [/lastTradeDateOrContractMonth$/, "20261218"],
  // ib_async reads it as a date.
  [/execution\.time$/, "20260918 15:04:05"],
  // @stoqey/ib parses it.
  [/advancedOrderRejectJson$/, '{"rejected":"number 77"}'],
  // The official Python client reads a whole number here, others a double.
  [/contractDetails\.evMultiplier$/, 31],
];
/** Texts that the official client turns into numbers, whatever they are. */
const numericTexts = /yieldRedemptionDate$|Precision$|minAlgoSize$/;

const conditions = [
  { type: 1, isConjunctionConnection: true, isMore: true, price: 171.5, conId: 8101, exchange: "PRICEEX", triggerMethod: 4 },
  { type: 3, isConjunctionConnection: false, isMore: false, time: "20260918 15:04:05 US/Eastern" },
  { type: 4, isConjunctionConnection: true, isMore: true, percent: 37 },
  { type: 5, isConjunctionConnection: false, secType: "FUT", exchange: "EXECEX", symbol: "EXECSYM" },
  { type: 6, isConjunctionConnection: true, isMore: false, volume: 810_600, conId: 8106, exchange: "VOLEX" },
  { type: 7, isConjunctionConnection: true, isMore: true, changePercent: 0.875, conId: 8107, exchange: "CHGEX" },
]; // prettier-ignore

export class Maker {
  private number = 3000;
  private readonly flavour: Flavour;
  private readonly encoding: Encoding;
  /** How many flags there are so far. */
  flags = 0;
  /** Each flag has this bit of its number, so that every two flags differ for some bit; without it all are set. */
  private readonly flagBit: number | undefined;

  constructor(flavour: Flavour, encoding: Encoding, flagBit?: number) {
    this.flavour = flavour;
    this.encoding = encoding;
    this.flagBit = flagBit;
  }

  shape(shape: Shape, path: string): Fields {
    const fields: Fields = {};
    for (const [key, field] of Object.entries(shape.fields)) {
      const value = this.field(field, path ? `${path}.${key}` : key);
      if (value !== undefined) fields[key] = value;
    }
    return fields;
  }

  field(field: Field, path: string): unknown {
    if (this.flavour !== "plain" && path.endsWith("order.conditions")) return structuredClone(conditions);
    const empty = this.flavour === "plain" || this.flavour === "unset";
    switch (field.is) {
      case "scalar":
        return this.scalar(field, path);
      case "scalars":
        return empty ? [] : (this.fixedValue(path) ?? [1, 2, 3].map(() => this.value(field, path)));
      case "tags":
        return empty ? [] : [1, 2].map(() => ({ tag: `tag${this.take()}`, value: `value ${this.take()}` }));
      case "shape":
        // Nested shapes are behind a flag; the plain message does not have them unless the layout cannot do without.
        return empty && path.endsWith("deltaNeutralContract") && path !== "deltaNeutralContract"
          ? undefined
          : this.shape(field.shape, path);
      default:
        return empty ? [] : [1, 2].map(() => this.shape(field.shape, path));
    }
  }

  private fixedValue(path: string): unknown {
    return fixed.find(([pattern]) => pattern.test(path))?.[1];
  }

  private scalar(field: ScalarField, path: string): unknown {
    if (this.flavour === "plain") return this.plain(field, path);
    if (this.flavour === "unset" && field.kind !== "string" && field.kind !== "bool") return this.unset(field);
    return this.fixedValue(path) ?? this.value(field, path);
  }

  /** Senders of protobuf leave empty texts and flags that are not set out. */
  private plain(field: ScalarField, path: string): unknown {
    if (field.kind === "string") return this.encoding === "text" ? "" : undefined;
    if (field.kind === "bool") return this.encoding === "text" ? false : undefined;
    if (field.kind === "double" && this.fixedValue(path) === undefined) return 1.5;
    return field.kind === "decimal" ? "1" : 1;
  }

  /** Senders of protobuf leave unset decimals out: there is no text that all official clients take for unset. */
  private unset(field: ScalarField): unknown {
    return field.kind === "decimal" && this.encoding === "protobuf" ? undefined : null;
  }

  private take(): number {
    this.number += 1;
    return this.number;
  }

  private value(field: ScalarField | ScalarListField, path: string): unknown {
    const number = this.take();
    const sign = this.flavour === "negative" ? -1 : 1;
    const extreme = this.flavour === "extreme";
    switch (field.kind) {
      case "int":
        return sign * number;
      case "long":
        return extreme ? BigInt(Number.MAX_SAFE_INTEGER) + BigInt(number) : sign * number;
      case "double":
        return extreme ? number * (number % 2 ? 1e-9 : 1e19) : sign * (number + 0.25);
      case "decimal":
        return extreme ? `${number}000000000000000000.000000000000000001` : `${sign < 0 ? "-" : ""}${number}.125`;
      case "bool":
        this.flags += 1;
        return this.flagBit === undefined || ((this.flags >> this.flagBit) & 1) === 1;
      default:
        if (numericTexts.test(path)) return `2027${number}`;
        return `${path.split(".").at(-1)} ${number}${this.foreign(field)}`;
    }
  }

  /** The text form carries other than ASCII characters in a few fields only; protobuf does in all. */
  private foreign(field: ScalarField | ScalarListField): string {
    const wanted = this.flavour === "foreign text" && (field.escaped || this.encoding === "protobuf");
    return wanted ? " \u00e9\u6f22" : "";
  }
}

export interface Case {
  readonly label: string;
  readonly fields: Fields;
}

/** Messages whose layout branches on a value: one case more for each value. */
const branches: Readonly<Record<string, readonly (readonly [label: string, change: (fields: Fields) => void])[]>> = {
  OPEN_ORDER: [
    ["pegged to benchmark", (fields) => (inside(fields, "order")["orderType"] = "PEG BENCH")],
    ["without blocks", (fields) => Object.assign(inside(fields, "order"), withoutBlocks)],
  ],
  COMPLETED_ORDER: [
    ["pegged to benchmark", (fields) => (inside(fields, "order")["orderType"] = "PEGBENCH")],
    ["without blocks", (fields) => Object.assign(inside(fields, "order"), withoutBlocks)],
  ],
  CONTRACT_DATA: [
    ["fund", (fields) => (inside(fields, "contract")["secType"] = "FUND")],
    ["trade time", (fields) => (inside(fields, "contract")["lastTradeDateOrContractMonth"] = "20261218 15:04:05 US/Eastern")],
  ],
  BOND_CONTRACT_DATA: [
    ["trade time", (fields) => (inside(fields, "contract")["lastTradeDateOrContractMonth"] = "20261218 15:04:05 US/Eastern")],
  ],
  TICK_BY_TICK: [1, 2, 3, 4].map((type) => [`type ${type}`, (fields) => onlyTick(fields, type)] as const),
  TICK_PRICE: [1, 2, 4, 9, 66, 67, 68].map((type) => [`type ${type}`, (fields) => Object.assign(fields, { tickType: type, attrMask: type % 8 })] as const),
  TICK_OPTION_COMPUTATION: [["model", (fields) => (fields["tickType"] = 13)]],
}; // prettier-ignore
const withoutBlocks = {
  deltaNeutralOrderType: "",
  scalePriceIncrement: 0,
  hedgeType: "",
  algoStrategy: "",
  conditions: [],
  usePriceMgmtAlgo: 0,
};

function onlyTick(fields: Fields, type: number): void {
  fields["tickType"] = type;
  const kept = type < 3 ? "historicalTickLast" : type === 3 ? "historicalTickBidAsk" : "historicalTickMidPoint";
  for (const key of ["historicalTickLast", "historicalTickBidAsk", "historicalTickMidPoint"])
    if (key !== kept) delete fields[key];
}

/** All cases for one response. */
export function casesFor(message: AnyMessage, encoding: Encoding): Case[] {
  const cases: Case[] = flavours.map((flavour) => ({
    label: flavour,
    fields: settled(message, new Maker(flavour, encoding).shape(message.shape, "")),
  }));
  const counting = new Maker("rich", encoding);
  counting.shape(message.shape, "");
  for (let bit = 0; counting.flags > 1 && counting.flags >> bit > 0; bit += 1)
    cases.push({
      label: `flags, bit ${bit}`,
      fields: settled(message, new Maker("rich", encoding, bit).shape(message.shape, "")),
    });
  for (const [label, change] of branches[message.name] ?? []) {
    const fields = new Maker("rich", encoding).shape(message.shape, "");
    change(fields);
    cases.push({ label, fields });
  }
  return cases;
}

/** What must not contradict itself in a message that says things twice. */
function settled(message: AnyMessage, fields: Fields): Fields {
  if (message.name === "TICK_BY_TICK") onlyTick(fields, 1);
  return fields;
}
