import { requestLookUp } from "@/lib/services/request-look-up";
import { requestPush } from "@/lib/services/request-push";
import { retryLeg } from "@/lib/services/retry-leg";
import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world";
import { controlOf } from "./in-process-sandbox";
import type { Random } from "./random";
import { DESTINATION, ROUTES, type SimWorld, SOURCES, UNMAPPED } from "./sim-world";
import type { SimDatabase } from "./sim-database";

/** What people do in the shops. Each answers a word for the trace. */
export type ShopActions = { place(): Promise<string>; change(): Promise<string> };

const ADDRESS = {
  firstName: "Ada",
  lastName: "Example",
  address1: "Hafenstraße 1",
  city: "Kiel",
  zip: "24103",
  countryCode: "DE",
};

/** Shoppers who buy, merchants who change orders, suppliers who ship and cancel. */
export function shopActions(sandbox: Sandbox, random: Random): ShopActions {
  const control = controlOf(sandbox);
  const skus = [...Object.keys(ROUTES), UNMAPPED];
  const act = async (shop: string, order: Order, action: string, input: unknown = {}) => {
    const done = await control.post(`/shops/${shop}/orders/${order.id}/${action}`, input).then(
      () => "",
      // What a shop refuses (nothing left to refund, shipped already) is simply not done.
      () => " refused",
    );
    return `${action} ${order.name}${done}`;
  };
  const quantities = (order: Order) => {
    const line = random.pick(order.lines);
    return [{ lineId: line.id, quantity: random.between(0, Math.max(0, line.currentQuantity)) }];
  };
  const atDestination = (order: Order) => {
    const action = random.weighted({
      cancel: 3,
      edit: 4,
      grow: 2,
      refund: 4,
      update: 3,
      pay: 3,
      fulfill: 2,
      close: 1,
      delete: 1,
    });
    const run = (name: string, input?: unknown) => act(DESTINATION, order, name, input);
    switch (action) {
      case "edit":
        return run("edit", { lines: quantities(order) });
      case "grow":
        return run("edit", { add: [{ sku: random.pick(skus), quantity: random.between(1, 2) }] });
      case "refund":
        return run("refund", { lines: quantities(order) });
      case "update":
        return run("update", { note: `Note ${random.between(1, 9)}`, tags: ["gift", `t${random.between(1, 9)}`] });
      case "fulfill":
        return run("fulfill", { lines: quantities(order) });
      case "delete":
        return run("delete");
      default:
        return run(action);
    }
  };
  const atSource = (shop: string, order: Order) => {
    const action = random.weighted({ fulfill: 5, cancel: 2, edit: 1, refund: 1, update: 1, delete: 1 });
    const input = action === "fulfill" || action === "edit" || action === "refund" ? { lines: quantities(order) } : {};
    return act(shop, order, action, action === "update" ? { note: "packed" } : input);
  };
  return {
    async place() {
      const chosen = skus.filter(() => random.chance(0.4));
      const lines = (chosen.length > 0 ? chosen : [random.pick(skus)]).map((sku) => ({
        sku,
        quantity: random.between(1, 4),
      }));
      const placed = await control.post<{ name: string }>(`/shops/${DESTINATION}/orders`, {
        lineItems: lines,
        email: `shopper${random.between(1, 20)}@example.com`,
        customer: { firstName: "Ada", lastName: "Example" },
        ...(random.chance(0.95) ? { shippingAddress: ADDRESS } : {}),
        shippingLine: { title: "Standard", price: "4.90" },
        tags: ["gift"],
        paid: random.chance(0.85),
        test: random.chance(0.03),
      });
      return `place ${placed.name} ${lines.map((line) => `${line.quantity}×${line.sku}`).join(" ")}`;
    },
    async change() {
      const shop = random.chance(0.7) ? DESTINATION : random.pick(SOURCES);
      const orders = sandbox.store.orders(shop).filter((order) => order.lines.length > 0);
      if (orders.length === 0) return "nothing to change";
      const order = random.chance(0.6) ? random.pick(orders.slice(-8)) : random.pick(orders);
      return shop === DESTINATION ? atDestination(order) : atSource(shop, order);
    },
  };
}

/** What persons do in the portal: by buttons that stand there now, and by ones that stood there a moment ago. */
export function userAction(world: SimWorld, database: SimDatabase, random: Random): () => Promise<string> {
  const ctx = world.ctx();
  const someLeg = async (states: string[]) => {
    const legs = await database.admin<{ id: string; state: string }[]>`
      select id, state from push_leg order by created_at, id`;
    const wanted = legs.filter((leg) => states.includes(leg.state));
    const pool = wanted.length > 0 ? wanted : legs;
    return pool.length > 0 ? random.pick(pool) : null;
  };
  return async () => {
    const action = random.weighted({ push: 5, retry: 3, lookUp: 2 });
    if (action === "push") {
      const orders = await database.admin<{ id: string; name: string }[]>`
        select id, name from "order" order by received_at desc, id limit 12`;
      if (orders.length === 0) return "push nothing";
      const order = random.pick(orders);
      const sourceStoreIds = random.chance(0.5) ? null : [world.stores.get(random.pick(SOURCES)) ?? ""];
      const result = await requestPush(ctx, { orderId: order.id, sourceStoreIds, reason: "asked for" });
      return `push ${order.name}: ${result.kind}`;
    }
    const leg = await someLeg(action === "retry" ? ["rejected", "planned"] : ["uncertain", "claimed"]);
    if (!leg) return `${action} nothing`;
    const verb = action === "retry" ? retryLeg : requestLookUp;
    return `${action} a leg that is ${leg.state}: ${(await verb(ctx, { legId: leg.id })).kind}`;
  };
}
