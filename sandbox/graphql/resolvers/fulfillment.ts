import { isLive } from "../../order-facts/status";
import { lineTotal } from "../../order-facts/totals";
import type { Fulfillment, FulfillmentOrder, Order } from "../../state/order-types";
import type { Location } from "../../state/shop-types";
import { share } from "../../values/money";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import { type CallContext, fieldsOf, type ResolverMap } from "../call/context";
import { HOLDS_PER_APP, holdView, ownHolds } from "./fulfillment-hold";
import { moneyBag } from "./money";

interface FulfillmentView {
  order: Order;
  fulfillment: Fulfillment;
}

interface FulfillmentOrderView {
  order: Order;
  fulfillmentOrder: FulfillmentOrder;
}

/** The source object of a `Fulfillment`. */
export function fulfillmentView(order: Order, fulfillment: Fulfillment): FulfillmentView {
  return { order, fulfillment };
}

/** Actions that a fulfillment order currently supports, in the recorded sequence. */
function supportedActions(
  { order, fulfillmentOrder }: FulfillmentOrderView,
  _args: unknown,
  ctx: CallContext,
) {
  const { status } = fulfillmentOrder;
  const list = (...actions: string[]) => actions.map((action) => ({ action, externalUrl: null }));
  if (status === "ON_HOLD") {
    const more = ownHolds(ctx, fulfillmentOrder).length < HOLDS_PER_APP;
    return list("RELEASE_HOLD", ...(more ? ["HOLD"] : []), "MOVE");
  }
  if (status === "IN_PROGRESS") {
    return list("CREATE_FULFILLMENT", "REPORT_PROGRESS", "HOLD", "MARK_AS_OPEN");
  }
  if (status === "SCHEDULED") return list("MARK_AS_OPEN");
  if (status !== "OPEN") return [];
  const units = fulfillmentOrder.lines.reduce((total, line) => total + line.total, 0);
  const sibling = order.fulfillmentOrders.some(
    (other) =>
      other !== fulfillmentOrder && isLive(other) && other.locationId === fulfillmentOrder.locationId,
  );
  return list(
    "CREATE_FULFILLMENT",
    "REPORT_PROGRESS",
    "MOVE",
    "HOLD",
    ...(units > 1 ? ["SPLIT"] : []),
    ...(sibling ? ["MERGE"] : []),
  );
}

function locationOf(ctx: CallContext, id: string) {
  return ctx.shop.locations.find((location) => location.id === id) ?? null;
}

/** The `FulfillmentService` of work that the merchant does (recorded). */
function manualService(location: Location | null) {
  return {
    id: "gid://shopify/FulfillmentService/manual",
    handle: "manual",
    serviceName: "Manual",
    type: "MANUAL",
    trackingSupport: false,
    location,
  };
}

export const fulfillmentResolvers: ResolverMap = {
  Fulfillment: fieldsOf<FulfillmentView>({
    id: ({ fulfillment }) => `gid://shopify/Fulfillment/${fulfillment.id}`,
    legacyResourceId: ({ fulfillment }) => fulfillment.id,
    name: ({ fulfillment }) => fulfillment.name,
    status: ({ fulfillment }) => fulfillment.status,
    displayStatus: ({ fulfillment }) => fulfillment.displayStatus,
    createdAt: ({ fulfillment }) => dateTime(fulfillment.createdAt),
    updatedAt: ({ fulfillment }) => dateTime(fulfillment.updatedAt),
    deliveredAt: () => null,
    estimatedDeliveryAt: () => null,
    inTransitAt: () => null,
    totalQuantity: ({ fulfillment }) => fulfillment.lines.reduce((total, line) => total + line.quantity, 0),
    requiresShipping: ({ order, fulfillment }) =>
      order.lines.some(
        (line) => line.requiresShipping && fulfillment.lines.some(({ lineId }) => lineId === line.id),
      ),
    trackingInfo: ({ fulfillment }, args) =>
      typeof args.first === "number" ? fulfillment.tracking.slice(0, args.first) : fulfillment.tracking,
    order: ({ order }) => order,
    location: ({ fulfillment }, _args, ctx) => locationOf(ctx, fulfillment.locationId),
    service: ({ fulfillment }, _args, ctx) => manualService(locationOf(ctx, fulfillment.locationId)),
    originAddress: () => null,
    fulfillmentLineItems: ({ order, fulfillment }, args) =>
      partsOf(
        fulfillment.lines.flatMap(({ id, lineId, quantity }) => {
          const line = order.lines.find((candidate) => candidate.id === lineId);
          return line
            ? [
                {
                  id: `gid://shopify/FulfillmentLineItem/${id}`,
                  number: id,
                  quantity,
                  lineItem: { order, line },
                  originalTotalSet: moneyBag(order, share(lineTotal(line), quantity, line.quantity)),
                  discountedTotalSet: moneyBag(order, share(lineTotal(line), quantity, line.quantity)),
                },
              ]
            : [];
        }),
        args,
        ({ number }) => number,
      ),
    fulfillmentOrders: ({ order, fulfillment }, args) =>
      partsOf(
        order.fulfillmentOrders
          .filter(({ id }) => fulfillment.fulfillmentOrderIds.includes(id))
          .map((fulfillmentOrder) => ({ order, fulfillmentOrder })),
        args,
        ({ fulfillmentOrder }) => fulfillmentOrder.id,
      ),
  }),
  FulfillmentOrder: fieldsOf<FulfillmentOrderView>({
    id: ({ fulfillmentOrder }) => `gid://shopify/FulfillmentOrder/${fulfillmentOrder.id}`,
    status: ({ fulfillmentOrder }) => fulfillmentOrder.status,
    requestStatus: () => "UNSUBMITTED",
    createdAt: ({ fulfillmentOrder }) => dateTime(fulfillmentOrder.createdAt),
    updatedAt: ({ fulfillmentOrder }) => dateTime(fulfillmentOrder.updatedAt),
    // The hour in which the fulfillment order was created (recorded), or the date of scheduled work.
    fulfillAt: ({ fulfillmentOrder }) =>
      fulfillmentOrder.fulfillAt
        ? dateTime(fulfillmentOrder.fulfillAt)
        : `${fulfillmentOrder.createdAt.slice(0, 13)}:00:00Z`,
    fulfillBy: () => null,
    order: ({ order }) => order,
    orderId: ({ order }) => `gid://shopify/Order/${order.id}`,
    orderName: ({ order }) => order.name,
    orderProcessedAt: ({ order }) => dateTime(order.processedAt),
    supportedActions,
    fulfillmentHolds: ({ fulfillmentOrder }, _args, ctx) =>
      fulfillmentOrder.holds.map((hold) => holdView(ctx, hold)),
    assignedLocation: ({ fulfillmentOrder }, _args, ctx) => {
      const location = locationOf(ctx, fulfillmentOrder.locationId);
      return {
        name: location?.name ?? "",
        address1: location?.address1 ?? null,
        address2: null,
        city: location?.city ?? null,
        countryCode: location?.countryCode ?? "ZZ",
        province: null,
        zip: location?.zip ?? null,
        phone: null,
        location,
      };
    },
    destination: ({ order, fulfillmentOrder }) => {
      const address = order.shippingAddress;
      if (!address) return null;
      return {
        ...address,
        id: `gid://shopify/FulfillmentOrderDestination/${fulfillmentOrder.id}`,
        email: order.email,
        location: null,
      };
    },
    lineItems: ({ order, fulfillmentOrder }, args) =>
      partsOf(
        fulfillmentOrder.lines.flatMap((entry) => {
          const line = order.lines.find((candidate) => candidate.id === entry.lineId);
          return line ? [{ order, line, entry }] : [];
        }),
        args,
        ({ entry }) => entry.id,
      ),
    fulfillments: ({ order, fulfillmentOrder }, args) =>
      partsOf(
        order.fulfillments
          .filter(({ fulfillmentOrderIds }) => fulfillmentOrderIds.includes(fulfillmentOrder.id))
          .map((fulfillment) => ({ order, fulfillment })),
        args,
        ({ fulfillment }) => fulfillment.id,
      ),
  }),
  FulfillmentOrderLineItem: fieldsOf<FulfillmentOrderLineView>({
    id: ({ entry }) => `gid://shopify/FulfillmentOrderLineItem/${entry.id}`,
    totalQuantity: ({ entry }) => entry.total,
    remainingQuantity: ({ entry }) => entry.remaining,
    lineItem: ({ order, line }) => ({ order, line }),
    productTitle: ({ line }) => line.title,
    requiresShipping: ({ line }) => line.requiresShipping,
    sku: ({ line }) => line.sku,
    vendor: ({ line }) => line.vendor,
    variantTitle: ({ line }) => line.variantTitle,
    variant: ({ order, line }, _args, ctx) =>
      line.variantId ? (ctx.world.store.variant(order.shop, line.variantId)?.variant ?? null) : null,
    inventoryItemId: ({ order, line }, _args, ctx) => {
      const found = line.variantId ? ctx.world.store.variant(order.shop, line.variantId) : undefined;
      return found ? `gid://shopify/InventoryItem/${found.variant.inventoryItemId}` : null;
    },
  }),
};

interface FulfillmentOrderLineView {
  order: Order;
  line: Order["lines"][number];
  entry: FulfillmentOrder["lines"][number];
}
