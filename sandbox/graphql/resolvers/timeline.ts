import type { Order } from "../../state/order-types";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import type { Args, CallContext } from "../call/context";

/** `Order.events`, derived from the current state of the order. */
export function eventsOf(order: Order, args: Args, ctx: CallContext) {
  const app = order.clientId ? (ctx.world.store.get("app", order.clientId)?.name ?? null) : null;
  const past: { action: string; at: string; message: string }[] = [
    { action: "create", at: order.createdAt, message: `Order ${order.name} was placed.` },
    ...(order.edited ? [{ action: "edited", at: order.updatedAt, message: "The order was edited." }] : []),
    ...order.fulfillments.map(({ name, createdAt }) => ({
      action: "fulfillment_success",
      at: createdAt,
      message: `${name} was fulfilled.`,
    })),
    ...order.refunds.map(({ createdAt }) => ({
      action: "refund",
      at: createdAt,
      message: "A refund was made.",
    })),
    ...(order.cancelledAt
      ? [{ action: "cancelled", at: order.cancelledAt, message: "The order was canceled." }]
      : []),
  ];
  const nodes = past.map(({ action, at, message }, index) => ({
    __typename: "BasicEvent",
    id: `gid://shopify/BasicEvent/${order.id}${String(index).padStart(3, "0")}`,
    number: `${order.id}${String(index).padStart(3, "0")}`,
    action,
    message,
    createdAt: dateTime(at),
    appTitle: action === "create" ? app : null,
    attributeToApp: action === "create" && app !== null,
    attributeToUser: false,
    criticalAlert: false,
    hasAdditionalContent: false,
    subjectId: `gid://shopify/Order/${order.id}`,
    subjectType: "ORDER",
  }));
  return partsOf(nodes, args, ({ number }) => number);
}

/** `Order.agreements`: one agreement for the original sale, without its items. */
export function agreementsOf(order: Order, args: Args) {
  const agreement = {
    __typename: "OrderAgreement",
    id: `gid://shopify/OrderAgreement/${order.id}`,
    number: order.id,
    happenedAt: dateTime(order.createdAt),
    reason: "ORDER",
    app: null,
    user: null,
  };
  return partsOf([agreement], args, ({ number }) => number);
}
