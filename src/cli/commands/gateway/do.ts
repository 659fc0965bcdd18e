/** `twscope gateway do`: makes something happen at a gateway that runs. */
import { giveOrder } from "../../../node/gateway/control.ts";
import { exitCodes, type Command } from "../../command.ts";
import { gatewayWords, readOrder } from "../../gateway/orders.ts";
import { defaultPort, portOf, portOption } from "../../gateway/plan.ts";
import { printGatewayStatus } from "../../gateway/print-status.ts";
import { json } from "../../options.ts";

const words = Object.values(gatewayWords)
  .map(({ usage, about }) => `\`${usage}\`: ${about}`)
  .join("; ");

export const doCommand: Command = {
  name: "do",
  about: "Make something happen at a gateway that runs: begin a scenario, break a farm, cut connections",
  details: `What it can do: ${words}. An action of a scenario file can be given as JSON.`,
  args: [{ name: "what", about: "What to do, in words or as JSON", count: "some" }],
  options: [portOption, { flags: "--json", about: "The gateway's answer as JSON" }],
  examples: [
    { line: "twscope gateway do scenario market-data-farm-blip", about: "A farm is away for three seconds" },
    { line: "twscope gateway do broker down", about: "Connectivity is lost (1100)" },
    { line: "twscope gateway do error 10349 'Order TIF was set to DAY'", about: "A notice to all clients" },
    { line: `twscope gateway do '{"do":"wedge","ms":"5s"}'`, about: "An action as JSON" },
    { line: "twscope gateway do step 5s", about: "Move a clock that was started with --clock stepped" },
  ],
  async run(args, options, terminal) {
    const port = portOf(options) ?? defaultPort;
    const order = await readOrder(args);
    let answer: Record<string, unknown>;
    try {
      answer = await giveOrder(port, order);
    } catch {
      terminal.note(
        `twscope: no gateway of yours runs at port ${port}; start one with \`twscope gateway --port ${port}\``,
      );
      return exitCodes.noInput;
    }
    if (answer["ok"] !== true) {
      terminal.note(`${terminal.colors.red("twscope:")} ${String(answer["error"])}`);
      return exitCodes.usage;
    }
    if (options["json"]) await terminal.write(json(answer));
    else if (order.order === "status") await terminal.write(printGatewayStatus(answer, terminal));
    else if (order.order === "step") await terminal.write(`The gateway's clock: ${String(answer["clock"])}\n`);
    return exitCodes.ok;
  },
};
