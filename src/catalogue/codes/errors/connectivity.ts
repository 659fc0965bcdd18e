/** Codes 1100 to 1300: the link between TWS or Gateway and the broker's servers, and the port of the API. */
import { codes, officialList, type ErrorCode } from "./error-code.ts";

export const connectivity: readonly ErrorCode[] = [
  ...codes(
    { class: "error", topic: "connectivity", source: officialList },
    {
      1100: [
        "TWS or Gateway has lost its link to the broker's servers; the API connection stays open",
        "Wait for 1101 or 1102; usual causes are the nightly reset, the internet line, or a login from elsewhere.",
      ],
      1101: [
        "The link is back, and the market data subscriptions are lost",
        "Send every subscription again, then reconcile orders and executions.",
      ],
      1300: [
        "The API port was changed in the settings, and this connection is being dropped; the text gives the new port",
        "Connect to the new port and subscribe again.",
      ],
    },
  ),
  ...codes(
    { class: "info", topic: "connectivity", source: officialList },
    {
      1102: [
        "The link is back, and the market data subscriptions were kept",
        "Check that ticks arrive again, and ask reqExecutions for fills during the gap.",
      ],
    },
  ),
];
