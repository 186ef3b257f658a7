import { and, eq } from "drizzle-orm";
import { merchantFilter } from "@/db/queries/core/merchant-filter";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { connection, store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { Approval } from "@/lib/domain/stores/connection-state";
import { pickSwitches, type StoreSwitches } from "@/lib/domain/stores/store-switch";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";

export type StoreSettingsInput = Partial<StoreSwitches> & {
  storeId: string;
  /** Turns automatic order push off. `startAutomaticPush` turns it on. */
  autoPush?: false;
  /** Of a source store: whether new connections to it wait for approval. */
  approval?: Approval;
  /** Partial push: whether each connection of this destination store is pushed to automatically, or by hand. */
  connections?: readonly { connectionId: string; autoPush: boolean }[];
};

export type StoreSettingsResult = { kind: "saved" } | { kind: "not_found" };

/**
 * Changes a store's settings; omitted settings stay unchanged. Orders that automatic push left because of a
 * setting are checked again. A connection of another store gives `not_found`, and then nothing is changed.
 */
export async function changeStoreSettings(ctx: Ctx, input: StoreSettingsInput): Promise<StoreSettingsResult> {
  const at = await ctx.clock.now();
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const [found] = await tx
      .select({ id: store.id })
      .from(store)
      .where(
        and(
          eq(store.organizationId, ctx.scope.organizationId),
          eq(store.id, input.storeId),
          merchantFilter(ctx.scope, store.merchantId),
        ),
      )
      // Weaker than FOR UPDATE, because a push that holds an order refers to the store.
      .for("no key update");
    if (!found) return { kind: "not_found" };
    const connections = await tx
      .select({ id: connection.id })
      .from(connection)
      .where(
        and(
          eq(connection.organizationId, ctx.scope.organizationId),
          eq(connection.destinationStoreId, input.storeId),
        ),
      );
    const own = new Set(connections.map((row) => row.id));
    if (input.connections?.some((change) => !own.has(change.connectionId))) return { kind: "not_found" };

    const storeChange = {
      ...(input.autoPush === undefined ? {} : { autoPushSince: null }),
      ...(input.approval === undefined ? {} : { approval: input.approval }),
      ...pickSwitches(input),
    };
    if (Object.keys(storeChange).length > 0) {
      await tx
        .update(store)
        .set(storeChange)
        .where(and(eq(store.organizationId, ctx.scope.organizationId), eq(store.id, input.storeId)));
    }
    for (const change of input.connections ?? []) {
      await tx
        .update(connection)
        .set({ autoPush: change.autoPush })
        .where(
          and(
            eq(connection.organizationId, ctx.scope.organizationId),
            eq(connection.id, change.connectionId),
          ),
        );
    }
    await recheckOrders(tx, ctx.scope, { storeId: input.storeId, at });
    await audit(tx, {
      scope: ctx.scope,
      actor: ctx.actor,
      at,
      verb: "store.settings_changed",
      noun: "store",
      nounId: input.storeId,
      data: {
        ...(input.autoPush === undefined ? {} : { autoPush: input.autoPush }),
        ...(input.approval === undefined ? {} : { approval: input.approval }),
        ...pickSwitches(input),
        ...(input.connections ? { connections: input.connections } : {}),
      },
    });
    return { kind: "saved" };
  });
}
