/** Tests of @stoqey/ib that cannot pass at a simulated host, and why. May only shrink. */
export const notHere: Readonly<Record<string, string>> = {};
