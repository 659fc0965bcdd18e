import { expect, test } from "vitest";
import { killTest, type Killed } from "../../harness/kill-test.ts";

test(
  "killed at any moment, a recorder leaves a recording that is whole up to its last block",
  { timeout: 120_000 },
  async () => {
    const all: Killed[] = [];
    await killTest(20, 7, (killed) => void all.push(killed));
    // On a machine that is busy with other things, how long a block takes says nothing; `npm run kill-test` measures it.
    const wrong = all.flatMap((one) => one.wrong.filter((text) => !text.endsWith("are lost")));
    expect(wrong).toEqual([]);
    expect(all.filter(({ recorded }) => recorded > 0).length).toBeGreaterThan(10);
  },
);
