import { asObject, asObjects, asText, unreadable } from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** Lists the app's webhook subscriptions of the shop. Topics are values of Shopify's enum, e.g. `ORDERS_CREATE`. */
export async function listWebhookSubscriptions(
  call: CallAdmin,
  access: ShopAccess,
): Promise<{ topic: string; uri: string }[]> {
  const readPage = async (after: string | null) => {
    const answer = await call(access, {
      operation: operations.listWebhookSubscriptions,
      variables: { after },
    });
    refuseErrors(answer);
    return answer.data.webhookSubscriptions;
  };
  const subscriptions = await readPages(await readPage(null), readPage);
  return subscriptions.flatMap((item) => {
    const topic = asText(item.topic);
    const uri = asText(item.uri);
    return topic && uri ? [{ topic, uri }] : [];
  });
}

/**
 * Subscribes to a topic. An existing subscription with the same topic and address counts as success. Shopify reports
 * that case without an error code, so after an error about the address the existing subscriptions are listed.
 */
export async function createWebhookSubscription(
  call: CallAdmin,
  access: ShopAccess,
  topic: string,
  uri: string,
): Promise<void> {
  const answer = await call(access, {
    operation: operations.createWebhookSubscription,
    variables: { topic, subscription: { uri, format: "JSON" } },
  });
  const payload = asObject(answer.data.webhookSubscriptionCreate);
  if (!payload) throw unreadable("The answer does not contain the subscription.");
  const [error] = asObjects(payload.userErrors);
  if (!error) return;
  if (Array.isArray(error.field) && error.field.at(-1) === "callbackUrl") {
    const there = await listWebhookSubscriptions(call, access);
    if (there.some((one) => one.topic === topic && one.uri === uri)) return;
  }
  const message = asText(error.message) ?? "The subscription was refused.";
  throw new ShopifyFailure("write_refused", message, { executed: "no" });
}
