/**
 * Sealing: AES-256-GCM from the platform, one key for each file, the block's number as its nonce. The key of a file is
 * derived from a key that many files share, which stands wrapped (age) in each of them.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import { crc32 as nodeCrc32, deflateRawSync, inflateRawSync } from "node:zlib";
import type { Checksum, Packer, Sealer } from "../../recording/format.ts";

export const keyBytes = 32;
const tagBytes = 16;

/**
 * @param key 32 random bytes, as unwrapped from the head
 * @param id the header's id, in hexadecimal
 * @param head the bytes of the file's head, to which all blocks are bound
 */
export function makeSealer(key: Uint8Array, id: string, head: Uint8Array): Sealer {
  const fileKey = new Uint8Array(
    hkdfSync("sha256", key, Buffer.from(id, "hex"), "twscope recording version 1, blocks", keyBytes),
  );
  const binding = createHash("sha256").update(head).digest();
  const place = (number: number, kind: number): { nonce: Buffer; bound: Buffer } => {
    const nonce = Buffer.alloc(12);
    nonce.writeUIntBE(number, 6, 6);
    return { nonce, bound: Buffer.concat([binding, nonce, Buffer.of(kind)]) };
  };
  return {
    seal: (body, number, kind) => {
      const { nonce, bound } = place(number, kind);
      const cipher = createCipheriv("aes-256-gcm", fileKey, nonce).setAAD(bound);
      const sealed = cipher.update(body);
      // Nothing is left for the end: the cipher works on any number of bytes.
      cipher.final();
      return [sealed, cipher.getAuthTag()];
    },
    open: (sealed, number, kind) => {
      if (sealed.length < tagBytes) return undefined;
      const { nonce, bound } = place(number, kind);
      const end = sealed.length - tagBytes;
      const decipher = createDecipheriv("aes-256-gcm", fileKey, nonce).setAAD(bound).setAuthTag(sealed.subarray(end));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}

export const packer: Packer = {
  pack: (bytes) => deflateRawSync(bytes, { level: 1 }),
  unpack: (packed, bytesMax) => {
    try {
      return inflateRawSync(packed, { maxOutputLength: bytesMax });
    } catch {
      return undefined;
    }
  },
};

export const checksum: Checksum = (bytes, seed) => nodeCrc32(bytes, seed);
