import { z } from "zod";
import { type DemoEvent, type DemoOrder, orders, shoppers } from "./orders";
import type { SandboxControl } from "./sandbox-control";

const placed = z.looseObject({ id: z.string() });
const state = z.looseObject({ orders: z.array(z.unknown()) });

/** A sample order that stands in the sandbox: its shop, its Shopify GID, and to whom it is to be pushed. */
export type PlacedOrder = { domain: string; gid: string; push: DemoOrder["push"] };

/**
 * Places the sample orders that a shop does not have yet, with times relative to now. They arrive in the
 * portal as webhooks, like any order.
 */
export async function placeOrders(sandbox: SandboxControl, domain: string): Promise<PlacedOrder[]> {
  const there = state.parse(await sandbox("GET", `/shops/${domain}`)).orders.length;
  const made: PlacedOrder[] = [];
  for (const order of (orders[domain] ?? []).slice(there)) {
    const { id } = placed.parse(await sandbox("POST", `/shops/${domain}/orders`, toInput(order)));
    const legacyId = id.replace(/^.*\//, "");
    if (order.event) await happen(sandbox, `/shops/${domain}/orders/${legacyId}`, order.event);
    made.push({ domain, gid: `gid://shopify/Order/${legacyId}`, push: order.push });
  }
  return made;
}

function toInput(order: DemoOrder) {
  const createdAt = new Date(Date.now() - order.hoursAgo * 3_600_000).toISOString();
  return {
    ...shoppers[order.shopper],
    createdAt,
    lineItems: [
      ...order.lines.map(([sku, quantity]) => ({ sku, quantity })),
      ...(order.tip ? [{ tip: true, title: "Tip", price: order.tip, quantity: 1 }] : []),
    ],
    shippingLine: order.shipping,
    paid: order.paid ?? true,
    test: order.test ?? false,
    tags: order.tags ?? [],
    note: order.note,
    attributes: order.attributes ?? [],
  };
}

async function happen(sandbox: SandboxControl, path: string, event: DemoEvent): Promise<void> {
  if (event.kind === "cancel") {
    await sandbox("POST", `${path}/cancel`, { reason: "CUSTOMER", refund: true });
    return;
  }
  const lines = [{ sku: event.sku, quantity: event.quantity }];
  await sandbox("POST", `${path}/${event.kind}`, { lines });
}
