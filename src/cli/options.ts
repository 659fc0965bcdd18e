/** Small readings of option values and arguments that several commands share. */
import type { OptionValues } from "./command.ts";

type Value = OptionValues[string];

/** The text of an option, if it is given. */
export const textOption = (value: Value): string | undefined => (typeof value === "string" ? value : undefined);

/** The texts of an option that may be given several times. */
export const textsOption = (value: Value): readonly string[] =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.map(String) : [];

/** What `--json` prints. */
export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
