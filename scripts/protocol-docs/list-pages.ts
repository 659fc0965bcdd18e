/** The pages that list things: messages, errors, ticks, enumerations, gates and shapes. */
import type { ErrorCode } from "../../src/catalogue/codes/error-codes.ts";
import { messages, type AnyMessage } from "../../src/catalogue/messages.ts";
import type { Direction, Shape } from "../../src/catalogue/schema.ts";
import { commandFor, enumerations, fieldsWith } from "../../src/cli/dictionary/enumerations.ts";
import { errorList, finalText } from "../../src/cli/dictionary/error-entries.ts";
import { gateUses } from "../../src/cli/dictionary/gate-uses.ts";
import { encodingsText, summary } from "../../src/cli/dictionary/message-list.ts";
import { shapePage } from "../../src/cli/dictionary/message-page.ts";
import { isNested, shapeUses } from "../../src/cli/dictionary/shapes.ts";
import { tickList } from "../../src/cli/dictionary/tick-entries.ts";
import { bullets, code, generatedNote, linked, messageLink, plain, section, sentence, table } from "./markdown.ts";
import { shapeMarkdown } from "./message-page.ts";

const note = generatedNote("the declarations in src/catalogue");

const indexRows = (direction: Direction): string[][] =>
  messages
    .filter((message) => message.direction === direction)
    .map((message) => {
      const short = summary(message);
      const { id, rawId, calls, about } = short;
      return [
        rawId ? `${id} / ${rawId}` : String(id),
        messageLink(message, ""),
        encodingsText(short),
        calls.map(code).join(", "),
        linked(about, "", message.name),
      ];
    });

const links = (list: readonly AnyMessage[]): string => list.map((message) => messageLink(message, "")).join(", ");

/** The index of all messages. */
export function indexMarkdown(): string {
  const head = ["Id / raw id of protobuf", "Name", "Encodings", "Official call", "What"];
  return [
    note,
    "\n# The protocol of the TWS API\n\nEvery message that client and host exchange, as twscope knows it. Sv stands for server version, the number that both agree on when they connect.\n",
    `\nSee also [error codes](errors.md), [tick types](ticks.md), [enumerations](enumerations.md), [server versions](gates.md) and [shapes](shapes.md), the field lists that messages have in common.\n`,
    section("From client to host", table(head, indexRows("out"))),
    section("From host to client", table(head, indexRows("in"))),
  ].join("");
}

/** All error codes. */
export function errorsMarkdown(): string {
  const rows = errorList({ classes: [], topics: [] }).map((entry: ErrorCode) => [
    String(entry.code),
    entry.class,
    entry.topic,
    finalText(entry),
    linked(entry.about, ""),
    linked(entry.advice ?? "", ""),
    plain(entry.source),
  ]);
  return [
    note,
    "\n# Error codes\n\nThe codes of the error message. Many are no errors: *ok* is a healthy notice, *info* a neutral one, *warning* something to watch, *error* a failed request or order or a lost link, *client* is raised inside a client library. *Final* says whether the request or order of that id is over.\n\n",
    table(["Code", "Class", "Topic", "Final", "Meaning", "Advice", "Source"], rows),
  ].join("");
}

/** All tick types. */
export function ticksMarkdown(): string {
  const rows = tickList({}).map(({ id, name, callback, column, genericTick, unit = "", since, about }) => [
    String(id),
    code(name),
    callback,
    plain(column ?? "-"),
    genericTick ? `${genericTick.id} (${genericTick.name})` : "",
    plain(unit),
    linked(since ? `${about} From server version ${since.version} on.` : about, ""),
  ]);
  const head = ["Id", "Name", "Callback", "TWS column", "Generic tick", "Unit", "Meaning"];
  return `${note}\n# Tick types\n\nWhat a tick of market data is about, and what must be in the generic tick list of the request to get it.\n\n${table(head, rows)}`;
}

/** All enumerations except error codes and tick types, which have pages of their own. */
export function enumerationsMarkdown(): string {
  const shown = enumerations.filter((values) => !commandFor(values));
  const pages = shown.map((values) => {
    const fields = fieldsWith(values);
    const named = values.codes.some(({ name }) => name);
    const rows = values.codes.map(({ code: value, name = "", about }) => [
      value === "" ? "(empty)" : code(String(value)),
      ...(named ? [plain(name)] : []),
      linked(about, ""),
    ]);
    const intro = [
      sentence(linked(values.about, "")),
      values.closed ? "" : "Others may occur.",
      `Source: ${plain(values.source)}.`,
    ];
    const used = fields.length > 0 ? `\nFields: ${fields.map(code).join(", ")}.\n` : "";
    const head = ["Value", ...(named ? ["Name"] : []), "Meaning"];
    return section(values.name, `${intro.filter(Boolean).join(" ")}\n\n${table(head, rows)}${used}`);
  });
  return `${note}\n# Enumerations\n\nThe values that fields take, by name of the enumeration. [Error codes](errors.md) and [tick types](ticks.md) have pages of their own.\n${pages.join("")}`;
}

/** All named server versions. */
export function gatesMarkdown(): string {
  const rows = gateUses().map(({ version, name, about, text, protobuf, fields }) => [
    String(version),
    code(name),
    linked(about, ""),
    [
      text.length > 0 ? `text form: ${links(text)}` : "",
      protobuf.length > 0 ? `protobuf from here on: ${links(protobuf)}` : "",
      fields.length > 0 ? `new protobuf fields: ${links(fields)}` : "",
    ]
      .filter(Boolean)
      .join("; "),
  ]);
  return [
    note,
    "\n# Server versions\n\nThe server versions at which the protocol changed, by the official constants without their prefix `MIN_SERVER_VER_`. A change holds from its number on. The layouts in these pages are for server versions from 100 on; what came before always holds.\n\n",
    table(["Server version", "Name", "What changed", "Messages"], rows),
  ].join("");
}

/** The shapes that stand inside messages. */
export function shapesMarkdown(): string {
  const nested = [...shapeUses().keys()].filter(isNested).toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  const pages = nested.map((shape) =>
    section(shape.name, `${shapeMarkdown(shapePage(shape), "")}\n${carriers(shape)}`),
  );
  return `${note}\n# Shapes\n\nField lists that stand inside messages. The number is that of the protobuf field; a field without one is in the text form only.\n${pages.join("")}`;
}

function carriers(shape: Shape): string {
  const paths = new Map<string, AnyMessage[]>();
  for (const { path, message } of shapeUses().get(shape) ?? [])
    if (path) paths.set(path, [...(paths.get(path) ?? []), message]);
  return bullets([...paths].map(([path, list]) => `${code(path)} of ${links(list)}`));
}
