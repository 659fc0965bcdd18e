/** `twscope logs list`: what lies in the store. */
import { listRunning } from "../../../node/store/running.ts";
import { exitCodes, type Command } from "../../command.ts";
import { json } from "../../options.ts";
import { listingOf } from "../../store/listing.ts";
import { printListing } from "../../store/print-listing.ts";
import { chosenIn, choiceOf, clientOption, dayOption, isAll, keyRingFor } from "../../store/recordings.ts";
import { keyFileOption, storeOption, valuesOf } from "../../store/settings.ts";

export const listCommand: Command = {
  name: "list",
  about: "List the recordings: client, day, start, end, messages, size, whether pinned, whether readable",
  details:
    "A recording is the traffic of one client on one day. Times are on this machine's clock; messages are those of both " +
    "directions that are whole in it. What the recorder could not keep is marked as a gap, and counted as missing: its bytes, " +
    "and the least number of messages that they were. `twscope read FILE` reads one, `twscope read --client 5 --since 09:30` all of a client.",
  options: [clientOption, dayOption, storeOption, keyFileOption, { flags: "--json", about: "As JSON" }],
  examples: [
    { line: "twscope logs", about: "Everything that is kept" },
    { line: "twscope logs list --day today --client 5", about: "What client 5 did today" },
  ],
  async run(_args, options, terminal) {
    const values = valuesOf(options);
    const choice = choiceOf([], options);
    const recordings = chosenIn(values.store, choice);
    const listing = await listingOf(recordings, keyRingFor(values, terminal), listRunning(values.store).running);
    await terminal.write(options["json"] ? json(listing) : printListing(listing, values.store, terminal));
    if (listing.length > 0) return exitCodes.ok;
    terminal.note(
      isAll(choice)
        ? `${values.store} holds no recording yet; \`twscope record --to tws-paper\` makes them.`
        : "No recording is of that client and day.",
    );
    return exitCodes.findings;
  },
};
