import { API_VERSION } from "./client/api-version";
import { createCallAdmin, network, type Transport } from "./client/call-admin";
import type { CallBudget, ShopifyGateway, TokenRequest, TokenSource } from "./client/gateway";
import { withTokens } from "./client/with-tokens";
import { withinBudget } from "./client/within-budget";
import { createOriginDefinition } from "./installations/create-origin-definition";
import { readShop } from "./installations/read-shop";
import { requestToken } from "./installations/request-token";
import {
  createWebhookSubscription,
  deleteWebhookSubscription,
  listWebhookSubscriptions,
  updateWebhookSubscription,
} from "./installations/webhook-subscriptions";
import { readVariants } from "./mappings/read-variants";
import { readVariantsById } from "./mappings/read-variants-by-id";
import { createOrder } from "./orders/create-order";
import { findFulfillmentOrder } from "./orders/find-fulfillment-order";
import { findOrderByMark } from "./orders/find-order-by-mark";
import { readOrder } from "./orders/read-order";
import { readRecentOrders } from "./orders/read-recent-orders";
import { readSourceOrder } from "./orders/read-source-order";

/**
 * Creates the Shopify adapter for the Admin API 2026-10.
 *
 * @param options.baseUrl null for real shops; otherwise `https://{shop}/x` becomes `{baseUrl}/{shop}/x`
 * @param options.budget the call budget; only tools that never reach a real shop omit it
 * @param options.tokens renews tokens; without it, tokens are used as they are
 * @param options.transport default: the network
 */
export function createShopifyGateway(options: {
  baseUrl: string | null;
  budget?: CallBudget;
  tokens?: TokenSource;
  transport?: Transport;
}): ShopifyGateway {
  const { budget, tokens } = options;
  const ask = (asked: TokenRequest) => requestToken(options.transport ?? network, options.baseUrl, asked);
  const plain = createCallAdmin(options.baseUrl, options.transport);
  // Within the budget, so that a token that was replaced is no failure of the shop.
  const direct = tokens ? withTokens(plain, tokens, ask) : plain;
  const budgeted = budget ? withinBudget(direct, budget) : null;
  const call = budgeted?.call ?? direct;
  return {
    apiVersion: API_VERSION,
    readOrder: (access, orderGid) => readOrder(call, access, orderGid),
    findFulfillmentOrder: (access, gid) => findFulfillmentOrder(call, access, gid),
    createOrder: async (access, input, sending) => {
      const answer = await createOrder(call, access, input, sending);
      if (answer.kind === "too_many_attempts") await budget?.createsAreLimited(access.installationId);
      return answer;
    },
    bookSend: async (access) => (await budgeted?.bookSend(access)) ?? null,
    giveBack: async (slots) => budgeted?.giveBack(slots),
    findOrderByMark: (access, mark) => findOrderByMark(call, access, mark),
    readSourceOrder: (access, orderGid) => readSourceOrder(call, access, orderGid),
    readRecentOrders: (access, after) => readRecentOrders(call, access, after),
    readShop: (access) => readShop(call, access),
    requestToken: ask,
    readVariants: (access, query) => readVariants(call, access, query),
    readVariantsById: (access, ids, slot) => readVariantsById(call, access, ids, slot),
    createOriginDefinition: (access, check) => createOriginDefinition(call, access, check),
    listWebhookSubscriptions: (access) => listWebhookSubscriptions(call, access),
    createWebhookSubscription: (access, wanted, check) =>
      createWebhookSubscription(call, access, wanted, check),
    updateWebhookSubscription: (access, wanted, check) =>
      updateWebhookSubscription(call, access, wanted, check),
    deleteWebhookSubscription: (access, id, check) => deleteWebhookSubscription(call, access, id, check),
  };
}
