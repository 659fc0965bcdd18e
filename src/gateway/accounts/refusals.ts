/**
 * The words of refusals whose code says little by itself. Hosts name the request by a letter that means nothing to
 * clients; the cause behind it is what they read.
 */
import type { ClientPort, Surroundings } from "../service.ts";

export const refusals = { validation: 321, processing: 322 } as const;

/** @param cause in words, without a full stop where hosts write none */
export const refuseAsInvalid = (client: ClientPort, id: number, cause: string): void =>
  client.error(id, refusals.validation, `Error validating request.-'bW' : cause - ${cause}`);

export const refuseAsFailed = (client: ClientPort, id: number, cause: string): void =>
  client.error(id, refusals.processing, `Error processing request.-'bW' : cause - ${cause}`);

/** What a host in read-only mode does not do. @returns whether it was refused */
export function refusedAsReadOnly({ settings }: Surroundings, client: ClientPort, id = -1): boolean {
  if (settings.readOnly) refuseAsInvalid(client, id, "The API interface is currently in Read-Only mode.");
  return settings.readOnly;
}

export const invalidAccount = (account: string): string => `Invalid account code '${account}'.`;
export const accountRequired = "The account code is required for this operation.";
