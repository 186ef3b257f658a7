import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, type Hash } from "node:crypto";
import type { Random } from "./random";

/** A process of the simulated installation: what it runs dies, or stands still, together. */
export type Process = {
  readonly name: string;
  /** False while it is down. */
  alive: boolean;
  /** Virtual time until which nothing of it runs. */
  frozenUntil: number;
  /** Told once when it dies. */
  onDeath: Set<() => void>;
};

export type Actor = {
  readonly process: Process;
  readonly label: string;
  state: "parked" | "running" | "done" | "dead";
  /** Gates have no effect while this is above 0. */
  gateless: number;
  /** Ends the transaction that is open, when the process dies. */
  abandon: (() => Promise<void>) | null;
};

type Parked = {
  actor: Actor | null;
  point: string;
  ready: () => boolean;
  /** When time alone makes it ready. */
  dueAt: () => number;
  resume: () => void | Promise<void>;
};

/** What becomes of an actor that arrives at a point. */
export type Fate = "go on" | "crash" | "freeze";

const TURN_LIMIT_MS = 30_000;
const KEPT_LINES = 600;
const TURNS_LIMIT = 200_000;

const immediate = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Runs actors one at a time. An actor that arrives at a gate stands still, and the seeded generator chooses who
 * goes on; so everything between two gates happens alone, and one seed gives one order of events. Time is
 * virtual: it moves a little with each turn, and jumps to what is due next when nobody can go on.
 */
export class Scheduler {
  now: number;
  fate: (actor: Actor, point: string) => Fate = () => "go on";
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
  /** One clock for all turns: it is set back at the beginning of each. */
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

  /** The actor that runs now, if gates have an effect on it. */
  current(): Actor | null {
    const actor = this.context.getStore();
    return actor && actor.gateless === 0 && actor.state !== "done" ? actor : null;
  }

  /** Begins something; it runs when its first turn comes. */
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

  /** A point at which others may come first, or the process may die. */
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

  /** Stands still until something holds; `dueAt` tells when time alone makes it hold. */
  async until(point: string, holds: () => boolean, dueAt = () => Number.POSITIVE_INFINITY): Promise<void> {
    await this.stand(point, holds, dueAt);
  }

  private stand(point: string, ready: () => boolean, dueAt: () => number): Promise<void> {
    const actor = this.current();
    if (!actor) return Promise.resolve();
    if (this.running?.actor !== actor) {
      throw new Error(
        `${actor.label} does two things at once at "${point}": the simulation cannot order them.`,
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

  /** Runs something later, outside of any process. */
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

  /** All that the process runs stops where it stands; open transactions are rolled back. */
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
    for (const tell of process.onDeath) tell();
    process.onDeath.clear();
  }

  /** Takes turns until `until` holds, looking after each turn, or until nothing can ever go on. */
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
        throw new Error(`After ${this.turns} turns there is no end: ${this.lines.slice(-40).join("; ")}`);
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
        this.stuck = () => reject(new Error(`${actor.label} does not come back from "${entry.point}".`));
        this.alarm?.refresh();
        void entry.resume();
      });
    } finally {
      this.running = null;
    }
    // What the turn set free within the process (promises, events) is done before the next one.
    await immediate();
  }

  private park(entry: Parked): void {
    this.parked.push(entry);
  }

  /** Whether anybody but those that wait for something to happen could still go on by itself. */
  busy(): boolean {
    return this.parked.some((entry) => this.canGo(entry));
  }

  /** Writes a line into the trace. */
  note(who: string, what: string): void {
    const line = `${this.now} ${who} ${what}`;
    this.hash.update(`${line}\n`);
    this.show?.(line);
    this.lines.push(line);
    if (this.lines.length > KEPT_LINES) this.lines.splice(0, KEPT_LINES / 2);
  }

  /** A digest of everything that happened, in its order. */
  traceHash(): string {
    return this.hash.copy().digest("hex").slice(0, 16);
  }
}
