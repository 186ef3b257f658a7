import { isRemoteErrorCode, remoteErrors } from "@/lib/domain/installations/remote-error";
import type { DispatchResult } from "@/lib/services/dispatch/dispatch-result";

/** How many times a run may be repeated: the most that Inngest allows. */
export const RETRIES = 20;

/** After a longer wait the sweeper requests the dispatch of the leg. */
const LONGEST_WAIT_MS = 120_000;

/**
 * Legs that queue for a store's rate limit wait longer in their runs, because each of them continues at its own
 * time. The sweeper would start all legs of a minute at once and leave points of the rate limit unused.
 */
const LONGEST_LINE_MS = 3_600_000;

/** Wait for a leg that another process works on. If that process does not settle the leg, the sweeper does. */
const BUSY_WAIT_MS = 5_000;
const BUSY_ATTEMPTS = 3;

/**
 * The milliseconds until the run of a leg is repeated; null when the run ends.
 *
 * @param attempt 0 for the first attempt of the run
 */
export function nextWait(result: DispatchResult, attempt: number): number | null {
  if (attempt >= RETRIES) return null;
  switch (result.kind) {
    case "settled":
      return null;
    case "busy":
      return attempt < BUSY_ATTEMPTS ? BUSY_WAIT_MS : null;
    case "waiting": {
      const { code } = result;
      const inLine = isRemoteErrorCode(code) && remoteErrors[code].waitsInRun;
      const longest = inLine ? LONGEST_LINE_MS : LONGEST_WAIT_MS;
      return result.retryAfterMs <= longest ? result.retryAfterMs : null;
    }
  }
}
