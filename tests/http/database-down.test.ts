import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freePort } from "@/db/embedded/free-port";

/** How long Shopify waits for an answer, in milliseconds. */
const SENDER_DEADLINE_MS = 5_000;

beforeAll(async () => {
  vi.stubEnv("CROSSDOCK_MODE", "demo");
  vi.stubEnv("DATABASE_URL", `postgres://crossdock@127.0.0.1:${await freePort()}/crossdock`);
  vi.stubEnv("CROSSDOCK_ORIGIN", "http://127.0.0.1:1");
  vi.stubEnv("CROSSDOCK_AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("CROSSDOCK_ENCRYPTION_KEYS", `k1:${Buffer.alloc(32, 1).toString("base64")}`);
});

afterAll(() => vi.unstubAllEnvs());

it("the webhook route answers 503 in time, repeatedly, while the database is down", async () => {
  const { POST } = await import("@/app/api/webhooks/shopify/[app]/route");
  const body = '{"id":1}';
  for (let round = 0; round < 3; round += 1) {
    const begun = Date.now();
    const response = await POST(
      new Request("http://localhost/api/webhooks/shopify/own", {
        method: "POST",
        body,
        headers: {
          "content-length": String(body.length),
          "x-shopify-hmac-sha256": createHmac("sha256", "secret").update(body).digest("base64"),
          "x-shopify-topic": "orders/create",
          "x-shopify-shop-domain": "a.myshopify.com",
          "x-shopify-webhook-id": `w${round}`,
        },
      }),
      { params: Promise.resolve({ app: "own" }) },
    );
    expect(response.status).toBe(503);
    expect(Date.now() - begun).toBeLessThan(SENDER_DEADLINE_MS);
  }
});
