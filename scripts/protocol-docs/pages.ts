/** All generated pages. */
import { messages } from "../../src/catalogue/messages.ts";
import { allCommands } from "../../src/cli/commands/load.ts";
import { commandsMarkdown } from "./command-page.ts";
import {
  enumerationsMarkdown,
  errorsMarkdown,
  gatesMarkdown,
  indexMarkdown,
  shapesMarkdown,
  ticksMarkdown,
} from "./list-pages.ts";
import { messagePageMarkdown } from "./message-page.ts";
import { recordingFormatMarkdown } from "./recording-page.ts";
import { settingsMarkdown } from "./settings-page.ts";
import { scenariosMarkdown } from "./scenarios-page.ts";

/** Every generated page, by its path below `docs`. */
export async function generatedPages(): Promise<Map<string, string>> {
  return new Map([
    ["cli.md", commandsMarkdown(await allCommands())],
    ["scenarios.md", scenariosMarkdown()],
    ["recording-format.md", recordingFormatMarkdown()],
    ["settings.md", settingsMarkdown()],
    ["protocol/README.md", indexMarkdown()],
    ["protocol/errors.md", errorsMarkdown()],
    ["protocol/ticks.md", ticksMarkdown()],
    ["protocol/enumerations.md", enumerationsMarkdown()],
    ["protocol/gates.md", gatesMarkdown()],
    ["protocol/shapes.md", shapesMarkdown()],
    ...messages.map((message): [string, string] => [
      `protocol/${message.direction}/${message.name}.md`,
      messagePageMarkdown(message),
    ]),
  ]);
}
