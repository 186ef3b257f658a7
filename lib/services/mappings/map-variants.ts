import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { findStore } from "@/db/queries/stores/find-store";
import { lineItem, order } from "@/db/schema/order";
import { connection, mapping, variant } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { projectOrder } from "@/lib/services/orders/project-order";

/** A destination variant and the source variant that fulfils it. `ratio`: source units per destination unit. */
export type VariantPair = {
  destinationVariantGid: string;
  sourceVariantGid: string;
  ratio?: number;
  rank?: number;
};

type MapResult = { kind: "mapped"; mapped: number; unknown: VariantPair[] } | { kind: "not_found" };

/**
 * Maps destination variants to source variants of a connection. A destination variant has one source variant per
 * connection; a later mapping replaces the earlier one. Returns pairs with a variant that was not imported as
 * `unknown`. Reprojects the orders with these variants in the same transaction, and lets automatic push check the store's
 * open orders again.
 */
export async function mapVariants(
  ctx: Ctx,
  input: { connectionId: string; pairs: readonly VariantPair[] },
): Promise<MapResult> {
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [joined] = await tx
      .select()
      .from(connection)
      .where(and(eq(connection.organizationId, organizationId), eq(connection.id, input.connectionId)));
    if (!joined || !(await findStore(tx, ctx.scope, joined.destinationStoreId))) {
      return { kind: "not_found" };
    }
    const destination = await idsByGid(
      tx,
      ctx,
      joined.destinationStoreId,
      input.pairs.map((pair) => pair.destinationVariantGid),
    );
    const source = await idsByGid(
      tx,
      ctx,
      joined.sourceStoreId,
      input.pairs.map((pair) => pair.sourceVariantGid),
    );
    const unknown: VariantPair[] = [];
    const mapped: string[] = [];
    for (const pair of input.pairs) {
      const destinationVariantId = destination.get(pair.destinationVariantGid);
      const sourceVariantId = source.get(pair.sourceVariantGid);
      if (!destinationVariantId || !sourceVariantId) {
        unknown.push(pair);
        continue;
      }
      const chosen = { sourceVariantId, ratio: pair.ratio ?? 1, rank: pair.rank ?? 1, active: true };
      await tx
        .insert(mapping)
        .values({
          organizationId,
          id: newId("map"),
          connectionId: joined.id,
          destinationVariantId,
          ...chosen,
          createdAt: at,
        })
        .onConflictDoUpdate({
          target: [mapping.organizationId, mapping.connectionId, mapping.destinationVariantId],
          set: chosen,
        });
      mapped.push(pair.destinationVariantGid);
    }
    if (mapped.length > 0) {
      await audit(tx, {
        scope: ctx.scope,
        actor: ctx.actor,
        at,
        verb: "mapping.changed",
        noun: "connection",
        nounId: joined.id,
        data: { variants: mapped.length },
      });
      await projectOrders(tx, ctx, joined.destinationStoreId, mapped, at);
      await recheckOrders(tx, ctx.scope, { storeId: joined.destinationStoreId, at });
    }
    return { kind: "mapped", mapped: mapped.length, unknown };
  });
}

async function idsByGid(
  tx: Tx,
  ctx: Ctx,
  storeId: string,
  gids: readonly string[],
): Promise<Map<string, string>> {
  if (gids.length === 0) return new Map();
  const rows = await tx
    .select({ id: variant.id, gid: variant.shopifyGid })
    .from(variant)
    .where(
      and(
        eq(variant.organizationId, ctx.scope.organizationId),
        eq(variant.storeId, storeId),
        inArray(variant.shopifyGid, [...new Set(gids)]),
      ),
    );
  return new Map(rows.map((row) => [row.gid, row.id]));
}

/** Reprojects the store's orders that have these variants, sorted by id to avoid deadlocks. */
async function projectOrders(tx: Tx, ctx: Ctx, storeId: string, gids: string[], at: Date): Promise<void> {
  const rows = await tx
    .selectDistinct({ id: order.id })
    .from(order)
    .innerJoin(
      lineItem,
      and(eq(lineItem.organizationId, order.organizationId), eq(lineItem.orderId, order.id)),
    )
    .where(
      and(
        eq(order.organizationId, ctx.scope.organizationId),
        eq(order.storeId, storeId),
        inArray(lineItem.variantGid, gids),
      ),
    )
    .orderBy(order.id);
  for (const { id } of rows) {
    const facts = await loadOrderFacts(tx, ctx.scope, id, { lock: true });
    await projectOrder(tx, ctx.scope, id, at, facts);
  }
}
