/** The caller misused this library. `code` is stable, for scripts; the message names the thing, the value and the way out. */
export class UsageError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "UsageError";
    this.code = code;
  }
}
