import { chainLink } from "@/db/queries/stores/chain-link";
import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import { controlOf } from "../in-process-sandbox";
import type { Random } from "../random";
import { DESTINATION, SKUS, SOURCES } from "../sim-world";
import { ADDRESS, addressOf } from "./addresses";
import { pushByOtherApp } from "./other-app";

/** Actions in the shops. Each returns a text for the trace. */
type ShopActions = {
  place(): Promise<string>;
  change(): Promise<string>;
  /** Releases most of the orders that are on hold. */
  release(): Promise<string>;
};

/** Performs an action on an order of a shop. Returns a line for the trace. */
type Act = (
  shop: string,
  order: Pick<Order, "id" | "name">,
  action: string,
  input?: unknown,
) => Promise<string>;

const HOLD_REASONS = [
  "HIGH_RISK_OF_FRAUD",
  "ONLINE_STORE_POST_PURCHASE_CROSS_SELL",
  "OTHER",
  "AWAITING_PAYMENT",
];

/**
 * Actions of shoppers, who buy, of merchants, who change orders, and of suppliers, who ship and cancel.
 *
 * @param otherApp draws which orders another push app pushes as soon as they are placed
 */
export function shopActions(sandbox: Sandbox, random: Random, otherApp: Random): ShopActions {
  const control = controlOf(sandbox);
  const act: Act = async (shop, order, action, input = {}) => {
    const done = await control.post(`/shops/${shop}/orders/${order.id}/${action}`, input).then(
      () => "",
      // A shop may refuse an action, for example when nothing is left to refund.
      () => " refused",
    );
    return `${action} ${order.name}${done}`;
  };
  return {
    async place() {
      const chosen = SKUS.filter(() => random.chance(0.4));
      const lines = (chosen.length > 0 ? chosen : [random.pick(SKUS)]).map((sku) => ({
        sku,
        quantity: random.between(1, 4),
      }));
      const placed = await control.post<Order>(`/shops/${DESTINATION}/orders`, {
        lineItems: lines,
        email: `shopper${random.between(1, 20)}@example.com`,
        customer: { firstName: "Ada", lastName: "Example" },
        ...addressOf(random),
        shippingLine: { title: "Standard", price: "4.90" },
        tags: ["gift"],
        paid: random.chance(0.85),
        test: random.chance(0.03),
        ...(random.chance(0.04)
          ? { attributes: [chainThrough(random.pick([DESTINATION, ...SOURCES]))] }
          : {}),
      });
      const waits = await waitInShopify(act, random, placed);
      const other = otherApp.chance(0.2) ? await pushByOtherApp(sandbox, otherApp, placed, lines) : "";
      return `place ${placed.name} ${lines.map((line) => `${line.quantity}×${line.sku}`).join(" ")}${waits}${other}`;
    },
    async release() {
      const held = sandbox.store
        .orders(DESTINATION)
        .filter((order) => order.fulfillmentOrders.some(({ status }) => status === "ON_HOLD"));
      const released = held.filter(() => random.chance(0.8));
      for (const order of released) await act(DESTINATION, order, "release");
      return `release ${released.length} of ${held.length} orders on hold`;
    },
    async change() {
      const shop = random.chance(0.6) ? DESTINATION : random.pick(SOURCES);
      const orders = sandbox.store.orders(shop).filter((order) => order.lines.length > 0);
      if (orders.length === 0) return "nothing to change";
      const order = random.chance(0.6) ? random.pick(orders.slice(-8)) : random.pick(orders);
      return shop === DESTINATION
        ? changeAtDestination(act, random, order)
        : changeAtSource(act, random, { shop, order });
    },
  };
}

/** Some orders are held, scheduled or at risk from their first moment, as a whole or in part. */
async function waitInShopify(act: Act, random: Random, { id, name, lines }: Order): Promise<string> {
  const kind = random.weighted({ nothing: 70, hold: 14, schedule: 9, risk: 7 });
  if (kind === "nothing") return "";
  const line = random.pick(lines);
  const part = { lines: [{ lineId: line.id, quantity: random.between(1, line.quantity) }] };
  const input = {
    hold: { reason: random.pick(HOLD_REASONS), ...(random.chance(0.5) ? part : {}) },
    schedule: { inMs: random.between(1, 20) * 60_000, ...(random.chance(0.7) ? part : {}) },
    risk: { level: "HIGH" },
  }[kind];
  // The control API shows the GID, and takes the number too.
  return `, ${await act(DESTINATION, { id: id.split("/").at(-1) ?? "", name }, kind, input)}`;
}

/** The attribute of an order that came through a shop. */
function chainThrough(shop: string) {
  return { key: "Origin chain", value: chainLink(shop) };
}

function changeAtDestination(act: Act, random: Random, order: Order): Promise<string> {
  const action = random.weighted({
    cancel: 3,
    edit: 4,
    grow: 2,
    refund: 4,
    update: 3,
    pay: 3,
    fulfill: 3,
    finish: 4,
    readdress: 2,
    hold: 2,
    release: 1,
    risk: 6,
    close: 1,
    delete: 1,
  });
  const run = (name: string, input?: unknown) => act(DESTINATION, order, name, input);
  switch (action) {
    case "edit":
      return run("edit", { lines: someQuantity(random, order) });
    case "grow":
      return run("edit", { add: [{ sku: random.pick(SKUS), quantity: random.between(1, 2) }] });
    case "refund":
      return run("refund", { lines: someQuantity(random, order) });
    case "update":
      return run("update", {
        note: `Note ${random.between(1, 9)}`,
        tags: ["gift", `t${random.between(1, 9)}`],
      });
    case "fulfill":
      return run("fulfill", { lines: someQuantity(random, order) });
    case "finish":
      // The merchant marks the whole order as fulfilled, before or after its suppliers shipped.
      return run("fulfill");
    case "readdress":
      return run("update", {
        shippingAddress: { ...ADDRESS, address1: `Hafenstraße ${random.between(1, 3)}` },
      });
    case "risk":
      return run("risk", { level: random.pick(["LOW", "MEDIUM", "HIGH", "HIGH"]) });
    default:
      return run(action);
  }
}

function changeAtSource(
  act: Act,
  random: Random,
  { shop, order }: { shop: string; order: Order },
): Promise<string> {
  const action = random.weighted({
    fulfill: 10,
    finish: 6,
    cancel: 2,
    edit: 1,
    refund: 1,
    update: 1,
    unship: 1,
    reroute: 1,
    delete: 1,
  });
  if (action === "finish") return act(shop, order, "fulfill");
  const input =
    action === "fulfill" || action === "edit" || action === "refund"
      ? { lines: someQuantity(random, order) }
      : {};
  return act(shop, order, action, action === "update" ? { note: "packed" } : input);
}

function someQuantity(random: Random, order: Order) {
  const line = random.pick(order.lines);
  return [{ lineId: line.id, quantity: random.between(0, Math.max(0, line.currentQuantity)) }];
}
