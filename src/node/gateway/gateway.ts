/** Starts the simulated host: sockets, clock, logs, settings folder and scenarios around the pure one. */
import { UsageError } from "../../base/errors.ts";
import { Host, type HostLogEntry } from "../../gateway/host.ts";
import { ScenarioEngine } from "../../gateway/scenario/scenario-engine.ts";
import { settingsAtStart, type Action, type Scenario } from "../../gateway/scenario/scenario.ts";
import { defaultSettings, type GatewaySettings } from "../../gateway/settings.ts";
import { restored, simulatedServices, type Simulated } from "../../gateway/simulated-services.ts";
import { formatAddress } from "../record/address.ts";
import type { WorkerSettings } from "../record/recorder-worker.ts";
import { ApiLogs } from "./api-logs.ts";
import { ClientSockets } from "./client-sockets.ts";
import { debugLines } from "./debug-lines.ts";
import { HostLogFile } from "./host-log.ts";
import { HostTimer, type Pace } from "./host-timer.ts";
import { findScenario } from "./find-scenario.ts";
import { openSettingsFolder, readState, writeApiSettings, writeState, type SettingsFolder } from "./settings-folder.ts";

export interface GatewayOptions {
  /** 0: any free port. Default 0. */
  readonly port?: number | undefined;
  /** Address to listen at. Default `127.0.0.1`: this machine only. */
  readonly address?: string | undefined;
  readonly settings?: Partial<GatewaySettings>;
  /** Default `real`. */
  readonly pace?: Pace | undefined;
  /** Where the host's clock begins, ms since 1970-01-01 UTC. Default: now. */
  readonly startMs?: number | undefined;
  /** Names of built-in scenarios, paths of files, or scenarios. */
  readonly scenarios?: readonly (string | Scenario)[];
  /** A settings folder: orders, accounts, ids and logs are kept there. Without one nothing is kept. */
  readonly folder?: string | undefined;
  /** Makes the key that seals the API message logs, when the first of them begins; absent: they are plain. */
  readonly key?: () => Promise<NonNullable<WorkerSettings["key"]>>;
  /** Told of every line of the host's log. */
  readonly log?: (entry: HostLogEntry) => void;
  /** Told when something of the gateway itself goes wrong; the host goes on. */
  readonly problem?: (text: string) => void;
}

export interface Gateway {
  readonly port: number;
  readonly address: string;
  /** The pure host: its clients, its clock, its settings. */
  readonly host: Host;
  /** Where its API message logs lie, when it keeps a folder. */
  readonly logFolder: string | undefined;
  /** Begins a scenario beside those that are playing. @throws UsageError when it cannot be found or read */
  readonly play: (scenario: string | Scenario) => Promise<void>;
  readonly stopScenarios: () => void;
  /** Does one thing now, to all clients. */
  readonly act: (action: Action) => void;
  /** Moves a stepped clock. @param ms of the host's time */
  readonly step: (ms: number) => void;
  /** Everything as it should be at this moment: contracts, orders, accounts. */
  readonly simulated: Simulated;
  /** Ends all connections, writes everything. */
  readonly close: () => Promise<void>;
}

/** Settings that cannot change under those who are connected. */
const onlyAtStart: readonly string[] = ["seed", "accounts", "advisor"];

/** So often state and log are written. */
const saveMs = 1000;

/**
 * Starts a simulated host; ready for clients when it returns.
 * @throws the system's error when it cannot listen; UsageError for a scenario or a folder that cannot be read
 */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const scenarios = await Promise.all((options.scenarios ?? []).map(toScenario));
  const folder = options.folder === undefined ? undefined : openSettingsFolder(options.folder);
  const start = scenarios.find(({ start: begins }) => begins !== undefined)?.start;
  const startMs = options.startMs ?? (start === undefined ? Date.now() : Date.parse(start));
  // What was asked for in so many words counts more than what a scenario brings along.
  const settings = Object.assign({}, ...scenarios.map(settingsAtStart), options.settings) as Partial<GatewaySettings>;
  return new RunningGateway({ ...options, settings }, folder, startMs).begin(scenarios);
}

const toScenario = async (given: string | Scenario): Promise<Scenario> =>
  typeof given === "string" ? findScenario(given) : given;

class RunningGateway implements Gateway {
  readonly host: Host;
  readonly address: string;
  readonly logFolder: string | undefined;
  simulated!: Simulated;
  port: number;
  private engine!: ScenarioEngine;
  private readonly options: GatewayOptions;
  private readonly folder: SettingsFolder | undefined;
  private readonly sockets: ClientSockets;
  private readonly timer: HostTimer;
  private readonly hostLog: HostLogFile | undefined;
  private apiLogs: ApiLogs | undefined;
  private readonly ending: Promise<unknown>[] = [];
  private key: WorkerSettings["key"];
  private makingKey: Promise<void> | undefined;
  private closing = false;
  private saving: NodeJS.Timeout | undefined;

  constructor(options: GatewayOptions, folder: SettingsFolder | undefined, startMs: number) {
    this.options = options;
    this.folder = folder;
    this.logFolder = folder?.userFolder;
    const settings = { ...defaultSettings, ...folder?.settings, ...options.settings };
    this.address = options.address ?? "127.0.0.1";
    this.port = options.port ?? 0;
    this.hostLog = folder && new HostLogFile(folder.userFolder, startMs, this.problem);
    this.sockets = new ClientSockets({
      host: this.address,
      port: this.port,
      catchUp: () => this.timer.catchUp(),
      opened: (connection, client) => this.apiLogs?.opened(connection, client),
      received: (connection, bytes) => this.apiLogs?.data(connection, "out", bytes),
      sent: (connection, bytes) => this.apiLogs?.data(connection, "in", bytes),
      closed: (connection, how) => this.apiLogs?.closed(connection, how),
    });
    this.host = new Host(
      {
        settings,
        startMs,
        services: (surroundings, change) => {
          const changed = (to: Partial<GatewaySettings>): void => {
            change(to);
            this.followLogSettings();
          };
          const configure = (to: Partial<GatewaySettings>): void => {
            changed(to);
            this.keepSettings(to);
          };
          this.simulated = simulatedServices(surroundings, changed, folder && readState(folder, restored), configure);
          return this.simulated.services;
        },
        interference: (host) => {
          const { farms, loseOrders, enterOrder, change, marketPower: market } = this.simulated;
          const reset = (connection: number): void => this.sockets.reset(connection);
          this.engine = new ScenarioEngine(host, { farms, market, change, reset, loseOrders, enterOrder });
          return this.engine;
        },
      },
      {
        write: this.sockets.write,
        close: this.sockets.close,
        log: this.log,
        passed: (traffic) => {
          if (this.host.settings.debug) for (const entry of debugLines(traffic)) this.log(entry);
        },
      },
    );
    this.timer = new HostTimer(this.host, options.pace ?? { kind: "real" });
  }

  async begin(scenarios: readonly Scenario[]): Promise<Gateway> {
    if (this.keepsApiLogs) await this.makeKey();
    this.port = await this.sockets.listen(this.host);
    this.simulated.change({ port: this.port });
    this.host.log("INFO", "JTS-Main", `API server listening on port ${this.port}`);
    this.host.log("INFO", "JTS-Main", `API in Read-Only mode: ${this.host.settings.readOnly}`);
    for (const scenario of scenarios) this.engine.play(scenario);
    this.simulated.change(this.options.settings ?? {});
    this.saving = setInterval(() => this.save(), saveMs).unref();
    this.timer.catchUp();
    return this;
  }

  play = async (given: string | Scenario): Promise<void> => {
    const scenario = await toScenario(given);
    const late = Object.keys(settingsAtStart(scenario)).filter((key) => onlyAtStart.includes(key));
    if (late.length > 0)
      throw new UsageError(
        "scenario",
        `${scenario.name} sets ${late.join(", ")}: that holds from the start only; begin the gateway with --scenario`,
      );
    this.engine.play(scenario);
    this.timer.catchUp();
  };

  stopScenarios = (): void => this.engine.stop();

  act = (action: Action): void => {
    this.timer.catchUp();
    this.engine.act(action);
    this.timer.catchUp();
  };

  step = (ms: number): void => this.timer.step(ms);

  close = async (): Promise<void> => {
    this.closing = true;
    clearInterval(this.saving);
    this.timer.stop();
    this.host.log("INFO", "JTS-Main", "Shutting down API");
    await this.sockets.stop();
    this.save();
    await Promise.all([...this.ending, this.apiLogs?.stop()]);
  };

  private readonly log = (entry: HostLogEntry): void => {
    this.hostLog?.add(entry);
    this.options.log?.(entry);
  };

  private readonly problem = (text: string): void => this.options.problem?.(text);

  private save(): void {
    this.hostLog?.flush();
    if (!this.folder) return;
    try {
      writeState(this.folder, this.simulated.save());
    } catch (error) {
      this.problem(`the state cannot be written: ${(error as Error).message}`);
    }
  }

  private keepSettings(changed: Partial<GatewaySettings>): void {
    if (!this.folder) return;
    try {
      writeApiSettings(this.folder, changed);
    } catch (error) {
      this.problem(`the settings cannot be written: ${(error as Error).message}`);
    }
  }

  private get keepsApiLogs(): boolean {
    return this.host.settings.createApiLog && this.logFolder !== undefined;
  }

  private makeKey(): Promise<void> {
    this.makingKey ??= (async () => {
      this.key = await this.options.key?.();
    })();
    return this.makingKey;
  }

  /** A key takes longer than a host to start, so it is made when a log needs it. */
  private async followWithKey(): Promise<void> {
    try {
      await this.makeKey();
      if (!this.closing) this.followLogSettings();
    } catch (error) {
      this.makingKey = undefined;
      this.problem(`the API message log cannot begin: ${(error as Error).message}`);
    }
  }

  /** The logs begin and end with their settings, also for clients that are connected already. */
  private followLogSettings(): void {
    const { agenda, settings } = this.host;
    const content = { includeMarketData: settings.marketDataInApiLog, level: settings.logLevel };
    const wanted = this.keepsApiLogs;
    if (wanted && this.apiLogs?.holds(content)) return;
    this.endApiLogs(wanted ? "what the log holds was changed" : "the log was switched off");
    if (!wanted || this.logFolder === undefined) return;
    if (this.options.key && !this.key) {
      void this.followWithKey();
      return;
    }
    this.apiLogs = new ApiLogs({
      store: this.logFolder,
      key: this.key,
      content,
      clock: { now: () => ({ monotonicUs: Math.round(performance.now() * 1000), wallUs: agenda.now * 1000 }) },
      address: formatAddress({ host: this.address, port: this.port }),
      problem: this.problem,
    });
    for (const { connection, clientId, serverVersion } of this.host.clients) {
      const bytes = this.sockets.bytesOf(connection);
      this.apiLogs.opened(connection, this.sockets.clientOf(connection), { clientId, serverVersion, bytes });
    }
  }

  private endApiLogs(why: string): void {
    const ending = this.apiLogs;
    if (!ending) return;
    this.apiLogs = undefined;
    for (const { connection } of this.host.clients) ending.closed(connection, why);
    this.ending.push(ending.stop());
  }
}
