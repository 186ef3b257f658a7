import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import type { AccessRow } from "@/db/system/installations/access-columns";
import { loadInstallations } from "@/db/system/installations/load-installations";
import type { RemoteErrorCode } from "@/lib/domain/installations/remote-error";
import { renewalNeed } from "@/lib/domain/installations/tokens/token-lifetime";
import type { Ctx, SystemCtx } from "@/lib/services/core/context";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess } from "@/lib/shopify/client/gateway";

/** A user waits for the answer. Jobs push orders. Webhooks only update stored orders. */
const urgencies = { user: "person", job: "push", webhook: "background", system: "background" } as const;

/**
 * The access to a store's shop; null when the store is not connected. `closedFor`: why the shop's circuit breaker is
 * open; null while it is closed.
 */
export type StoreAccess = (ShopAccess & { closedFor: RemoteErrorCode | null }) | null;

/**
 * Loads the access to a store's shop. Throws a `ShopifyFailure` "unauthorized" (nothing was executed) when the scope
 * does not include the store or its installation is revoked.
 */
export async function shopAccess(ctx: Ctx, storeId: string): Promise<ShopAccess> {
  const installations = await withScope(ctx.db, ctx.scope, (tx) => installationsOf(tx, ctx, [storeId]));
  const accesses = await storeAccesses(ctx, installations);
  return connected(accesses.get(storeId) ?? null);
}

/** The installation ids of the given stores by store id, without stores outside of the scope. */
export async function installationsOf(
  tx: Tx,
  ctx: Ctx,
  storeIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({ id: store.id, installationId: store.installationId })
    .from(store)
    .where(and(eq(store.organizationId, ctx.scope.organizationId), inArray(store.id, [...storeIds])));
  return new Map(rows.map((row) => [row.id, row.installationId]));
}

/**
 * Loads the access to the shops of several stores in one query. The access is null for a store whose app was revoked.
 */
export async function storeAccesses(
  ctx: Ctx,
  installations: ReadonlyMap<string, string>,
): Promise<Map<string, StoreAccess>> {
  const rows = await loadInstallations(ctx.db, [...new Set(installations.values())]);
  const active = new Map(rows.filter(({ state }) => state === "active").map((row) => [row.id, row]));
  const accesses = new Map<string, StoreAccess>();
  for (const [storeId, installationId] of installations) {
    const row = active.get(installationId);
    const access = row && {
      ...(await installationAccess(ctx, row)),
      scopes: row.scopes,
      urgency: urgencies[ctx.actor.kind],
      closedFor: row.trips > 0 ? (row.breakerCode ?? ("paused" as const)) : null,
    };
    accesses.set(storeId, access ?? null);
  }
  return accesses;
}

/**
 * The access to the shop of an installation. Every call to a shop gets its token here, with the notice that the token
 * ends soon: the adapter then renews it before the call.
 */
export async function installationAccess(
  ctx: Pick<SystemCtx, "secrets" | "clock">,
  row: AccessRow,
): Promise<ShopAccess> {
  const access = {
    installationId: row.id,
    shopDomain: row.shopDomain,
    accessToken: ctx.secrets.open(row.tokenCipher),
  };
  // The clock is the database's, so a permanent token does not ask it.
  if (row.tokenExpiresAt === null && row.exchangeRequestedAt === null) return access;
  return { ...access, tokenEnds: renewalNeed(row, await ctx.clock.now()) !== "none" };
}

/** Returns the access of a connected store. Throws a `ShopifyFailure` "unauthorized" when there is none. */
export function connected(access: StoreAccess): ShopAccess {
  if (access === null) {
    throw new ShopifyFailure("unauthorized", "The store is not connected.", { executed: "no" });
  }
  return access;
}
