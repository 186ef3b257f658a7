import {
  type AnswerObject,
  asObject,
  asObjects,
  asText,
  unreadable,
} from "@/lib/shopify/client/answer-values";
import type { CallAdmin } from "@/lib/shopify/client/call-admin";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { ShopAccess, WebhookSubscription, WriteCheck } from "@/lib/shopify/client/gateway";
import { operations } from "@/lib/shopify/client/operations";
import { readPages } from "@/lib/shopify/client/read-pages";
import { refuseErrors } from "@/lib/shopify/client/refuse-errors";

/** Lists the app's webhook subscriptions of the shop. Topics are values of Shopify's enum, e.g. `ORDERS_CREATE`. */
export async function listWebhookSubscriptions(
  call: CallAdmin,
  access: ShopAccess,
): Promise<WebhookSubscription[]> {
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
    const id = asText(item.id);
    const topic = asText(item.topic);
    const uri = asText(item.uri);
    const fields = Array.isArray(item.includeFields) ? item.includeFields : [];
    return id && topic && uri
      ? [{ id, topic, uri, includeFields: fields.flatMap((one) => asText(one) ?? []) }]
      : [];
  });
}

/**
 * Subscribes to a topic. An existing subscription with the same topic and address counts as success. Shopify reports
 * that case without an error code, so after an error about the address the existing subscriptions are listed.
 */
export async function createWebhookSubscription(
  call: CallAdmin,
  access: ShopAccess,
  { topic, uri, includeFields }: Omit<WebhookSubscription, "id">,
  { beforeSend }: WriteCheck,
): Promise<void> {
  const answer = await call(access, {
    beforeSend,
    operation: operations.createWebhookSubscription,
    variables: { topic, subscription: { uri, format: "JSON", includeFields } },
  });
  refuseErrors(answer);
  const error = errorOf(answer.data.webhookSubscriptionCreate);
  if (!error) return;
  if (Array.isArray(error.field) && error.field.at(-1) === "callbackUrl") {
    const there = await listWebhookSubscriptions(call, access);
    if (there.some((one) => one.topic === topic && one.uri === uri)) return;
  }
  throw refused(error);
}

/** Changes the address of a subscription, and which parts of a body it sends. Its topic stays. */
export async function updateWebhookSubscription(
  call: CallAdmin,
  access: ShopAccess,
  { id, uri, includeFields }: WebhookSubscription,
  { beforeSend }: WriteCheck,
): Promise<void> {
  const answer = await call(access, {
    beforeSend,
    operation: operations.updateWebhookSubscription,
    variables: { id, subscription: { uri, includeFields } },
  });
  refuseErrors(answer);
  const error = errorOf(answer.data.webhookSubscriptionUpdate);
  if (error) throw refused(error);
}

/** Removes a subscription. Shopify's only user error says that it does not exist, which is as wanted. */
export async function deleteWebhookSubscription(
  call: CallAdmin,
  access: ShopAccess,
  id: string,
  { beforeSend }: WriteCheck,
): Promise<void> {
  const answer = await call(access, {
    operation: operations.deleteWebhookSubscription,
    variables: { id },
    beforeSend,
  });
  refuseErrors(answer);
  errorOf(answer.data.webhookSubscriptionDelete);
}

/** The first user error of a payload, if any. */
function errorOf(value: unknown): AnswerObject | undefined {
  const payload = asObject(value);
  if (!payload) throw unreadable("The answer does not contain the subscription.");
  return asObjects(payload.userErrors)[0];
}

function refused(error: AnswerObject): ShopifyFailure {
  const message = asText(error.message) ?? "The subscription was refused.";
  return new ShopifyFailure("write_refused", message, { executed: "no" });
}
