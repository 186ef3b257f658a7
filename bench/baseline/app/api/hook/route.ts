import { createHmac, timingSafeEqual } from "node:crypto";
import postgres from "postgres";

/** The same number of connections as the portal's pool. */
const POOL = 16;

const shared = globalThis as typeof globalThis & { hookSql?: postgres.Sql };
shared.hookSql ??= postgres(process.env.DATABASE_URL ?? "", { max: POOL, onnotice: () => {} });
const sql = shared.hookSql;
const secret = process.env.HOOK_SECRET ?? "";

/** The minimum that a webhook receiver must do: verify the signature, commit one row, and answer. */
export async function POST(request: Request): Promise<Response> {
  const body = Buffer.from(await request.arrayBuffer());
  const given = Buffer.from(request.headers.get("x-shopify-hmac-sha256") ?? "", "base64");
  const expected = createHmac("sha256", secret).update(body).digest();
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return new Response("Unauthorized", { status: 401 });
  }
  await sql`
    insert into hook (webhook_id, shop_domain, topic, body)
    values (
      ${request.headers.get("x-shopify-webhook-id")}, ${request.headers.get("x-shopify-shop-domain")},
      ${request.headers.get("x-shopify-topic")}, ${body}
    )`;
  return new Response("Stored.");
}
