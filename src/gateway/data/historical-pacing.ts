/**
 * The limits on requests for small historical bars: 60 within ten minutes, no identical one within 15 seconds, five of one contract and kind
 * within two seconds; BID_ASK counts twice. Bars of a minute and more are only limited by how many may be open.
 *
 * Source: TWS API documentation, historical data limitations.
 */

const windowMs = 600_000;
const windowMax = 60;
const identicalMs = 15_000;
const burstMs = 2000;
const burstMax = 6;
/** Documented: historical requests open at a time. */
export const openMax = 50;

interface Asked {
  readonly at: number;
  readonly identity: string;
  readonly series: string;
  readonly weight: number;
}

export class HistoricalPacing {
  private asked: Asked[] = [];

  /**
   * @param identity all parameters of the request @param series contract, exchange and kind of data
   * @returns whether it is within the limits; only then it counts
   */
  allows(now: number, identity: string, series: string, whatToShow: string): boolean {
    this.asked = this.asked.filter(({ at }) => at > now - windowMs);
    const weight = whatToShow === "BID_ASK" ? 2 : 1;
    const used = this.asked.reduce((sum, each) => sum + each.weight, 0);
    const burst = this.asked.filter((each) => each.at > now - burstMs && each.series === series);
    const burstUsed = burst.reduce((sum, each) => sum + each.weight, 0);
    if (
      used + weight > windowMax ||
      burstUsed + weight >= burstMax ||
      this.asked.some((each) => each.at > now - identicalMs && each.identity === identity)
    )
      return false;
    this.asked.push({ at: now, identity, series, weight });
    return true;
  }
}
