import { topicHeader, topicScope } from "../../delivery/topics";
import type { Subscription } from "../../state/webhook-types";
import { idOf } from "../../values/gid";
import { type Args, type CallContext, fieldsOf } from "../call/context";
import { notImplemented, type UserError } from "../call/errors";
import { hasScope } from "../call/scopes";

interface SubscriptionInput {
  uri?: string | null;
  callbackUrl?: string | null;
  filter?: string | null;
  includeFields?: string[] | null;
  metafieldNamespaces?: string[] | null;
  metafields?: unknown[] | null;
  format?: string | null;
  name?: string | null;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

function refuse(...userErrors: UserError[]) {
  return { webhookSubscription: null, userErrors };
}

/** The error of an address, or null. Its path contains callbackUrl even if `uri` was sent (recorded). */
function addressProblem(ctx: CallContext, uri: string): UserError | null {
  const field = ["webhookSubscription", "callbackUrl"];
  if (uri === "") return { field, message: "Address can't be blank" };
  if (!URL.canParse(uri)) return { field, message: "Address is invalid" };
  const url = new URL(uri);
  const loopback = LOOPBACK.has(url.hostname) && ctx.world.settings().loopbackWebhooks;
  if (loopback && (url.protocol === "http:" || url.protocol === "https:")) return null;
  if (url.protocol !== "https:") {
    return { field, message: `Address protocol ${url.protocol}// is not supported` };
  }
  if (LOOPBACK.has(url.hostname) || /(^|\.)(shopify\.com|myshopify\.com)$/.test(url.hostname)) {
    return { field, message: "Address cannot be a Shopify or an internal domain" };
  }
  return null;
}

function refuseUnknown(input: SubscriptionInput): void {
  if (input.filter) throw notImplemented("filters of webhook subscriptions");
  if ((input.metafieldNamespaces?.length ?? 0) + (input.metafields?.length ?? 0) > 0) {
    throw notImplemented("metafields in webhooks");
  }
  if (input.format && input.format !== "JSON") throw notImplemented(`webhooks as ${input.format}`);
}

function ownSubscriptions(ctx: CallContext): Subscription[] {
  return ctx.world.store
    .all("subscription")
    .filter(({ shop, clientId }) => shop === ctx.shop.domain && clientId === ctx.app.clientId);
}

function problemsOf(
  ctx: CallContext,
  topic: string,
  uri: string,
  input: SubscriptionInput,
  self: Subscription | null,
): UserError | null {
  const address = addressProblem(ctx, uri);
  if (address) return address;
  const others = ownSubscriptions(ctx).filter((subscription) => subscription !== self);
  if (others.some((subscription) => subscription.topic === topic && subscription.uri === uri)) {
    return {
      field: ["webhookSubscription", "callbackUrl"],
      message: "Address for this topic has already been taken",
    };
  }
  const field = ["webhookSubscription", "name"];
  if (input.name && !/^[\w-]+$/.test(input.name)) {
    const message = "Name name field can only contain alphanumeric characters, underscores, and hyphens";
    return { field, message };
  }
  if (input.name && others.some(({ name }) => name?.toLowerCase() === input.name?.toLowerCase())) {
    return { field, message: "Name already exists, no duplicate allowed" };
  }
  return null;
}

function webhookSubscriptionCreate(_source: unknown, args: Args, ctx: CallContext) {
  const topic = String(args.topic);
  const input = args.webhookSubscription as SubscriptionInput;
  refuseUnknown(input);
  const scope = topicScope(topic);
  if (scope && !hasScope(ctx.token, scope)) {
    return refuse({
      field: ["webhookSubscription", "topic"],
      message: `You do not have permission to create or update webhooks with ${topicHeader(topic)} topic.`,
    });
  }
  const uri = (input.uri ?? input.callbackUrl ?? "").trim();
  const problem = problemsOf(ctx, topic, uri, input, null);
  if (problem) return refuse(problem);
  const now = ctx.world.now().toISOString();
  const subscription: Subscription = {
    id: ctx.world.store.nextId(),
    shop: ctx.shop.domain,
    clientId: ctx.app.clientId,
    topic,
    uri,
    format: "JSON",
    name: input.name ?? null,
    includeFields: input.includeFields ?? [],
    createdAt: now,
    updatedAt: now,
  };
  ctx.world.store.put("subscription", subscription.id, subscription);
  return { webhookSubscription: subscription, userErrors: [] };
}

const UNKNOWN: UserError = { field: ["id"], message: "Webhook subscription does not exist" };

function own(ctx: CallContext, id: unknown): Subscription | undefined {
  const number = idOf(id, "WebhookSubscription");
  return ownSubscriptions(ctx).find((subscription) => subscription.id === number);
}

function webhookSubscriptionUpdate(_source: unknown, args: Args, ctx: CallContext) {
  const subscription = own(ctx, args.id);
  if (!subscription) return refuse(UNKNOWN);
  const input = args.webhookSubscription as SubscriptionInput;
  refuseUnknown(input);
  const uri = (input.uri ?? input.callbackUrl ?? subscription.uri).trim();
  const problem = problemsOf(ctx, subscription.topic, uri, input, subscription);
  if (problem) return refuse(problem);
  subscription.uri = uri;
  if (input.name !== undefined) subscription.name = input.name;
  if (input.includeFields !== undefined) subscription.includeFields = input.includeFields ?? [];
  subscription.updatedAt = ctx.world.now().toISOString();
  ctx.world.store.put("subscription", subscription.id, subscription);
  return { webhookSubscription: subscription, userErrors: [] };
}

function webhookSubscriptionDelete(_source: unknown, args: Args, ctx: CallContext) {
  const subscription = own(ctx, args.id);
  if (!subscription) return { deletedWebhookSubscriptionId: null, userErrors: [UNKNOWN] };
  ctx.world.store.remove("subscription", subscription.id);
  return { deletedWebhookSubscriptionId: args.id, userErrors: [] };
}

export const webhookMutations = fieldsOf<undefined>({
  webhookSubscriptionCreate,
  webhookSubscriptionUpdate,
  webhookSubscriptionDelete,
});
