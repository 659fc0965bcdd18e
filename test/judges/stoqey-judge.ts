/** @stoqey/ib as judge of the text form, in both directions. */
import { messages } from "../../src/catalogue/messages.ts";
import type { Proof } from "./proof.ts";
import { declaredParameters, loadStoqey, StoqeyConnection } from "./stoqey-host.ts";
import { judgeStoqeyRequests } from "./stoqey-requests.ts";
import { judgeStoqeyResponses } from "./stoqey-responses.ts";

/** It speaks up to 193. */
const stoqeyVersions = [100, 145, 163, 176, 187, 193] as const;

export async function judgeStoqey(proof: Proof): Promise<void> {
  const stoqey = await loadStoqey();
  const { methods, events } = declaredParameters();
  const responses = messages.filter(({ direction }) => direction === "in");
  for (const serverVersion of stoqeyVersions) {
    const connection = await StoqeyConnection.open(stoqey, serverVersion);
    await judgeStoqeyRequests(proof, stoqey, connection, serverVersion, methods);
    await judgeStoqeyResponses(proof, connection, serverVersion, responses, events);
    await connection.close();
  }
}
