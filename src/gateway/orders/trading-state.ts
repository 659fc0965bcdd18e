/**
 * What survives a restart: orders, executions, accounts and the numbers that were given out, as JSON text. Offsets may be
 * infinite and long ids beyond what JSON numbers hold, so both are written as words.
 */
import type { AccountsState } from "../accounts/accounts.ts";
import type { Book } from "./book.ts";

export interface TradingState {
  readonly format: 1;
  readonly book: Book;
  readonly accounts: AccountsState;
}

const infinite = "\u0000Infinity";

export const tradingStateText = (state: TradingState): string =>
  JSON.stringify(state, (_, value: unknown) =>
    value === Number.POSITIVE_INFINITY ? infinite : typeof value === "bigint" ? Number(value) : value,
  );

/** @throws SyntaxError when the text is no saved state of this format */
export function tradingStateOf(text: string): TradingState {
  const state = JSON.parse(text, (_, value: unknown) =>
    value === infinite ? Number.POSITIVE_INFINITY : value,
  ) as TradingState;
  if (state?.format !== 1 || !Array.isArray(state.book?.open) || typeof state.accounts?.ledgers !== "object")
    throw new SyntaxError("not a saved state of orders and accounts");
  return state;
}
