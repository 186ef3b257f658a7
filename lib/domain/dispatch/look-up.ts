import { type AttemptOperation, type AttemptOutcome, attemptOutcomes } from "@/lib/domain/dispatch/attempt";

/** One row of a leg's ledger, as far as it tells whether the leg's order may stand in the source store. */
export type LedgerEntry = {
  operation: AttemptOperation;
  outcome: AttemptOutcome;
  startedAt: Date;
  finishedAt: Date | null;
};

/** Times that proof and look-ups go by, in milliseconds. */
export type LookUpTiming = {
  /** From a claim to the end of its lease: the send may begin and end at any time in it. */
  leaseMs: number;
  /** Assumed longest lag of the source store's search. */
  searchLagMs: number;
  /** Assumed longest time between a send's end and its order being there. */
  lateCommitMs: number;
  /** Pause between two look-ups, and before the first. */
  pauseMs: number;
  /** First pause after a look-up that failed; it doubles up to `longestPauseMs`. */
  failedPauseMs: number;
  longestPauseMs: number;
  /** How long after a send its leg may be watched at most. */
  longestWatchMs: number;
  /** How old a look-up may be on whose word a person decides. */
  freshMs: number;
};

/** What a leg's ledger proves about the sends whose outcome is open. */
type Certainty =
  | { kind: "no_open_send" }
  | { kind: "proved_absent" }
  | { kind: "unknown"; lookAgainAt: Date };

const SEND: AttemptOperation = "orderCreate";
const LOOK_UP: AttemptOperation = "orderLookUp";

const isOpen = ({ outcome }: LedgerEntry) => attemptOutcomes[outcome].mayHaveArrived && outcome !== "created";
const isAnswered = ({ outcome }: LedgerEntry) => attemptOutcomes[outcome].answersLookUp;

/** The latest send of which nobody knows whether it was carried out; null when there is none. */
export function latestOpenSend(ledger: readonly LedgerEntry[]): LedgerEntry | null {
  const open = ledger.filter((entry) => entry.operation === SEND && isOpen(entry));
  return open.reduce<LedgerEntry | null>(
    (latest, entry) => (latest === null || entry.startedAt > latest.startedAt ? entry : latest),
    null,
  );
}

/** Whether any send may have reached the source store, whatever was proved of it since. */
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

/** Pause after the last look-up: longer from one failure in a row to the next. */
function pauseAfter(lookUps: readonly LedgerEntry[], timing: LookUpTiming): number {
  const last = lookUps.findLastIndex(isAnswered);
  const failures = lookUps.slice(last + 1).filter((entry) => entry.outcome === "indefinite").length;
  if (failures === 0) return timing.pauseMs;
  return Math.min(timing.longestPauseMs, timing.failedPauseMs * 2 ** Math.min(failures - 1, 16));
}

/**
 * Whether the order of a leg is proved absent. It takes two look-ups that found nothing, the second begun after
 * the first had ended: the first begun after the lease of the last open send and the search's lag, the second
 * also after the assumed late-commit time. Both times count from the lease's end, because a send may begin late
 * in its lease. While nothing is proved it names the time of the next look-up; the first that is answered
 * comes early, because most lost replies belong to orders that are there.
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
 * When to look once more for an order that may still appear although nothing waits for it any more: the leg was
 * skipped, or sent again on a person's word. Null when the last look came late enough, or after
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
 * Whether a person may declare a leg's order absent: the last completed look-up found nothing, began after the
 * lease of the last open send, and is fresh.
 */
export function absenceIsFresh(ledger: readonly LedgerEntry[], now: Date, timing: LookUpTiming): boolean {
  const send = latestOpenSend(ledger);
  const lastLookUp = lookUpsSince(ledger, new Date(0)).at(-1);
  if (lastLookUp?.outcome !== "absent" || lastLookUp.startedAt < later(now, -timing.freshMs)) return false;
  return send === null || lastLookUp.startedAt > later(send.startedAt, timing.leaseMs);
}
