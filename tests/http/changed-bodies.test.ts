import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import {
  becomeRuntime,
  DESTINATION,
  deliver,
  type IntakeWorld,
  intakeWorld,
  webhook,
} from "../jobs/fixtures/intake-world";

const TEXT = JSON.stringify({ id: 1, note: "mânecă 谢谢 🎁" });
const HMAC = "x-shopify-hmac-sha256";

let world: IntakeWorld;
const lines: { message: string; fields: Record<string, unknown> }[] = [];
beforeAll(async () => {
  world = await intakeWorld();
  const keep = (message: string, fields: Record<string, unknown> = {}) => lines.push({ message, fields });
  becomeRuntime({ ...world.system, log: { info: keep, warn: keep, error: keep } });
});
afterAll(() => world.close());

const bodyOf = async (webhookId: string) =>
  (await world.sql`select body from delivery where webhook_id = ${webhookId}`)[0]?.body as Buffer | undefined;

/** The same request with its body in pieces, without a length. */
function inPieces(request: Request, bytes: Buffer, size: number): Request {
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.subarray(at, at + size));
      stream.close();
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: request.headers,
    body,
    duplex: "half",
  };
  return new Request(request.url, init);
}

test("a body that arrives in pieces that split each character is stored byte for byte", async () => {
  const whole = webhook({ body: TEXT, headers: { "x-shopify-webhook-id": "pieces" } });
  expect((await deliver(inPieces(whole, Buffer.from(TEXT), 1))).status).toBe(200);
  expect((await bodyOf("pieces"))?.toString()).toBe(TEXT);
});

test("header names in upper case, over a connection with chunks, are understood", async () => {
  const bytes = Buffer.from(TEXT);
  const signed = webhook({ body: TEXT, headers: { "x-shopify-webhook-id": "upper" } });
  const headers = Object.fromEntries([...signed.headers].map(([name, value]) => [name.toUpperCase(), value]));
  const status = await new Promise<number>((resolve, reject) => {
    const sending = httpRequest(
      `${world.origin}/api/webhooks/shopify/crossdock`,
      { method: "POST", headers: { ...headers, "TRANSFER-ENCODING": "chunked" } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sending.on("error", reject);
    for (const byte of bytes) sending.write(Buffer.from([byte]));
    sending.end();
  });
  expect(status).toBe(200);
  expect((await bodyOf("upper"))?.equals(bytes)).toBe(true);
});

test("a body that a proxy compressed is refused, and the log says so without content", async () => {
  const signed = webhook({ body: TEXT, topic: "orders/updated" });
  const zipped = gzipSync(TEXT);
  const headers = { "content-encoding": "gzip", [HMAC]: signed.headers.get(HMAC) };
  lines.length = 0;
  const answer = await deliver(webhook({ body: zipped, topic: "orders/updated", headers }));
  expect(answer.status).toBe(401);
  expect(lines).toEqual([
    {
      message: "A webhook's signature is not valid: body changed on the way?",
      fields: {
        app: "crossdock",
        shop: DESTINATION,
        topic: "orders/updated",
        contentEncoding: "gzip",
        length: zipped.length,
      },
    },
  ]);
});

test("a valid signature of another app is refused, and nothing that a stranger sends reaches the log", async () => {
  await saveAppCredential(world.system, { handle: "other", clientId: "other", clientSecret: "secret-other" });
  const { id } = { id: "other-app" };
  const headers = {
    "x-shopify-webhook-id": id,
    [HMAC]: createHmac("sha256", "secret-other").update(TEXT).digest("base64"),
  };
  lines.length = 0;
  expect((await deliver(webhook({ body: TEXT, headers }))).status).toBe(401);
  expect(await bodyOf(id)).toBeUndefined();
  const strange = {
    ...headers,
    "x-shopify-shop-domain": "ada@example.com",
    "x-shopify-topic": "call 0431 1234",
  };
  await deliver(webhook({ body: TEXT, headers: strange }));
  expect(lines.map(({ fields }) => [fields.shop, fields.topic])).toEqual([
    [DESTINATION, "orders/create"],
    ["not readable", "not readable"],
  ]);
});
