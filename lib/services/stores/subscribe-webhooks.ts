import { findStore } from "@/db/queries/stores/find-store";
import { withScope } from "@/db/scope";
import { findInstallation } from "@/db/system/installations/find-installation";
import type { Ctx } from "@/lib/services/core/context";
import { sendWrite } from "@/lib/services/installations/send-write";
import { topics } from "@/lib/services/intake/topics/topics";
import type { ShopAccess } from "@/lib/shopify/client/gateway";

type SubscribeResult = { kind: "subscribed"; created: number } | { kind: "not_found" };

/**
 * Subscribes to the webhook topics that a store's roles need, at its app's address. Lists the existing subscriptions
 * first, so repeating it creates only missing ones. Throws the `ShopifyFailure` of a failed call.
 *
 * @param input.origin the portal's public URL
 */
export async function subscribeWebhooks(
  ctx: Ctx,
  input: { storeId: string; origin: string; destination: boolean; source: boolean },
): Promise<SubscribeResult> {
  const store = await withScope(ctx.db, ctx.scope, (tx) => findStore(tx, ctx.scope, input.storeId));
  const installation = store ? await findInstallation(ctx.db, { id: store.installationId }) : null;
  if (!installation) return { kind: "not_found" };
  const access: ShopAccess = {
    installationId: installation.id,
    shopDomain: installation.shopDomain,
    accessToken: ctx.secrets.open(installation.tokenCipher),
    urgency: "person",
  };
  const uri = `${input.origin.replace(/\/$/, "")}/api/webhooks/shopify/${installation.appHandle}`;
  const there = await ctx.shopify.listWebhookSubscriptions(access);
  const missing = topics.filter(
    (topic) =>
      ((input.destination && topic.destination) || (input.source && topic.source)) &&
      !there.some((one) => one.topic === topic.subscription && one.uri === uri),
  );
  for (const topic of missing) {
    await sendWrite(
      ctx,
      {
        operation: "webhookSubscriptionCreate",
        subjectId: input.storeId,
        input: { topic: topic.subscription, uri },
      },
      () => ctx.shopify.createWebhookSubscription(access, topic.subscription, uri),
    );
  }
  return { kind: "subscribed", created: missing.length };
}
