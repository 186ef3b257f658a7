export type EventTrigger = { event: string; expression?: string | undefined };
type Limit = { limit: number; key?: string | undefined };
/** `limit` runs per `period` milliseconds, and `burst` more at once. */
export type Rate = { limit: number; period: number; burst: number; key?: string | undefined };

/** The configuration of a function. Keys and conditions are CEL expressions; durations are in milliseconds. */
export type EngineFunction = {
  id: string;
  triggers: EventTrigger[];
  /** Cron expressions, with the leading `TZ=…` moved to `tz`. */
  crons: { expression: string; tz: string; source: string }[];
  maxAttempts: number;
  concurrency: Limit[];
  idempotency: string | null;
  /**
   * A CEL expression for the seconds, up to 600, by which a run is moved forward in the queue; negative moves it
   * back.
   */
  priority: string | null;
  /** Starts over the rate are delayed. */
  throttle: Rate | null;
  /** Starts over the rate are dropped. */
  rateLimit: Rate | null;
  debounce: { period: number; timeout?: number | undefined; key?: string | undefined } | null;
  batch: {
    maxSize: number;
    timeout: number;
    key?: string | undefined;
    if?: string | undefined;
  } | null;
  singleton: { mode: "skip" | "cancel"; key?: string | undefined } | null;
  /** `timeout`: how long after the run's start an event may cancel it. */
  cancelOn: { event: string; if?: string | undefined; timeout?: number | undefined }[];
  timeouts: { start: number | null; finish: number | null } | null;
};
