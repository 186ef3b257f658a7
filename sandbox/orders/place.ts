import { financialStatus } from "../order-facts/status";
import { spreadDiscount } from "../order-facts/totals";
import type { DraftLine, OrderDraft } from "../state/order-draft";
import type { FulfillmentOrder, Order } from "../state/order-types";
import type { Shop } from "../state/shop-types";
import { ZERO } from "../values/money";
import { announceFulfillmentOrder, announceOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { planStock, takeStock } from "./stock";
import { normalizeTags } from "./tags";

export interface Placing {
  /** Whether stock is taken, below zero if need be. */
  decrement: boolean;
  /** Milliseconds until routing shows the work; default: the setting. */
  workDelayMs?: number;
  /** Milliseconds until `orderByIdentifier` finds the order; default: none. */
  customIdDelayMs?: number;
}

/**
 * Creates an order from a complete draft: stock, number, fulfillment orders, announcements. Each call makes one
 * order more, whatever came before.
 */
export function placeOrder(world: World, shop: Shop, draft: OrderDraft, placing: Placing): Order {
  const { store } = world;
  const { decrement, workDelayMs = world.settings().fulfillmentOrderDelayMs } = placing;
  let locations: (string | null)[] = [];
  if (decrement) {
    const plan = planStock(world, shop.domain, draft.lines.map(wantedOf));
    takeStock(world, plan);
    locations = plan.locations;
  }
  const number = shop.nextOrderNumber;
  shop.nextOrderNumber += 1;
  store.put("shop", shop.domain, shop);
  const order: Order = {
    ...draft,
    __typename: "Order",
    id: store.nextId(),
    shop: shop.domain,
    number,
    name: draft.name ?? `${shop.orderPrefix}${number}${shop.orderSuffix}`,
    confirmationNumber: world.chance.hex(5).toUpperCase().slice(0, 9),
    token: world.chance.hex(16),
    tags: normalizeTags(draft.tags),
    lines: draft.lines.map((line, index) => ({
      ...line,
      id: store.nextId(),
      currentQuantity: line.quantity,
      discount: ZERO,
      claimedFrom: locations[index] ?? null,
    })),
    shippingLines: draft.shippingLines.map((line) => ({ ...line, id: store.nextId(), discount: ZERO })),
    transactions: draft.transactions.map((entry) => ({
      ...entry,
      id: store.nextId(),
      createdAt: draft.createdAt,
    })),
    refunds: [],
    fulfillments: [],
    fulfillmentOrders: [],
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    updatedAt: draft.createdAt,
    edited: false,
    risk: [],
    customIdFrom: null,
  };
  spreadDiscount(order);
  order.fulfillmentOrders = route(world, shop, order);
  const later = (ms: number) => new Date(world.now().getTime() + ms).toISOString();
  for (const work of order.fulfillmentOrders) work.visibleAt = later(workDelayMs);
  if (placing.customIdDelayMs) order.customIdFrom = later(placing.customIdDelayMs);
  store.put("order", order.id, order);
  world.history.record(order, "order-placed", {
    name: order.name,
    clientId: order.clientId,
    test: order.test,
    sourceIdentifier: order.sourceIdentifier,
    metafields: order.metafields.map(({ namespace, key, value }) => ({ namespace, key, value })),
    customAttributes: order.customAttributes,
    lines: order.lines.map(({ id, variantId, sku, quantity, properties }) => ({
      id,
      variantId,
      sku,
      quantity,
      properties,
    })),
  });
  announceOrder(world, order, "ORDERS_CREATE");
  if (financialStatus(order) === "PAID") announceOrder(world, order, "ORDERS_PAID");
  const announceRouting = () => {
    for (const work of order.fulfillmentOrders) {
      announceFulfillmentOrder(world, order, work, "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE");
    }
  };
  if (workDelayMs > 0) {
    world.later(workDelayMs, () => {
      announceRouting();
      store.commit();
    });
  } else announceRouting();
  if (world.settings().updatedAfterCreate) announceOrder(world, order, "ORDERS_UPDATED");
  return order;
}

function wantedOf(line: DraftLine) {
  return line.variantId ? { variantId: line.variantId, quantity: line.quantity } : null;
}

/** Work per location, also for lines that need no shipping (recorded); tips and gift cards ship by themselves. */
function route(world: World, shop: Shop, order: Order): FulfillmentOrder[] {
  const home = shop.locations[0];
  if (!home) return [];
  const byLocation = Map.groupBy(
    order.lines.filter((line) => !line.tip && !line.giftCard),
    (line) => line.claimedFrom ?? home.id,
  );
  return [...byLocation].map(([locationId, lines]) => openFulfillmentOrder(world, order, locationId, lines));
}

/** A new piece of work over whole lines. */
export function openFulfillmentOrder(
  world: World,
  order: Order,
  locationId: string,
  lines: { id: string; quantity: number }[],
): FulfillmentOrder {
  const created =
    Date.parse(order.createdAt) > world.now().getTime() ? order.createdAt : world.now().toISOString();
  return {
    id: world.store.nextId(),
    status: order.importedFulfillment ? "CLOSED" : "OPEN",
    locationId,
    lines: lines.map((line) => ({
      id: world.store.nextId(),
      lineId: line.id,
      total: line.quantity,
      remaining: order.importedFulfillment ? 0 : line.quantity,
    })),
    holds: [],
    createdAt: created,
    updatedAt: created,
    visibleAt: new Date(world.now().getTime() + world.settings().fulfillmentOrderDelayMs).toISOString(),
  };
}
