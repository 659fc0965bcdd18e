import { at, int, one, response, shape, version } from "../schema.ts";
import { DeltaNeutralContract } from "../groups/contract.ts";

export const DeltaNeutralValidation = shape("DeltaNeutralValidation", {
  reqId: int(null, "TODO"),
  deltaNeutralContract: one(null, DeltaNeutralContract, "TODO"),
});

export const DELTA_NEUTRAL_VALIDATION = response({
  id: 56,
  name: "DELTA_NEUTRAL_VALIDATION",
  about: "TODO",
  shape: DeltaNeutralValidation,
  text: [version, "reqId", ...at("deltaNeutralContract", "conId", "delta", "price")],
  uncertain: "no captured vector",
  official: { csharp: "TODO", call: "TODO", tws: "TODO" },
});
