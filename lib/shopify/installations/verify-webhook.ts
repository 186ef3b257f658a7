import { createHmac, timingSafeEqual } from "node:crypto";

/** The headers of a request with a valid signature. */
type WebhookHeaders = {
  topic: string;
  /** Lower-case `*.myshopify.com`. */
  shopDomain: string;
  webhookId: string;
  eventId: string | null;
  apiVersion: string | null;
  triggeredAt: Date | null;
};

type WebhookVerdict =
  | { kind: "valid"; headers: WebhookHeaders }
  /** The signature is missing, or does not match any of the app's secrets. `claims`: what the request says of itself. */
  | { kind: "forged"; claims: { shop: string; topic: string; contentEncoding: string } }
  /** Validly signed, but a header is missing without which the delivery cannot be stored. */
  | { kind: "incomplete"; missing: string };

const SHOP = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * Verifies a webhook request: base64 HMAC-SHA256 over the exact bytes, in constant time, with each of the app's
 * secrets (current and previous, because Shopify may sign with the old secret for an hour after a rotation).
 */
export function verifyWebhook(request: {
  body: Uint8Array;
  headers: Headers;
  secrets: readonly string[];
}): WebhookVerdict {
  const { headers } = request;
  const given = Buffer.from(headers.get("x-shopify-hmac-sha256") ?? "", "base64");
  // Every secret is tried, so that the duration does not reveal which secret matched.
  const matches = request.secrets.map((secret) => {
    const expected = createHmac("sha256", secret).update(request.body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!matches.includes(true)) return { kind: "forged", claims: claimsOf(headers) };
  const topic = headers.get("x-shopify-topic")?.trim();
  if (!topic) return { kind: "incomplete", missing: "X-Shopify-Topic" };
  const shopDomain = headers.get("x-shopify-shop-domain")?.trim().toLowerCase() ?? "";
  if (!SHOP.test(shopDomain)) return { kind: "incomplete", missing: "X-Shopify-Shop-Domain" };
  const webhookId = headers.get("x-shopify-webhook-id")?.trim();
  if (!webhookId) return { kind: "incomplete", missing: "X-Shopify-Webhook-Id" };
  return {
    kind: "valid",
    headers: {
      topic,
      shopDomain,
      webhookId,
      eventId: headers.get("x-shopify-event-id"),
      apiVersion: headers.get("x-shopify-api-version"),
      triggeredAt: instant(headers.get("x-shopify-triggered-at")),
    },
  };
}

/** What a request without a valid signature says of itself, for the log. Other text is replaced, as it may be anything. */
function claimsOf(headers: Headers): { shop: string; topic: string; contentEncoding: string } {
  const claim = (name: string, shape: RegExp) => {
    const text = headers.get(name)?.trim().toLowerCase();
    return text ? (shape.test(text) ? text : "not readable") : "none";
  };
  return {
    shop: claim("x-shopify-shop-domain", SHOP),
    topic: claim("x-shopify-topic", /^[a-z_]{1,40}\/[a-z_]{1,60}$/),
    contentEncoding: claim("content-encoding", /^[a-z, ]{1,40}$/),
  };
}

function instant(text: string | null): Date | null {
  const date = new Date(text ?? "");
  // PostgreSQL parses the output of `toISOString` up to the year 9999.
  return date.getUTCFullYear() <= 9999 ? date : null;
}
