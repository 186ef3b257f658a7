import { createCallAdmin, type Transport } from "./call-admin";
import { createOrder } from "./create-order";
import { createOriginDefinition } from "./create-origin-definition";
import { findOrderByMark } from "./find-order-by-mark";
import type { ShopifyGateway } from "./gateway";
import { readOrder } from "./read-order";
import { readShop } from "./read-shop";
import { readSourceOrder } from "./read-source-order";
import { readVariants } from "./read-variants";
import { createWebhookSubscription, listWebhookSubscriptions } from "./webhook-subscriptions";

/**
 * The Shopify adapter on the Admin API 2026-10.
 *
 * @param options.baseUrl null for real shops; else `https://{shop}/x` becomes `{baseUrl}/{shop}/x`
 * @param options.transport default: the network
 */
export function createShopifyGateway(options: {
  baseUrl: string | null;
  transport?: Transport;
}): ShopifyGateway {
  const call = createCallAdmin(options.baseUrl, options.transport);
  return {
    readOrder: (access, orderGid) => readOrder(call, access, orderGid),
    createOrder: (access, input, sending) => createOrder(call, access, input, sending),
    findOrderByMark: (access, mark) => findOrderByMark(call, access, mark),
    readSourceOrder: (access, orderGid) => readSourceOrder(call, access, orderGid),
    readShop: (access) => readShop(call, access),
    readVariants: (access, query) => readVariants(call, access, query),
    createOriginDefinition: (access) => createOriginDefinition(call, access),
    listWebhookSubscriptions: (access) => listWebhookSubscriptions(call, access),
    createWebhookSubscription: (access, topic, uri) => createWebhookSubscription(call, access, topic, uri),
  };
}
