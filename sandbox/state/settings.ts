/**
 * What is not known of the real Shopify, one switch each, plus the knobs of the sandbox itself. Tests that
 * touch an assumption run with both of its values. Documented in sandbox/README.md.
 */
export interface Settings {
  /** Milliseconds until a write is found by a search. Seconds were seen; no bound is published. */
  searchLagMs: number;
  /** Milliseconds until `orderByIdentifier` finds a new custom id. */
  customIdLagMs: number;
  /** What `orderCreate` does with an `id` metafield whose value another order holds. */
  duplicateIdMetafield: "reject" | "accept";
  /** Whether a line with a variant and without `requiresShipping` takes the input's default or the variant's. */
  requiresShippingDefault: "false" | "variant";
  /** Whether financialStatus PAID without transactions adds a successful sale over the total. */
  paidStatusAddsTransaction: boolean;
  /** Whether `orders/updated` follows at once on a creation. */
  updatedAfterCreate: boolean;
  /** Milliseconds until the router shows the fulfillment orders of a new order. */
  fulfillmentOrderDelayMs: number;
  /** Milliseconds until the job of an accepted cancellation runs. */
  cancelJobMs: number;
  /** What an order reads in which no line needs shipping. */
  noShippingStatus: "UNFULFILLED" | "FULFILLMENT_NOT_REQUIRED";
  /** The most lines that `orderCreate` takes. */
  orderLineLimit: number;
  /** Whether an address without its compulsory parts is taken by `orderCreate`. */
  acceptIncompleteAddress: boolean;
  /** Factor on the gaps between webhook retries (1 = the real four hours). */
  retryScale: number;
  /** Webhooks sent at the same time. */
  deliveryConcurrency: number;
  /** Deadlines of one webhook delivery. */
  connectTimeoutMs: number;
  deliveryTimeoutMs: number;
  /** Whether subscriptions may name http addresses on the loopback interface. */
  loopbackWebhooks: boolean;
  /** The payload version of webhooks, which follows the app and not the call. */
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
  noShippingStatus: "UNFULFILLED",
  orderLineLimit: 499,
  acceptIncompleteAddress: true,
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
  noShippingStatus: ["UNFULFILLED", "FULFILLMENT_NOT_REQUIRED"],
};

/**
 * Checks a partial set of settings as it came from outside.
 * @throws Error with a sentence that names the wrong setting
 */
export function parseSettings(input: Record<string, unknown>): Partial<Settings> {
  for (const [key, value] of Object.entries(input)) {
    if (!(key in DEFAULT_SETTINGS)) throw new Error(`There is no setting "${key}".`);
    const name = key as keyof Settings;
    const choices = CHOICES[name];
    if (choices && !choices.includes(String(value))) {
      throw new Error(`The setting "${key}" is one of ${choices.join(", ")}.`);
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
