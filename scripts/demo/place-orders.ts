import { z } from "zod";
import type { DemoOrder, DemoPush } from "./order-types";
import { plannedOrders } from "./plan-orders";
import type { SandboxControl } from "./sandbox-control";
import { shoppers } from "./shoppers";
import { type DemoShop, firstOrderNumber } from "./world";

const placed = z.looseObject({ id: z.string(), name: z.string() });
const state = z.looseObject({
  shop: z.looseObject({ nextOrderNumber: z.number() }),
  orders: z.array(placed),
});

/** A sample order in the sandbox, and how the operator pushes or holds it. */
export type PlacedOrder = {
  domain: string;
  gid: string;
  name: string;
  firstSku: string;
  push: DemoPush | undefined;
  hold: string | undefined;
};

/**
 * Places the sample orders that a shop does not have yet, with times relative to now. They arrive in the portal by
 * webhook, like any order. The shop's next order number shows which orders were placed before, so that an order
 * that a user deleted is not placed again.
 *
 * @returns all sample orders in the shop, and how many of them are new
 */
export async function placeOrders(
  sandbox: SandboxControl,
  { domain, prefix }: DemoShop,
): Promise<{ orders: PlacedOrder[]; placed: number }> {
  const wanted = plannedOrders(domain);
  const before = state.parse(await sandbox("GET", `/shops/${domain}`));
  const missing = wanted.slice(before.shop.nextOrderNumber - firstOrderNumber);
  const made = [...before.orders];
  for (const order of missing) {
    const one = placed.parse(await sandbox("POST", `/shops/${domain}/orders`, toInput(order)));
    if (order.event) {
      const path = `/shops/${domain}/orders/${encodeURIComponent(one.id)}/${order.event.action}`;
      await sandbox("POST", path, order.event.body);
    }
    made.push(one);
  }
  const byName = new Map(made.map(({ id, name }) => [name, id]));
  return {
    placed: missing.length,
    orders: wanted.flatMap(({ push, hold, lines }, index) => {
      const name = `${prefix}${firstOrderNumber + index}`;
      const gid = byName.get(name);
      return gid === undefined ? [] : [{ domain, gid, name, firstSku: lines[0]?.[0] ?? "", push, hold }];
    }),
  };
}

function toInput(order: DemoOrder) {
  const { shippingAddress, ...shopper } = shoppers[order.shopper];
  return {
    ...shopper,
    ...(order.noAddress ? {} : { shippingAddress }),
    createdAt: new Date(Date.now() - order.hoursAgo * 3_600_000).toISOString(),
    lineItems: [
      ...order.lines.map(([sku, quantity]) => ({ sku, quantity })),
      ...(order.tip ? [{ tip: true, title: "Tip", price: order.tip, quantity: 1 }] : []),
    ],
    // A discount does not reduce the shipping price.
    ...(order.free
      ? { discount: { code: "REPLACEMENT", percentage: 100 } }
      : { shippingLine: order.shipping }),
    paid: order.paid ?? true,
    test: order.test ?? false,
    tags: order.tags ?? [],
    note: order.note,
    attributes: order.attributes ?? [],
  };
}
