import type { Links } from "@/testing/simulation/people/user-actions";
import type { Findings } from "./findings";
import type { ProductRows } from "./product-rows";
import type { ShopLedger } from "./shop-ledger";

/**
 * Checks law 2 after a link: an order that was claimed after a user had linked another app's order, and had the answer,
 * orders no unit that the linked order has already.
 */
export function judgeLinks(given: {
  ledger: ShopLedger;
  links: Links;
  rows: ProductRows;
  findings: Findings;
}): void {
  const { ledger, links, rows, findings } = given;
  for (const { shop, mark, createdAt, beside, ordered, current } of ledger.created) {
    const claimedAt = Math.max(0, ...(rows.claims.get(mark) ?? []).filter((at) => at <= createdAt));
    const linked = beside.filter(({ key }) => (links.get(key) ?? Number.POSITIVE_INFINITY) < claimedAt);
    for (const [sku, units] of ordered) {
      const before = linked.reduce((sum, other) => sum + (other.units.get(sku) ?? 0), 0);
      const most = current.get(sku) ?? 0;
      if (before === 0 || units + before <= most) continue;
      findings.unless(
        rows.decidedByUser.has(mark),
        `law 2: with ${mark} of ${shop}, ${units}×${sku} are ordered beside ${before} that a user linked before, of ${most}`,
      );
    }
  }
}
