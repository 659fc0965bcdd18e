/** Orders whose story is not the one of the manual. */
import { on, type Scenario } from "../scenario.ts";

const github = "https://github.com/";
const preset = "Order TIF was set to DAY based on order preset.";

export const orderScenarios: readonly Scenario[] = [
  {
    name: "preset-notice",
    about:
      "A new informational code (10349) comes for an order that lives on; a program took it for the end and sent the order again",
    source: `${github}pst-group/pysystemtrade/issues/1580`,
    events: [on("PLACE_ORDER", {}, { do: "error", code: 10_349, text: preset })],
  },
  {
    name: "order-swallowed",
    about: "The first order is never answered: a dialog of the host waits for somebody to press a button",
    source: `${github}QuantConnect/Lean.Brokerages.InteractiveBrokers/pull/240`,
    events: [on("PLACE_ORDER", { nth: 1 }, { do: "drop" })],
  },
  {
    name: "late-acknowledgement",
    about: "Orders are acknowledged ten seconds late; programs that time out send them twice",
    events: [on("OPEN_ORDER", {}, { do: "delay", ms: 10_000 }), on("ORDER_STATUS", {}, { do: "delay", ms: 10_000 })],
  },
  {
    name: "duplicated-statuses",
    about: "Every status comes three times, which is documented as normal",
    events: [on("ORDER_STATUS", {}, { do: "repeat", times: 2 })],
  },
  {
    name: "fill-before-acknowledgement",
    about: "A fast fill: the execution comes before the first word of the order",
    events: [
      on("OPEN_ORDER", { nth: 1 }, { do: "delay", ms: 1500 }),
      on("ORDER_STATUS", { nth: 1 }, { do: "delay", ms: 1500 }),
    ],
  },
  {
    name: "status-lost",
    about: "The status Filled never comes; only executions tell that the order is done",
    events: [on("ORDER_STATUS", { fields: { status: "Filled" } }, { do: "drop" })],
  },
  {
    name: "execution-lost",
    about: "Fills during a break of the link are never reported; only a request for executions tells of them",
    source: `${github}QuantConnect/Lean.Brokerages.InteractiveBrokers/issues/249`,
    events: [on("EXECUTION_DATA", {}, { do: "drop" }), on("COMMISSION_AND_FEES_REPORT", {}, { do: "drop" })],
  },
  {
    name: "commission-before-execution",
    about: "The commission comes before the execution that it belongs to",
    events: [on("EXECUTION_DATA", {}, { do: "swap", behind: "COMMISSION_AND_FEES_REPORT" })],
  },
  {
    name: "order-rejected",
    about: "Every order is refused with 201 and a reason in words",
    events: [
      on(
        "PLACE_ORDER",
        {},
        { do: "drop" },
        { do: "error", code: 201, text: "Order rejected - reason:YOUR ORDER IS NOT ACCEPTED. INSUFFICIENT FUNDS" },
      ),
    ],
  },
  {
    name: "rejected-with-json",
    about: "The refusal carries details of an advanced rejection as JSON, which clients decode in different ways",
    events: [
      on(
        "PLACE_ORDER",
        {},
        { do: "drop" },
        {
          do: "error",
          code: 201,
          text: "Order rejected - reason:The order exceeds the size limit",
          json: '{"code":"8229","text":"The size exceeds the limit of 500.","restrictions":["8229=size"]}',
        },
      ),
    ],
  },
  {
    name: "order-presets",
    about:
      "Precautionary settings refuse what is too large (383) or too far from the market (163), though the order is right",
    source:
      "https://tradeautomationtoolbox.freshdesk.com/support/solutions/articles/151000039668-tws-order-precautions-preventing-orders-from-being-placed",
    settings: { presets: { sizeLimit: 500, percentage: 3 } },
    events: [],
  },
  {
    name: "cancel-answered-10147",
    about:
      "A cancel is answered with 10147 within milliseconds; a program waited five minutes for a status and gave up",
    source: `${github}QuantConnect/Lean.Brokerages.InteractiveBrokers/pull/248`,
    events: [
      on(
        "CANCEL_ORDER",
        {},
        { do: "drop" },
        { do: "error", code: 10_147, text: "OrderId that needs to be cancelled is not found." },
      ),
    ],
  },
  {
    name: "cancel-never-acknowledged",
    about: "Outside of the session a cancel is acknowledged only at the open: nothing comes",
    source: `${github}QuantConnect/Lean.Brokerages.InteractiveBrokers/pull/256`,
    events: [on("CANCEL_ORDER", {}, { do: "drop" })],
  },
  {
    name: "held-outside-hours",
    about: "The order is held until the session opens (399): a note, not a refusal",
    events: [
      on(
        "PLACE_ORDER",
        {},
        {
          do: "error",
          code: 399,
          text: "Order Message:\nWarning: Your order will not be placed at the exchange until 2026-11-26 09:30:00 US/Eastern",
        },
      ),
    ],
  },
  {
    name: "short-sale-locate",
    about: "Shares to sell short are being looked for (404); the order lives",
    events: [
      on(
        "PLACE_ORDER",
        { fields: { "order.action": "SELL" } },
        {
          do: "error",
          code: 404,
          text: "Shares for this order are not immediately available for short sale. The order will be held while we attempt to locate the shares.",
        },
      ),
    ],
  },
  {
    name: "status-without-order",
    about: "A status comes of an order that nobody knows: id 0, entered by hand in TWS",
    events: [on("ORDER_STATUS", { nth: 1 }, { do: "change", fields: { orderId: 0, clientId: 0 } })],
  },
];
