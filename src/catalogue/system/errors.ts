/** The one message for errors, warnings and notices alike. */
import { errorCodes } from "../codes/error-codes.ts";
import { jsonText } from "../patterns.ts";
import { int, long, response, shape, since, string, until, version } from "../schema.ts";

export const ErrorMessage = shape("ErrorMessage", {
  id: int(1, "Id of the request or order that the message is about, -1 for none", { aka: ["reqId"] }),
  errorTime: long(2, "When it happened at the host", { unit: "ms since 1970-01-01 UTC", min: 0 }),
  errorCode: int(3, "What happened; some codes are healthy notices, others leave the request or order alive", {
    codes: errorCodes,
    min: 0,
  }),
  errorMsg: string(
    4,
    "The same in words, in the language of the host; often holds the cause or the farm behind a colon",
    {
      aka: ["errorString"],
    },
  ),
  advancedOrderRejectJson: string(
    5,
    "Details of a rejected order and the tags to override it; empty for most messages",
    {
      pattern: jsonText,
    },
  ),
});

export const ERR_MSG = response({
  id: 4,
  name: "ERR_MSG",
  about:
    "An error, a warning or a notice, about a request or order or about the session. Any request can be answered by it.",
  shape: ErrorMessage,
  text: [
    until("ERROR_TIME", version),
    "id",
    "errorCode",
    "errorMsg",
    since("ADVANCED_ORDER_REJECT", "advancedOrderRejectJson"),
    since("ERROR_TIME", "errorTime"),
  ],
  protobuf: "PROTOBUF_PLACE_ORDER",
  implied: 2,
  uncertain:
    "Clients decode the protobuf form from server version 203 on; one independent client reports it from 201 on. The raw message id decides.",
  notes: [
    "Requests and orders share the id space of this message: the same id can mean a request or an order.",
    "Texts are localised, so only the code can be relied on; from server version 153 on, other letters come as \\uXXXX.",
  ],
  sends: 2,
  official: { csharp: "Error", call: "error", tws: "message pop-ups and API > message log" },
});
