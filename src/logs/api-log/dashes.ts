/** Where the dashes of a line are: every end of a field is one of them. */

/** Positions of the dashes before `stop`, from left to right. */
export function dashesIn(text: string, stop: number): Int32Array {
  let places = new Int32Array(64);
  let count = 0;
  for (let at = text.indexOf("-"); at >= 0 && at < stop; at = text.indexOf("-", at + 1)) {
    if (count === places.length) {
      const more = new Int32Array(2 * count);
      more.set(places);
      places = more;
    }
    places[count] = at;
    count += 1;
  }
  return places.subarray(0, count);
}

/** The number of the first dash at or behind a position, from 0: so many are before it. */
export function dashFrom(dashes: Int32Array, at: number): number {
  let [low, high] = [0, dashes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dashes[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
