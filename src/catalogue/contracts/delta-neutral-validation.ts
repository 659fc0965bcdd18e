/**
 * The confirmation of a request for quotes on a delta-neutral combination.
 */
import { at, int, one, response, shape, version } from "../schema.ts";
import { DeltaNeutralContract } from "../groups/contract.ts";

export const DeltaNeutralValidation = shape("DeltaNeutralValidation", {
  reqId: int(null, "Id of the REQ_MKT_DATA that asked for quotes on a delta-neutral combination"),
  deltaNeutralContract: one(
    null,
    DeltaNeutralContract,
    "Underlying, delta and price that the host holds for the combination",
  ),
});

export const DELTA_NEUTRAL_VALIDATION = response({
  id: 56,
  name: "DELTA_NEUTRAL_VALIDATION",
  about:
    "Confirms a request for quotes on a delta-neutral combination and fills in the delta and price that the request left empty. Answers REQ_MKT_DATA for such a combination.",
  shape: DeltaNeutralValidation,
  text: [version, "reqId", ...at("deltaNeutralContract", "conId", "delta", "price")],
  uncertain: "No captured message of this kind is known; the layout has not been checked against real bytes.",
  sends: 1,
  official: { csharp: "DeltaNeutralValidation", call: "deltaNeutralValidation", tws: "none: API only" },
});
