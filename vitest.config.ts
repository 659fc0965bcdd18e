import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The suites with real clients need Python and other registries: `npm run test:judges`.
    exclude: ["test/judges/**"],
    testTimeout: 30_000,
  },
});
