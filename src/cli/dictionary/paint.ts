/** The colours that the dictionary gives to directions and classes. */
import type { ErrorClass } from "../../catalogue/codes/error-codes.ts";
import type { Direction } from "../../catalogue/schema.ts";
import type { Paint } from "../table.ts";
import type { Colors } from "../terminal.ts";

/** `→` to the host, `←` from it. */
export const arrowOf = (direction: Direction): string => (direction === "out" ? "→" : "←");
export const directionText = (direction: Direction): string =>
  direction === "out" ? "client to host" : "host to client";

export const directionPaint = (colors: Colors, direction: Direction): Paint =>
  direction === "out" ? colors.magenta : colors.cyan;

export function classPaint(colors: Colors, errorClass: ErrorClass): Paint {
  const paints = {
    ok: colors.green,
    info: colors.blue,
    warning: colors.yellow,
    error: colors.red,
    client: colors.magenta,
  };
  return paints[errorClass];
}
