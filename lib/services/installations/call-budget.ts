import { limitCreates } from "@/db/system/installations/limit-creates";
import { reservePoints } from "@/db/system/installations/reserve-points";
import { settlePoints } from "@/db/system/installations/settle-points";
import { closeBreaker, tripBreaker } from "@/db/system/installations/trip-breaker";
import { TOO_MANY_ATTEMPTS_MS } from "@/lib/domain/dispatch/push-timing";
import {
  FAILURES_TO_TRIP,
  opensBreaker,
  PAUSE_MS,
  reserveShares,
  shortWaitsMs,
  TRIAL_MS,
} from "@/lib/domain/installations/budget";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import type { SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { CallBudget, CallEnd, Slot } from "@/lib/shopify/client/gateway";

type Tools = Pick<SystemCtx, "db" | "clock" | "log">;

/**
 * The call budget of every installation, kept in the database and shared by all processes. Points are reserved before
 * a call and corrected after it. If a process dies in between, its points come back with time.
 *
 * @param options.waits false where a call must not wait in the process, e.g. under a test clock: a call that has to
 *   wait then fails at once with the time to wait
 */
export function createCallBudget(tools: Tools, options: { waits: boolean } = { waits: true }): CallBudget {
  return {
    async reserve({ access, points, expected, create }) {
      const urgency = access.urgency ?? "background";
      const reservedAt = await tools.clock.now();
      const answer = await reservePoints(tools.db, {
        installationId: access.installationId,
        now: reservedAt,
        points,
        expected,
        reserve: reserveShares[urgency],
        patienceMs: options.waits ? shortWaitsMs[urgency] : 0,
        create,
        queued: urgency === "push",
        trialMs: TRIAL_MS,
      });
      if (!answer) return null;
      if (!answer.granted) {
        throw new ShopifyFailure(
          answer.tripped ? (answer.breakerCode ?? "paused") : "budget_wait",
          answer.tripped
            ? "The call was not made, because the shop does not work at present."
            : "The call was not made, because the shop's call budget is in use.",
          { executed: "no", retryAfterMs: Math.max(1, Math.ceil(answer.waitMs)) },
        );
      }
      return {
        installationId: access.installationId,
        points: answer.points,
        readyAt: performance.now() + answer.waitMs,
        reservedAt,
        trial: answer.tripped,
        spent: false,
      };
    },
    async settle(slot, end) {
      if (slot.spent) return;
      slot.spent = true;
      await keepAnswer(tools, slot.installationId, () => settle(tools, slot, end));
    },
    async createsAreLimited(installationId) {
      await keepAnswer(tools, installationId, async () => {
        const now = await tools.clock.now();
        await limitCreates(tools.db, { installationId, now, openInMs: TOO_MANY_ATTEMPTS_MS });
      });
    },
  };
}

/**
 * Runs the bookkeeping of a call. Its failure is only logged: the call's own answer matters more, and lost points
 * come back with time.
 */
async function keepAnswer(tools: Tools, installationId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tools.log.warn("a call's points could not be settled", {
      installationId,
      error: error instanceof Error ? error.name : typeof error,
    });
  }
}

async function settle(tools: Tools, slot: Slot, end: CallEnd): Promise<void> {
  const { installationId } = slot;
  const now = await tools.clock.now();
  const failure = end.kind === "failed" ? end.failure : null;
  const cost = end.kind === "answered" ? end.cost : (failure?.cost ?? null);
  const health = healthOf(end);
  const unspent = giveBack(slot, end);
  const state = await settlePoints(tools.db, {
    installationId,
    now,
    giveBack: unspent,
    bucket: cost,
    health,
    pauseMs: failure && remoteErrors[failure.code].pausesShop ? failure.retryAfterMs : null,
    used: end.kind === "unused" ? null : { points: slot.points - unspent },
  });
  if (!state) return;
  const pausedUntil = new Date(now.getTime() + PAUSE_MS);
  const trip = { installationId, trips: state.trips, now, pausedUntil };
  if (failure && opensBreaker(failure.code)) {
    await tripBreaker(tools.db, { ...trip, code: failure.code });
  } else if (health === "answered" && state.trips > 0) {
    const { reservedAt: beganAt, trial } = slot;
    await closeBreaker(tools.db, { installationId, beganAt, trial, now });
  } else if (health === "failed" && (state.trips === 0 ? state.failures >= FAILURES_TO_TRIP : slot.trial)) {
    await tripBreaker(tools.db, { ...trip, code: null });
  }
}

/**
 * Reserved points that the call did not use. If the real cost is unknown, none are returned; they come back with
 * time.
 */
function giveBack(slot: Slot, end: CallEnd): number {
  if (end.kind === "unused") return slot.points;
  if (end.kind === "answered") return end.cost?.actual == null ? 0 : slot.points - end.cost.actual;
  return remoteErrors[end.failure.code].pointsUnspent ? slot.points : 0;
}

function healthOf(end: CallEnd): "answered" | "failed" | null {
  if (end.kind === "unused") return null;
  return end.kind === "answered" ? "answered" : remoteErrors[end.failure.code].health;
}
