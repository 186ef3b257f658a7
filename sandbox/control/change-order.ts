import { isLive } from "../order-facts/status";
import { totalsOf } from "../order-facts/totals";
import type { AddressInput } from "../orders/address";
import { cancelOrder, cancelRefusal, isShippedUnpaid, OUTSTANDING } from "../orders/cancel";
import { isCancelling } from "../orders/cancel-job";
import {
  closeOrder,
  deleteOrder,
  type OrderChange,
  reopenOrder,
  saveOrder,
  updateOrder,
} from "../orders/change";
import { editOrder, editRefusal } from "../orders/edit";
import { cancelFulfillment, fulfillLines, replaceFulfillmentOrders } from "../orders/fulfill";
import { holdOrder, releaseOrder } from "../orders/hold";
import { canMarkAsPaid, markAsPaid } from "../orders/pay";
import { makeRefund } from "../orders/refund";
import { assess, RISK_LEVELS } from "../orders/risk";
import { openScheduled, scheduleWork } from "../orders/schedule";
import type { Line, Order } from "../state/order-types";
import type { Shop } from "../state/shop-types";
import { idOf } from "../values/gid";
import { type Bag, toMinor, ZERO } from "../values/money";
import { BadRequest } from "../web/http";
import type { World } from "../world/world";
import { boughtLine } from "./buy";
import { decimal, flag, type Input, number, object, objects, optionalText, texts, time } from "./input";

/** A line of an order by GID, numeric id, SKU or position (from 0). */
function lineOf(order: Order, input: Input): Line {
  const id = optionalText(input, "lineId");
  const sku = optionalText(input, "sku");
  const found = id
    ? order.lines.find((line) => line.id === (idOf(id, "LineItem") ?? id))
    : sku
      ? order.lines.find((line) => line.sku === sku)
      : order.lines[number(input, "index", -1)];
  if (!found) throw new BadRequest(`The order ${order.name} has no line ${id ?? sku ?? input.index}.`);
  return found;
}

function quantityOf(input: Input, most: number): number {
  const quantity = number(input, "quantity", most);
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > most) {
    throw new BadRequest(`"quantity" must be between 0 and ${most}.`);
  }
  return quantity;
}

function pay(world: World, order: Order): void {
  if (!canMarkAsPaid(order)) throw new BadRequest("Order cannot be marked as paid.");
  markAsPaid(world, order);
}

function cancel(world: World, order: Order, input: Input): void {
  const running = isCancelling(world, order) ? "Cancellation is already in progress" : null;
  // The admin offers no cancellation of a shipped order, whatever the API accepts.
  const shipped = isShippedUnpaid(order) ? OUTSTANDING : null;
  const refusal = running ?? shipped ?? cancelRefusal(order);
  if (refusal) throw new BadRequest(refusal);
  cancelOrder(world, order, {
    reason: optionalText(input, "reason") ?? "CUSTOMER",
    restock: flag(input, "restock", true),
    refund: flag(input, "refund", false),
    staffNote: optionalText(input, "staffNote"),
  });
}

function update(world: World, order: Order, input: Input): void {
  const change: OrderChange = {};
  if ("email" in input) change.email = optionalText(input, "email");
  if ("phone" in input) change.phone = optionalText(input, "phone");
  if ("note" in input) change.note = optionalText(input, "note");
  if ("poNumber" in input) change.poNumber = optionalText(input, "poNumber");
  if ("tags" in input) change.tags = texts(input, "tags") ?? [];
  if ("attributes" in input) {
    change.customAttributes = objects(input, "attributes").map((entry) => ({
      key: String(entry.key),
      value: String(entry.value),
    }));
  }
  if ("shippingAddress" in input)
    change.shippingAddress = object(input, "shippingAddress") as AddressInput | null;
  if (Object.keys(change).length === 0) throw new BadRequest("There is nothing to change.");
  updateOrder(world, order, change);
}

/** The refunded amount: as given, zero for an unpaid order, everything for a full refund, else null (by the lines). */
function refundAmount(given: number | null, net: Bag, whole: boolean): Bag | null {
  if (given !== null) return { shop: given, presentment: given };
  if (net.shop === 0) return ZERO;
  return whole ? net : null;
}

function refund(world: World, order: Order, input: Input): void {
  const restockType = optionalText(input, "restockType") ?? "CANCEL";
  if (!["CANCEL", "RETURN", "NO_RESTOCK"].includes(restockType)) {
    throw new BadRequest('"restockType" must be CANCEL, RETURN or NO_RESTOCK.');
  }
  const whole = input.lines === undefined;
  const lines = whole
    ? order.lines.map((line) => ({ line, quantity: line.currentQuantity }))
    : objects(input, "lines").map((entry) => {
        const line = lineOf(order, entry);
        return { line, quantity: quantityOf(entry, line.currentQuantity) };
      });
  const given = input.amount === undefined ? null : toMinor(decimal(input, "amount"), order.currency);
  const { net, shipping } = totalsOf(order);
  if (given !== null && given > net.shop)
    throw new BadRequest("The amount is greater than the received amount.");
  const asked = lines.filter(({ quantity }) => quantity > 0);
  const shippingBack = flag(input, "shipping", whole) ? shipping : null;
  if (asked.length === 0 && given === null && !(shippingBack && net.shop > 0)) {
    throw new BadRequest("There are no items left to refund.");
  }
  makeRefund(world, order, {
    lines: asked.map(({ line, quantity }) => ({
      lineId: line.id,
      quantity,
      restockType,
      locationId: line.claimedFrom,
    })),
    shipping: shippingBack,
    amount: refundAmount(given, net, whole),
    note: optionalText(input, "note"),
  });
  saveOrder(world, order);
}

function fulfill(world: World, order: Order, input: Input): void {
  const lines =
    input.lines === undefined
      ? null
      : objects(input, "lines").map((entry) => {
          const line = lineOf(order, entry);
          return { lineId: line.id, quantity: quantityOf(entry, line.quantity) };
        });
  const tracking = object(input, "tracking");
  const rows = tracking
    ? [
        {
          company: optionalText(tracking, "company"),
          number: optionalText(tracking, "number"),
          url: optionalText(tracking, "url"),
        },
      ]
    : [];
  if (!fulfillLines(world, order, lines, rows)) {
    const held = order.fulfillmentOrders.some(({ status }) => status === "ON_HOLD");
    throw new BadRequest(held ? "All remaining items are on hold." : "There are no items left to fulfill.");
  }
}

function edit(world: World, order: Order, input: Input, shop: Shop): void {
  const change = {
    quantities: objects(input, "lines").map((entry) => ({
      lineId: lineOf(order, entry).id,
      quantity: number(entry, "quantity", 0),
      restock: flag(entry, "restock", true),
    })),
    additions: objects(input, "add").map((entry) => boughtLine(world, shop, entry, order.currency)),
  };
  const refusal = editRefusal(order, change);
  if (refusal) throw new BadRequest(refusal);
  editOrder(world, order, change);
}

/** The units of an action on a part of an order; null for all. */
function partsOf(order: Order, input: Input) {
  if (input.lines === undefined) return null;
  return objects(input, "lines").map((entry) => {
    const line = lineOf(order, entry);
    return { lineId: line.id, quantity: quantityOf(entry, line.quantity) };
  });
}

/** Holds open fulfillment orders, or a part of them, as merchants and apps for payment or fraud do. */
function hold(world: World, order: Order, input: Input): void {
  const held = holdOrder(world, order, {
    reason: optionalText(input, "reason") ?? "OTHER",
    notes: optionalText(input, "reasonNotes"),
    parts: partsOf(order, input),
  });
  if (held.length === 0) throw new BadRequest("There are no open fulfillment orders to hold.");
}

function release(world: World, order: Order): void {
  if (releaseOrder(world, order).length === 0) throw new BadRequest("No fulfillment order is on hold.");
}

/** Schedules open work for `fulfillAt`, or for `inMs` milliseconds from now. */
function schedule(world: World, order: Order, input: Input): void {
  const soon = new Date(world.now().getTime() + number(input, "inMs", 0)).toISOString();
  const fulfillAt = time(input, "fulfillAt") ?? soon;
  if (!scheduleWork(world, order, { fulfillAt, parts: partsOf(order, input) })) {
    throw new BadRequest("There is no open work to schedule.");
  }
}

/** Opens all scheduled work, as if its date had come. */
function ready(world: World, order: Order): void {
  if (!openScheduled(world, order, () => true)) throw new BadRequest("No work is scheduled.");
}

/** Adds or replaces the risk assessment of Shopify. */
function risk(world: World, order: Order, input: Input): void {
  const level = RISK_LEVELS.find((candidate) => candidate === input.level);
  if (!level) throw new BadRequest(`"level" must be one of ${RISK_LEVELS.join(", ")}.`);
  const facts = (texts(input, "facts") ?? []).map((description) => ({ description, sentiment: "NEUTRAL" }));
  assess(world, order, { level, facts, clientId: null, at: world.now().toISOString() });
}

/** Replaces the open fulfillment orders by new ones with new ids. */
function reroute(world: World, order: Order): void {
  const open = order.fulfillmentOrders.filter(isLive);
  if (open.length === 0) throw new BadRequest("There are no open fulfillment orders.");
  replaceFulfillmentOrders(world, order, open);
}

/** Cancels a shipment: the given one, or the last one. */
function unship(world: World, order: Order, input: Input): void {
  const id = optionalText(input, "fulfillmentId");
  const shipped = order.fulfillments.filter(({ status }) => status === "SUCCESS");
  const found = id
    ? shipped.find((fulfillment) => fulfillment.id === (idOf(id, "Fulfillment") ?? id))
    : shipped.at(-1);
  if (!found) throw new BadRequest("There is no shipment to cancel.");
  cancelFulfillment(world, order, found);
}

type Action = (world: World, order: Order, input: Input, shop: Shop) => void;

const ACTIONS: Record<string, Action> = {
  pay,
  cancel,
  update,
  refund,
  fulfill,
  edit,
  hold,
  release,
  schedule,
  ready,
  risk,
  reroute,
  unship,
  close: closeOrder,
  open: reopenOrder,
  delete: deleteOrder,
};

/**
 * The order of a shop by numeric id or GID.
 * @throws BadRequest (404) if the shop has no such order
 */
export function orderOf(world: World, shop: Shop, id: string): Order {
  const order = world.store.order(shop.domain, idOf(id, "Order") ?? id);
  if (!order) throw new BadRequest(`${shop.domain} has no order ${id}.`, 404);
  return order;
}

/**
 * Changes an order as its merchant would. `ACTIONS` lists the actions.
 * @throws BadRequest for an unknown action (404), and for an action that the order does not allow
 */
export function changeOrder(world: World, shop: Shop, id: string, action: string, input: Input): Order {
  const run = ACTIONS[action];
  if (!run) throw new BadRequest(`There is no action "${action}" on orders.`, 404);
  const order = orderOf(world, shop, id);
  world.dispatcher.beginEvent();
  world.history.causedBy({ by: "merchant" }, () => run(world, order, input, shop));
  return order;
}
