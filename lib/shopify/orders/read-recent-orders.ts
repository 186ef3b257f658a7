import {
  type AnswerObject,
  asAttributes,
  asInstant,
  asObject,
  asObjects,
  asText,
  required,
  unreadable,
} from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import type { MarkedOrder, MarkedOrdersPage, ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/**
 * Reads one page of a shop's orders, newest first, with the texts in which push apps write where an order comes from. It
 * is not a search, because the index of Shopify's search lags.
 */
export async function readRecentOrders(
  call: CallAdmin,
  access: ShopAccess,
  after: string | null,
): Promise<MarkedOrdersPage> {
  const answer = await call(access, {
    operation: operations.readRecentOrders,
    variables: { after },
  });
  refuseErrors(answer);
  const connection = asObject(answer.data.orders);
  if (!connection) throw unreadable('The answer lacks "orders".');
  const page = asObject(connection.pageInfo);
  const next = page?.hasNextPage === true ? required(asText(page.endCursor), "endCursor") : null;
  return { orders: asObjects(connection).map(mapMarkedOrder), next };
}

function mapMarkedOrder(order: AnswerObject): MarkedOrder {
  return {
    shopifyGid: required(asText(order.id), "id"),
    name: required(asText(order.name), "name"),
    createdAt: required(asInstant(order.createdAt), "createdAt"),
    cancelledAt: asInstant(order.cancelledAt),
    app: asText(asObject(order.app)?.name),
    sourceIdentifier: asText(order.sourceIdentifier),
    poNumber: asText(order.poNumber),
    tags: Array.isArray(order.tags) ? order.tags.map(asText).filter((tag) => tag !== null) : [],
    note: asText(order.note),
    attributes: asAttributes(order.customAttributes),
  };
}
