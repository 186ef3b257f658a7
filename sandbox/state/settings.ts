/**
 * One setting for each behaviour of Shopify that is unknown, and settings of the sandbox itself. Tests that depend
 * on an unknown behaviour run with all its values. See sandbox/README.md.
 */
export interface Settings {
  /** Milliseconds until a search finds a write. Delays of seconds were observed; Shopify documents no limit. */
  searchLagMs: number;
  /** Milliseconds until `orderByIdentifier` finds a new custom id. */
  customIdLagMs: number;
  /** What `orderCreate` does with an `id` metafield whose value belongs to another order. */
  duplicateIdMetafield: "reject" | "accept";
  /** Whether a line with a variant and without `requiresShipping` uses the default of the input or the variant's value. */
  requiresShippingDefault: "false" | "variant";
  /** Whether financialStatus PAID without transactions adds a successful sale of the total. */
  paidStatusAddsTransaction: boolean;
  /** Whether a creation also sends `orders/updated`. */
  updatedAfterCreate: boolean;
  /** Milliseconds until reads show the fulfillment orders of a new order. */
  fulfillmentOrderDelayMs: number;
  /** Milliseconds until the job of an accepted cancellation runs. */
  cancelJobMs: number;
  /** What the job does whose accepted cancellation is of a shipped order without a payment. No recording shows it. */
  cancelShippedUnpaid: "cancel" | "fail";
  /** Milliseconds during which the cancellations of an app in a shop answer the same job id; 0 = never. */
  sharedJobMs: number;
  /** Milliseconds until a paid order whose last units were shipped is archived. */
  archiveDelayMs: number;
  /** Fulfillment status of an order in which no line needs shipping. */
  noShippingStatus: "UNFULFILLED" | "FULFILLMENT_NOT_REQUIRED";
  /** Whether the gift cards of a paid order are fulfilled, or belong to no fulfillment at all. */
  giftCards: "fulfilled" | "unrouted";
  /** Maximum number of lines in `orderCreate`. */
  orderLineLimit: number;
  /** Whether `orderCreate` accepts an address without its required parts. */
  acceptIncompleteAddress: boolean;
  /** Seconds for which an expiring access token and its refresh token are valid. */
  tokenSeconds: number;
  refreshSeconds: number;
  /** Whether an access token works until its own end after its refresh token was used, or ends then. */
  formerToken: "works" | "ends";
  /** Whether the metafield definitions in an app's own namespaces stay in a shop that removes the app. */
  definitionsAfterUninstall: "stay" | "end";
  /** Factor on the delays between webhook retries (1 = the real four hours). */
  retryScale: number;
  /** Maximum number of webhooks that are sent at the same time. */
  deliveryConcurrency: number;
  /** Timeouts of one webhook delivery. */
  connectTimeoutMs: number;
  deliveryTimeoutMs: number;
  /** Whether subscriptions may use http addresses on the loopback interface. */
  loopbackWebhooks: boolean;
  /** API version of webhook payloads. It belongs to the app, not to the call. */
  webhookApiVersion: string;
}

export const DEFAULT_SETTINGS: Settings = {
  searchLagMs: 3_000,
  customIdLagMs: 0,
  duplicateIdMetafield: "reject",
  requiresShippingDefault: "false",
  paidStatusAddsTransaction: true,
  updatedAfterCreate: true,
  fulfillmentOrderDelayMs: 0,
  cancelJobMs: 0,
  cancelShippedUnpaid: "cancel",
  sharedJobMs: 120_000,
  archiveDelayMs: 0,
  noShippingStatus: "UNFULFILLED",
  giftCards: "unrouted",
  orderLineLimit: 499,
  acceptIncompleteAddress: true,
  tokenSeconds: 3_600,
  refreshSeconds: 90 * 86_400,
  formerToken: "works",
  definitionsAfterUninstall: "stay",
  retryScale: 1,
  deliveryConcurrency: 50,
  connectTimeoutMs: 1_000,
  deliveryTimeoutMs: 5_000,
  loopbackWebhooks: true,
  webhookApiVersion: "2026-10",
};

const CHOICES: Partial<Record<keyof Settings, readonly string[]>> = {
  duplicateIdMetafield: ["reject", "accept"],
  requiresShippingDefault: ["false", "variant"],
  cancelShippedUnpaid: ["cancel", "fail"],
  noShippingStatus: ["UNFULFILLED", "FULFILLMENT_NOT_REQUIRED"],
  giftCards: ["fulfilled", "unrouted"],
  formerToken: ["works", "ends"],
  definitionsAfterUninstall: ["stay", "end"],
};

/**
 * Checks settings that came from outside.
 * @throws Error whose message names the invalid setting
 */
export function parseSettings(input: Record<string, unknown>): Partial<Settings> {
  for (const [key, value] of Object.entries(input)) {
    if (!(key in DEFAULT_SETTINGS)) throw new Error(`There is no setting "${key}".`);
    const name = key as keyof Settings;
    const choices = CHOICES[name];
    if (choices && !choices.includes(String(value))) {
      throw new Error(`The setting "${key}" must be one of ${choices.join(", ")}.`);
    }
    if (typeof value !== typeof DEFAULT_SETTINGS[name]) {
      throw new Error(`The setting "${key}" must be a ${typeof DEFAULT_SETTINGS[name]}.`);
    }
    if (typeof value === "number" && !(value >= 0)) {
      throw new Error(`The setting "${key}" must not be negative.`);
    }
  }
  return input as Partial<Settings>;
}
