/** Every bound that the readers keep, in one place, so that no input can make them hang or fill the memory. */
export const limits = {
  /** Largest frame that official clients accept; a larger length means that this is no frame. Source: client sources. */
  frameBytesMax: 0x00ff_ffff,
  /** Deepest nesting of protobuf messages that is followed; the protocol itself nests four deep. */
  protobufDepthMax: 32,
  /** Most text fields kept apart behind those that a layout knows; the last of them holds all further ones. */
  restFieldsMax: 10_000,
  /** Largest number of issues kept for one message; further ones are counted in one more. */
  issuesMax: 100,
  /** Most undeclared protobuf fields that are listed for one message; the others are kept in its bytes. */
  unknownFieldsMax: 10_000,
  /**
   * Most bytes that are kept of one line of a log, and of one entry of an API log with all its lines. The largest
   * messages that hosts are known to send, the scanner's parameters, have 2 to 4 MB. Reading an entry takes some ten
   * times its size, so that the largest frames of all would not fit into 300 MB.
   */
  entryBytesMax: 6 * 1024 * 1024,
  /** Most lines that are kept of one entry of an API log. The scanner's parameters have some 100,000. */
  entryLinesMax: 300_000,
  /** Most bytes of an unread stretch that its record shows. */
  unreadBytesMax: 1024 * 1024,
} as const;
