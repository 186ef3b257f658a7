import { createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { testTools } from "@/testing/stack/world";

const keys = `k1:${randomBytes(32).toString("base64")}`;
const apps = { own: "secret-of-own", other: "secret-of-other" };
const body = JSON.stringify({ id: 1, note: "a body" });

let database: TestDatabase;
let POST: typeof import("@/app/api/webhooks/shopify/[app]/route").POST;

beforeAll(async () => {
  database = await testDatabase();
  vi.stubEnv("CROSSDOCK_MODE", "demo");
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("CROSSDOCK_ORIGIN", "http://127.0.0.1:1");
  vi.stubEnv("CROSSDOCK_AUTH_SECRET", "x".repeat(32));
  vi.stubEnv("CROSSDOCK_ENCRYPTION_KEYS", keys);
  ({ POST } = await import("@/app/api/webhooks/shopify/[app]/route"));
  const tools = testTools({ url: database.url, sandboxUrl: "http://127.0.0.1:1", keys });
  for (const [handle, clientSecret] of Object.entries(apps)) {
    await saveAppCredential(tools, { handle, clientId: handle, clientSecret });
  }
  await saveAppCredential(tools, { handle: "own", clientId: "own", clientSecret: "rotated-secret" });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

type Sent = {
  app?: string;
  body?: string | Buffer;
  secret?: string | null;
  headers?: Record<string, string | null>;
};

/** Sends a webhook to the route's handler. Returns the status and the webhook's id. */
async function send(sent: Sent = {}): Promise<{ status: number; webhookId: string }> {
  const bytes = Buffer.from(sent.body ?? body);
  const webhookId = sent.headers?.["x-shopify-webhook-id"] ?? randomBytes(8).toString("hex");
  const secret = sent.secret === undefined ? "rotated-secret" : sent.secret;
  const headers = new Headers({
    "content-length": String(bytes.length),
    "x-shopify-topic": "orders/create",
    "x-shopify-shop-domain": "Some-Shop.myshopify.com",
    "x-shopify-webhook-id": webhookId,
    "x-shopify-api-version": "2026-10",
    "x-shopify-triggered-at": "2026-11-23T07:00:00.123456789Z",
    ...(secret === null
      ? {}
      : { "x-shopify-hmac-sha256": createHmac("sha256", secret).update(bytes).digest("base64") }),
  });
  for (const [name, value] of Object.entries(sent.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const app = sent.app ?? "own";
  const response = await POST(
    new Request(`http://localhost/api/webhooks/shopify/${app}`, { method: "POST", headers, body: bytes }),
    { params: Promise.resolve({ app }) },
  );
  return { status: response.status, webhookId };
}

const stored = (webhookId: string) =>
  database.sql<{ id: string; shop_domain: string; body: Buffer; state: string; events: number }[]>`
    select d.id, d.shop_domain, d.body, d.state,
      (select count(*)::int from outbox o where o.event_id = 'delivery:' || d.id) as events
    from delivery d where d.webhook_id = ${webhookId}`;

describe("webhook intake", () => {
  it("answers 200 when the exact bytes and one event are stored", async () => {
    const bytes = '{"id": 1,\n "name":"#1001 <b>ä</b>"}';
    const { status, webhookId } = await send({ body: bytes });
    expect(status).toBe(200);
    const [row, ...more] = await stored(webhookId);
    expect(more).toEqual([]);
    expect(row?.body.toString()).toBe(bytes);
    expect(row).toMatchObject({ shop_domain: "some-shop.myshopify.com", state: "received", events: 1 });
  });

  it("answers 200 to a repeated webhook and stores it once", async () => {
    const first = await send();
    const again = await Promise.all(
      [1, 2, 3, 4].map(() => send({ headers: { "x-shopify-webhook-id": first.webhookId } })),
    );
    expect(again.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    const rows = await stored(first.webhookId);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.events).toBe(1);
  });

  it("accepts a signature with the secret before the last rotation", async () => {
    expect((await send({ secret: apps.own })).status).toBe(200);
  });

  it.each<[string, Sent]>([
    ["no signature", { secret: null }],
    ["an empty signature", { headers: { "x-shopify-hmac-sha256": "" } }],
    ["a forged signature", { secret: "guess" }],
    ["a signature of another length", { headers: { "x-shopify-hmac-sha256": "AAAA" } }],
    ["another app's signature", { secret: apps.other }],
    ["our signature at another app's URL", { app: "other" }],
    ["no signature and no headers", { secret: null, headers: { "x-shopify-topic": null } }],
  ])("answers 401 to %s and stores nothing", async (_name, sent) => {
    const { status, webhookId } = await send(sent);
    expect(status).toBe(401);
    expect(await stored(webhookId)).toEqual([]);
  });

  it("answers 401 when one byte differs from the signed body", async () => {
    const signature = createHmac("sha256", "rotated-secret").update('{"id":1}').digest("base64");
    const answer = await send({ body: '{"id":2}', headers: { "x-shopify-hmac-sha256": signature } });
    expect(answer.status).toBe(401);
  });

  it.each(["x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"])(
    "answers 400 to a correctly signed request without %s",
    async (header) => {
      expect((await send({ headers: { [header]: null } })).status).toBe(400);
    },
  );

  it("answers 404 for an unknown app", async () => {
    expect((await send({ app: "nobody" })).status).toBe(404);
  });

  it.each<[string, Sent]>([
    ["an unknown topic", { headers: { "x-shopify-topic": "carts/create" } }],
    ["a body that is not JSON", { body: "not json" }],
    ["a body that contains NUL", { body: '{"id":1}\0' }],
    ["an empty body", { body: "" }],
    ["an invalid time", { headers: { "x-shopify-triggered-at": "yesterday" } }],
  ])("stores %s", async (_name, sent) => {
    const { status, webhookId } = await send(sent);
    expect(status).toBe(200);
    expect(await stored(webhookId)).toHaveLength(1);
  });

  it("answers 413 to a body larger than any order", async () => {
    expect((await send({ body: Buffer.alloc(8 * 1024 * 1024 + 1, 32) })).status).toBe(413);
  });

  it("answers 503 while a delivery cannot be stored, and 200 afterwards", async () => {
    await database.sql`alter table delivery rename to delivery_away`;
    try {
      expect((await send()).status).toBe(503);
    } finally {
      await database.sql`alter table delivery_away rename to delivery`;
    }
    expect((await send()).status).toBe(200);
  });
});
