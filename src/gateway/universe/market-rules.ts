/** Market rules: the price steps by price level. Ids and steps resemble those of real hosts; they are invented. */

export interface PriceStep {
  /** Price from which on the step holds. */
  readonly lowEdge: number;
  readonly increment: number;
}

const steps = (...pairs: readonly (readonly [number, number])[]): readonly PriceStep[] =>
  pairs.map(([lowEdge, increment]) => ({ lowEdge, increment }));

const rules = new Map<number, readonly PriceStep[]>([
  // US stocks and ETFs, and everything else that is quoted in cents.
  [26, steps([0, 0.01])],
  // US options: cents below 3, then five cents; and the classes that are quoted in cents throughout.
  [32, steps([0, 0.01], [3, 0.05])],
  [109, steps([0, 0.01])],
  // Index options: five cents, then ten.
  [110, steps([0, 0.05], [3, 0.1])],
  // Futures by their step.
  [67, steps([0, 0.25])],
  [68, steps([0, 1])],
  [69, steps([0, 0.1])],
  [70, steps([0, 0.015625])],
  [71, steps([0, 0.00005])],
  [72, steps([0, 0.001])],
  [73, steps([0, 0.05])],
  [74, steps([0, 5])],
  [75, steps([0, 0.5])],
  // Rules of real hosts that no instrument here has. Source: tests of @stoqey/ib.
  [635, steps([0, 0.0001])],
  [2806, steps([0, 0.25])],
  // Currency pairs.
  [239, steps([0, 0.00005])],
  [240, steps([0, 0.005])],
  // Stocks in Europe, in the manner of the tables of MiFID II for liquid shares.
  [
    1870,
    steps(
      [0, 0.0001],
      [1, 0.0005],
      [2, 0.001],
      [10, 0.005],
      [20, 0.01],
      [50, 0.02],
      [100, 0.05],
      [200, 0.1],
      [500, 0.2],
      [1000, 0.5],
    ),
  ],
  // London, in pence.
  [2020, steps([0, 0.01], [20, 0.02], [50, 0.05], [200, 0.1], [500, 0.2], [1000, 0.5], [2000, 1], [5000, 2])],
  // Tokyo and Hong Kong.
  [566, steps([0, 0.1], [1000, 0.5], [3000, 1], [10_000, 5], [30_000, 10])],
  [2021, steps([0, 0.001], [0.25, 0.005], [0.5, 0.01], [10, 0.02], [20, 0.05], [100, 0.1], [200, 0.2], [500, 0.5])],
  // Bonds, in percent of the principal.
  [1388, steps([0, 0.001])],
  // Cryptocurrencies by the size of their price.
  [2700, steps([0, 0.25])],
  [2701, steps([0, 0.05])],
  [2702, steps([0, 0.0001])],
  // Mutual funds.
  [2963, steps([0, 0.01])],
  // Spot metals.
  [1529, steps([0, 0.01])],
  // Indexes: nothing is traded, the step is that of their values.
  [0, steps([0, 0.01])],
]);

export const marketRule = (id: number): readonly PriceStep[] | undefined => rules.get(id);

export const marketRuleIds = [...rules.keys()].filter((id) => id !== 0);

/** The step of a rule at a price, as a function of the price: it is asked millions of times. @throws RangeError for a rule that does not exist */
export function stepsOf(id: number): (price: number) => number {
  const rule = rules.get(id);
  if (!rule) throw new RangeError(`No market rule ${id}`);
  const edges = rule.map(({ lowEdge }) => lowEdge);
  const increments = rule.map(({ increment }) => increment);
  const [only = 0] = increments;
  if (increments.length === 1) return () => only;
  return (price) => {
    let at = increments.length - 1;
    // What is worth an edge but for a rounding error is worth the edge.
    while (at > 0 && price < (edges[at] as number) - 1e-9) at -= 1;
    return increments[at] as number;
  };
}

/** The step that holds at a price. @throws RangeError for a rule that does not exist */
export const stepAt = (id: number, price: number): number => stepsOf(id)(price);

/** The smallest step of a rule at any price. */
export const smallestStep = (id: number): number =>
  Math.min(...(rules.get(id) ?? [{ increment: 0.01 }]).map(({ increment }) => increment));

/** How many parts of one a step is a whole number of: 0.25 is 25 hundredths. */
const scales = new Map<number, number>();
let lastStep = 0;
let lastScale = 1;
function scaleOf(step: number): number {
  if (step !== lastStep) {
    lastStep = step;
    lastScale = newScaleOf(step);
  }
  return lastScale;
}
function newScaleOf(step: number): number {
  let scale = scales.get(step);
  if (scale === undefined) {
    scale = 1;
    while (scale < 1e9 && Math.abs(step * scale - Math.round(step * scale)) > 1e-7) scale *= 10;
    scales.set(step, scale);
  }
  return scale;
}

/** The price on the grid: up, down, or to the nearest step, free of binary dust. */
export function onStep(price: number, step: number, to: "down" | "up" | "nearest" = "nearest"): number {
  const count = price / step;
  const whole =
    to === "nearest" ? Math.round(count) : to === "down" ? Math.floor(count + 1e-7) : Math.ceil(count - 1e-7);
  const scale = scaleOf(step);
  return Math.round(whole * step * scale) / scale;
}
