/**
 * Quantities and money as numbers that add up: every sum is rounded to the decimals that the host keeps, so that no
 * order is left with a rest of 1e-17. Quantities travel as decimal text.
 */

const quantityScale = 1e8;
const moneyScale = 1e6;

/** @param value shares or contracts; kept to eight decimals, as crypto is traded */
export const roundedQuantity = (value: number): number => Math.round(value * quantityScale) / quantityScale;

/** @param value an amount of any currency; kept to six decimals */
export const roundedMoney = (value: number): number => Math.round(value * moneyScale) / moneyScale;

/** @param text as in a message; unset and empty count as 0, text that is no number as NaN */
export const quantityOf = (text: string | null | undefined): number =>
  text === null || text === undefined || text === "" ? 0 : roundedQuantity(Number(text));

/** Decimal text without an exponent and without zeros behind. */
export function quantityText(value: number): string {
  const rounded = roundedQuantity(value);
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(8).replace(/0+$/, "");
}

/** How account figures are written: two decimals. */
export const moneyText = (value: number): string => {
  const text = value.toFixed(2);
  return text === "-0.00" ? "0.00" : text;
};

/** The greatest multiple of `step` that is not above `value`. */
export const flooredTo = (step: number, value: number): number =>
  roundedQuantity(Math.floor(roundedQuantity(value / step) + 1e-9) * step);

/** Whether a price lies on a step. @param tick 0: every price does */
export const isOnTick = (price: number, tick: number): boolean =>
  tick <= 0 || Math.abs(price / tick - Math.round(price / tick)) < 1e-6;

/** The nearest price on a step. */
export const onTick = (price: number, tick: number): number =>
  tick <= 0 ? price : Number((Math.round(price / tick) * tick).toFixed(8));
