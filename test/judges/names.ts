/** Finds our field for a name that another client uses, by the catalogue's own lists of other names. */
import { messageByName, type AnyMessage } from "../../src/catalogue/messages.ts";
import type { Field, Shape } from "../../src/catalogue/schema.ts";

/** Where another client keeps a value elsewhere than the protocol's own structure has it. `*` holds for all messages. */
const moved: readonly (readonly [message: string, theirs: RegExp, ours: string])[] = [
  ["*", /^order\.orderComboLegs\[(\d+)\]\.price$/, "contract.comboLegs[$1].perLegPrice"],
  ["PLACE_ORDER", /^order\.((?:sl|pt)Order(?:Id|Type))$/, "attachedOrders.$1"],
  ["REQ_SCANNER_SUBSCRIPTION", /^(scannerSubscription\w*Options)$/, "scannerSubscription.$1"],
  ["REQ_WSH_EVENT_DATA", /^(?:wshEventData|data)\./, ""],
  ["CANCEL_ORDER", /^manualCancelOrderTime$/, "orderCancel.manualOrderCancelTime"],
  ["*", /^order\.conditions\[(\d+)\]\.exch$/, "order.conditions[$1].exchange"],
  ["VERIFY_AND_AUTH_MESSAGE_API", /^xyzChallange$/, "xyzChallenge"],
  ["REQ_EXECUTIONS", /^(?:execFilter|filter)(?=\.|$)/, "executionFilter"],
  ["*", /^orderCancelParam(?=\.|$)/, "orderCancel"],
  ["PLACE_ORDER", /^id$/, "orderId"],
  ["REQ_ACCOUNT_UPDATES_MULTI", /^acctCode$/, "account"],
];

function fieldOf(shape: Shape, name: string): [string, Field] | undefined {
  const exact = shape.fields[name];
  if (exact) return [name, exact];
  const entries = Object.entries(shape.fields);
  return (
    entries.find(([, field]) => field.aka?.includes(name)) ??
    entries.find(([key]) => key.toLowerCase() === name.toLowerCase())
  );
}

const known = new Map<string, string | undefined>();

/** Our path for another client's, or `undefined` where the message has no such field. */
export function ourPath(messageName: string, theirs: string): string | undefined {
  const key = `${messageName} ${theirs}`;
  if (known.has(key)) return known.get(key);
  let path = theirs;
  for (const [message, pattern, replacement] of moved)
    if ((message === "*" || message === messageName) && pattern.test(path)) {
      path = path.replace(pattern, replacement);
      break;
    }
  const found = resolve(messageByName(messageName)!, path);
  known.set(key, found);
  return found;
}

/** The field of a message that a single name stands for. */
export function fieldAt(message: AnyMessage, name: string): [string, Field] | undefined {
  const path = ourPath(message.name, name);
  let found: [string, Field] | undefined;
  let shape: Shape | undefined = message.shape;
  if (path === undefined) return undefined;
  for (const key of path.split(".")) {
    const field: Field | undefined = shape?.fields[key];
    if (!field) return undefined;
    found = [path, field];
    shape = field.is === "shape" || field.is === "shapes" ? field.shape : undefined;
  }
  return found;
}

function resolve(message: AnyMessage, path: string): string | undefined {
  let shape: Shape | undefined = message.shape;
  const out: string[] = [];
  for (const segment of path.split(".")) {
    const [, name = "", index = ""] = /^(\w+)((?:\[\d+\])*)$/.exec(segment) ?? [];
    // Python puts an underscore behind names that it keeps for itself.
    const found: [string, Field] | undefined =
      shape && (fieldOf(shape, name) ?? fieldOf(shape, name.replace(/_$/, "")));
    if (!found) return undefined;
    out.push(found[0] + index);
    const field: Field = found[1];
    shape = field.is === "shape" || field.is === "shapes" ? field.shape : undefined;
  }
  return out.join(".");
}
