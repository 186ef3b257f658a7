import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { findConnection } from "@/db/queries/stores/find-connection";
import { findStore } from "@/db/queries/stores/find-store";
import { connection } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import {
  type ConnectionMove,
  type ConnectionState,
  connectionMoves,
  type InFlightChoice,
  moveConnection,
} from "@/lib/domain/stores/connection-state";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { createOrigin } from "@/lib/services/installations/create-origin";
import { followNewRoles } from "./follow-new-roles";
import { lookForOthers } from "./join-stores";
import { noteChoice, withdrawPlanned } from "./settle-in-flight";

type ChangeConnectionInput = {
  connectionId: string;
  move: ConnectionMove;
  /** Required where the move asks for it. */
  inFlight?: InFlightChoice | undefined;
  reason?: string | undefined;
};

type ChangeConnectionResult =
  | { kind: "changed"; state: ConnectionState; withdrawn: number }
  | { kind: "not_found" }
  /** The connection's state does not allow the move. */
  | { kind: "conflict"; state: ConnectionState }
  /** The user has to choose what becomes of the sends in flight. */
  | { kind: "needs_choice" };

const verbs: Readonly<Record<ConnectionMove, AuditVerb>> = {
  approve: "connection.approved",
  refuse: "connection.refused",
  pause: "connection.paused",
  resume: "connection.resumed",
  block: "connection.blocked",
  unblock: "connection.unblocked",
  disconnect: "connection.disconnected",
};

/**
 * Changes the state of a connection, with what becomes of its sends in flight. Orders of the destination store are
 * checked again, so that those that waited are pushed automatically, and those that cannot go any more say so. A send
 * whose answer is not known is looked up in every case. Moves of the source store's side need a user who sees that store.
 *
 * Proved by `tests/faults/stores/connection-states.test.ts`.
 *
 * @throws ShopifyFailure the definition of the origin mark, which an approval needs, could not be created
 */
export async function changeConnection(
  ctx: Ctx,
  input: ChangeConnectionInput,
): Promise<ChangeConnectionResult> {
  const { connectionId, move } = input;
  const { bySource, inFlight } = connectionMoves[move];
  const choice = inFlight === "withdrawn" ? "withdraw" : inFlight === "asked" ? input.inFlight : null;
  if (choice === undefined) return { kind: "needs_choice" };
  // An approved connection needs the definition by which its orders are looked up.
  const approved = move === "approve" ? await approvable(ctx, connectionId) : null;
  if (approved) await createOrigin(ctx, approved.sourceStoreId);
  const subject = { level: "connection", subjectId: connectionId } as const;
  const at = await ctx.clock.now();
  const moved = await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockConnection(tx, ctx, connectionId);
    const found = await findConnection(tx, ctx.scope, connectionId);
    const source = found && (await findStore(tx, ctx.scope, found.sourceStoreId));
    if (!found || (bySource && !source)) return { kind: "not_found" as const };
    const state = moveConnection(found.state, move);
    if (state === null) return { kind: "conflict" as const, state: found.state };
    const reason = input.reason?.trim() || null;
    await tx
      .update(connection)
      .set({ state, stateAt: at, stateBy: ctx.actor.label, stateReason: reason })
      .where(and(eq(connection.organizationId, ctx.scope.organizationId), eq(connection.id, connectionId)));
    if (choice !== null) await noteChoice(tx, ctx, { ...subject, choice });
    const { destinationStoreId, sourceStoreId } = found;
    if (move === "approve") {
      await lookForOthers(tx, ctx, { connectionId, destinationStoreId, sourceStoreId, at });
    }
    await recheckOrders(tx, ctx.scope, { storeId: destinationStoreId, at });
    await audit(tx, {
      ...{ scope: ctx.scope, actor: ctx.actor, at, verb: verbs[move], noun: "connection" },
      nounId: connectionId,
      data: { destinationStoreId, sourceStoreId, was: found.state, reason, inFlight: choice },
    });
    return { kind: "changed" as const, state, stores: [destinationStoreId, sourceStoreId] };
  });
  if (moved.kind !== "changed") return moved;
  if (approved) await followNewRoles(ctx, moved.stores);
  const withdrawn = choice === "withdraw" ? await withdrawPlanned(ctx, subject) : 0;
  return { kind: "changed", state: moved.state, withdrawn };
}

/** The connection, if it waits for approval and the scope sees its source store. */
async function approvable(ctx: Ctx, connectionId: string) {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const found = await findConnection(tx, ctx.scope, connectionId);
    const source = found && (await findStore(tx, ctx.scope, found.sourceStoreId));
    return source && found.state === "requested" ? found : null;
  });
}

/** Locks the connection, but lets pushes be planned over it, which hold their order's lock. */
async function lockConnection(tx: Tx, ctx: Ctx, connectionId: string): Promise<void> {
  await tx
    .select({ id: connection.id })
    .from(connection)
    .where(and(eq(connection.organizationId, ctx.scope.organizationId), eq(connection.id, connectionId)))
    .for("no key update");
}
