import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, type Hash } from "node:crypto";
import type { Random } from "./random";

/** A process of the simulated installation. All its actors crash or freeze together. */
export type Process = {
  readonly name: string;
  /** False while it is down. */
  alive: boolean;
  /** The virtual time until which its actors do not run. */
  frozenUntil: number;
  /** Called once when it crashes. */
  onDeath: Set<() => void>;
};

export type Actor = {
  readonly process: Process;
  readonly label: string;
  state: "parked" | "running" | "done" | "dead";
  /** Gates have no effect while this is above 0. */
  gateless: number;
  /** Rolls back the open transaction when the process crashes. */
  abandon: (() => Promise<void>) | null;
};

type Parked = {
  actor: Actor | null;
  point: string;
  ready: () => boolean;
  /** The time at which it becomes ready without any other event; infinite if never. */
  dueAt: () => number;
  resume: () => void | Promise<void>;
};

/** What happens to an actor at a gate. */
export type Fate = "continue" | "crash" | "freeze";

const TURN_LIMIT_MS = 30_000;
const KEPT_LINES = 600;
const TURNS_LIMIT = 200_000;

const immediate = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Runs actors one at a time. An actor stops at each gate, and the seeded generator chooses which actor continues.
 * Between two gates only one actor runs, so a seed always gives the same order of events. Time is virtual: it advances
 * a little with each turn, and jumps to the next due time when no actor is ready.
 */
export class Scheduler {
  now: number;
  fate: (actor: Actor, point: string) => Fate = () => "continue";
  onError: (actor: Actor, error: unknown) => void = () => {};
  turns = 0;
  freezes = 0;
  readonly lines: string[] = [];
  private readonly parked: Parked[] = [];
  private readonly context = new AsyncLocalStorage<Actor>();
  private readonly hash: Hash = createHash("sha256");
  private readonly labels = new Map<string, number>();
  private cleaning: Promise<void>[] = [];
  private running: { actor: Actor; over: () => void } | null = null;
  /** One timer for the time limit of all turns; each turn restarts it. */
  private alarm: NodeJS.Timeout | undefined;
  private stuck: () => void = () => {};

  constructor(
    private readonly random: Random,
    startAt: number,
    private readonly show: ((line: string) => void) | null = null,
  ) {
    this.now = startAt;
  }

  process(name: string): Process {
    return { name, alive: true, frozenUntil: 0, onDeath: new Set() };
  }

  /** The running actor, if it is subject to gates. */
  current(): Actor | null {
    const actor = this.context.getStore();
    return actor && actor.gateless === 0 && actor.state !== "done" ? actor : null;
  }

  /** Creates an actor, which starts at its first turn. */
  spawn(process: Process, kind: string, work: () => Promise<void>): Actor {
    const count = (this.labels.get(kind) ?? 0) + 1;
    this.labels.set(kind, count);
    const label = `${process.name}/${kind}#${count}`;
    const actor: Actor = { process, label, state: "parked", gateless: 0, abandon: null };
    this.park({
      actor,
      point: "begins",
      ready: () => true,
      dueAt: () => this.now,
      resume: () => {
        this.context
          .run(actor, work)
          .catch((error: unknown) => this.onError(actor, error))
          .finally(() => {
            if (actor.state === "running") this.leave(actor, "done");
          });
      },
    });
    return actor;
  }

  /** A point at which other actors may run first, or the process may crash. */
  async gate(point: string): Promise<void> {
    await this.stand(
      point,
      () => true,
      () => this.now,
    );
  }

  async sleep(point: string, ms: number): Promise<void> {
    const dueAt = this.now + ms;
    await this.stand(
      point,
      () => this.now >= dueAt,
      () => dueAt,
    );
  }

  /** Waits until `holds` returns true; `dueAt` is the time at which it does so without any other event. */
  async until(point: string, holds: () => boolean, dueAt = () => Number.POSITIVE_INFINITY): Promise<void> {
    await this.stand(point, holds, dueAt);
  }

  private stand(point: string, ready: () => boolean, dueAt: () => number): Promise<void> {
    const actor = this.current();
    if (!actor) return Promise.resolve();
    if (this.running?.actor !== actor) {
      throw new Error(
        `${actor.label} does two things in parallel at "${point}", which the simulation cannot order.`,
      );
    }
    return new Promise<void>((resolve) => {
      const fate = this.fate(actor, point);
      if (fate === "crash") {
        this.note(actor.label, `CRASH at ${point}`);
        this.kill(actor.process);
        this.leave(actor, "dead");
        return;
      }
      if (fate === "freeze") {
        actor.process.frozenUntil = this.now + this.random.between(5, 90) * 1_000;
        this.freezes += 1;
        this.note(actor.label, `FREEZE at ${point}`);
      }
      this.park({ actor, point, ready, dueAt, resume: resolve });
      this.leave(actor, "parked");
    });
  }

  private leave(actor: Actor, state: Actor["state"]): void {
    actor.state = state;
    if (this.running?.actor === actor) this.running.over();
  }

  /** Runs something later, outside of any actor. Returns a function that cancels it. */
  later(ms: number, run: () => void): () => void {
    const dueAt = this.now + Math.max(0, ms);
    const entry: Parked = {
      actor: null,
      point: "timer",
      ready: () => this.now >= dueAt,
      dueAt: () => dueAt,
      resume: () => this.context.exit(run),
    };
    this.park(entry);
    return () => {
      const at = this.parked.indexOf(entry);
      if (at >= 0) this.parked.splice(at, 1);
    };
  }

  /** Crashes a process: its actors stop where they are, and their open transactions are rolled back. */
  kill(process: Process): void {
    process.alive = false;
    process.frozenUntil = 0;
    for (const entry of [...this.parked]) {
      if (entry.actor?.process !== process) continue;
      this.parked.splice(this.parked.indexOf(entry), 1);
      entry.actor.state = "dead";
      if (entry.actor.abandon) this.cleaning.push(entry.actor.abandon());
    }
    const { running } = this;
    if (running?.actor.process === process && running.actor.abandon) {
      this.cleaning.push(running.actor.abandon());
    }
    for (const notify of process.onDeath) notify();
    process.onDeath.clear();
  }

  /** Takes turns until `until` returns true, which is checked after each turn, or until no actor can ever continue. */
  async run(until: () => boolean): Promise<void> {
    this.alarm = setTimeout(() => this.stuck(), TURN_LIMIT_MS);
    try {
      await this.takeTurns(until);
    } finally {
      clearTimeout(this.alarm);
    }
  }

  private async takeTurns(until: () => boolean): Promise<void> {
    while (!until()) {
      await Promise.all(this.cleaning.splice(0));
      const ready = this.parked.filter((entry) => this.canGo(entry));
      if (ready.length === 0) {
        const next = Math.min(...this.parked.map((entry) => this.goesAt(entry)));
        if (!Number.isFinite(next)) return;
        this.now = Math.max(this.now + 1, next);
        continue;
      }
      if (this.turns > TURNS_LIMIT)
        throw new Error(`No end after ${this.turns} turns: ${this.lines.slice(-40).join("; ")}`);
      const entry = this.random.pick(ready);
      this.parked.splice(this.parked.indexOf(entry), 1);
      await this.turn(entry);
      if (this.random.chance(0.4)) this.now += this.random.between(1, 9);
    }
    await Promise.all(this.cleaning.splice(0));
  }

  private canGo(entry: Parked): boolean {
    return (entry.actor?.process.frozenUntil ?? 0) <= this.now && entry.ready();
  }

  private goesAt(entry: Parked): number {
    const thaws = entry.actor?.process.frozenUntil ?? 0;
    return entry.ready() ? thaws : Math.max(entry.dueAt(), thaws);
  }

  private async turn(entry: Parked): Promise<void> {
    const { actor } = entry;
    this.turns += 1;
    this.note(actor?.label ?? "-", entry.point);
    if (!actor) {
      await entry.resume();
      await immediate();
      return;
    }
    actor.state = "running";
    try {
      await new Promise<void>((over, reject) => {
        this.running = { actor, over };
        this.stuck = () => reject(new Error(`${actor.label} does not return from "${entry.point}".`));
        this.alarm?.refresh();
        void entry.resume();
      });
    } finally {
      this.running = null;
    }
    // Promises and events that the turn released are handled before the next turn.
    await immediate();
  }

  private park(entry: Parked): void {
    this.parked.push(entry);
  }

  /** Whether any actor is ready to continue. */
  busy(): boolean {
    return this.parked.some((entry) => this.canGo(entry));
  }

  /** Adds a line to the trace. */
  note(who: string, what: string): void {
    const line = `${this.now} ${who} ${what}`;
    this.hash.update(`${line}\n`);
    this.show?.(line);
    this.lines.push(line);
    if (this.lines.length > KEPT_LINES) this.lines.splice(0, KEPT_LINES / 2);
  }

  /** A digest of the trace. */
  traceHash(): string {
    return this.hash.copy().digest("hex").slice(0, 16);
  }
}
