import type { LookUpTiming } from "@/lib/domain/dispatch/look-up";

/** How long one `orderCreate` may take. After that its outcome is uncertain. */
export const SEND_TIMEOUT_MS = 20_000;

/** How long after a claim its send may begin. */
const DISPATCH_WINDOW_MS = 20_000;

/** The lease of a claim: the dispatch window, the timeout of the send, and a margin for recording the answer. */
export const LEASE_MS = DISPATCH_WINDOW_MS + SEND_TIMEOUT_MS + 20_000;

/** The longest assumed time from a lost reply until its order exists (late commit). */
const LATE_COMMIT_MS = 90_000;

/** The longest assumed lag of a source store's search index. */
const SEARCH_LAG_MS = 60_000;

/** The pause after a development store answered "Too many attempts". */
export const TOO_MANY_ATTEMPTS_MS = 15_000;

/** When uncertain legs are looked up, and from when their look-ups prove something. */
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
