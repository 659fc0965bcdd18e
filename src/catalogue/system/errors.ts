import { int, long, response, shape, since, string, until, version } from "../schema.ts";

export const ErrorMessage = shape("ErrorMessage", {
  id: int(1, "TODO"),
  errorTime: long(2, "TODO"),
  errorCode: int(3, "TODO"),
  errorMsg: string(4, "TODO"),
  advancedOrderRejectJson: string(5, "TODO"),
});

export const ERR_MSG = response({
  id: 4,
  name: "ERR_MSG",
  about: "TODO",
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
    "ibkr-go reports protobuf errors already at 201; the Go port of the official client handled it first at 203",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
