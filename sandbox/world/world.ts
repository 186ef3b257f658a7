import type { Dispatcher } from "../delivery/dispatcher";
import type { Faults } from "../faults/faults";
import type { Settings } from "../state/settings";
import type { Store } from "../state/store";
import type { Random } from "../values/random";
import type { Buckets } from "./buckets";
import type { History } from "./history";
import type { SearchIndex } from "./search-index";

/** All parts of one sandbox. */
export interface World {
  store: Store;
  random: Random;
  faults: Faults;
  history: History;
  buckets: Buckets;
  index: SearchIndex;
  dispatcher: Dispatcher;
  /** Creation times of orders from apps, per shop, for the limit of development shops. */
  created: Map<string, number[]>;
  /** Used keys of `@idempotent`, with their parameters and results. */
  idempotency: Map<string, { parameters: string; result: string }>;
  /** Base URL of this sandbox, without a trailing slash. */
  url: string;
  /** The next number of the request log. */
  nextSequence(): number;
  now(): Date;
  settings(): Settings;
  /** Deletes everything: state, logs, faults, buckets and queues. */
  reset(): void;
  /** Runs a function after `ms` milliseconds, unless the sandbox is reset or closed before. */
  later(ms: number, run: () => void): void;
}
