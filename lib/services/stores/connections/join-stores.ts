import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { connectionPairs } from "@/db/queries/stores/connection-pairs";
import { connection, store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { type ConnectionPair, closesConnectionLoop } from "@/lib/domain/stores/connection-loop";
import type { ConnectionState } from "@/lib/domain/stores/connection-state";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { createOrigin } from "@/lib/services/installations/create-origin";
import { requestLook } from "@/lib/services/moving/request-look";
import { followNewRoles } from "./follow-new-roles";

export type ConnectResult =
  /** `new`: this call made the connection active. */
  | { kind: "connected"; connectionId: string; new: boolean }
  /** The connection waits until a user approves it. */
  | { kind: "requested"; connectionId: string }
  | { kind: "not_found" }
  | { kind: "same_store" }
  /** The source store takes no orders of this destination store. */
  | { kind: "blocked" }
  /** The connection would let an order return to a store that it came through. */
  | { kind: "loop" };

type Joining = { destinationStoreId: string; sourceStoreId: string; rank?: number; autoPush?: boolean };

/**
 * Connects two stores that the caller has checked: makes a connection, or connects a disconnected one again. It waits for
 * approval where the source store's setting says so. Otherwise the metafield definition of the origin mark is created in
 * the source store first, because without the definition no push could be looked up. Two stores have at most one
 * connection, and connections never form a loop. Idempotent.
 *
 * Proved by `tests/faults/stores/approval.test.ts`.
 *
 * @throws ShopifyFailure the definition could not be created
 */
export async function joinStores(ctx: Ctx, input: Joining): Promise<ConnectResult> {
  const { destinationStoreId, sourceStoreId } = input;
  if (destinationStoreId === sourceStoreId) return { kind: "same_store" };
  const before = await withScope(ctx.db, ctx.scope, async (tx) => {
    const known = await settled(tx, ctx, input);
    if (known !== null) return known;
    if (await closesLoop(tx, ctx, input)) return { kind: "loop" as const };
    return { kind: "open" as const, moderated: await isModerated(tx, ctx, sourceStoreId) };
  });
  if (before.kind !== "open") return before;
  if (!before.moderated) await createOrigin(ctx, sourceStoreId);
  const joined = await withScope(ctx.db, ctx.scope, async (tx): Promise<ConnectResult> => {
    await lockConnections(tx, ctx);
    const known = await settled(tx, ctx, input);
    if (known !== null) return known;
    if (await closesLoop(tx, ctx, input)) return { kind: "loop" };
    // The setting may have changed while the definition was created.
    const waits = before.moderated || (await isModerated(tx, ctx, sourceStoreId));
    const connectionId = await save(tx, ctx, input, waits ? "requested" : "active");
    return waits ? { kind: "requested", connectionId } : { kind: "connected", connectionId, new: true };
  });
  if (joined.kind === "connected") await followNewRoles(ctx, [destinationStoreId, sourceStoreId]);
  return joined;
}

/** The result for a pair that has a connection which is not disconnected; null otherwise. */
async function settled(tx: Tx, ctx: Ctx, pair: ConnectionPair): Promise<ConnectResult | null> {
  const row = await findPair(tx, ctx, pair);
  if (!row || row.state === "disconnected") return null;
  if (row.state === "blocked") return { kind: "blocked" };
  if (row.state === "requested") return { kind: "requested", connectionId: row.id };
  return { kind: "connected", connectionId: row.id, new: false };
}

async function save(tx: Tx, ctx: Ctx, input: Joining, state: ConnectionState): Promise<string> {
  const { organizationId } = ctx.scope;
  const { destinationStoreId, sourceStoreId, rank, autoPush } = input;
  const at = await ctx.clock.now();
  const change = { state, stateAt: at, stateBy: ctx.actor.label, stateReason: null };
  const known = await findPair(tx, ctx, input);
  const id = known?.id ?? newId("cnn");
  if (known) {
    await tx
      .update(connection)
      .set(change)
      .where(and(eq(connection.organizationId, organizationId), eq(connection.id, id)));
  } else {
    await tx.insert(connection).values({
      ...{ organizationId, id, destinationStoreId, sourceStoreId },
      ...{ rank: rank ?? 1, autoPush: autoPush ?? true, createdAt: at, ...change },
    });
  }
  if (state === "active")
    await lookForOthers(tx, ctx, { connectionId: id, destinationStoreId, sourceStoreId, at });
  if (known && state === "active") await recheckOrders(tx, ctx.scope, { storeId: destinationStoreId, at });
  await audit(tx, {
    ...{ scope: ctx.scope, actor: ctx.actor, at, noun: "connection", nounId: id },
    verb: state === "requested" ? "connection.requested" : "connection.created",
    data: { destinationStoreId, sourceStoreId },
  });
  return id;
}

/**
 * Requests that a job looks for orders that another app pushed over a connection that becomes active. If automatic push
 * is on already, no order is sent before.
 */
export async function lookForOthers(
  tx: Tx,
  ctx: Ctx,
  made: { connectionId: string; destinationStoreId: string; sourceStoreId: string; at: Date },
): Promise<void> {
  const { connectionId, destinationStoreId, sourceStoreId, at } = made;
  const [row] = await tx
    .select({ since: store.autoPushSince })
    .from(store)
    .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, destinationStoreId)));
  await requestLook(tx, ctx, { connectionId, sourceStoreId, watch: row?.since != null, at });
}

/** Lets connections of one organization be added one after another, so that two of them cannot close a loop together. */
async function lockConnections(tx: Tx, ctx: Ctx): Promise<void> {
  const key = `${ctx.scope.organizationId} connections`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 41))`);
}

async function closesLoop(tx: Tx, ctx: Ctx, added: ConnectionPair): Promise<boolean> {
  return closesConnectionLoop(await connectionPairs(tx, ctx.scope), added);
}

async function findPair(tx: Tx, ctx: Ctx, pair: ConnectionPair) {
  const [row] = await tx
    .select({ id: connection.id, state: connection.state })
    .from(connection)
    .where(
      and(
        eq(connection.organizationId, ctx.scope.organizationId),
        eq(connection.destinationStoreId, pair.destinationStoreId),
        eq(connection.sourceStoreId, pair.sourceStoreId),
      ),
    );
  return row ?? null;
}

async function isModerated(tx: Tx, ctx: Ctx, sourceStoreId: string): Promise<boolean> {
  const [row] = await tx
    .select({ approval: store.approval })
    .from(store)
    .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, sourceStoreId)));
  return row?.approval === "moderated";
}
