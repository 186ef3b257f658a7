import {
  type AttemptOperation,
  type AttemptOutcome,
  attemptOperations,
  attemptOutcomes,
} from "@/lib/domain/dispatch/attempt";

type Attempt = {
  operation: AttemptOperation;
  outcome: AttemptOutcome;
  startedAt: Date;
  finishedAt: Date | null;
};

/** A send or a look-up with its outcome: "Sent to North: refused after 0.4 s". */
export function attemptSentence(attempt: Attempt, store?: string): string {
  const { label, beforeStore } = attemptOperations[attempt.operation];
  const seconds = attempt.finishedAt
    ? ` after ${((attempt.finishedAt.getTime() - attempt.startedAt.getTime()) / 1000).toFixed(1)} s`
    : "";
  return `${store ? `${beforeStore} ${store}` : label}: ${attemptOutcomes[attempt.outcome].label}${seconds}`;
}
