/** The conditions of text layouts, in words. */
import type { Condition } from "../../catalogue/schema.ts";
import { listed } from "../../base/nearest.ts";

/** `contract.secType is BAG`; `the message version is 32 or higher`. */
export function conditionText(condition: Condition): string {
  switch (condition.test) {
    case "in":
      return `${condition.path} is ${listed(condition.values.map(String), "or")}`;
    case "filled":
      return `${condition.path} is not empty`;
    case "true":
      return `${condition.path} is true`;
    case "positive":
      return `${condition.path} is above 0`;
    case "infinite":
      return `${condition.path} is Infinity`;
    case "hasItems":
      return `${condition.path} has items`;
    case "messageVersion":
      return `the message version is ${versionsText(condition.since, condition.until)}`;
    case "any":
      return condition.of.map((inner) => nested(inner)).join(", or ");
    default:
      return condition.of.map((inner) => nested(inner)).join(" and ");
  }
}

const nested = (condition: Condition): string =>
  condition.test === "any" ? `(${conditionText(condition)})` : conditionText(condition);

const versionsText = (since: number | undefined, until: number | undefined): string => {
  if (since === undefined) return `below ${until}`;
  return until === undefined ? `${since} or higher` : `from ${since} to ${until - 1}`;
};
