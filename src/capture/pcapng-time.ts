/** Times of pcapng packets: 64 bits in units that every interface chooses, behind a moment that it chooses as well. */

export interface TimeUnit {
  /** The option if_tsresol: below 128 that power of ten a second, else (less 128) that power of two. */
  readonly resolution: number;
  /** The option if_tsoffset: seconds to add, as its 64 bits. */
  readonly offsetHigh: number;
  readonly offsetLow: number;
}

export const microseconds: TimeUnit = { resolution: 6, offsetHigh: 0, offsetLow: 0 };

/** @returns whole microseconds since 1970; `undefined` when that is before 1970 or beyond whole numbers */
export function timeUs(high: number, low: number, unit: TimeUnit): number | undefined {
  const { resolution, offsetHigh, offsetLow } = unit;
  const plain = offsetHigh === 0 && offsetLow === 0;
  if (plain && resolution === 6 && high < 0x20_0000) return high * 2 ** 32 + low;
  // 2³² = 4,294,967 × 1000 + 296
  if (plain && resolution === 9 && high < 0x2000_0000) return high * 4_294_967 + Math.floor((high * 296 + low) / 1000);
  const ticks = (BigInt(high) << 32n) + BigInt(low);
  const power = resolution & 0x7f;
  const ticksPerSecond = resolution & 0x80 ? 1n << BigInt(power) : 10n ** BigInt(power);
  const offset = BigInt.asIntN(64, (BigInt(offsetHigh) << 32n) + BigInt(offsetLow));
  const us = (ticks * 1_000_000n) / ticksPerSecond + offset * 1_000_000n;
  return us >= 0n && us <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(us) : undefined;
}
