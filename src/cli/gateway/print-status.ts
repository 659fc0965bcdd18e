/** How a running gateway is, for people. */
import { printable } from "../read/values.ts";
import type { Terminal } from "../terminal.ts";

interface ConnectedClient {
  readonly clientId: number;
  readonly serverVersion: number;
  readonly address: string;
  readonly connectOptions: string;
  readonly optionalCapabilities: string;
}

interface GatewayStatus {
  readonly address: string;
  readonly port: number;
  readonly clock: string;
  readonly serverVersion: number;
  readonly readOnly: boolean;
  readonly connections: number;
  readonly clients: readonly ConnectedClient[];
}

/** @param answer what the gateway said to `status` */
export function printGatewayStatus(answer: Readonly<Record<string, unknown>>, { colors }: Terminal): string {
  const { address, port, clock, serverVersion, readOnly, connections, clients } = answer as unknown as GatewayStatus;
  const waiting = connections - clients.length;
  const lines = [
    `${colors.bold("Simulated IB Gateway")} at ${colors.bold(`${address}:${port}`)}`,
    `  ${colors.dim("its clock")}       ${clock}`,
    `  ${colors.dim("server version")}  ${serverVersion}${readOnly ? ", read-only" : ""}`,
    ...(clients.length === 0 ? [`  ${colors.dim("clients")}         none`] : []),
    ...clients.map(
      ({ clientId, serverVersion: agreed, address: from, connectOptions, optionalCapabilities }) =>
        `  ${colors.dim(`client ${clientId}`.padEnd(14))}  server version ${agreed}, from ${from}` +
        `${connectOptions ? `, ${connectOptions}` : ""}${optionalCapabilities ? `, capabilities ${optionalCapabilities}` : ""}`,
    ),
    ...(waiting > 0 ? [`  ${colors.dim("not started")}     ${waiting} connected without START_API`] : []),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}
