import { domainOf } from "@/sandbox/state/shop-names";
import type { World as Sandbox } from "@/sandbox/world/world";

/** Webhooks that the product stored, by the domain that they name. */
export type StrayRow = { domain: string; state: string; reason: string | null };

/**
 * Checks that no webhook of a shop was left as one of an unknown shop, and that each shop has the domain under which it
 * sent its last webhook.
 */
export function judgeShops(
  sandbox: Sandbox,
  rows: { strays: readonly StrayRow[]; domains: ReadonlySet<string> },
): string[] {
  const lost = rows.strays
    .filter(({ domain }) => sandbox.store.shopNamed(domain))
    .map(({ domain, state, reason }) => `law 3: a webhook of ${domain} is ${state}: ${reason}`);
  const delivered = new Set(
    sandbox.store
      .all("delivery")
      .filter(({ webhookId }) => sandbox.store.get("deliveryState", webhookId)?.status === "delivered")
      .map(({ shop }) => shop),
  );
  const renamed = sandbox.store
    .all("shop")
    .filter((shop) => delivered.has(domainOf(shop)) && !rows.domains.has(domainOf(shop)))
    .map((shop) => `the product does not know that ${shop.domain} is ${domainOf(shop)} now`);
  return [...lost, ...renamed];
}
