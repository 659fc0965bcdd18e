/** A small seeded generator, so that a failing case can be run again from its number. */
export { seeded, type Random } from "../../src/base/random.ts";
