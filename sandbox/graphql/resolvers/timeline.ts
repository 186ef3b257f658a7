import type { GraphQLResolveInfo } from "graphql";
import type { Order } from "../../state/order-types";
import { dateTime } from "../../values/time-format";
import { partsOf } from "../call/connection";
import type { Args, CallContext } from "../call/context";
import { type Matcher, numberMatcher, searchRows, textMatcher, timeMatcher } from "../search/search-rows";

interface EventRow {
  number: string;
  action: string;
  createdAt: string | null;
  message: string;
}

const EVENTS: Record<string, Matcher<EventRow>> = {
  action: textMatcher(({ action }) => action),
  id: numberMatcher(({ number }) => Number(number)),
  created_at: timeMatcher(({ createdAt }) => Date.parse(createdAt ?? "")),
};
const anyEvent = textMatcher<EventRow>(({ message }) => message);

/** `Order.events`, derived from the current state of the order. */
export function eventsOf(order: Order, args: Args, ctx: CallContext, info: GraphQLResolveInfo) {
  const nameOf = (clientId: string | null | undefined) =>
    clientId ? (ctx.world.store.get("app", clientId)?.name ?? null) : null;
  const app = nameOf(order.clientId);
  const editor = nameOf(order.editedBy);
  const past: { action: string; at: string; message: string }[] = [
    { action: "create", at: order.createdAt, message: `Order ${order.name} was placed.` },
    ...(order.edited
      ? [
          {
            action: "edited",
            at: order.updatedAt,
            message: editor ? `${editor} edited this order.` : "The order was edited.",
          },
        ]
      : []),
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
  const query = String(args.query ?? "").trim();
  const found =
    query === "" ? nodes : nodes.filter(searchRows(ctx, [info.path.key], query, EVENTS, anyEvent));
  return partsOf(found, args, ({ number }) => number);
}
