/** Bytes as one file of the age format, which the stock age tool opens. */
import { ReadableStream } from "node:stream/web";
import { Encrypter } from "age-encryption";
import { UsageError } from "../../base/errors.ts";

/**
 * @param recipients public keys, `age1…`
 * @throws UsageError when one of them is no public key of age
 */
export async function ageEncrypted(
  bytes: AsyncIterable<Uint8Array>,
  recipients: readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter();
  for (const recipient of recipients)
    try {
      encrypter.addRecipient(recipient);
    } catch (error) {
      throw new UsageError("recipient", `${recipient} is no public key of age (age1…)`, { cause: error });
    }
  // The library speaks of the browser's streams; Node's are the same.
  return await encrypter.encrypt(ReadableStream.from(bytes));
}
