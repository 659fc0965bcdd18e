import { expect, test } from "vitest";
import { soak } from "../../harness/soak.ts";

test(
  "32 MiB each way at full speed: equal hashes, and every byte recorded or marked",
  { timeout: 120_000 },
  async () => {
    expect(await soak(32 * 1024 * 1024, true)).toMatchObject({ equal: true, accounted: true, wrong: [] });
  },
);
