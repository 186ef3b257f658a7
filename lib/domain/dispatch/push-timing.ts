import type { LookUpTiming } from "@/lib/domain/dispatch/look-up";

/** How long one orderCreate may take before its outcome is called uncertain. */
export const SEND_TIMEOUT_MS = 20_000;

/** How long after the claim the send may still begin. */
const DISPATCH_WINDOW_MS = 20_000;

/** Lease of a claim: dispatch window + timeout + margin for slow answers' bookkeeping. */
export const LEASE_MS = DISPATCH_WINDOW_MS + SEND_TIMEOUT_MS + 20_000;

/** Assumed longest time between a lost reply and the order being there (late commit). */
const LATE_COMMIT_MS = 90_000;

/** Assumed longest lag of the source store's search index. */
const SEARCH_LAG_MS = 60_000;

/** Pause after the development stores' "Too many attempts". */
export const TOO_MANY_ATTEMPTS_MS = 15_000;

/** When uncertain legs are looked up, and what their look-ups prove. */
export const LOOK_UP_TIMING: LookUpTiming = {
  leaseMs: LEASE_MS,
  searchLagMs: SEARCH_LAG_MS,
  lateCommitMs: LATE_COMMIT_MS,
  pauseMs: 5_000,
  failedPauseMs: 15_000,
  longestPauseMs: 900_000,
  longestWatchMs: 86_400_000,
  freshMs: 600_000,
};
