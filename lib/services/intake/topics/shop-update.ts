import { adoptDomain } from "@/db/system/installations/adopt-domain";
import { parseShopDomain } from "@/lib/domain/installations/shop-domain";
import { shopGidOf } from "@/lib/domain/intake/webhook-body";
import type { Topic } from "./topic";

/**
 * A shop changed its settings, its domain among them. The shop is known by its id, so its stores keep their history.
 *
 * Proved by tests/http/identity/renamed-shops.test.ts.
 */
export const shopUpdate: Topic = {
  name: "shop/update",
  subscription: "SHOP_UPDATE",
  includeFields: ["id", "myshopify_domain", "updated_at"],
  destination: true,
  source: true,
  shopOf: (body) => shopGidOf(body, "id"),
  async handle(ctx, { delivery, installationId, body }) {
    const { myshopify_domain: named } = body;
    const shopDomain = (typeof named === "string" && parseShopDomain(named)) || delivery.shopDomain;
    await adoptDomain(ctx.db, {
      ...{ installationId, shopDomain, now: await ctx.clock.now() },
      since: delivery.triggeredAt ?? delivery.receivedAt,
      cause: { kind: "webhook", id: delivery.id, label: delivery.topic },
    });
    return { kind: "processed" };
  },
};
