import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { connectionPairs } from "@/db/queries/stores/connection-pairs";
import { findStore } from "@/db/queries/stores/find-store";
import { connection, store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { forgetSubscriptions } from "@/db/system/installations/shop-checks";
import { type ConnectionPair, closesConnectionLoop } from "@/lib/domain/stores/connection-loop";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { requestLook } from "@/lib/services/moving/request-look";
import { createOrigin } from "./prepare-source";

type ConnectResult =
  | { kind: "connected"; connectionId: string; new: boolean }
  | { kind: "not_found" }
  | { kind: "same_store" }
  /** The connection would let an order return to a store that it came through. */
  | { kind: "loop" };

/**
 * Connects a destination store to a source store. First creates the metafield definition of the origin mark in the
 * source store, because without the definition no push could be looked up. Two stores have at most one connection, and
 * connections never form a loop. A job then looks for orders that another app pushed; if automatic push is on already, no
 * order is sent before.
 * Idempotent. Throws the `ShopifyFailure` of a definition that could not be created.
 */
export async function connectStores(
  ctx: Ctx,
  input: { destinationStoreId: string; sourceStoreId: string; rank?: number; autoPush?: boolean },
): Promise<ConnectResult> {
  const { destinationStoreId, sourceStoreId } = input;
  if (destinationStoreId === sourceStoreId) return { kind: "same_store" };
  const both = await withScope(ctx.db, ctx.scope, async (tx) => {
    const destination = await findStore(tx, ctx.scope, destinationStoreId);
    const source = destination && (await findStore(tx, ctx.scope, sourceStoreId));
    return source && [destination.installationId, source.installationId];
  });
  if (!both) return { kind: "not_found" };
  const known = await findConnection(ctx, input);
  if (known !== null) return { kind: "connected", connectionId: known, new: false };
  if (await withScope(ctx.db, ctx.scope, (tx) => closesLoop(tx, ctx, input))) return { kind: "loop" };
  await createOrigin(ctx, sourceStoreId);
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  const id = newId("cnn");
  const inserted = await withScope(ctx.db, ctx.scope, async (tx) => {
    await lockConnections(tx, ctx);
    if (await closesLoop(tx, ctx, input)) return "loop";
    const rows = await tx
      .insert(connection)
      .values({
        organizationId,
        id,
        destinationStoreId,
        sourceStoreId,
        rank: input.rank ?? 1,
        autoPush: input.autoPush ?? true,
        createdAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: connection.id });
    if (rows.length === 0) return "known";
    const watch = await isAutomatic(tx, ctx, destinationStoreId);
    await requestLook(tx, ctx, { connectionId: id, sourceStoreId, watch, at });
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "connection.created",
      noun: "connection",
      nounId: id,
      data: { destinationStoreId, sourceStoreId },
    });
    return "new";
  });
  if (inserted === "loop") return { kind: "loop" };
  // The stores may have got a role that needs more webhooks.
  if (inserted === "new") await forgetSubscriptions(ctx.db, both);
  const connectionId = inserted === "new" ? id : await findConnection(ctx, input);
  if (connectionId === null) throw new Error("The connection was neither created nor found.");
  return { kind: "connected", connectionId, new: inserted === "new" };
}

/** Whether automatic push of the destination store is on. */
async function isAutomatic(tx: Tx, ctx: Ctx, storeId: string): Promise<boolean> {
  const [row] = await tx
    .select({ since: store.autoPushSince })
    .from(store)
    .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, storeId)));
  return row?.since != null;
}

/** Lets connections of one organization be added one after another, so that two of them cannot close a loop together. */
async function lockConnections(tx: Tx, ctx: Ctx): Promise<void> {
  const key = `${ctx.scope.organizationId} connections`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 41))`);
}

async function closesLoop(tx: Tx, ctx: Ctx, added: ConnectionPair): Promise<boolean> {
  return closesConnectionLoop(await connectionPairs(tx, ctx.scope), added);
}

async function findConnection(
  ctx: Ctx,
  pair: { destinationStoreId: string; sourceStoreId: string },
): Promise<string | null> {
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [row] = await tx
      .select({ id: connection.id })
      .from(connection)
      .where(
        and(
          eq(connection.organizationId, ctx.scope.organizationId),
          eq(connection.destinationStoreId, pair.destinationStoreId),
          eq(connection.sourceStoreId, pair.sourceStoreId),
        ),
      );
    return row?.id ?? null;
  });
}
