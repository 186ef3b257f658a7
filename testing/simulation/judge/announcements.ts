import type { World as Sandbox } from "@/sandbox/world/world";

/** The time of the last acknowledged webhook about each order, keyed by "shop, space, GID". */
export function lastAnnouncements(sandbox: Sandbox): Map<string, number> {
  const latest = new Map<string, number>();
  for (const delivery of sandbox.store.all("delivery")) {
    if (!delivery.resource || sandbox.store.get("deliveryState", delivery.webhookId)?.status !== "delivered")
      continue;
    const key = `${sandbox.store.shopNamed(delivery.shop)?.domain ?? delivery.shop} ${delivery.resource}`;
    latest.set(key, Math.max(latest.get(key) ?? 0, Date.parse(delivery.triggeredAt)));
  }
  return latest;
}
