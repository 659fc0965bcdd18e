/** Names of the numbers in pcapng files, for reading and writing. Source: draft-ietf-opsawg-pcapng. */

export const blockType = {
  /** The same in both byte orders. */
  section: 0x0a0d0d0a,
  interface: 1,
  /** Obsolete, and still found in old files. */
  packet: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
} as const;

/** Stands behind the length of a section header: as it reads, so all of the section does. */
export const orderMagic = 0x1a2b3c4d;

/** Others that are passed over: of system logs, of keys, of processes, and those that programs define for themselves. */
const otherTypes = new Set([7, 8, 9, 10, 0x0000_0101, 0x0000_0204, 0x0000_0bad, 0x4000_0bad, 0x8000_0001]);

/** Whether blocks of this type exist; only such a one is believed behind damage. */
export const isKnownBlock = (type: number): boolean =>
  type === blockType.section ||
  (type >= blockType.interface && type <= blockType.enhancedPacket) ||
  otherTypes.has(type);

export const optionCode = {
  end: 0,
  comment: 1,
  sectionApplication: 4,
  interfaceName: 2,
  timeResolution: 9,
  timeOffset: 14,
} as const;

/** Numbers of the registry of link types. */
export const linkType = { ethernet: 1, raw: 101 } as const;
