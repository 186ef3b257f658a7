import { and, eq } from "drizzle-orm";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { findInstallation } from "@/db/system/installations/find-installation";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";

type ClaimResult = { kind: "claimed"; storeId: string; new: boolean } | { kind: "not_installed" };

/**
 * Creates a store of the organization from a shop on which the app is installed, with the shop's currency and time
 * zone. The caller has checked that the user completed the shop's OAuth grant. A disconnected store becomes active
 * again. Claims of other organizations on the same shop stay unchanged.
 *
 * @param input.installationId the installation of the grant, because other organizations may have apps of their own on
 *   the shop; without it, the newest one
 */
export async function claimStore(
  ctx: Ctx,
  input: { shopDomain: string; merchantId: string | null; name?: string; installationId?: string },
): Promise<ClaimResult> {
  const shopDomain = input.shopDomain.toLowerCase();
  const { installationId } = input;
  const where = installationId === undefined ? { shopDomain } : { id: installationId };
  const installation = await findInstallation(ctx.db, where);
  if (!installation) return { kind: "not_installed" };
  const shop = await ctx.shopify.readShop({
    installationId: installation.id,
    shopDomain,
    accessToken: ctx.secrets.open(installation.tokenCipher),
    urgency: "person",
  });
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const facts = { installationId: installation.id, currency: shop.currency, timeZone: shop.timeZone };
    const inserted = await tx
      .insert(store)
      .values({
        organizationId,
        id: newId("sto"),
        merchantId: input.merchantId,
        shopDomain,
        name: input.name ?? shop.name,
        ...facts,
        createdAt: at,
      })
      .onConflictDoNothing()
      .returning({ id: store.id });
    const [row] = await tx
      .update(store)
      .set({ ...facts, state: "active" })
      .where(and(eq(store.organizationId, organizationId), eq(store.shopDomain, shopDomain)))
      .returning({ id: store.id });
    if (!row) throw new Error("The store was neither created nor found.");
    if (inserted.length > 0) {
      await audit(tx, {
        scope: ctx.scope,
        actor: ctx.actor,
        at,
        verb: "store.claimed",
        noun: "store",
        nounId: row.id,
        data: { shopDomain },
      });
    }
    return { kind: "claimed", storeId: row.id, new: inserted.length > 0 };
  });
}
