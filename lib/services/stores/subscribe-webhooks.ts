import { findStore } from "@/db/queries/stores/find-store";
import { withScope } from "@/db/scope";
import { findInstallation } from "@/db/system/installations/find-installation";
import type { Ctx } from "@/lib/services/core/context";
import { sendWrite } from "@/lib/services/installations/send-write";
import type { Topic } from "@/lib/services/intake/topics/topic";
import { topics } from "@/lib/services/intake/topics/topics";
import type { ShopAccess } from "@/lib/shopify/client/gateway";

type SubscribeResult = { kind: "subscribed"; created: number; updated: number } | { kind: "not_found" };

/**
 * Subscribes to the webhook topics that a store's roles need, at its app's address, and limits each body to what is
 * read of it. Lists the existing subscriptions first, so repeating it creates only missing ones and updates only those
 * that send other fields. Leaves out topics for which the app has no access scope. Throws the `ShopifyFailure` of a
 * failed call.
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
    urgency: ctx.actor.kind === "user" ? "person" : "background",
  };
  const uri = `${input.origin.replace(/\/$/, "")}/api/webhooks/shopify/${installation.appHandle}`;
  const there = await ctx.shopify.listWebhookSubscriptions(access);
  const done = { created: 0, updated: 0 };
  for (const topic of topics) {
    if (!isNeeded(topic, input, installation.scopes)) continue;
    const wanted = { topic: topic.subscription, uri, includeFields: topic.includeFields };
    const existing = there.find((one) => one.topic === wanted.topic && one.uri === uri);
    if (!existing) {
      const write = {
        operation: "webhookSubscriptionCreate",
        subjectId: input.storeId,
        input: wanted,
      } as const;
      await sendWrite(ctx, write, (check) => ctx.shopify.createWebhookSubscription(access, wanted, check));
      done.created += 1;
    } else if (!sameFields(existing.includeFields, wanted.includeFields)) {
      const change = { ...wanted, id: existing.id };
      const write = {
        operation: "webhookSubscriptionUpdate",
        subjectId: input.storeId,
        input: change,
      } as const;
      await sendWrite(ctx, write, (check) => ctx.shopify.updateWebhookSubscription(access, change, check));
      done.updated += 1;
    }
  }
  return { kind: "subscribed", ...done };
}

function sameFields(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

/** Whether a role of the store needs the topic, and the app may subscribe to it. */
function isNeeded(
  { destination, source, anyScope }: Topic,
  roles: { destination: boolean; source: boolean },
  scopes: readonly string[],
): boolean {
  if (anyScope && !anyScope.some((scope) => scopes.includes(scope))) return false;
  return (roles.destination && destination) || (roles.source && source);
}
