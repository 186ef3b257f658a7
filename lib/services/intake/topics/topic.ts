import type { InstalledStore } from "@/db/system/installations/stores-of-installation";
import type { DeliveryRow } from "@/db/system/intake/load-delivery";
import type { WebhookBody } from "@/lib/domain/installations/webhook-body";
import type { SystemCtx } from "@/lib/services/core/context";

/** A delivery whose app, shop and body are known. */
export type TopicInput = {
  delivery: DeliveryRow;
  installationId: string;
  stores: InstalledStore[];
  body: WebhookBody;
};

/** What came of it: nothing to do is told with a reason, so that it is recorded. */
export type TopicResult = { kind: "processed" } | { kind: "ignored"; reason: string };

/** One webhook topic: how it is subscribed to, which stores need it, and what it does. */
export type Topic = {
  /** As in the header `X-Shopify-Topic`. */
  name: string;
  /** As in the schema's enum. */
  subscription: string;
  destination: boolean;
  source: boolean;
  /** Throws the `ShopifyFailure` of a read that failed. Safe to repeat. */
  handle(ctx: SystemCtx, input: TopicInput): Promise<TopicResult>;
};
