import { createCallAdmin, type Transport } from "./call-admin";
import { createOrder } from "./create-order";
import { createOriginDefinition } from "./create-origin-definition";
import { findOrderByMark } from "./find-order-by-mark";
import type { CallBudget, ShopifyGateway } from "./gateway";
import { operations } from "./operations";
import { readOrder } from "./read-order";
import { readShop } from "./read-shop";
import { readSourceOrder } from "./read-source-order";
import { readVariants } from "./read-variants";
import { createWebhookSubscription, listWebhookSubscriptions } from "./webhook-subscriptions";
import { withinBudget } from "./within-budget";

/**
 * The Shopify adapter on the Admin API 2026-10.
 *
 * @param options.baseUrl null for real shops; else `https://{shop}/x` becomes `{baseUrl}/{shop}/x`
 * @param options.budget what every call keeps to; only tools that reach no real shop go without
 * @param options.transport default: the network
 */
export function createShopifyGateway(options: {
  baseUrl: string | null;
  budget?: CallBudget;
  transport?: Transport;
}): ShopifyGateway {
  const { budget } = options;
  const direct = createCallAdmin(options.baseUrl, options.transport);
  const budgeted = budget ? withinBudget(direct, budget) : null;
  const call = budgeted?.call ?? direct;
  return {
    readOrder: (access, orderGid) => readOrder(call, access, orderGid),
    createOrder: async (access, input, sending) => {
      const answer = await createOrder(call, access, input, sending);
      if (answer.kind === "too_many_attempts") await budget?.createsAreLimited(access.installationId);
      return answer;
    },
    bookOrderCreate: async (access) => (await budgeted?.book(access, operations.createOrder)) ?? null,
    giveBack: async (slot) => budgeted?.giveBack(slot),
    findOrderByMark: (access, mark) => findOrderByMark(call, access, mark),
    readSourceOrder: (access, orderGid) => readSourceOrder(call, access, orderGid),
    readShop: (access) => readShop(call, access),
    readVariants: (access, query) => readVariants(call, access, query),
    createOriginDefinition: (access) => createOriginDefinition(call, access),
    listWebhookSubscriptions: (access) => listWebhookSubscriptions(call, access),
    createWebhookSubscription: (access, topic, uri) => createWebhookSubscription(call, access, topic, uri),
  };
}
