/**
 * Makes field values as hosts and clients send them, from the declarations: contracts that hang together, numbers,
 * words of the enumerations, texts that look like their pattern, unset fields. One *trouble* may be put into one place.
 */
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import type { Field, ScalarField, Shape } from "../../src/catalogue/schema.ts";
import type { Random } from "./random.ts";
import { sampleContracts } from "./sample-contracts.ts";

/** Values of each pattern. A pattern without an entry is a mistake in this table, and thrown. */
const examples: Readonly<Record<string, readonly string[]>> = {
  symbol: ["AAPL", "BRK B", "ESZ6", "EUR"],
  "contract symbol": ["AAPL", "BRK B", "ES", "EUR.USD", "AAPL  261218C00150000"],
  currency: ["USD", "EUR", "CHF"],
  "account currency": ["USD", "BASE"],
  exchange: ["SMART", "NASDAQ", "ISLAND", "IDEALPRO", "CME"],
  "exchange list": ["SMART,NYSE,ARCA", "CBOE"],
  account: ["DU1234567", "U7654321", "F1234567"],
  "account list": ["DU1234567,DU1234568", "DU1234567"],
  "account or All": ["All", "DU1234567"],
  "account tags": ["NetLiquidation,TotalCashValue", "$LEDGER:ALL"],
  "account key": ["NetLiquidation", "FullInitMarginReq-S", "AccountCode"],
  "account figure": ["1234.56", "-0.01", "DU1234567", "0"],
  "contract month or day": ["20261218", "202612", "20261218 08:30:00 US/Central"],
  day: ["20260218"],
  month: ["202612"],
  "date and time": ["20260218 15:04:05", "20260218-15:04:05", "20260218 15:04:05 US/Eastern", "20260218  15:04:05"],
  "bar time": ["20260218", "20260218 15:04:05 US/Eastern", "1771426800"],
  "bar date": ["20260218", "20260218 15:04:05 US/Eastern", "1771426800"],
  "time of day": ["14:34", "09:30:00"],
  "news time": ["2026-02-18 15:04:05.0"],
  "news search bound": ["2026-02-18 15:04:05.0", "20260218 15:04:05"],
  "trading hours": ["20260218:0930-20260218:1600;20260219:CLOSED", "20260218:0400-20260218:2000"],
  "time zone": ["US/Eastern", "EST (Eastern Standard Time)"],
  "number list": ["26,27", "101"],
  "generic tick list": ["233,236", "101,104,mdoff"],
  "generic tick request": ["233,236", "101,104,mdoff", "292:DJ-N"],
  word: ["DEFAULT", "Adaptive"],
  "word list": ["ACTIVETIM,AD,ADJUST", "LMT,MKT"],
  code: ["NMS", "Preset"],
  token: ["abc123", "x_y"],
  "execution id": ["0000e0d5.64305db8.01.01"],
  "bar size": ["1 day", "5 mins"],
  duration: ["1 D", "2 W"],
  period: ["3 days"],
  number: ["1", "2.5", "100"],
  XML: ['<?xml version="1.0"?><A-B><C d="e-f">-1</C></A-B>'],
  JSON: ['{"a-b": -1, "c": "d-e"}'],
  "news provider": ["BRFG", "DJ-RT"],
  "news providers": ["BRFG+DJNL", "DJ-N+DJ-RT"],
  "article id": ["BRFG$04fb9da2", "DJ-N$0a1b2c"],
  options: ["a=b;c=d;"],
  "display groups": ["3|1|2"],
  "contract info": ["265598@SMART", "none"],
  "exchange map": ["9c0001"],
  "exchange letter": ["Q"],
  "scanner instrument": ["STK", "STOCK.EU"],
  "scanner settings": ["Annual,true"],
  "scanner location": ["STK.US.MAJOR", "STK.NASDAQ"],
  "Moody's rating": ["Aaa", "Baa2"],
  "S&P rating": ["AAA", "BBB-"],
  "stock type": ["COMMON", "ETF"],
  "economic value rule": ["aussieBond:YearsToExpiration=3"],
  "error override": ["8229=BBO,8232=YES", "3"],
  "security id": ["US0378331005"],
  "bond id": ["459200KX8", "IBCID123456789"],
  CUSIP: ["037833100"],
  "combo legs": ["265598|1,4391|-1"],
  "industry group": ["Healthcare-Products", "Computers", "Auto-Cars/Light Trucks"],
  "news metadata": ["A:800015:L:en:K:n/a:C:0.97", "K:1.00"],
  "scan figure": ["1.25", "0"],
  ratings: ["NR/AA", "Baa1/BBB"],
  allocation: ["9000.1/DU1234567/100"],
};

/** One difficulty, put into the field at `path`. */
export interface Trouble {
  readonly kind: "none" | "minus sign" | "exponent" | "hyphen" | "empty run" | "hostile";
  /** Of a hostile text, `*` is every free text of the message. */
  readonly path: string;
  /** The texts that a hostile one is picked from. */
  readonly texts?: readonly string[];
}

const hyphenated = [
  "market-on-open",
  "well-known words",
  "Consumer, Non-cyclical",
  "a - b",
  "strategy-x",
  "one-two-three",
];
const plainTexts = ["plain words", "alpha", "x", "Market data farm connection is OK:usfarm"];

/** How full a message is: hosts leave most fields of an order unset. */
export type Fullness = "typical" | "full";

export function plausibleFields(
  message: AnyMessage,
  random: Random,
  fullness: Fullness,
  trouble: Trouble = { kind: "none", path: "" },
): Record<string, unknown> {
  const maker = new Maker(random, fullness, trouble);
  return maker.fields(message.shape, "");
}

class Maker {
  private readonly random: Random;
  private readonly full: boolean;
  private readonly trouble: Trouble;
  /** Fields still to be left empty, once an empty run has begun. */
  private emptyLeft = 0;

  constructor(random: Random, fullness: Fullness, trouble: Trouble) {
    this.random = random;
    this.full = fullness === "full";
    this.trouble = trouble;
  }

  fields(shape: Shape, path: string): Record<string, unknown> {
    const made: Record<string, unknown> = {};
    const contract: Record<string, unknown> = shape.name === "Contract" ? { ...this.random.pick(sampleContracts) } : {};
    for (const [key, field] of Object.entries(shape.fields)) {
      const here = path ? `${path}.${key}` : key;
      const ready = key in contract && !this.troubled(here) && this.emptyLeft === 0;
      made[key] = ready ? contract[key] : this.value(field, here);
    }
    return made;
  }

  private troubled(path: string): boolean {
    return this.trouble.kind !== "none" && path === this.trouble.path;
  }

  private value(field: Field, path: string): unknown {
    switch (field.is) {
      case "scalar":
        return this.scalar(field, path);
      case "shape":
        return this.fields(field.shape, path);
      case "scalars":
        return this.several(() => this.scalar({ ...field, is: "scalar", type: undefined }, path), path);
      case "tags":
        return this.several(
          () => ({
            tag: this.random.pick(["maxPctVol", "noTakeLiq", "ISIN"]),
            value: this.random.pick(["0.1", "1", "US0378331005", ""]),
          }),
          path,
        );
      case "shapes":
        return this.several(() => this.fields(field.shape, path), path);
    }
  }

  private several<T>(make: () => T, path: string): T[] {
    const inside = this.trouble.path === path || this.trouble.path.startsWith(`${path}.`);
    const length = inside ? this.random.pick([1, 2, 3]) : this.random.pick(this.full ? [1, 2, 3] : [0, 0, 1, 2]);
    return Array.from({ length }, make);
  }

  private scalar(field: ScalarField, path: string): unknown {
    const here = this.troubled(path);
    if (here && this.trouble.kind === "empty run") this.emptyLeft = 1 + this.random.whole(6);
    if (this.emptyLeft > 0) {
      this.emptyLeft -= 1;
      if (field.kind === "string" && !isFilled(field)) return "";
      if (field.blank) return null;
    }
    if (this.trouble.texts && isFree(field) && (here || this.trouble.path === "*"))
      return this.random.pick(this.trouble.texts);
    if (field.kind === "string")
      return here && this.trouble.kind === "hyphen" ? this.random.pick(hyphenated) : this.text(field);
    if (field.kind === "bool") return this.random.chance(this.full ? 0.5 : 0.1);
    if (here && this.trouble.kind === "minus sign") return this.number(field, -1);
    if (here && this.trouble.kind === "exponent") return field.kind === "decimal" ? "1.25E-7" : 1.25e-7;
    if (field.blank && this.random.chance(this.full ? 0.3 : 0.8)) return null;
    return this.number(field, 1);
  }

  private number(field: ScalarField, sign: number): unknown {
    const { kind, codes, min = 0 } = field;
    if (codes && kind === "int" && sign > 0) return Number(this.random.pick(codes.codes).code);
    const least = Math.max(min, sign < 0 ? 1 : 0);
    const whole = Math.max(least, this.random.pick(this.full ? [1, 2, 7, 1001] : [0, 0, 1, 2, 100]));
    if (field.unit?.includes("since 1970")) return field.unit.startsWith("ms") ? 1771426800123 : 1771426800;
    if (kind === "int" || kind === "long") return sign * whole;
    const size = Math.max(least, this.random.pick([0, 1, 100, 0.01, 150.25, 12345.678]));
    return kind === "decimal" ? String(sign * size) : sign * size;
  }

  private text(field: ScalarField): string {
    const { codes, pattern } = field;
    if (!isFilled(field) && this.random.chance(this.full ? 0.05 : 0.4)) return "";
    const values = codes?.codes.map(({ code }) => String(code)).filter((code) => code !== "");
    if (values && values.length > 0) return this.random.pick(values);
    if (!pattern) return this.random.pick(plainTexts);
    const known = examples[pattern.name];
    if (!known) throw new Error(`plausible-fields has no example of the pattern "${pattern.name}"`);
    return this.random.pick(known);
  }
}

const isFree = ({ kind, codes, pattern }: ScalarField): boolean => kind === "string" && !codes && !pattern;

const isFilled = (field: ScalarField): boolean => field.filled === true || field.pattern?.filled === true;

/** Every field of a message's shape that a trouble of some kind can be put into. */
export function troublesOf(message: AnyMessage): Trouble[] {
  const troubles: Trouble[] = [{ kind: "none", path: "" }];
  const add = (field: ScalarField, path: string): void => {
    const { kind, codes, min } = field;
    if (isFree(field)) troubles.push({ kind: "hyphen", path });
    if (kind === "string" || field.blank) troubles.push({ kind: "empty run", path });
    if (kind !== "string" && kind !== "bool" && !codes && min === undefined)
      troubles.push({ kind: "minus sign", path });
    if ((kind === "double" || kind === "decimal") && !codes) troubles.push({ kind: "exponent", path });
  };
  const walk = (shape: Shape, path: string): void => {
    for (const [key, field] of Object.entries(shape.fields)) {
      const here = path ? `${path}.${key}` : key;
      if (field.is === "scalar") add(field, here);
      else if (field.is === "scalars") add({ ...field, is: "scalar", type: undefined }, here);
      else if (field.is !== "tags") walk(field.shape, here);
    }
  };
  walk(message.shape, "");
  return troubles;
}
