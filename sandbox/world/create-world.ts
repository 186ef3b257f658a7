import { Dispatcher } from "../delivery/dispatcher";
import { Faults } from "../faults/faults";
import { Journal } from "../state/journal";
import { DEFAULT_SETTINGS, type Settings } from "../state/settings";
import { Store } from "../state/store";
import { Chance } from "../values/chance";
import { Buckets } from "./buckets";
import { type Environment, processEnvironment } from "./environment";
import { History } from "./history";
import { SearchIndex } from "./search-index";
import type { World } from "./world";

export interface WorldOptions {
  /** Folder of the journal; without one nothing outlives the process. */
  dataDir?: string;
  /** Settings and assumptions that differ from the defaults; they win over the journal's. */
  assumptions?: Partial<Settings>;
  /** Clock, timers, random bytes and the sending of webhooks. The process provides the parts that are left out. */
  environment?: Partial<Environment>;
}

/** The state and the machinery of a sandbox, without a server in front. */
export function createWorld(options: WorldOptions): { world: World; stop: () => void } {
  const environment: Environment = { ...processEnvironment, ...options.environment };
  const { now } = environment;
  const store = new Store(options.dataDir ? new Journal(options.dataDir) : null);
  const applyAssumptions = () => {
    store.put("settings", "settings", { ...DEFAULT_SETTINGS, ...store.settings(), ...options.assumptions });
    store.commit();
  };
  applyAssumptions();
  const chance = new Chance(environment.bytes);
  const faults = new Faults(chance);
  const history = new History(store, now);
  const buckets = new Buckets(now);
  const index = new SearchIndex(store, now);
  const dispatcher = new Dispatcher(store, faults, chance, environment);
  const waiting = new Set<() => void>();
  let sequence = store.all("request").reduce((highest, { seq }) => Math.max(highest, seq), 0);
  const world: World = {
    store,
    chance,
    faults,
    history,
    buckets,
    index,
    dispatcher,
    created: new Map(),
    idempotency: new Map(),
    url: "",
    now,
    nextSequence() {
      sequence += 1;
      return sequence;
    },
    settings: () => store.settings(),
    later(ms, run) {
      const callOff = environment.later(ms, () => {
        waiting.delete(callOff);
        run();
      });
      waiting.add(callOff);
    },
    reset() {
      for (const callOff of waiting) callOff();
      waiting.clear();
      dispatcher.clear();
      faults.reset();
      buckets.clear();
      index.clear();
      world.created.clear();
      world.idempotency.clear();
      store.reset();
      history.next = 1;
      applyAssumptions();
    },
  };
  const stop = () => {
    for (const callOff of waiting) callOff();
    dispatcher.close();
    store.close();
  };
  return { world, stop };
}
