import type { Dispatcher } from "../delivery/dispatcher";
import type { Faults } from "../faults/faults";
import type { Settings } from "../state/settings";
import type { Store } from "../state/store";
import type { Chance } from "../values/chance";
import type { Buckets } from "./buckets";
import type { History } from "./history";
import type { SearchIndex } from "./search-index";

/** Everything that one sandbox consists of; handed to whatever needs it. */
export interface World {
  store: Store;
  chance: Chance;
  faults: Faults;
  history: History;
  buckets: Buckets;
  index: SearchIndex;
  dispatcher: Dispatcher;
  /** When each shop took orders from apps, for the limit of development shops. */
  created: Map<string, number[]>;
  /** Keys of `@idempotent`, with what they were used for. */
  idempotency: Map<string, { parameters: string; result: string }>;
  /** Where this sandbox is reached, without a slash at the end. */
  url: string;
  /** Numbers the request log. */
  nextSequence(): number;
  now(): Date;
  settings(): Settings;
  /** Forgets everything: state, logs, faults, buckets, what is queued. */
  reset(): void;
  /** Runs something later; forgotten at reset and at close. */
  later(ms: number, run: () => void): void;
}
