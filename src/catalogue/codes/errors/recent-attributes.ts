/** Codes 10230 upwards: advisor set-up, fractions and amounts of money, calendar data, and newer order attributes. */
import { codes, officialList, reported, type ErrorCode } from "./error-code.ts";

const prompt =
  "TWS may show the prompt and hold the order until it is answered; bypass order precautions in the API settings.";

export const recentAttributes: readonly ErrorCode[] = [
  ...codes(
    { class: "error", topic: "advisor", final: true, source: officialList },
    {
      10230: ["A replacement of advisor data is not saved yet", "Wait for replaceFAEnd, then ask again."],
      10231: [
        "Groups hold accounts that are not valid; the text lists the groups",
        "Correct the XML and send it again.",
      ],
      10238: ["The advisor set-up service could not be reached", "Try again later."],
      10239: ["Accounts of the allocation do not meet its risk score", "Change the allocation, or bypass the warning."],
      10294: ["The order's cash quantity differs from the sum of the group", "Make both equal."],
      10298: ["The contract's currency differs from the model's", "Trade contracts in the model's currency."],
      10322: ["All cannot be asked for where accounts are added on demand", "Name a single account."],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: officialList },
    {
      10233: "The order took its defaults from the preset for currencies",
      10310: "solicited is meant for orders that the broker or advisor proposed and the client agreed to",
    },
  ),
  ...codes(
    { class: "warning", topic: "order", source: officialList },
    {
      10311: [
        "The order is routed to one exchange, which may cost more; precautions then discard it with 201",
        "Route it by SMART, or bypass the redirect order warning in the API precautions.",
      ],
      10329: [
        "The order is routed to one destination, such as OVERNIGHT; precautions then discard it with 201",
        "Bypass the redirect order warning in the API precautions, or route it by SMART.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", final: false, source: reported("ib_async #191 and #217, pysystemtrade #1580") },
    {
      10349: [
        "The time in force was empty and was set to DAY by the order preset; the order is live",
        "Do not send the order again; fill in tif to get rid of the remark.",
      ],
    },
  ),
  ...codes(
    { class: "warning", topic: "order", source: officialList, advice: prompt },
    {
      10288: "The risks of market orders in cryptocurrencies are to be confirmed",
      10331: "The kinds of stop orders and their risks are to be confirmed",
      10332: "The volatility of cryptocurrencies is to be confirmed",
      10333: "An option that is to be exercised is at the money, and this is to be confirmed",
      10334: "The order goes to the omnibus account, and this is to be confirmed",
      10347: "The security trades thinly, and the risk is to be confirmed (the Web API lists this as 10336)",
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: officialList },
    {
      10234: ["The order needs a MiFID decision maker", "Fill in mifid2DecisionMaker or mifid2DecisionAlgo."],
      10235: ["The order needs a MiFID decision maker, as sent from this interface", "Fill in mifid2DecisionMaker."],
      10236: ["A child must be all-or-none like its parent", "Set allOrNone on the child too."],
      10237: ["An all-or-none order can route only its whole open size", "Send the whole size or clear allOrNone."],
      10240: ["The order needs a valid price cap", "Fill in the cap price of the order type."],
      10243: ["Orders for fractions are not possible through the API here", "Use a whole quantity."],
      10244: ["The order cannot be sized by an amount of money", "Clear cashQty and set totalQuantity."],
      10245: ["The instrument does not trade in fractions", "Use a whole quantity."],
      10246: ["The order cannot have a fraction as its quantity", "Use a whole quantity."],
      10247: ["Fractions are routed by SMART only", "Set the exchange to SMART."],
      10249: ["The order type does not go with a fraction", "Use a market or limit order, or a whole quantity."],
      10250: ["The quantity does not fall on the size increment", "Use sizeIncrement of the contract details."],
      10251: ["Orders with an allocation cannot have fractions", "Use a whole quantity."],
      10252: ["Only an order that closes the position may be a fraction here", "Use a whole quantity."],
      10253: "A combo of several legs with a hedge cannot be a clear-away order",
      10254: ["The bond has expired", "Take another bond from the contract details."],
      10268: ["eTradeOnly is no longer supported", "Clear the field; older clients set it unasked."],
      10269: ["firmQuoteOnly is no longer supported", "Clear the field; older clients set it unasked."],
      10270: ["nbboPriceCap is no longer supported", "Leave the field unset."],
      10286: ["A number has too many decimals; the text names the field", "Round the value."],
      10287: ["The order for a cryptocurrency was not confirmed", "Place such an order in TWS once and confirm it."],
      10289: ["The order must be sized by an amount of money", "Fill in cashQty."],
      10290: ["The order can be sized by an amount of money only", "Fill in cashQty and clear totalQuantity."],
      10291: ["An order that harvests losses must be for the day", "Set the time in force to DAY."],
      10292: "Order type and action do not go together",
      10293: ["An order by amount of money cannot state a size", "Clear totalQuantity."],
      10295: ["An order that harvests losses must be for the day", "Set the time in force to DAY."],
      10296: ["Seeking price improvement and avoiding dark pools exclude each other", "Choose one in the settings."],
      10297: ["notHeld is not valid for this order", "Clear notHeld."],
      10302: ["A minimum trade quantity is not allowed here", "Clear minTradeQty."],
      10303: ["The minimum trade quantity must be above zero and not above the order", "Check minTradeQty."],
      10304: ["The minimum competing size cannot be negative", "Check minCompeteSize."],
      10305: ["The offset from the best price must be positive whole cents", "Check competeAgainstBestOffset."],
      10306: ["Midpoint offsets are not allowed here", "Clear midOffsetAtWhole and midOffsetAtHalf."],
      10307: ["The midpoint offsets are not valid", "Check midOffsetAtWhole and midOffsetAtHalf."],
      10312: "Volatility orders do not go with this instrument and account",
      10316: ["Triggering outside regular hours became outsideRth", "Use a newer client and outsideRth."],
      10317: ["The amount of money does not fall on its increment; the text lists contracts", "Round cashQty."],
      10318: ["The order cannot have a fraction as its quantity", "Use a whole quantity, also in attached orders."],
      10319: "Municipal bonds cannot be ordered through the API at present",
      10321: "Municipal bonds cannot be ordered in attached orders or OCA groups at present",
      10324: ["The OCA group does not fit the exchange, where overfill protection is implied", "Check ocaType."],
      10325: ["OCA groups are not supported here", "Clear ocaGroup."],
      10328: ["The link was lost and data of the order could not be found", "Check open orders, then place it anew."],
      10335: "Order presets contradict each other and cannot be applied",
      10336: "An executing broker cannot be set for each leg",
      10340: ["An attribute of the order is not supported; the text names it", "Clear that attribute."],
      10342: [
        "imbalanceOnly cannot be set on this order; also sent wrongly on the cancel of some pegged orders",
        "Clear imbalanceOnly; after a cancel, follow orderStatus.",
      ],
      10343: "Event contracts cannot be sold, neither directly nor by an attached order",
      10344: ["The price of an event contract must be 0.02 to 0.99 with two decimals", "Round the price."],
      10345: "The instrument, which the text names, cannot be traded by this account",
    },
  ),
  ...codes(
    { class: "error", topic: "order", final: true, source: reported("ibkr-go live captures") },
    { 10255: ["A display size cannot be set on this order", "Clear displaySize, or use the algo's own parameter."] },
  ),
  ...codes(
    { class: "error", topic: "order", final: false, refuses: "change", source: officialList },
    {
      10241: ["An order by amount of money cannot be changed through the API", "Change it in TWS, or cancel it."],
      10242: ["An order for a fraction cannot be changed through the API", "Change it in TWS, or cancel it."],
      10308: ["postToAts cannot be added to or removed from a live order", "Cancel it and place a new one."],
      10326: ["The OCA group of a live order cannot be changed", "Cancel it and place a new one."],
      10327: ["The OCA type of a live order cannot be changed", "Cancel it and place a new one."],
      10341: ["The parent of a live order cannot be changed", "Cancel it and place a new one."],
    },
  ),
  ...codes(
    { class: "error", topic: "account", final: true, source: officialList },
    { 10248: ["The account may not trade fractions", "Ask for the permission in the client portal."] },
  ),
  ...codes(
    { class: "error", topic: "news", final: true, source: officialList },
    {
      10276: ["The client may not receive this news or calendar data", "Check the subscription of the login."],
      10277: ["Calendar data needs a subscription", "Subscribe to it in the client portal."],
      10278: ["A calendar metadata request is already running", "Wait for it, or cancel it."],
      10279: ["The calendar metadata request failed", "Try again."],
      10280: "The cancel of calendar metadata failed",
      10281: ["A calendar event request is already running", "Wait for it, or cancel it: one at a time."],
      10282: ["Calendar metadata was not asked for before the events", "Send reqWshMetaData first and wait for it."],
      10283: ["The calendar event request failed", "Try again."],
      10284: "The cancel of calendar events failed",
      10309: ["The calendar event request is not valid", "Give conId or a filter, not both."],
    },
  ),
  ...codes(
    { class: "error", topic: "market data", final: true, source: officialList },
    {
      10285: [
        "The client is too old for fractional sizes, which this instrument has",
        "Use a client with server version 163 or later, or the compatibility setting for currencies.",
      ],
      10346: "Market data cannot be delivered, as the same instrument is on display elsewhere",
    },
  ),
  ...codes(
    { class: "error", topic: "request", final: true, source: officialList },
    {
      10300: ["A date, time or zone is not valid; the text names the field", "Use the format that the text gives."],
      10301: ["A date, time or zone is not valid; the text names the field", "Use the format that the text gives."],
      10314: [
        "A date, time or zone is not valid; the text names the field",
        "Send yyyymmdd hh:mm:ss with a zone name such as US/Eastern, or yyyymmdd-hh:mm:ss in UTC.",
      ],
      10315: ["A time is not valid; the text names the field", "Send hh:mm:ss in UTC, without a date."],
      10337: ["A tag of the options list is unknown; the text lists the valid ones", "Correct or drop the tag."],
      10338: ["A value of the options list is unknown; the text lists the valid ones", "Correct the value."],
    },
  ),
  ...codes(
    { class: "error", topic: "historical data", final: true, source: officialList },
    {
      10299: [
        "Another kind of data must be asked for; the text names it",
        "Set whatToShow as told: AGGTRADES for crypto.",
      ],
      10339: ["A continuous future takes no end time", "Leave endDateTime empty, or ask for single expiries."],
    },
  ),
  ...codes(
    { class: "error", topic: "contract", final: true, source: officialList },
    { 10330: ["The expiry of a contract is not valid", "Send yyyymm or yyyymmdd."] },
  ),
  ...codes(
    { class: "error", topic: "contract", final: true, source: reported("several projects, not in the official list") },
    { 10358: ["The account may not receive fundamental data", "Subscribe to it, or take the data from elsewhere."] },
  ),
];
