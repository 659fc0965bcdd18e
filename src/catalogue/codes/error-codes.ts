/**
 * The codes of the error message: errors, warnings and healthy notices of the host, and those that client libraries
 * raise themselves. New codes appear with every release of the host, so the table is open.
 */
import { codeTable } from "./code-table.ts";
import { clientSide } from "./errors/client-side.ts";
import { combosAndData } from "./errors/combos-and-data.ts";
import { connectivity } from "./errors/connectivity.ts";
import type { ErrorCode } from "./errors/error-code.ts";
import { heardWords } from "./errors/heard-words.ts";
import { notices } from "./errors/notices.ts";
import { orderAttributes } from "./errors/order-attributes.ts";
import { ordersAndIds } from "./errors/orders-and-ids.ts";
import { recentAttributes } from "./errors/recent-attributes.ts";
import { retired } from "./errors/retired.ts";
import { subscriptionsAndRequests } from "./errors/subscriptions-and-requests.ts";

export type { ErrorClass, ErrorCode, ErrorTopic } from "./errors/error-code.ts";

export const errorCodes = codeTable(
  "error code",
  "Errors, warnings and notices that arrive through the error message, and those that a client library raises itself",
  "official message-code lists, official client sources and user reports; every entry names its own",
  "open",
  [
    ...ordersAndIds,
    ...subscriptionsAndRequests,
    ...orderAttributes,
    ...clientSide,
    ...connectivity,
    ...notices,
    ...combosAndData,
    ...recentAttributes,
    ...retired,
  ]
    .map((entry): ErrorCode => {
      const heard = heardWords[entry.code];
      return heard === undefined ? entry : { ...entry, heard };
    })
    .toSorted((a, b) => a.code - b.code),
);
