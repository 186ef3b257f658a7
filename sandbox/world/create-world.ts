import { Dispatcher } from "../delivery/dispatcher";
import { Faults } from "../faults/faults";
import { Journal } from "../state/journal";
import { DEFAULT_SETTINGS, type Settings } from "../state/settings";
import { Store } from "../state/store";
import { Random } from "../values/random";
import { Buckets } from "./buckets";
import { type Environment, processEnvironment } from "./environment";
import { History } from "./history";
import { SearchIndex } from "./search-index";
import type { World } from "./world";

export interface WorldOptions {
  /** Folder of the journal. Without a folder the state is lost when the process ends. */
  dataDir?: string;
  /** Settings that differ from the defaults. They take precedence over those in the journal. */
  assumptions?: Partial<Settings>;
  /** Clock, timers, random bytes and the sending of webhooks. The process provides the parts that are left out. */
  environment?: Partial<Environment>;
}

/** Creates the state and the parts of a sandbox, without an HTTP server. */
export function createWorld(options: WorldOptions): { world: World; stop: () => void } {
  const environment: Environment = { ...processEnvironment, ...options.environment };
  const { now } = environment;
  const store = new Store(options.dataDir ? new Journal(options.dataDir) : null);
  const applyAssumptions = () => {
    store.put("settings", "settings", { ...DEFAULT_SETTINGS, ...store.settings(), ...options.assumptions });
    store.commit();
  };
  applyAssumptions();
  const random = new Random(environment.bytes);
  const faults = new Faults(random);
  const history = new History(store, now);
  const buckets = new Buckets(now);
  const index = new SearchIndex(store, now);
  const dispatcher = new Dispatcher(store, faults, random, environment);
  const waiting = new Set<() => void>();
  let sequence = store.all("request").reduce((highest, { seq }) => Math.max(highest, seq), 0);
  const world: World = {
    store,
    random,
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
      const cancel = environment.later(ms, () => {
        waiting.delete(cancel);
        run();
      });
      waiting.add(cancel);
    },
    reset() {
      for (const cancel of waiting) cancel();
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
    for (const cancel of waiting) cancel();
    dispatcher.close();
    store.close();
  };
  return { world, stop };
}
