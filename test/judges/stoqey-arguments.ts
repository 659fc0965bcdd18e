/** Arguments for the methods of @stoqey/ib: made from our declarations, by its parameter names. */
import type { AnyMessage } from "../../src/catalogue/messages.ts";
import type { Shape } from "../../src/catalogue/schema.ts";
import { fieldAt } from "./names.ts";
import { inside, Maker, type Fields, type Flavour } from "./response-fields.ts";
import type { ConditionName, StoqeyModule } from "./stoqey-host.ts";

/** The same object under every name that our declarations know for its fields. */
function withOtherNames(shape: Shape, value: Fields): Fields {
  const out: Fields = {};
  for (const key of Object.keys(value)) {
    const field = shape.fields[key];
    if (!field) continue;
    const named = field.is === "shape" ? withOtherNames(field.shape, inside(value, key)) : value[key];
    const items = field.is === "shapes" && Array.isArray(named) ? named : undefined;
    const all = field.is === "shapes" ? items?.map((item) => withOtherNames(field.shape, { ...item })) : named;
    for (const name of [key, ...(field.aka ?? [])]) out[name] = all;
  }
  return out;
}

/** Conditions are classes there; what is given is kept under our names too. */
function conditionsOf(stoqey: StoqeyModule): Fields[] {
  const make = (name: ConditionName, given: Fields, ...args: unknown[]): Fields =>
    Object.assign(new stoqey[name](...args), given);
  return [
    make("PriceCondition", { isConjunctionConnection: true }, 171.5, 4, 8101, "PRICEEX", true, "a"),
    make("TimeCondition", { isConjunctionConnection: false }, "20260918 15:04:05", false, "o"),
    make("MarginCondition", { isConjunctionConnection: true }, 37, true, "a"),
    make("ExecutionCondition", { isConjunctionConnection: false }, "EXECEX", "FUT", "EXECSYM", "o"),
    make("VolumeCondition", { isConjunctionConnection: true }, 810_600, 8106, "VOLEX", false, "a"),
    make(
      "PercentChangeCondition",
      { isConjunctionConnection: true, changePercent: 0.875 },
      0.875,
      8107,
      "CHGEX",
      true,
      "a",
    ),
  ];
}

/** The least that a program gives; whatever is left out is undefined there. */
const sparse: Readonly<Record<string, Fields>> = {
  contract: { conId: 1, symbol: "AAPL", secType: "STK", exchange: "SMART", currency: "USD" },
  order: { action: "BUY", totalQuantity: 100, orderType: "LMT", lmtPrice: 150.25 },
  orderCancelParam: {},
  orderCancel: {},
  filter: {},
  wshEventData: { conId: 1 },
};

/** Values for all parameters of a method, by name. */
export function argumentsFor(
  stoqey: StoqeyModule,
  message: AnyMessage,
  parameters: readonly string[],
  flavour: Flavour,
): Fields {
  const maker = new Maker(flavour, "text");
  const given: Fields = {};
  for (const name of parameters) {
    if (flavour === "plain" && sparse[name]) given[name] = sparse[name];
    else if (name === "wshEventData") given[name] = without(maker.shape(message.shape, ""), "reqId");
    else if (name === "period") given[name] = 7;
    else if (name === "periodUnit") given[name] = "DAY";
    else given[name] = argument(stoqey, maker, message, name, flavour);
  }
  return given;
}

function argument(stoqey: StoqeyModule, maker: Maker, message: AnyMessage, name: string, flavour: Flavour): unknown {
  const found = fieldAt(message, name);
  if (!found) throw new Error(`${message.name}: no field for the parameter ${name}`);
  const [path, field] = found;
  if (field.is !== "shape") return maker.field(field, path);
  const value = withOtherNames(field.shape, maker.shape(field.shape, path));
  if (name === "order" && flavour !== "plain") {
    value["conditions"] = conditionsOf(stoqey);
    // It writes these as objects, which no host could read.
    delete value["orderMiscOptions"];
    // It takes a negative increment for a scale order, as no official client does.
    if (flavour === "negative") delete value["scalePriceIncrement"];
    value["orderComboLegs"] = [{ price: 84.25 }, { price: -85.5 }];
  }
  return value;
}

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));
