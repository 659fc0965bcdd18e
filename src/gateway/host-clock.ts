/** How the host writes its time. It lives in UTC: a simulated host has no place, and tests must not depend on one. */

const two = (value: number): string => String(value).padStart(2, "0");

/** `20261125 17:05:09`. @param ms since 1970-01-01 UTC */
export function hostDateTime(ms: number): string {
  const at = new Date(ms);
  const day = `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}`;
  return `${day} ${[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(":")}`;
}
