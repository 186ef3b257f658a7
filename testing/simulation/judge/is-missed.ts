import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import type { Gap } from "@/testing/simulation/people/store-troubles";
import { DESTINATION } from "@/testing/simulation/sim-world";
import { gidOf } from "./order-units";

/**
 * Whether the product could not learn of an order of which no webhook arrived: its webhooks were lost, or it was placed
 * while the shop had no subscription to new orders, so that none was made. A later webhook about it must bring it in.
 */
export function isMissed(sandbox: Sandbox, order: Order, gaps: readonly Gap[]): boolean {
  const gid = gidOf(order);
  const wasMade = sandbox.store
    .all("delivery")
    .some(({ shop, resource }) => shop === DESTINATION && resource === gid);
  const at = Date.parse(order.createdAt);
  const isInGap = gaps.some(
    ({ shop, topics, from, until }) =>
      shop === DESTINATION && topics.includes("ORDERS_CREATE") && at >= from && at <= until,
  );
  return wasMade || isInGap;
}
