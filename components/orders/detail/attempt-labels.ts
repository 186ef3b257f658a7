import { readable } from "@/lib/domain/values/readable";

const outcomes: Record<string, string> = {
  pending: "no answer yet",
  created: "created",
  refused: "refused",
  not_executed: "not carried out",
  indefinite: "no usable answer",
  found: "found",
  absent: "not found",
};

const operations: Record<string, string> = {
  orderCreate: "Sent to",
  orderLookUp: "Looked up at",
  orderRead: "Read as named at",
};

type Attempt = { operation: string; outcome: string; startedAt: Date; finishedAt: Date | null };

/** A send or a look-up with what came of it: "Sent to North: refused after 0.4 s". */
export function attemptSentence(attempt: Attempt, store?: string): string {
  const what = operations[attempt.operation] ?? readable(attempt.operation);
  const whole = store ? `${what} ${store}` : what.replace(/ (to|at)$/, "");
  const seconds = attempt.finishedAt
    ? ` after ${((attempt.finishedAt.getTime() - attempt.startedAt.getTime()) / 1000).toFixed(1)} s`
    : "";
  return `${whole}: ${outcomes[attempt.outcome] ?? attempt.outcome}${seconds}`;
}
