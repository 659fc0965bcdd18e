/** `twscope messages`: every message of the protocol, or all about one. */
import type { Direction } from "../../catalogue/schema.ts";
import { exitCodes, type Command } from "../command.ts";
import { findMessages, isNamed } from "../dictionary/find-message.ts";
import { messageList } from "../dictionary/message-list.ts";
import { messagePage } from "../dictionary/message-page.ts";
import { messagePageText } from "../dictionary/print-message-page.ts";
import { messageTable } from "../dictionary/print-messages.ts";
import { serverVersionOption } from "../dictionary/server-versions.ts";
import { json, textOption } from "../options.ts";

export const messagesCommand: Command = {
  name: "messages",
  about: "List the messages of the TWS API, or show all about one: ids, layouts, fields, official names",
  details:
    "A message is named by its id (5), the raw id of its protobuf form (205), its constant (OPEN_ORDER), or the name of its method, callback or constant in any official client (openOrder, reqMktData, RequestMarketData). Put in: or out: in front to pick a direction where an id has both. Sv stands for server version, the number that client and host agree on when they connect.",
  args: [{ name: "message", about: "Id or name of a message", count: "optional" }],
  options: [
    { flags: "--in", about: "Only messages from the host to the client" },
    { flags: "--out", about: "Only messages from the client to the host" },
    { flags: "--search <text>", about: "Only messages with this text in a name or in their description" },
    {
      flags: "--server-version <number>",
      about: "As it is at this server version: which messages, encoding and fields there are",
      values: ["176", "187", "201", "213", "226"],
    },
    { flags: "--json", about: "As JSON" },
  ],
  examples: [
    { line: "twscope messages", about: "Every message, one line each" },
    { line: "twscope messages openOrder", about: "All about the message that calls openOrder" },
    { line: "twscope messages out:3 --server-version 187", about: "PLACE_ORDER as server version 187 has it" },
    { line: "twscope messages 205", about: "What a raw message id in a protobuf log means" },
    { line: "twscope messages --in --search tick --json", about: "All ticks, for a script" },
  ],
  async run([query], options, terminal) {
    const serverVersion = serverVersionOption(options, terminal);
    const directions = directionsOf(options.in === true, options.out === true);
    if (query === undefined) {
      const list = messageList({ directions, serverVersion, search: textOption(options.search) });
      await terminal.write(options.json ? json(list) : messageTable(list, terminal));
      if (list.length > 0) return exitCodes.ok;
      terminal.note("No message has that text.");
      return exitCodes.findings;
    }
    const one = directions.length === 1 ? directions[0] : undefined;
    const parts = isNamed(query, one) ? [] : messageList({ directions, serverVersion, search: query });
    if (parts.length > 0) {
      await terminal.write(options.json ? json(parts) : messageTable(parts, terminal));
      if (!options.json) terminal.note(`No message is called "${query}"; these have it in their names or description.`);
      return exitCodes.ok;
    }
    const { messages, remark } = findMessages(query, one);
    const pages = messages.map((message) => messagePage(message, serverVersion));
    if (options.json) await terminal.write(json(pages));
    else {
      if (remark) await terminal.write(`${remark}\n\n`);
      await terminal.write(pages.map((page) => messagePageText(page, terminal)).join("\n\n"));
    }
    return pages.every(({ missing }) => missing) ? exitCodes.findings : exitCodes.ok;
  },
};

function directionsOf(incoming: boolean, outgoing: boolean): Direction[] {
  if (incoming === outgoing) return ["out", "in"];
  return incoming ? ["in"] : ["out"];
}
