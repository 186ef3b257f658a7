import type { Inngest, InngestFunction } from "inngest";
import type { End, Journal } from "./journal";

/** What fixture functions are made with. */
type Kit = { client: Inngest; journal: Journal };

/** An engine under test, with the fixture app served to it. */
export type Target = {
  client: Inngest;
  journal: Journal;
  /** Milliseconds since 1970, in the engine's time. */
  now(): number;
  /** Lets time pass until something holds; fails when it does not within `withinMs` of the engine's time. */
  until(what: string, holds: () => boolean, withinMs?: number): Promise<void>;
  pass(ms: number): Promise<void>;
  /** How late something that is due may come. */
  slackMs: number;
  /** The waits between attempts, in ms; null where whoever started the server chose them. */
  backoff: number[] | null;
  /** Cuts the connection on the next call of a function: before it is carried out, or in place of its answer. */
  dropNext(fn: string, when: "before" | "after"): void;
  /** A client whose requests reach the engine twice, as when the first answer is lost; it keeps the answers. */
  repeatingClient(answers: string[]): Inngest;
  /** Sets the clock to another time at once; null where the clock is not ours. */
  jump: ((ms: number) => Promise<void>) | null;
  /** Stops whatever runs the functions, lets time pass, and starts it again, perhaps without one of them. */
  restart(options?: { without?: string; downMs?: number }): Promise<void>;
  /** A second worker, where workers are ours. */
  addWorker(): Promise<void>;
  close(): Promise<void>;
};

/** What an item's test works with: everything that it starts carries its tag. */
type Trial = Target & {
  tag: string;
  /** Sends one event with the tag in its data; answers its internal id. */
  send(name: string, data?: Record<string, unknown>, more?: { id?: string; ts?: number }): Promise<string>;
  /** What functions noted under the tag so far. */
  ran(): string[];
  ended(fn: string): End[];
  /** Waits for the only run of a function that ends under the tag. */
  end(fn: string, withinMs?: number): Promise<End>;
};

type Item = {
  id: string;
  title: string;
  /** Left out where the clock is not ours: a real server's cannot be set. */
  needsClock?: true;
  run(trial: Trial): Promise<void>;
};

/** Fixture functions and the items that they prove. */
export type Group = { functions(kit: Kit): InngestFunction.Like[]; items: Item[] };

/** What the items put into their events. */
type Data = { tag?: string; label?: string; key?: string; what?: string; until?: number };

/** An event's data as the items wrote it. */
export const dataOf = (event: { data?: unknown }): Data => (event.data ?? {}) as Data;

/** The tag of whatever a test started. */
export const tagOf = (event: { data?: unknown }): string => dataOf(event).tag ?? "";

let trials = 0;

/** Makes a trial of an item. */
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
