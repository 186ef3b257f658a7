import type { DispatchResult } from "@/lib/services/dispatch/dispatch-result";

/** How often a run may come back: as often as Inngest allows. */
export const RETRIES = 20;

/** Longer waits are left to the sweeper, which asks for the leg's dispatch when it is due. */
const LONGEST_WAIT_MS = 120_000;

/**
 * A line behind a store's limit waits here for longer: each leg comes back at its own time, where the sweeper
 * would bring all of a minute at once and leave points unused.
 */
const LONGEST_LINE_MS = 3_600_000;

/** A leg at which another process was first is settled by that process, or the sweeper comes. */
const BUSY_WAIT_MS = 5_000;
const BUSY_ATTEMPTS = 3;

/**
 * After how many milliseconds the run of a leg tries again; null when it has nothing more to do, or may not.
 *
 * @param attempt 0 for the run's first
 */
export function nextWait(result: DispatchResult, attempt: number): number | null {
  if (attempt >= RETRIES) return null;
  switch (result.kind) {
    case "settled":
      return null;
    case "busy":
      return attempt < BUSY_ATTEMPTS ? BUSY_WAIT_MS : null;
    case "waiting": {
      const longest = result.code === "budget_wait" ? LONGEST_LINE_MS : LONGEST_WAIT_MS;
      return result.retryAfterMs <= longest ? result.retryAfterMs : null;
    }
  }
}
