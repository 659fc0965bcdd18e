/**
 * A remark on a host's settings, for people who look for a fault. Remarks name no user, user folder or account: they can be
 * shown and passed on as they are.
 */
export interface Remark {
  /** What is remarked; stable, for scripts. */
  readonly code: string;
  /**
   * `hinders`: troubleshooting is harder or impossible while it is so. `mistake`: it does not do what its writer meant.
   * `note`: good to know.
   */
  readonly weight: "hinders" | "mistake" | "note";
  readonly about: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** The line of the file, from 1. */
  readonly line?: number;
}
