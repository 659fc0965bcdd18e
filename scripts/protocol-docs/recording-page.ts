/** `docs/recording-format.md`: the paper of the recording format, with numbers from the code and a worked example. */
import {
  blockBodyBytesMax,
  blockHeadBytes,
  blockSync,
  blockTargetBytes,
  formatVersion,
  headerBytesMax,
  magic,
  recordBytesMax,
} from "../../src/recording/format.ts";
import { generatedNote, table } from "./markdown.ts";
import { exampleRecording, exampleRows } from "./recording-example.ts";

const kib = (bytes: number): string => (bytes >= 1024 ** 2 ? `${bytes / 1024 ** 2} MiB` : `${bytes / 1024} KiB`);
const sync = blockSync.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");

export function recordingFormatMarkdown(): string {
  return `${generatedNote("src/recording and the example in scripts/protocol-docs")}
# The recording format, version ${formatVersion}

A recording holds the bytes of connections between API clients and TWS or IB Gateway, as they came, with their times. It is
written by appending only; a reader can use it up to its last complete block at any moment: while it is being written, after the
writer was killed, behind damage. Nothing in it depends on what the bytes mean.

Numbers of fixed width are unsigned and big-endian. A _varint_ is a whole number from 0 to 2⁵³ − 1 in groups of seven bits, the
lowest first, with the top bit of each byte set where another follows (LEB128). A _signed varint_ holds 0, −1, 1, −2, … as 0, 1, 2, 3, …
A _checksum_ is CRC-32 as of gzip (RFC 1952). JSON is UTF-8.

## File

${table(
  ["Bytes", "What"],
  [
    [`${magic.length}`, `magic: \`${JSON.stringify(magic).slice(1, -1)}\``],
    ["4", `format version. A reader refuses a larger one than it knows; this is ${formatVersion}`],
    ["4", `length of the header, at most ${kib(headerBytesMax)}`],
    ["…", "header, JSON"],
    ["4", `length of the key, at most ${kib(headerBytesMax)}; 0 when nothing is sealed`],
    ["…", "key: an age file"],
    ["4", "checksum of everything before"],
    ["…", "blocks"],
  ],
)}
The header says \`made\` (program and version), \`created\` (ISO 8601, UTC), \`id\` (16 random bytes, hexadecimal), \`sealed\` (\`age\` or
\`none\`) and, when sealed, \`recipients\` (the public keys that it was sealed for). A reader ignores keys it does not know.

## Block

${table(
  ["Bytes", "What"],
  [
    ["4", `sync: \`${sync}\`. The first byte never occurs in UTF-8`],
    ["4", `length of the body, at most ${kib(blockBodyBytesMax)}`],
    ["6", "number: 0 for the first, one more for each"],
    ["1", "kind: 0 records, 1 end. A reader skips kinds it does not know"],
    ["4", "checksum of the 15 bytes before"],
    ["…", "body"],
    ["4", "checksum of the body as it stands in the file"],
  ],
)}
So a block costs ${blockHeadBytes + 4} bytes beside its body. A writer closes a block when its records reach ${kib(blockTargetBytes)}, and at the latest
some 200 ms after their bytes passed. Behind damage, a reader goes on at the next sync whose head has the right checksum; a number that is
missing, repeated or out of order tells what happened to the blocks between.

The body, once opened (see Sealing), begins with one byte: 0, what follows stands as it is; 1, what follows is packed as a raw DEFLATE
stream (RFC 1951).

The **end** block holds a summary as JSON: \`blocks\`, \`bytes\` and \`messages\` (of each direction, \`in\` from the host, \`out\` from the
client; the messages that are whole in the file), \`seen\` (the messages that the recorder saw, only where it could not write all of them),
\`gaps\`, \`firstWallUs\`, \`lastWallUs\`. It is the last block of a recording that was ended as it should be. A file without it is still being
written, was stopped hard, or has been cut: authenticated up to its last block, and known not to be known further.

## Records

A block of records begins with two varints, the steady clock and the wall clock (µs since 1970 UTC) of its first record. Each
record follows as

${table(
  ["What", "As"],
  [
    ["type", "one byte"],
    ["connection", "varint, a number within this recording"],
    ["steady clock, µs since the record before", "signed varint"],
    ["how many µs more than that the wall clock moved", "signed varint: 0 unless it was set or slewed"],
    ["length of the content", `varint; bytes are at most ${kib(recordBytesMax)} a record`],
    ["content", "by type"],
  ],
)}
${table(
  ["Type", "Name", "Content"],
  [
    ["0", "bytes in", "as they came from the host"],
    ["1", "bytes out", "as they came from the client"],
    [
      "2",
      "open",
      "JSON: `connection` (random, the same in all files of one connection), `client` and `host` (addresses), and when the connection began in an earlier file `continued`: `part`, `before` (bytes of each direction), `unfinished` (bytes that still belong to a frame from before), `serverVersion`, `clientId`",
    ],
    ["3", "close", "JSON: `how`, `bytes` (relayed in each direction over the whole connection)"],
    [
      "4",
      "note",
      "JSON, each key where it is known: `offer`, `serverVersion`, `clientId`, `redirect`, `leftOut` (frames left out on demand, by message id), `text`, `mark` (in exports: somebody marked this moment, `id` and `text`). A reader ignores keys it does not know",
    ],
    [
      "5",
      "gap",
      "JSON: bytes were relayed and are not here: `missing` (of each direction), `chunks`, `sinceWallUs`, `why`, `unfinished` (bytes until the next frame begins, where known)",
    ],
    [
      "6",
      "context",
      "six varints, so that a block can be read without those before: server version (0: not known), client id + 1 (0: not known), bytes before of in and out, bytes of an unfinished frame of in and out, each + 1 (0: not known)",
    ],
  ],
)}
A reader skips types it does not know. A connection that lives past midnight (of the recorder's clock) goes on in the next day's file, each
direction from a frame of its own on.

## Sealing

The key file of the head is an [age](https://age-encryption.org/v1) file (binary, not armored) for the recipients; its content is 32 random bytes,
which may be the same in many recordings of one recorder. The key of this file is HKDF-SHA-256 of them, with the 16 bytes of \`id\` as salt and
\`twscope recording version 1, blocks\` as info, 32 bytes long.

A sealed body is the AES-256-GCM ciphertext of the body, then its tag of 16 bytes. The nonce is 12 bytes: six zeros, and the block's number in
six. The additional data are the SHA-256 of the file's head without its checksum, the nonce, and the kind as one byte. So a block opens only in its
own file, at its own number, as its own kind: bit flips, swapped, dropped, repeated and foreign blocks are told apart; a number is never used twice with one key.

Why not age for the blocks too: its chunks are 64 KiB, and cannot be closed earlier. A recording must be readable up to the last 200 ms.
\`twscope logs export --age\` writes a recording that the stock tool opens.

## Names

\`api.<client id>.<yyyymmdd>.<hhmmss>.twscope\`, after the host's own logs, by the day and time (of this machine) of the file's first byte.
\`unknown\` stands for the client id until the client has told it. Of several that begin in one second, the later ones carry \`.2\`, \`.3\`, … before the ending. A
pin is a file of the same name with \`.keep\` behind it: \`{"reason": …, "since": …}\`.

A mark is a file \`mark.<yyyymmdd>.<hhmmss>.json\` beside the recordings, by the local time of its moment (\`.2\` and so on before the ending for
further ones of that second): \`at\` (ISO 8601, UTC), \`text\`, \`clients\` (client ids; absent: all), \`files\` (names of the recordings that it kept
when it was made) and \`since\`. It is about the recordings in \`files\`, and about each that began before its moment and was last written to at most 15
minutes before it. Pins and marks are not sealed.

## Example

A recording in the open of ${exampleRecording().length} bytes: one connection, the first bytes of each side, and the end.

${table(
  ["Offset", "Bytes", "What"],
  exampleRows(exampleRecording()).map(({ offset, hex, about }) => [String(offset), `\`${hex}\``, about]),
)}`;
}
