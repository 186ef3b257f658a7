import { and, eq } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import type { InFlightChoice } from "@/lib/domain/stores/connection-state";
import { moveStore, type StoreMove, type StoreState, storeMoves } from "@/lib/domain/stores/store-state";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { noteChoice, withdrawPlanned } from "./settle-in-flight";

type ChangeStoreStateResult =
  | { kind: "changed"; state: StoreState; withdrawn: number }
  | { kind: "not_found" }
  | { kind: "conflict"; state: StoreState }
  | { kind: "needs_choice" };

const verbs: Readonly<Record<StoreMove, AuditVerb>> = {
  pause: "store.paused",
  resume: "store.resumed",
  disconnect: "store.disconnected",
};

/**
 * Pauses, resumes or disconnects a store in both of its roles, with what becomes of its sends in flight. Orders of the
 * store and of the stores that it supplies are checked again.
 *
 * Proved by `tests/faults/stores/connection-states.test.ts`.
 */
export async function changeStoreState(
  ctx: Ctx,
  input: {
    storeId: string;
    move: StoreMove;
    inFlight?: InFlightChoice | undefined;
    reason?: string | undefined;
  },
): Promise<ChangeStoreStateResult> {
  const { storeId, move } = input;
  const choice = storeMoves[move].asksInFlight ? input.inFlight : null;
  if (choice === undefined) return { kind: "needs_choice" };
  const subject = { level: "store", subjectId: storeId } as const;
  const at = await ctx.clock.now();
  const own = and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, storeId));
  const moved = await withScope(ctx.db, ctx.scope, async (tx) => {
    const [found] = await tx
      .select({ state: store.state })
      .from(store)
      .where(and(own, merchantFilter(ctx.scope, store.merchantId)))
      // Pushes that are being planned refer to the store, and hold their order's lock.
      .for("no key update");
    if (!found) return { kind: "not_found" as const };
    const state = moveStore(found.state, move);
    if (state === null) return { kind: "conflict" as const, state: found.state };
    await tx.update(store).set({ state }).where(own);
    if (choice !== null) await noteChoice(tx, ctx, { ...subject, choice });
    await recheckOrders(tx, ctx.scope, { storeId, at });
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: verbs[move], noun: "store", nounId: storeId },
      data: { was: found.state, reason: input.reason?.trim() || null, inFlight: choice },
    });
    return { kind: "changed" as const, state };
  });
  if (moved.kind !== "changed") return moved;
  return { ...moved, withdrawn: choice === "withdraw" ? await withdrawPlanned(ctx, subject) : 0 };
}
