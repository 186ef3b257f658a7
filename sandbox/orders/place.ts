import { financialStatus } from "../order-facts/status";
import { spreadDiscount } from "../order-facts/totals";
import type { DraftLine, OrderDraft } from "../state/order-draft";
import type { FulfillmentOrder, Order } from "../state/order-types";
import type { Shop } from "../state/shop-types";
import { ZERO } from "../values/money";
import { announceFulfillmentOrder, announceOrder } from "../webhooks/announce";
import type { World } from "../world/world";
import { issueGiftCards } from "./issue-gift-cards";
import { planStock, takeStock } from "./stock";
import { normalizeTags } from "./tags";

export interface Placing {
  /** Whether the order takes stock. Stock can become negative. */
  decrement: boolean;
  /** Milliseconds until reads show the fulfillment orders. Default: the setting. */
  routingDelayMs?: number;
  /** Milliseconds until `orderByIdentifier` finds the order. Default: 0. */
  customIdDelayMs?: number;
}

/**
 * Creates an order from a draft: takes stock, assigns the number, creates fulfillment orders, and sends webhooks.
 * Each call creates a further order; there is no idempotency.
 */
export function placeOrder(world: World, shop: Shop, draft: OrderDraft, placing: Placing): Order {
  const { store } = world;
  const { decrement, routingDelayMs = world.settings().fulfillmentOrderDelayMs } = placing;
  let locations: (string | null)[] = [];
  if (decrement) {
    const plan = planStock(world, shop.domain, draft.lines.map(wantedOf));
    takeStock(world, plan);
    locations = plan.locations;
  }
  const order = newOrder(world, shop, draft, locations);
  spreadDiscount(order);
  order.fulfillmentOrders = route(world, shop, order);
  issueGiftCards(world, order);
  const later = (ms: number) => new Date(world.now().getTime() + ms).toISOString();
  for (const fulfillmentOrder of order.fulfillmentOrders) fulfillmentOrder.visibleAt = later(routingDelayMs);
  if (placing.customIdDelayMs) order.customIdFrom = later(placing.customIdDelayMs);
  store.put("order", order.id, order);
  recordPlacement(world, order);
  announceOrder(world, order, "ORDERS_CREATE");
  if (financialStatus(order) === "PAID") announceOrder(world, order, "ORDERS_PAID");
  const announceRouting = () => {
    for (const fulfillmentOrder of order.fulfillmentOrders) {
      announceFulfillmentOrder(world, order, fulfillmentOrder, "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE");
    }
  };
  if (routingDelayMs > 0) {
    world.later(routingDelayMs, () => {
      announceRouting();
      store.commit();
    });
  } else announceRouting();
  if (world.settings().updatedAfterCreate) announceOrder(world, order, "ORDERS_UPDATED");
  return order;
}

/** The order of a draft, with the next number of the shop and new ids, before discounts and routing. */
function newOrder(world: World, shop: Shop, draft: OrderDraft, locations: (string | null)[]): Order {
  const { store } = world;
  const number = shop.nextOrderNumber;
  shop.nextOrderNumber += 1;
  store.put("shop", shop.domain, shop);
  return {
    ...draft,
    __typename: "Order",
    id: store.nextId(),
    shop: shop.domain,
    number,
    name: draft.name ?? `${shop.orderPrefix}${number}${shop.orderSuffix}`,
    confirmationNumber: world.random.hex(5).toUpperCase().slice(0, 9),
    token: world.random.hex(16),
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
}

function recordPlacement(world: World, order: Order): void {
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
}

function wantedOf(line: DraftLine) {
  return line.variantId ? { variantId: line.variantId, quantity: line.quantity } : null;
}

/** One fulfillment order per location, also for lines without shipping (recorded). Tips and gift cards need none. */
function route(world: World, shop: Shop, order: Order): FulfillmentOrder[] {
  const home = shop.locations[0];
  if (!home) return [];
  const byLocation = Map.groupBy(
    order.lines.filter((line) => !line.tip && !line.giftCard),
    (line) => line.claimedFrom ?? home.id,
  );
  return [...byLocation].map(([locationId, lines]) => openFulfillmentOrder(world, order, locationId, lines));
}

/** A new fulfillment order for the given units. The caller adds it to the order. */
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
