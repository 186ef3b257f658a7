import { cancelFulfillment, fulfill, type Shipment, updateTracking } from "../../orders/fulfill";
import { mailShopper } from "../../orders/mail";
import type { Fulfillment, Order, Tracking } from "../../state/order-types";
import { idOf } from "../../values/gid";
import { type Args, type CallContext, fieldsOf } from "../call/context";
import { refuseFields } from "../call/errors";
import { fulfillmentView } from "../resolvers/fulfillment";
import { applyFulfillmentFaults } from "./fulfillment-faults";
import { locateFulfillmentOrder } from "./locate-fulfillment-order";

interface TrackingInput {
  company?: string | null;
  number?: string | null;
  numbers?: string[] | null;
  url?: string | null;
  urls?: string[] | null;
}

interface FulfillmentInput {
  lineItemsByFulfillmentOrder: {
    fulfillmentOrderId: string;
    fulfillmentOrderLineItems?: { id: string; quantity: number }[] | null;
  }[];
  trackingInfo?: TrackingInput | null;
  notifyCustomer?: boolean | null;
}

/** One row per tracking number, or per URL if there are no numbers (recorded). */
function trackingRows(input: TrackingInput | null | undefined): Tracking[] {
  if (!input) return [];
  const numbers = input.numbers ?? (input.number ? [input.number] : []);
  const urls = input.urls ?? (input.url ? [input.url] : []);
  const rows = Math.max(numbers.length, urls.length, input.company ? 1 : 0);
  return Array.from({ length: rows }, (_, index) => ({
    company: input.company ?? null,
    number: numbers[index] ?? null,
    url: urls[index] ?? null,
  }));
}

function locateFulfillment(
  ctx: CallContext,
  gid: unknown,
): { order: Order; fulfillment: Fulfillment } | null {
  const id = idOf(gid, "Fulfillment");
  for (const order of ctx.world.store.orders(ctx.shop.domain)) {
    const fulfillment = order.fulfillments.find((candidate) => candidate.id === id);
    if (fulfillment) return { order, fulfillment };
  }
  return null;
}

const refuse = (message: string, field: string[] | null = ["fulfillment"]) => ({
  fulfillment: null,
  userErrors: [{ field, message }],
});

/** `fulfillmentCreate`: at most the remaining units, of one order and one location. It has no idempotency. */
function fulfillmentCreate(_source: unknown, args: Args, ctx: CallContext) {
  const input = args.fulfillment as FulfillmentInput;
  refuseFields("FulfillmentInput", input, ["originAddress"]);
  const groups = input.lineItemsByFulfillmentOrder;
  for (const [group, { fulfillmentOrderLineItems }] of groups.entries()) {
    const zero = (fulfillmentOrderLineItems ?? []).findIndex(({ quantity }) => quantity <= 0);
    if (zero === -1) continue;
    const tail = ["fulfillmentOrderLineItems", String(zero), "quantity"];
    const field = ["fulfillment", "lineItemsByFulfillmentOrder", String(group), ...tail];
    return refuse("Quantity must be greater than 0", field);
  }
  applyFulfillmentFaults(
    ctx,
    groups.flatMap(({ fulfillmentOrderId }) => locateFulfillmentOrder(ctx, fulfillmentOrderId) ?? []),
  );
  const shipments: Shipment[] = [];
  const orders = new Set<Order>();
  for (const { fulfillmentOrderId, fulfillmentOrderLineItems } of groups) {
    const found = locateFulfillmentOrder(ctx, fulfillmentOrderId);
    if (!found) return refuse("Fulfillment order does not exist.");
    const { order, fulfillmentOrder } = found;
    if (!["OPEN", "IN_PROGRESS"].includes(fulfillmentOrder.status)) {
      const status = fulfillmentOrder.status.toLowerCase();
      return refuse(`Fulfillment order ${fulfillmentOrder.id} has an unfulfillable status= ${status}.`);
    }
    const wanted = new Map<string, number>();
    for (const { id, quantity } of fulfillmentOrderLineItems ?? []) {
      const number = idOf(id, "FulfillmentOrderLineItem") ?? "";
      wanted.set(number, (wanted.get(number) ?? 0) + quantity);
    }
    const lines = fulfillmentOrderLineItems?.length
      ? [...wanted].map(([id, quantity]) => ({ id, quantity }))
      : fulfillmentOrder.lines.map(({ id, remaining }) => ({ id, quantity: remaining }));
    for (const { id, quantity } of lines) {
      const entry = fulfillmentOrder.lines.find((candidate) => candidate.id === id);
      if (!entry) return refuse("Fulfillment order line item does not exist.");
      if (quantity > entry.remaining)
        return refuse("Invalid fulfillment order line item quantity requested.");
    }
    shipments.push({ fulfillmentOrder, lines: lines.filter(({ quantity }) => quantity > 0) });
    orders.add(order);
  }
  const [order] = orders;
  if (!order) return refuse("Fulfillment order does not exist.");
  if (orders.size > 1) {
    const ids = [...orders].map(({ id }) => id).join(", ");
    return refuse(
      `All fulfillment orders must belong to the same order. Multiple orders with ids [${ids}] were found.`,
    );
  }
  const locations = new Set(shipments.map(({ fulfillmentOrder }) => fulfillmentOrder.locationId));
  if (locations.size > 1) {
    const ids = [...locations].join(", ");
    return refuse(
      `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${ids}] were found.`,
    );
  }
  // The argument `message` is a note to a fulfillment service. The sandbox has none.
  const fulfillment = fulfill(ctx.world, order, shipments, trackingRows(input.trackingInfo));
  if (input.notifyCustomer) mailShopper(ctx.world, order, "shipment");
  return { fulfillment: fulfillmentView(order, fulfillment), userErrors: [] };
}

function fulfillmentCancel(_source: unknown, args: Args, ctx: CallContext) {
  const found = locateFulfillment(ctx, args.id);
  if (!found) return refuse("Fulfillment not found.", ["id"]);
  cancelFulfillment(ctx.world, found.order, found.fulfillment);
  return { fulfillment: found, userErrors: [] };
}

function fulfillmentTrackingInfoUpdate(_source: unknown, args: Args, ctx: CallContext) {
  const found = locateFulfillment(ctx, args.fulfillmentId);
  if (!found) return refuse("Fulfillment does not exist.", ["fulfillmentId"]);
  const rows = trackingRows(args.trackingInfoInput as TrackingInput);
  updateTracking(ctx.world, found.order, found.fulfillment, rows);
  if (args.notifyCustomer === true) mailShopper(ctx.world, found.order, "tracking");
  return { fulfillment: found, userErrors: [] };
}

export const fulfillmentMutations = fieldsOf<undefined>({
  fulfillmentCreate,
  fulfillmentCancel,
  fulfillmentTrackingInfoUpdate,
});
