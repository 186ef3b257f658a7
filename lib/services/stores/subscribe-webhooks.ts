import { findStore } from "@/db/queries/stores/find-store";
import { withScope } from "@/db/scope";
import { loadInstallation } from "@/db/system/installations/load-installation";
import type { AttemptOperation } from "@/lib/domain/dispatch/attempt";
import { remoteErrors } from "@/lib/domain/installations/remote-error";
import { planSubscriptions } from "@/lib/domain/installations/subscription-plan";
import type { Ctx } from "@/lib/services/core/context";
import { appAddresses } from "@/lib/services/installations/apps/app-addresses";
import { sendWrite } from "@/lib/services/installations/send-write";
import { shopAccess } from "@/lib/services/installations/shop-access";
import type { Topic } from "@/lib/services/intake/topics/topic";
import { topics } from "@/lib/services/intake/topics/topics";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { WriteCheck } from "@/lib/shopify/client/gateway";

type SubscribeResult =
  | {
      kind: "subscribed";
      /** The topics that the store's roles need and that are subscribed to. */
      topics: string[];
      /** Those of them that had no subscription. */
      created: string[];
      changed: number;
      removed: number;
      /** Topics that Shopify refused, with its answer. */
      refused: { topic: string; answer: string }[];
      /** Topics that are left out because the app has no access scope for them. */
      withoutScope: string[];
    }
  | { kind: "not_found" };

/**
 * Subscribes to the webhook topics that a store's roles need, at its app's address, and limits each body to what is
 * read of it. Reads the existing subscriptions first: creates those that are missing, moves those at an old address of
 * the portal, and leaves the others alone, so that it can be repeated. A topic that Shopify refuses does not stop the
 * others. Throws the `ShopifyFailure` of a call that failed for another reason.
 *
 * @param input.origin the portal's public URL
 *
 * Proved by tests/http/store-health/check-shop.test.ts.
 */
export async function subscribeWebhooks(
  ctx: Ctx,
  input: { storeId: string; origin: string; destination: boolean; source: boolean },
): Promise<SubscribeResult> {
  const { storeId } = input;
  const store = await withScope(ctx.db, ctx.scope, (tx) => findStore(tx, ctx.scope, storeId));
  const installation = store ? await loadInstallation(ctx.db, store.installationId) : null;
  if (installation?.state !== "active") return { kind: "not_found" };
  const access = await shopAccess(ctx, storeId);
  const { webhookUrl: uri } = appAddresses(input.origin, installation.appHandle);
  const ofRoles = topics.filter((topic) => isOfRole(topic, input));
  const needed = ofRoles.filter((topic) => isGranted(topic, installation.scopes));
  const nameOf = (subscription: string) =>
    topics.find((topic) => topic.subscription === subscription)?.name ?? subscription;
  const plan = planSubscriptions(
    needed.map(({ subscription, includeFields }) => ({ topic: subscription, uri, includeFields })),
    await ctx.shopify.listWebhookSubscriptions(access),
  );
  const created: string[] = [];
  const refused: { topic: string; answer: string }[] = [];
  const write = async <Input extends { topic: string }>(
    operation: AttemptOperation,
    wanted: Input,
    send: (check: WriteCheck) => Promise<void>,
  ): Promise<boolean> => {
    try {
      await sendWrite(ctx, { operation, subjectId: storeId, input: wanted }, send);
      return true;
    } catch (error) {
      if (!isOfOneTopic(error)) throw error;
      refused.push({ topic: nameOf(wanted.topic), answer: error.message });
      return false;
    }
  };
  for (const wanted of plan.create) {
    const send = (check: WriteCheck) => ctx.shopify.createWebhookSubscription(access, wanted, check);
    if (await write("webhookSubscriptionCreate", wanted, send)) created.push(nameOf(wanted.topic));
  }
  for (const wanted of plan.change)
    await write("webhookSubscriptionUpdate", wanted, (check) =>
      ctx.shopify.updateWebhookSubscription(access, wanted, check),
    );
  for (const old of plan.remove)
    await write("webhookSubscriptionDelete", old, (check) =>
      ctx.shopify.deleteWebhookSubscription(access, old.id, check),
    );
  return {
    kind: "subscribed",
    ...{ created, refused, changed: plan.change.length, removed: plan.remove.length },
    topics: needed.map(({ name }) => name).filter((name) => !refused.some(({ topic }) => topic === name)),
    withoutScope: ofRoles.filter((topic) => !needed.includes(topic)).map(({ name }) => name),
  };
}

/** Whether a failure concerns one subscription, and says nothing about the others. */
function isOfOneTopic(error: unknown): error is ShopifyFailure {
  if (!(error instanceof ShopifyFailure)) return false;
  return error.code === "access_denied" || remoteErrors[error.code].next === "reject";
}

function isOfRole(topic: Topic, roles: { destination: boolean; source: boolean }): boolean {
  return (roles.destination && topic.destination) || (roles.source && topic.source);
}

/** Whether the app may subscribe to a topic. */
function isGranted({ anyScope }: Topic, scopes: readonly string[]): boolean {
  return !anyScope || anyScope.some((scope) => scopes.includes(scope));
}
