/** What rust-ibapi's program does not get of the simulated host, and why. */
export const rustNotHere: Readonly<Record<string, string>> = {};
