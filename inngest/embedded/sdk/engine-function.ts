export type EventTrigger = { event: string; expression?: string | undefined };
type Limit = { limit: number; key?: string | undefined };
/** `limit` runs per `period` milliseconds, and `burst` more at once. */
export type Rate = { limit: number; period: number; burst: number; key?: string | undefined };

/** A function as the engine runs it. Keys and conditions are CEL; durations are milliseconds. */
export type EngineFunction = {
  id: string;
  triggers: EventTrigger[];
  /** Cron expressions, a leading `TZ=…` split off. */
  crons: { expression: string; tz: string; source: string }[];
  maxAttempts: number;
  concurrency: Limit[];
  idempotency: string | null;
  /** Seconds, up to 600, by which a run's start goes before others; negative ones wait. */
  priority: string | null;
  /** Starts over the rate wait. */
  throttle: Rate | null;
  /** Starts over the rate are left out. */
  rateLimit: Rate | null;
  debounce: { period: number; timeout?: number | undefined; key?: string | undefined } | null;
  batch: {
    maxSize: number;
    timeout: number;
    key?: string | undefined;
    if?: string | undefined;
  } | null;
  singleton: { mode: "skip" | "cancel"; key?: string | undefined } | null;
  /** `timeout`: for how long after the run's start an event may cancel it. */
  cancelOn: { event: string; if?: string | undefined; timeout?: number | undefined }[];
  timeouts: { start: number | null; finish: number | null } | null;
};
