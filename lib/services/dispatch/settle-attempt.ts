import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { attempt } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { LOOK_UP_TIMING } from "@/lib/domain/dispatch/push-timing";
import type { LegCause } from "@/lib/domain/push/leg-cause";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { announceRelease } from "@/lib/services/legs/announce-release";
import { reconcileReservations } from "@/lib/services/orders/reconcile-reservations";

type Settlement = {
  orderId: string;
  legId: string;
  attemptId: string;
  generation: number;
  cause: LegCause;
  /** The store's answer, without personal data. */
  answer?: Record<string, unknown>;
};

type Outcome =
  | { kind: "refused" }
  | { kind: "not_executed"; notBeforeMs: number; waitsFor: string | null }
  | { kind: "indefinite" };

const moves = { refused: "rejected", not_executed: "planned", indefinite: "uncertain" } as const;

/**
 * Settles a send that is not known to have created an order: refused (user errors), proved not executed, or
 * indefinite. Ledger, leg, audit and projection change in one transaction. If the claim was lost in the meantime, the
 * leg is already `uncertain`; a definite answer to that claim then moves the leg back to `planned`.
 * Proved by `tests/faults/push-protocol.test.ts`.
 */
export async function settleAttempt(ctx: Ctx, input: Settlement, outcome: Outcome): Promise<void> {
  const at = await ctx.clock.now();
  await withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = await loadOrderFacts(tx, ctx.scope, input.orderId, { lock: true });
    await tx
      .update(attempt)
      .set({
        outcome: outcome.kind,
        finishedAt: at,
        errorCode: input.cause.code,
        errorData: input.cause.data ?? {},
        answer: input.answer ?? null,
      })
      .where(and(eq(attempt.organizationId, ctx.scope.organizationId), eq(attempt.id, input.attemptId)));
    // A refused leg waits for a user. An uncertain leg is looked up soon, because Shopify usually created the order
    // when only its reply was lost.
    const waitMs = {
      refused: null,
      not_executed: outcome.kind === "not_executed" ? outcome.notBeforeMs : null,
      indefinite: LOOK_UP_TIMING.pauseMs,
    }[outcome.kind];
    const change = {
      cause: input.cause,
      ...(waitMs === null ? {} : { notBefore: new Date(at.getTime() + waitMs) }),
      ...(outcome.kind === "not_executed" ? { waitsFor: outcome.waitsFor } : {}),
    };
    const { generation, legId: id } = input;
    const moved = await moveLeg(
      tx,
      ctx.scope,
      { id, from: "claimed", to: moves[outcome.kind], at, generation },
      change,
    );
    const state = facts?.legs.find((leg) => leg.id === id)?.state;
    if (!moved && state === "uncertain" && outcome.kind !== "indefinite") {
      await moveLeg(tx, ctx.scope, { id, from: "uncertain", to: "planned", at, generation }, change);
    }
    if (moved && outcome.kind === "refused") {
      await announceRelease(tx, ctx, facts, { id, generation, state: "rejected", at });
    }
    await reconcileReservations(tx, ctx, input.orderId, at);
    if (outcome.kind !== "not_executed") await auditOutcome(tx, ctx, input, outcome.kind, at);
  });
}

async function auditOutcome(
  tx: Tx,
  ctx: Ctx,
  input: Settlement,
  kind: "refused" | "indefinite",
  at: Date,
): Promise<void> {
  await audit(tx, {
    scope: ctx.scope,
    actor: ctx.actor,
    at,
    verb: kind === "refused" ? "leg.refused" : "leg.marked_uncertain",
    noun: "push_leg",
    nounId: input.legId,
    orderId: input.orderId,
    data: { code: input.cause.code, ...input.cause.data },
  });
}
