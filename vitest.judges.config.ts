/** Other clients as judges of the codec: need Python, npm and, the first time, a network. See `test/judges`. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/judges/**/*.judge.ts"],
    globalSetup: ["test/judges/set-up.ts"],
    testTimeout: 240_000,
    // The table of who proved what is part of the outcome.
    silent: false,
  },
});
