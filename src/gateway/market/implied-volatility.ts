/** The volatility at which a model gives a price: a bracket that is halved, for prices grow with volatility. */

const lowest = 0.0001;
const highest = 10;
const halvings = 60;

/**
 * @param priceAt price at a volatility, fraction a year
 * @returns undefined when no volatility gives the price: below what the option is worth without any, or out of reach
 */
export function impliedVolatility(priceAt: (volatility: number) => number, price: number): number | undefined {
  let low = lowest;
  let high = highest;
  const slack = 1e-9 * Math.max(1, price);
  if (!(price > 0) || price < priceAt(low) - slack || price > priceAt(high) + slack) return undefined;
  for (let turn = 0; turn < halvings && high - low > 1e-9; turn += 1) {
    const middle = (low + high) / 2;
    if (priceAt(middle) < price) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
