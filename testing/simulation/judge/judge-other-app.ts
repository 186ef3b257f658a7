import type { World as Sandbox } from "@/sandbox/world/world";
import { CLIENT_ID } from "@/testing/simulation/sim-world";
import type { Findings } from "./findings";
import type { ProductRows } from "./product-rows";
import type { ShopLedger } from "./shop-ledger";

/** The longest time between the look for another app's orders and the moment at which a source order appears. */
const LOOK_BEFORE_MS = 300_000;

/**
 * Checks that nothing is pushed twice beside another app: before each source order, its shop's orders were read, and an
 * order of another app that this read showed kept it from being sent, unless the user knew of it.
 */
export function judgeOtherApp(
  sandbox: Sandbox,
  { ledger, rows, findings }: { ledger: ShopLedger; rows: ProductRows; findings: Findings },
): void {
  const legs = new Map(rows.legs.map((leg) => [leg.mark, leg]));
  const looks = sandbox.store
    .all("request")
    // Look-ups of an origin mark read `orders` too.
    .filter((one) => one.clientId === CLIENT_ID && one.roots.length === 1 && one.roots[0] === "orders")
    .filter((one) => one.answered === "whole" && one.status === 200 && one.errorCodes.length === 0);
  for (const { shop, mark, createdAt, beside } of ledger.created) {
    // A linked order is a source order of the product: `judgeLinks` counts its units.
    const others = beside
      .filter((one) => one.shop === shop && !((rows.linkedAt.get(one.key) ?? createdAt) < createdAt))
      .map((one) => one.createdAt);
    const before = looks
      .filter((look) => look.shop === shop)
      .map((look) => Date.parse(look.time))
      .filter((time) => time <= createdAt);
    const last = Math.max(Number.NEGATIVE_INFINITY, ...before);
    if (createdAt - last > LOOK_BEFORE_MS)
      findings.violation(`${mark} was sent to ${shop} without a look for another app's orders`);
    // What another app orders after the look cannot be seen in time.
    const excused = legs.get(mark)?.accepted.includes("other_app") || others.every((time) => time >= last);
    if (others.length === 0) continue;
    findings.unless(
      excused,
      `law 2: ${mark} was sent to ${shop}, where another app had pushed the same order`,
    );
  }
}
