import type { InstalledStore } from "@/db/system/installations/stores-of-installation";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import type { ReasonFor } from "@/lib/domain/intake/delivery";
import type { WebhookBody } from "@/lib/domain/intake/webhook-body";
import type { SystemCtx } from "@/lib/services/core/context";

/** A delivery whose app, shop and body are known. */
export type TopicInput = {
  delivery: DeliveryRow;
  installationId: string;
  stores: InstalledStore[];
  body: WebhookBody;
  /** Receives the stores for which handling failed. */
  failed?: InstalledStore[];
};

export type TopicResult = { kind: "processed" } | { kind: "ignored"; reason: ReasonFor<"ignored"> };

/** One webhook topic: how to subscribe to it, which stores need it, and how to handle it. */
export type Topic = {
  /** The value of the header `X-Shopify-Topic`. */
  name: string;
  /** The value of Shopify's enum `WebhookSubscriptionTopic`. */
  subscription: string;
  /**
   * The parts of the body that are read, and the time that tells one change from another. Shopify sends nothing else,
   * so no shopper's data is stored with a delivery. A dot leads into an object.
   */
  includeFields: readonly string[];
  destination: boolean;
  source: boolean;
  /** Optional access scopes of which the app needs at least one. Without them, the shop is not subscribed to the topic. */
  anyScope?: readonly string[];
  /** The GID of the shop that the body names, for topics whose body does. */
  shopOf?(body: WebhookBody): string | null;
  /** Idempotent. Throws the `ShopifyFailure` of a read that failed. */
  handle(ctx: SystemCtx, input: TopicInput): Promise<TopicResult>;
};

/** The parts of an order that its webhooks contain. */
export const orderFields: readonly string[] = ["id", "admin_graphql_api_id", "updated_at"];
