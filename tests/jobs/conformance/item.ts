import type { Inngest, InngestFunction } from "inngest";
import type { End, Journal } from "./journal";

/** The arguments for creating fixture functions. */
type Kit = { client: Inngest; journal: Journal };

/** An engine under test, connected to the fixture app. */
export type Target = {
  client: Inngest;
  journal: Journal;
  /** Milliseconds since 1970, in the engine's time. */
  now(): number;
  /** Lets time pass until `holds` returns true. Fails after `withinMs` of the engine's time. */
  until(what: string, holds: () => boolean, withinMs?: number): Promise<void>;
  pass(ms: number): Promise<void>;
  /** How late an event that is due may happen. */
  slackMs: number;
  /** The waits between attempts, in milliseconds; null for a server, which may be started with others. */
  backoff: number[] | null;
  /** Closes the connection on the next call of a function: before it runs, or instead of its answer. */
  dropNext(fn: string, when: "before" | "after"): void;
  /** A client that sends each request twice, as after a lost answer. It adds all answers to `answers`. */
  repeatingClient(answers: string[]): Inngest;
  /** Changes the clock at once; null for a server, whose clock cannot be changed. */
  jump: ((ms: number) => Promise<void>) | null;
  /** Stops the app or the workers, lets time pass, and starts them again, optionally without one function. */
  restart(options?: { without?: string; downMs?: number }): Promise<void>;
  /** Starts a second worker of the embedded engine; does nothing for a server. */
  addWorker(): Promise<void>;
  close(): Promise<void>;
};

/** A target for one run of an item's test. All its events carry its tag. */
type Trial = Target & {
  tag: string;
  /** Sends one event with the tag in its data. Returns its internal id. */
  send(name: string, data?: Record<string, unknown>, more?: { id?: string; ts?: number }): Promise<string>;
  /** The notes that functions have made under the tag. */
  ran(): string[];
  ended(fn: string): End[];
  /** Waits until a run of the function has ended under the tag. Returns the first one. */
  end(fn: string, withinMs?: number): Promise<End>;
};

type Item = {
  id: string;
  title: string;
  /** Skipped for a server, whose clock cannot be changed. */
  needsClock?: true;
  run(trial: Trial): Promise<void>;
};

/** Fixture functions and the items that use them. */
export type Group = { functions(kit: Kit): InngestFunction.Like[]; items: Item[] };

/** The data of the items' events. */
type Data = { tag?: string; label?: string; key?: string; what?: string; until?: number };

/** The data of an event that an item sent. */
export const dataOf = (event: { data?: unknown }): Data => (event.data ?? {}) as Data;

/** The tag of an event that an item sent. */
export const tagOf = (event: { data?: unknown }): string => dataOf(event).tag ?? "";

let trials = 0;

/** Creates a trial of an item, with a new tag. */
export function startTrial(target: Target, item: Item): Trial {
  trials += 1;
  const tag = `${item.id}-${trials}-${target.now()}`;
  const trial: Trial = {
    ...target,
    tag,
    send: async (name, data = {}, more = {}) => {
      const { ids } = await target.client.send({ name, data: { ...data, tag }, ...more });
      return ids[0] ?? "";
    },
    ran: () => target.journal.notes(tag).map((note) => note.what),
    ended: (fn) => target.journal.ends(tag).filter((end) => end.fn === fn),
    end: async (fn, withinMs) => {
      await target.until(`${fn} ends`, () => trial.ended(fn).length > 0, withinMs);
      const [end] = trial.ended(fn);
      if (!end) throw new Error(`No run of ${fn} ended.`);
      return end;
    },
  };
  return trial;
}
