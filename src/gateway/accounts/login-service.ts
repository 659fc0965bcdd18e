/** What can be asked about the login itself: families of accounts, the brand it works under, soft dollar tiers. */
import type { Service } from "../service.ts";
import type { Accounts } from "./accounts.ts";

export function loginService(
  accounts: Accounts,
): Service<"REQ_FAMILY_CODES" | "REQ_USER_INFO" | "REQ_SOFT_DOLLAR_TIERS"> {
  return {
    answers: {
      REQ_FAMILY_CODES: (_, from) => {
        const { advisor } = accounts;
        // A login without a family is one entry for all of its accounts. Source: captured FAMILY_CODES.
        const familyCodes =
          advisor === undefined
            ? [{ accountId: "*", familyCode: "" }]
            : accounts.names.map((accountId) => ({ accountId, familyCode: `${advisor}A` }));
        from.send("FAMILY_CODES", { familyCodes });
      },
      REQ_USER_INFO: ({ reqId }, from) => from.send("USER_INFO", { reqId: reqId ?? -1, whiteBrandingId: "" }),
      // Tiers are for professional customers only; everybody else has none.
      REQ_SOFT_DOLLAR_TIERS: ({ reqId }, from) =>
        from.send("SOFT_DOLLAR_TIERS", { reqId: reqId ?? -1, softDollarTiers: [] }),
    },
  };
}
