/** A contract's description for people. */
import { widthOf } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { wrap } from "../wrap.ts";
import type { Description } from "./describe.ts";

const labelWidth = 14;
const indent = " ".repeat(labelWidth + 4);
const textWidthMin = 20;

export function printDescription(one: Description, terminal: Terminal): string {
  const { colors } = terminal;
  const { symbol, name, secType, exchange, currency, expiry, strike, right, multiplier, localSymbol, tradingClass } =
    one;
  const rows: (readonly [string, string])[] = [
    ["type", secType],
    ["exchange", exchange],
    ["currency", currency],
    ...(expiry ? [["expiry", expiry] as const] : []),
    ...(strike === null ? [] : [["strike", `${strike} ${right}`] as const]),
    ...(multiplier === null ? [] : [["multiplier", String(multiplier)] as const]),
    ["local symbol", localSymbol],
    ["trading class", tradingClass],
  ];
  if (one.debug) {
    const { conId, sizeMin, orderTypes, exchanges, marketRules } = one.debug;
    rows.push(
      ["conId", String(conId)],
      ["smallest order", sizeMin],
      ["order types", orderTypes.join(",")],
      ["exchanges", exchanges.join(",")],
      ...rulesOf(marketRules).map(([rule, where, steps]) => ["market rule", `${rule}  ${steps}  (${where})`] as const),
    );
  }
  const room = Math.max(textWidthMin, widthOf(terminal) - indent.length);
  const lines = rows.map(
    ([label, text]) => `  ${colors.dim(label.padEnd(labelWidth))}  ${wrap(text, room).join(`\n${indent}`)}\n`,
  );
  return `${colors.bold(symbol)}  ${name}\n${lines.join("")}`;
}

type Rules = NonNullable<Description["debug"]>["marketRules"];

/** Each rule once, with the exchanges that have it. */
function rulesOf(rules: Rules): (readonly [number, string, string])[] {
  const byRule = new Map<number, { exchanges: string[]; steps: readonly string[] }>();
  for (const { rule, exchange, steps } of rules) {
    const known = byRule.get(rule);
    if (known) known.exchanges.push(exchange);
    else byRule.set(rule, { exchanges: [exchange], steps });
  }
  return [...byRule].map(([rule, { exchanges, steps }]) => [rule, exchanges.join(","), steps.join(", ")]);
}
