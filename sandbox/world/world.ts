import type { Dispatcher } from "../delivery/dispatcher";
import type { Send } from "../delivery/send";
import type { Faults } from "../faults/faults";
import type { Settings } from "../state/settings";
import type { Store } from "../state/store";
import type { Chance } from "../values/chance";
import type { Buckets } from "./buckets";
import type { History } from "./history";
import type { SearchIndex } from "./search-index";

/** How time passes, where lots are drawn and by what webhooks travel; a simulation brings its own. */
export interface Surroundings {
  now(): Date;
  /**
   * Runs something in a later turn of the loop, after `ms`.
   * @returns how to call it off
   */
  later(ms: number, run: () => void): () => void;
  /** Random bytes: every id, token and lot of the sandbox is made of these. */
  bytes(size: number): Buffer;
  /** Sends one webhook once. */
  send: Send;
}

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
