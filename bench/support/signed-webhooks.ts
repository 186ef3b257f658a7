import { createHmac, randomBytes, randomUUID } from "node:crypto";

export type SignedWebhook = { headers: Record<string, string>; body: Buffer };

/** The number of different bodies. Webhook ids never repeat. */
const BODIES = 64;

/**
 * Returns a generator of webhooks as Shopify sends them: an order as JSON, correctly signed, each with a unique id. The
 * bodies are created and signed in advance, so that sending uses little of the machine that is measured.
 *
 * @param input.bytes the exact size of a body
 */
export function signedWebhooks(input: {
  secret: string;
  shopDomain: string;
  bytes: number;
}): () => SignedWebhook {
  const made = Array.from({ length: BODIES }, (_, index) => {
    const body = orderBody(index, input.bytes);
    const hmac = createHmac("sha256", input.secret).update(body).digest("base64");
    return { body, hmac };
  });
  let sent = 0;
  return () => {
    const { body, hmac } = made[sent++ % made.length] ?? { body: Buffer.alloc(0), hmac: "" };
    return {
      body,
      headers: {
        "content-type": "application/json",
        "content-length": String(body.length),
        "x-shopify-hmac-sha256": hmac,
        "x-shopify-topic": "orders/create",
        "x-shopify-shop-domain": input.shopDomain,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-event-id": randomUUID(),
        "x-shopify-api-version": "2026-10",
        "x-shopify-triggered-at": new Date().toISOString(),
      },
    };
  };
}

/** An order with as many line items as fit, padded with a note. */
function orderBody(index: number, bytes: number): Buffer {
  const order = {
    id: 5_000_000_000_000 + index,
    admin_graphql_api_id: `gid://shopify/Order/${5_000_000_000_000 + index}`,
    name: `#${1001 + index}`,
    currency: "EUR",
    financial_status: "paid",
    created_at: "2026-10-01T10:00:00Z",
    updated_at: "2026-10-01T10:00:00Z",
    note: "",
    line_items: [] as Record<string, unknown>[],
  };
  const size = () => Buffer.byteLength(JSON.stringify(order));
  while (size() < bytes - 600) {
    const id = randomBytes(5).readUIntBE(0, 5);
    order.line_items.push({
      id,
      admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
      variant_id: id + 1,
      sku: `SKU-${randomBytes(4).toString("hex")}`,
      title: `Article ${id}`,
      quantity: 1 + (id % 4),
      price: ((id % 10_000) / 100).toFixed(2),
      properties: [],
    });
  }
  order.note = randomBytes(bytes)
    .toString("base64")
    .slice(0, bytes - size());
  return Buffer.from(JSON.stringify(order));
}
