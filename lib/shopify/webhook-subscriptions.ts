import { asObject, asObjects, asText, unreadable } from "./answer-values";
import type { CallAdmin } from "./call-admin";
import { ShopifyFailure } from "./failure";
import type { ShopAccess } from "./gateway";
import { operations } from "./operations";
import { readPages } from "./read-pages";
import { refuseErrors } from "./refuse-errors";

/** Lists the app's subscriptions on the shop; topics in the schema's spelling, e.g. `ORDERS_CREATE`. */
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

/** Subscribes to a topic. The same topic and address being there already is a success. */
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
  if (!payload) throw unreadable("The answer says nothing about the subscription.");
  const [error] = asObjects(payload.userErrors);
  const message = asText(error?.message);
  if (!error || message?.includes("already been taken")) return;
  throw new ShopifyFailure("invalid_request", message ?? "The subscription was refused.", { executed: "no" });
}
