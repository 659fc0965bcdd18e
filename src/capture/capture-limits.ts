/** Every bound that reading a capture keeps, in one place, so that no file can make it hang or fill the memory. */
export const captureLimits = {
  /** No packet is larger; libpcap's own bound is 256 KiB, segments joined by the system (BIG TCP) reach 512 KiB. */
  packetBytesMax: 1024 * 1024,
  /** A pcapng block that must be held whole to be read. */
  blockHeldMax: 2 * 1024 * 1024,
  /** A longer block of a kind that is passed over; a length above this is damage. */
  blockPassedMax: 64 * 1024 * 1024,
  /** Interfaces of one pcapng section. */
  interfacesMax: 4096,
  /** Issues told of each code; further ones are counted only. */
  issuesPerCodeMax: 100,
  /** Connections named in the summary, of ours and of others each; further ones are counted only. */
  namedMax: 1000,

  /** VLAN tags on one another. */
  vlanTagsMax: 4,
  /** IPv6 extension headers on one another. */
  extensionHeadersMax: 16,
  /** Fragments of IP datagrams that wait for the others, all together. */
  fragmentBytesMax: 4 * 1024 * 1024,
  fragmentedDatagramsMax: 256,
  fragmentWaitUsMax: 30_000_000,

  /** Connections followed at a time, and as many others remembered in order to pass over them. */
  connectionsMax: 20_000,
  /** Bytes of a connection kept until it is clear whether it is one of the TWS API. */
  undecidedBytesMax: 64 * 1024,
  /** How long events of other connections are held back for one that is not decided, so that they stay in order. */
  heldBackUsMax: 2_000_000,
  heldBackBytesMax: 1024 * 1024,
  /** Packets of a closed connection are taken for stragglers for so long. */
  lingerUs: 60_000_000,

  /** Bytes behind a missing segment, in one direction; with more it is given up. */
  waitingBytesMax: 1024 * 1024,
  /** The same of all connections together. */
  waitingBytesAllMax: 64 * 1024 * 1024,
  /** A missing segment that the receiver has acknowledged is not sent again: it was lost to the capture. Packets are
   *  not always captured in the order they went, so it may still come within this time and number of segments. */
  acknowledgedUsMax: 200_000,
  acknowledgedSegmentsMax: 16,
  /** A missing segment that nobody acknowledged (one direction captured only) is given up after so long. */
  missingUsMax: 30_000_000,
  /** A segment farther than this from what is expected is believed only when the next one goes on from it. */
  jumpBytesMax: 64 * 1024 * 1024,
  /** Delivered bytes of one direction that are kept, to compare what is sent again with them. */
  recentBytesMax: 128 * 1024,
  recentBytesAllMax: 64 * 1024 * 1024,
} as const;

/** What a small object costs beside its bytes, for the bounds above. */
export const overheadBytes = 64;
