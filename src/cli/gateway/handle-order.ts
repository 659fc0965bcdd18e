/** What a running gateway does with an order that came from `twscope gateway do`. */
import { UsageError } from "../../base/errors.ts";
import { checkScenario, parseAction } from "../../node/gateway/scenario-file.ts";
import type { Gateway } from "../../node/gateway/gateway.ts";
import type { GatewayOrder } from "./orders.ts";

/** @throws UsageError, whose words go back to whoever gave the order */
export async function handleOrder(
  given: Readonly<Record<string, unknown>>,
  gateway: Gateway,
): Promise<Record<string, unknown>> {
  const order = given as unknown as GatewayOrder;
  switch (order.order) {
    case "status":
      return statusOf(gateway);
    case "stop":
      gateway.stopScenarios();
      return {};
    case "play":
      await gateway.play(checkScenario(order.scenario, "the scenario"));
      return {};
    case "step":
      if (!(order.ms >= 0)) throw new UsageError("gateway-order", "a step has a time");
      gateway.step(order.ms);
      return { clock: clockOf(gateway) };
    case "act":
      gateway.act(parseAction(order.action));
      return {};
    default:
      throw new Error(`the gateway does not know the order ${String(given["order"])}`);
  }
}

const clockOf = ({ host }: Gateway): string => new Date(host.agenda.now).toISOString();

const statusOf = (gateway: Gateway): Record<string, unknown> => ({
  address: gateway.address,
  port: gateway.port,
  clock: clockOf(gateway),
  serverVersion: gateway.host.settings.serverVersion,
  readOnly: gateway.host.settings.readOnly,
  connections: gateway.host.connections,
  clients: gateway.host.clients.map(({ clientId, serverVersion, address, options, optionalCapabilities }) => ({
    clientId,
    serverVersion,
    address,
    connectOptions: options,
    optionalCapabilities,
  })),
});
