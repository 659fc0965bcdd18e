/** Remembers which account rows a client has been told, so that later only those that changed are sent. */
import type { AccountRow } from "./account-values.ts";

export class ToldRows {
  private readonly told = new Map<string, string>();

  /** The rows that are new or differ from what was told before; they count as told from now on. */
  changed(account: string, rows: readonly AccountRow[]): AccountRow[] {
    return rows.filter(({ key, value, currency }) => {
      const name = `${account}/${key}/${currency}`;
      if (this.told.get(name) === value) return false;
      this.told.set(name, value);
      return true;
    });
  }
}
