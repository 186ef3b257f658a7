import { and, desc, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { store } from "@/db/schema/store";
import { withScope } from "@/db/scope";
import { findInstallation } from "@/db/system/installations/find-installation";
import { audit } from "@/lib/services/core/audit";
import type { Ctx } from "@/lib/services/core/context";
import { newId } from "@/lib/services/core/new-id";
import { installationAccess } from "@/lib/services/installations/shop-access";
import { changeInstallation } from "./change-installation";
import { unarchiveMerchant } from "./merchants/unarchive-merchant";

type ClaimResult = { kind: "claimed"; storeId: string; new: boolean } | { kind: "not_installed" };

/** A shop by Shopify's id, and the domain that it has now. */
type ShopIdentity = { shopGid: string; shopDomain: string };

/**
 * Creates a store of the organization from a shop on which the app is installed, with the shop's currency and time
 * zone. The caller has checked that the user completed the shop's OAuth grant. A shop that is a store already, also under
 * an earlier domain, keeps its store; a disconnected store becomes active again, and its open orders are due for
 * automatic push. Claims of other organizations on the same shop stay unchanged.
 *
 * @param input.installationId the installation of the grant, because other organizations may have apps of their own on
 *   the shop; without it, the newest one
 */
export async function claimStore(
  ctx: Ctx,
  input: { shopDomain: string; merchantId: string | null; name?: string; installationId?: string },
): Promise<ClaimResult> {
  const { installationId } = input;
  const where =
    installationId === undefined ? { shopDomain: input.shopDomain.toLowerCase() } : { id: installationId };
  const installation = await findInstallation(ctx.db, where);
  if (!installation) return { kind: "not_installed" };
  const beganAt = await ctx.clock.now();
  const access = await installationAccess(ctx, installation);
  const shop = await ctx.shopify.readShop({ ...access, urgency: "person" });
  const at = await ctx.clock.now();
  const { organizationId } = ctx.scope;
  return withScope(ctx.db, ctx.scope, async (tx) => {
    const { shopGid, currency, timeZone } = shop;
    const { shopDomain } = installation;
    const facts = { installationId: installation.id, shopDomain, shopGid, currency, timeZone };
    let known = await findKnown(tx, ctx, facts);
    let id = known?.id ?? newId("sto");
    if (!known) {
      await vacate(tx, ctx, facts);
      const { merchantId, name = shop.name } = input;
      const made = { organizationId, id, merchantId, name, ...facts, createdAt: at };
      const inserted = await tx.insert(store).values(made).onConflictDoNothing().returning({ id: store.id });
      if (inserted.length > 0) {
        await noteStore(tx, ctx, { verb: "store.claimed", id, data: { shopDomain }, at });
        if (merchantId !== null) await unarchiveMerchant(tx, ctx, { merchantId, at });
        return { kind: "claimed", storeId: id, new: true };
      }
      // A concurrent claim was first.
      known = await findKnown(tx, ctx, facts);
      if (!known) throw new Error("The store was neither created nor found.");
      id = known.id;
    }
    const former = known?.shopDomain === shopDomain ? null : (known?.shopDomain ?? null);
    if (former !== null) await vacate(tx, ctx, facts);
    await tx
      .update(store)
      .set({
        ...facts,
        // A user paused the store, so only a user resumes it.
        state: sql`case when ${store.state} = 'paused' then 'paused' else 'active' end`,
        ...(former !== null && {
          formerDomains: sql`array_append(array_remove(${store.formerDomains}, ${former}), ${former})`,
        }),
      })
      .where(and(eq(store.organizationId, organizationId), eq(store.id, id)));
    if (former !== null)
      await noteStore(tx, ctx, { verb: "store.renamed", id, data: { from: former, to: shopDomain }, at });
    const from = known?.installationId ?? installation.id;
    const isOther = from !== installation.id;
    if (isOther)
      await changeInstallation(tx, ctx.scope, { storeId: id, from, to: installation.id, beganAt, at });
    if (isOther || known?.state === "disconnected") {
      const data = { shopDomain, app: installation.appHandle, otherApp: isOther };
      await noteStore(tx, ctx, { verb: "store.reconnected", id, data, at });
    }
    // A merchant with a connected store is not archived.
    if (known?.merchantId) await unarchiveMerchant(tx, ctx, { merchantId: known.merchantId, at });
    // Orders may have waited since the store was disconnected.
    await recheckOrders(tx, ctx.scope, { storeId: id, at });
    return { kind: "claimed", storeId: id, new: false };
  });
}

/** The organization's store of a shop: by the shop's id; by its domain only if an earlier version stored no id. */
async function findKnown(tx: Tx, ctx: Ctx, { shopGid, shopDomain }: ShopIdentity) {
  const [row] = await tx
    .select({
      ...{ id: store.id, shopDomain: store.shopDomain, state: store.state },
      ...{ installationId: store.installationId, merchantId: store.merchantId },
    })
    .from(store)
    .where(
      and(
        eq(store.organizationId, ctx.scope.organizationId),
        or(eq(store.shopGid, shopGid), and(isNull(store.shopGid), eq(store.shopDomain, shopDomain))),
      ),
    )
    .orderBy(desc(sql`${store.shopGid} is not null`))
    .limit(1)
    // Pushes that are being planned refer to the store, and hold their order's lock.
    .for("no key update");
  return row ?? null;
}

/** Takes the domain from a store of another shop: that shop was renamed, and its new domain is not known yet. */
async function vacate(tx: Tx, ctx: Ctx, { shopGid, shopDomain }: ShopIdentity): Promise<void> {
  await tx
    .update(store)
    .set({
      shopDomain: sql`${store.id} || '.renamed.invalid'`,
      formerDomains: sql`array_append(array_remove(${store.formerDomains}, ${shopDomain}), ${shopDomain})`,
    })
    .where(
      and(
        eq(store.organizationId, ctx.scope.organizationId),
        eq(store.shopDomain, shopDomain),
        ne(store.shopGid, shopGid),
      ),
    );
}

async function noteStore(
  tx: Tx,
  ctx: Ctx,
  entry: {
    verb: "store.claimed" | "store.reconnected" | "store.renamed";
    id: string;
    data: Record<string, unknown>;
    at: Date;
  },
): Promise<void> {
  const { verb, id: nounId, data, at } = entry;
  await audit(tx, { scope: ctx.scope, actor: ctx.actor, at, verb, noun: "store", nounId, data });
}
