import { createHmac, randomUUID } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { pushLeg } from "@/db/schema/push";
import { mintScope, withScope } from "@/db/scope";
import { type ProcessName, startStack } from "@/testing/stack/stack";
import { createWorld, testTools } from "@/testing/stack/world";

const ORDERS = 60;
const KILLS: ProcessName[] = [
  "web",
  "worker",
  "database",
  "worker",
  "web",
  "database",
  "web",
  "worker",
  "database",
  "worker",
];

const stack = await startStack({ ownCluster: true });
afterAll(() => stack.stop());

const keys = stack.env.CROSSDOCK_ENCRYPTION_KEYS ?? "";
const tools = testTools({ url: stack.database.url, sandboxUrl: stack.sandboxUrl, keys });

type Sent = { webhookId: string; topic: string; shop: string; attempts: { status: number | null }[] };

/** A generator of pseudo-random numbers, so that a run can be repeated with its seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function retry<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries > 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

test("every acknowledged webhook is stored and processed after ten kills of web, worker and PostgreSQL", async () => {
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 100000);
  console.log(`crash seed ${seed}`);
  const next = random(seed);
  await stack.sandbox.post("/settings", { retryScale: 0.01, searchLagMs: 0 });
  const world = await createWorld(tools, stack.sandbox, { origin: stack.origin, autoPush: true });
  let placing = true;
  const burst = (async () => {
    for (let index = 0; index < ORDERS; index += 1) {
      await world.place();
      await new Promise((resolve) => setTimeout(resolve, 80 + next() * 160));
    }
    placing = false;
  })();
  for (const name of KILLS) {
    await new Promise((resolve) => setTimeout(resolve, 200 + next() * 900));
    await stack.kill(name).catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, next() * 300));
    await stack.restart(name);
  }
  await burst;
  // A process that exited is restarted, as the product's supervisor does.
  for (const name of ["web", "worker"] as const) if (!isAlive(stack.pid(name))) await stack.restart(name);
  expect(placing).toBe(false);

  const sent = async () => {
    const answer = await stack.sandbox.get<{ deliveries: Sent[] } | Sent[]>(
      `/deliveries?shop=${world.destination.domain}`,
    );
    return Array.isArray(answer) ? answer : answer.deliveries;
  };
  const acknowledged = (await sent()).filter((one) => one.attempts.some((attempt) => attempt.status === 200));
  expect(acknowledged.length).toBeGreaterThan(0);
  const { sql } = tools.db;
  const stored = await retry(() => sql<{ webhook_id: string }[]>`select webhook_id from delivery`);
  const ids = stored.map((row) => row.webhook_id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(acknowledged.filter((one) => !ids.includes(one.webhookId))).toEqual([]);

  // The product's worker and its sweeper process everything, without help by the test.
  const open = async () => {
    const [row] = await retry(
      () =>
        tools.db.sql<
          { open: number }[]
        >`select count(*)::int as open from delivery where state in ('received', 'waiting')`,
    );
    return row?.open;
  };
  await expect.poll(open, { timeout: 90_000, interval: 500 }).toBe(0);
  const scope = mintScope(world.organizationId);
  const legs = () => retry(() => withScope(tools.db, scope, (tx) => tx.select().from(pushLeg)));
  const unsettled = async () =>
    (await legs()).filter((leg) => leg.state === "planned" || leg.state === "claimed").length;
  await expect.poll(unsettled, { timeout: 90_000, interval: 500 }).toBe(0);

  // In the suppliers' shops, no order exists twice, and each missing one belongs to an uncertain leg.
  for (const source of [world.sourceA, world.sourceB]) {
    const marks = (await world.sourceOrders(source)).map((order) => order.sourceIdentifier);
    expect(new Set(marks).size).toBe(marks.length);
    const own = (await legs()).filter((leg) => leg.sourceStoreId === source.storeId);
    for (const leg of own) {
      if (leg.state === "created") expect(marks).toContain(leg.originMark);
      else expect(leg.state).toBe("uncertain");
    }
    expect(new Set(own.map((leg) => leg.orderId)).size).toBe(own.length);
  }
}, 300_000);

test("a webhook is answered 503 while the database is down, and its retry is stored", async () => {
  const handle = `down-${randomUUID().slice(0, 8)}`;
  const secret = "a-secret-of-this-test";
  const { saveAppCredential } = await import("@/lib/services/installations/save-app-credential");
  await retry(() => saveAppCredential(tools, { handle, clientId: handle, clientSecret: secret }));
  const body = JSON.stringify({ id: 1 });
  const webhookId = randomUUID();
  const post = () =>
    fetch(`${stack.origin}/api/webhooks/shopify/${handle}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": "orders/create",
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
        "x-shopify-shop-domain": "unknown.myshopify.com",
        "x-shopify-api-version": "2026-10",
        "x-shopify-webhook-id": webhookId,
        "x-shopify-triggered-at": new Date().toISOString(),
      },
    });
  expect((await post()).status).toBe(200);
  await stack.kill("database");
  expect((await post()).status).toBe(503);
  await stack.restart("database");
  expect(
    (
      await retry(async () => {
        const response = await post();
        if (response.status !== 200) throw new Error(String(response.status));
        return response;
      })
    ).status,
  ).toBe(200);
}, 120_000);
