import { CONFIRM_WITHIN_MS } from "./look-timing";

/** The last look of one usable connection, and what it found in the last days. */
type LastLook = {
  requestedAt: Date | null;
  finishedAt: Date | null;
  failureCode: string | null;
  found: { orders: number };
};

/** Whether automatic push may be started, as far as other apps' orders are concerned. */
export type Readiness =
  /** No look was requested, or its result is too old. */
  "look_first" | "looking" | "failed" | "nothing_found" | "found";

/** The state of all looks together: automatic push starts only after every source store was read a short time ago. */
export function readiness(looks: readonly LastLook[], now: Date): Readiness {
  if (looks.some((look) => isFailed(look))) return "failed";
  if (looks.some((look) => isRunning(look, now))) return "looking";
  if (looks.some((look) => !isFresh(look, now))) return "look_first";
  return looks.some(({ found }) => found.orders > 0) ? "found" : "nothing_found";
}

function isFailed({ failureCode }: LastLook): boolean {
  return failureCode !== null;
}

function isRunning(look: LastLook, now: Date): boolean {
  if (look.requestedAt === null || now.getTime() - look.requestedAt.getTime() > CONFIRM_WITHIN_MS)
    return false;
  return look.finishedAt === null || look.finishedAt < look.requestedAt;
}

function isFresh({ finishedAt }: LastLook, now: Date): boolean {
  return finishedAt !== null && now.getTime() - finishedAt.getTime() <= CONFIRM_WITHIN_MS;
}
