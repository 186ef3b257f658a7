import { and, eq, inArray, ne } from "drizzle-orm";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { listUnclaimed } from "@/db/system/installations/shop-installs";
import type { Ctx } from "@/lib/services/core/context";
import { digestState } from "@/lib/services/installations/begin-grant";

/** An installation that waits in the user's browser until an organization claims it. */
export type Unclaimed = {
  id: string;
  shopDomain: string;
  appName: string;
  appHandle: string;
  /** Whether the organization may use the app: it registered it, or all organizations may. */
  usable: boolean;
  /** The organization's store of the shop, if the shop is connected already. */
  storeId: string | null;
};

/**
 * Reads the unclaimed installations of the user's browser; none for a user who is limited to some merchants. Only the
 * browser that came through Shopify's signed install has the secret.
 *
 * @param input.browserSecret the secret in the browser's cookie; null without one
 */
export async function readUnclaimed(
  ctx: Ctx,
  { browserSecret }: { browserSecret: string | null },
): Promise<Unclaimed[]> {
  if (browserSecret === null || ctx.scope.merchantIds !== null) return [];
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  const waiting = (await listUnclaimed(ctx.db, { browserDigest: digestState(browserSecret), at })).filter(
    ({ claimedBy }) => claimedBy === null || claimedBy === organizationId,
  );
  if (waiting.length === 0) return [];
  const stores = await withScope(ctx.db, ctx.scope, (tx) =>
    tx
      .select({ id: store.id, installationId: store.installationId })
      .from(store)
      .where(
        and(
          eq(store.organizationId, organizationId),
          ne(store.state, "disconnected"),
          inArray(
            store.installationId,
            waiting.map(({ installationId }) => installationId),
          ),
        ),
      ),
  );
  const storeOf = new Map(stores.map((row) => [row.installationId, row.id]));
  return waiting.map(({ id, shopDomain, app, installationId }) => ({
    ...{ id, shopDomain, appName: app.name, appHandle: app.handle },
    usable: app.ownerOrganizationId === null || app.ownerOrganizationId === organizationId,
    storeId: storeOf.get(installationId) ?? null,
  }));
}
