import { type AttemptOperation, type AttemptOutcome, attemptOutcomes } from "@/lib/domain/dispatch/attempt";

/** An attempt of a leg, as far as it shows whether the source order may exist. */
export type LedgerEntry = {
  operation: AttemptOperation;
  outcome: AttemptOutcome;
  startedAt: Date;
  finishedAt: Date | null;
};

/** The times that look-ups and their proofs depend on, in milliseconds. */
export type LookUpTiming = {
  /** From a claim to the end of its lease. The send may begin and end at any time within. */
  leaseMs: number;
  /** The longest assumed lag of the source store's search. */
  searchLagMs: number;
  /** The longest assumed time from the end of a send until its order exists. */
  lateCommitMs: number;
  /** The pause before the first look-up and between two look-ups. */
  pauseMs: number;
  /** The pause after a failed look-up. It doubles with each failure in a row, up to `longestPauseMs`. */
  failedPauseMs: number;
  longestPauseMs: number;
  /** The longest time after a send for which its leg is watched. */
  longestWatchMs: number;
  /** How old a look-up may be for a user to declare the order absent. */
  freshMs: number;
};

/** What a leg's attempts prove about its sends with an open outcome. */
type Certainty =
  | { kind: "no_open_send" }
  | { kind: "proved_absent" }
  | { kind: "unknown"; lookAgainAt: Date };

const SEND: AttemptOperation = "orderCreate";
const LOOK_UP: AttemptOperation = "orderLookUp";

const isOpen = ({ outcome }: LedgerEntry) => attemptOutcomes[outcome].mayHaveArrived && outcome !== "created";
const isAnswered = ({ outcome }: LedgerEntry) => attemptOutcomes[outcome].answersLookUp;

/** The latest send that may or may not have been carried out; null when there is none. */
export function latestOpenSend(ledger: readonly LedgerEntry[]): LedgerEntry | null {
  const open = ledger.filter((entry) => entry.operation === SEND && isOpen(entry));
  return open.reduce<LedgerEntry | null>(
    (latest, entry) => (latest === null || entry.startedAt > latest.startedAt ? entry : latest),
    null,
  );
}

/** Whether a send may have reached the source store, whatever was proved since. */
export function wasSent(ledger: readonly LedgerEntry[]): boolean {
  return ledger.some((entry) => entry.operation === SEND && attemptOutcomes[entry.outcome].mayHaveArrived);
}

function lookUpsSince(ledger: readonly LedgerEntry[], since: Date): LedgerEntry[] {
  return ledger
    .filter((entry) => entry.operation === LOOK_UP && entry.startedAt >= since && entry.finishedAt !== null)
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

const later = (date: Date, ms: number) => new Date(date.getTime() + ms);
const latest = (...dates: Date[]) => new Date(Math.max(...dates.map((date) => date.getTime())));

/** The pause after the last look-up, which grows with the number of failures in a row. */
function pauseAfter(lookUps: readonly LedgerEntry[], timing: LookUpTiming): number {
  const last = lookUps.findLastIndex(isAnswered);
  const failures = lookUps.slice(last + 1).filter((entry) => entry.outcome === "indefinite").length;
  if (failures === 0) return timing.pauseMs;
  return Math.min(timing.longestPauseMs, timing.failedPauseMs * 2 ** Math.min(failures - 1, 16));
}

/**
 * Whether the source order of a leg is proved absent, or when to look it up again (design §4). The proof needs two
 * look-ups that found nothing:
 * - the first begins later than the search lag after the end of the last open send's lease;
 * - the second begins after the first has ended, and at least the late-commit time after the end of that lease.
 * Both times count from the end of the lease, because a send may begin late in its lease. One look-up is made early,
 * because most lost replies belong to orders that exist.
 */
export function certainty(ledger: readonly LedgerEntry[], now: Date, timing: LookUpTiming): Certainty {
  const send = latestOpenSend(ledger);
  if (send === null) return { kind: "no_open_send" };
  const leaseEnd = later(send.startedAt, timing.leaseMs);
  const searchable = later(leaseEnd, timing.searchLagMs);
  const settled = later(leaseEnd, timing.lateCommitMs);
  const lookUps = lookUpsSince(ledger, send.startedAt);
  const absent = lookUps.filter((entry) => entry.outcome === "absent");
  const first = absent.find((entry) => entry.startedAt > searchable);
  const firstEnd = first?.finishedAt ?? null;
  if (
    firstEnd !== null &&
    absent.some((entry) => entry !== first && entry.startedAt > firstEnd && entry.startedAt >= settled)
  ) {
    return { kind: "proved_absent" };
  }
  const pause = later(now, pauseAfter(lookUps, timing));
  if (!lookUps.some(isAnswered)) return { kind: "unknown", lookAgainAt: pause };
  return { kind: "unknown", lookAgainAt: latest(pause, first ? settled : later(searchable, 1)) };
}

/**
 * When to look up a watched leg: a source order of an earlier send may still appear although the leg was skipped, or a
 * user declared the order absent and the leg was sent again. Null when the last look-up came late enough, or after
 * `longestWatchMs`.
 */
export function watchAgainAt(ledger: readonly LedgerEntry[], now: Date, timing: LookUpTiming): Date | null {
  const send = latestOpenSend(ledger);
  if (send === null || now > later(send.startedAt, timing.longestWatchMs)) return null;
  if (certainty(ledger, now, timing).kind === "proved_absent") return null;
  const horizon = later(send.startedAt, timing.leaseMs + Math.max(timing.searchLagMs, timing.lateCommitMs));
  const lookUps = lookUpsSince(ledger, send.startedAt);
  if (lookUps.some((entry) => isAnswered(entry) && entry.startedAt > horizon)) return null;
  return latest(later(now, pauseAfter(lookUps, timing)), later(horizon, 1));
}

/**
 * Whether a user may declare a leg's source order absent: the last completed look-up found nothing, began after the
 * lease of the last open send, and is not older than `freshMs`.
 */
export function absenceIsFresh(ledger: readonly LedgerEntry[], now: Date, timing: LookUpTiming): boolean {
  const send = latestOpenSend(ledger);
  const lastLookUp = lookUpsSince(ledger, new Date(0)).at(-1);
  if (lastLookUp?.outcome !== "absent" || lastLookUp.startedAt < later(now, -timing.freshMs)) return false;
  return send === null || lastLookUp.startedAt > later(send.startedAt, timing.leaseMs);
}
