/** Plays scenarios at a host: decides for every message that passes, and does what is planned. */
import type { Message } from "../../codec/message.ts";
import { bytesOf } from "../../base/byte-string.ts";
import { rawMessageIdSince } from "../../catalogue/gates.ts";
import { frameBytes } from "../../wire/frames.ts";
import { idOf, type ClientLink, type Sent } from "../client-link.ts";
import type { ChangeSettings, Host, Interference } from "../host.ts";
import type { ScreenOrder } from "../orders/screen-order.ts";
import type { Planned } from "../service.ts";
import type { Farms } from "../session/farms.ts";
import { Matcher, type Passing } from "./match.ts";
import { decoded, Outbox } from "./outbox.ts";
import type { MarketPower } from "./market-power.ts";
import { isAt, messageActions, type Action, type Scenario, type ScenarioEvent } from "./scenario.ts";

/** What scenarios may do to the host, beside what they do to messages. */
export interface ScenarioPowers {
  readonly farms: Farms;
  readonly market: MarketPower;
  readonly change: ChangeSettings;
  /** Breaks a connection without a goodbye. */
  readonly reset: (connection: number) => void;
  /** Forgets the orders of the last ms, and the ids they took. */
  readonly loseOrders: (lastMs: number) => void;
  readonly enterOrder: (order: ScreenOrder) => void;
}

interface Rule {
  readonly matcher: Matcher;
  readonly actions: readonly Action[];
}

/** What a message is about, for actions that name no client and no id. */
interface Concerned {
  readonly link?: ClientLink;
  readonly id?: number;
}

export class ScenarioEngine implements Interference {
  private readonly host: Host;
  private readonly powers: ScenarioPowers;
  private readonly outbox: Outbox;
  private rules: Rule[] = [];
  private planned: Planned[] = [];
  private waitingForClient: ScenarioEvent[] = [];
  private readonly muted = new Set<ClientLink>();
  private allMuted = false;
  private wedgedUntil = Number.NEGATIVE_INFINITY;
  private downUntil = Number.NEGATIVE_INFINITY;

  constructor(host: Host, powers: ScenarioPowers) {
    this.host = host;
    this.powers = powers;
    this.outbox = new Outbox({
      deliver: (link, bytes, messages) => host.deliver(link, bytes, messages),
      after: (ms, what) => void host.agenda.after(ms, what),
    });
  }

  /** Begins a scenario beside those that are playing. Its times count from now, or from the first client on. */
  play({ name, settings, market, events }: Scenario): void {
    this.host.log("INFO", "twscope", `Scenario ${name} begins`);
    if (settings) this.powers.change(settings);
    if (market) this.powers.market.begin(market);
    const timed = events.filter(({ when }) => isAt(when));
    for (const { when, actions } of events) if (!isAt(when)) this.rules.push({ matcher: new Matcher(when), actions });
    if (this.host.clients.length > 0) this.plan(timed);
    else this.waitingForClient.push(...timed);
  }

  /** Ends all scenarios: the host is itself again. What was cut or lost stays so, and prices stay where they went. */
  stop(): void {
    for (const one of this.planned) one.cancel();
    this.planned = [];
    this.rules = [];
    this.waitingForClient = [];
    this.muted.clear();
    this.allMuted = false;
    this.wedgedUntil = Number.NEGATIVE_INFINITY;
    this.downUntil = Number.NEGATIVE_INFINITY;
    this.powers.market.calm();
  }

  /** Does one thing now, to all clients. */
  act(action: Action): void {
    this.perform(action, {});
  }

  accepts(): boolean {
    return this.host.agenda.now >= this.downUntil;
  }

  reads(): boolean {
    return this.host.agenda.now >= this.wedgedUntil;
  }

  started(): void {
    this.plan(this.waitingForClient.splice(0));
  }

  left(link: ClientLink): void {
    this.muted.delete(link);
    this.outbox.forget(link);
  }

  write(link: ClientLink, bytes: Uint8Array, messages: readonly Sent[]): void {
    if (this.allMuted || this.muted.has(link)) return;
    if (messages.length === 0) return this.greet(link, bytes);
    const acted = messages.map((sent) => this.actionsFor(passing(link, sent)));
    // Several messages in one write stay in one write, unless something happens to one of them.
    if (acted.every((actions) => actions.length === 0) && messages.length > 1) {
      this.outbox.release(link);
      this.outbox.deliver(link, bytes, messages);
      return;
    }
    for (const [index, sent] of messages.entries()) {
      const actions = acted[index] ?? [];
      this.outbox.send(link, sent, actions.filter(ofMessage));
      for (const action of actions.filter((one) => !ofMessage(one)))
        this.perform(action, { link, id: idOf(decoded(link, sent)) });
    }
  }

  request(link: ClientLink, message: Message): void {
    const { name = "", fields } = message;
    const actions = this.actionsFor({ name, asked: true, clientId: link.clientId, fields: () => fields });
    const id = idOf(message);
    let delayMs = 0;
    let times = 1;
    for (const action of actions) {
      if (action.do === "drop") times = 0;
      if (action.do === "delay") delayMs += action.ms;
      if (action.do === "repeat") times += action.times;
    }
    const answer = (): void => {
      for (let time = 0; time < times; time += 1) this.host.answer(link, message);
    };
    if (delayMs > 0) this.host.agenda.after(delayMs, answer);
    else answer();
    for (const action of actions) if (!ofMessage(action)) this.perform(action, { link, id });
  }

  private greet(link: ClientLink, bytes: Uint8Array): void {
    const actions = this.actionsFor({ name: "handshake", asked: false, clientId: -1, fields: () => ({}) });
    const [first] = actions.filter(ofMessage);
    const deliver = (): void => this.outbox.deliver(link, bytes, []);
    if (!first) deliver();
    else if (first.do === "delay") this.host.agenda.after(first.ms, deliver);
    else if (first.do === "cut") this.outbox.cut(link, bytes, [], first.bytes, first.ms);
    for (const action of actions) if (!ofMessage(action)) this.perform(action, { link });
  }

  private actionsFor(message: Passing): Action[] {
    return this.rules.flatMap(({ matcher, actions }) => (matcher.matches(message) ? actions : []));
  }

  private plan(events: readonly ScenarioEvent[]): void {
    for (const { when, actions } of events) {
      if (!isAt(when)) continue;
      const act = (): void => {
        for (const action of actions) this.perform(action, {});
      };
      this.planned.push(this.host.agenda.after(when.at, act));
      if (when.every !== undefined) {
        const { every } = when;
        this.planned.push(this.host.agenda.after(when.at, () => this.planned.push(this.host.agenda.every(every, act))));
      }
    }
  }

  private perform(action: Action, { link, id = -1 }: Concerned): void {
    const { host, powers } = this;
    const links = link ? [link] : host.clients;
    switch (action.do) {
      case "farm":
        return powers.farms.set(action.farm, action.state);
      case "broker":
        return powers.farms.broker(action.link);
      case "error":
        for (const one of links) one.error(action.id ?? id, action.code, action.text, action.json);
        return;
      case "unknown":
        for (const one of links) this.outbox.deliver(one, unknownFrame(action.id, one.serverVersion), []);
        return;
      case "close":
        for (const one of links)
          if (action.reset) powers.reset(one.connection);
          else one.end("the host closed it");
        return;
      case "mute":
        if (link) this.muted.add(link);
        else this.allMuted = true;
        return;
      case "wedge":
        this.wedgedUntil = action.ms === undefined ? Number.POSITIVE_INFINITY : host.agenda.now + action.ms;
        return;
      case "restart":
        return this.restart(action.downMs, action.lostMs ?? 0);
      case "set":
        return powers.change(action.settings);
      case "enter":
        return powers.enterOrder(action);
      case "move":
      case "halt":
      case "resume":
      case "spread":
      case "quotes":
      case "liquidity":
      case "band":
      case "split":
        return powers.market.act(action);
      default:
        // The others act on the message that triggered them; without one there is nothing to act on.
        return;
    }
  }

  private restart(downMs: number, lostMs: number): void {
    const { host, powers } = this;
    host.log("INFO", "JTS-Main", "Shutting down API");
    this.downUntil = host.agenda.now + downMs;
    if (lostMs > 0) powers.loseOrders(lostMs);
    host.cutAll("the host restarts");
  }
}

const ofMessage = ({ do: name }: Action): boolean => messageActions.includes(name);

const passing = (link: ClientLink, sent: Sent): Passing => ({
  name: sent.name,
  asked: false,
  clientId: link.clientId,
  fields: () => decoded(link, sent).fields,
});

/** A frame of an id that the catalogue does not have, with one field of text. */
function unknownFrame(id: number, serverVersion: number): Uint8Array {
  if (serverVersion < rawMessageIdSince) return frameBytes(bytesOf(`${id}\x001\0`));
  const payload = new Uint8Array(6);
  new DataView(payload.buffer).setUint32(0, id);
  payload.set(bytesOf("1\0"), 4);
  return frameBytes(payload);
}
