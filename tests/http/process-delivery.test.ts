import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { timeline } from "@/components/orders/detail/timeline-view";
import { orderDetail } from "@/db/queries/orders/order-detail";
import { mintScope, withScope } from "@/db/scope";
import { storeDelivery } from "@/db/system/intake/store-delivery";
import { newId } from "@/lib/services/core/new-id";
import { type ProcessResult, processDelivery } from "@/lib/services/intake/process-delivery";
import { sweep } from "@/lib/services/jobs/sweep";
import { type TestDatabase, testDatabase } from "@/testing/database/database";
import { testSandbox } from "@/testing/sandbox/sandbox";
import { createWorld, MAPPED_A, type TestTools, testTools, type World } from "@/testing/stack/world";

let database: TestDatabase;
let sandbox: Awaited<ReturnType<typeof testSandbox>>;
let tools: TestTools;
let world: World;

beforeAll(async () => {
  database = await testDatabase();
  sandbox = await testSandbox();
  tools = testTools({ url: database.url, sandboxUrl: sandbox.url });
  world = await createWorld(tools, sandbox.control);
});

afterAll(async () => {
  await tools?.db.sql.end();
  await sandbox?.close();
  await database?.close();
});

/** Stores a delivery as the route does. Returns its id. */
async function store(
  topic: string,
  body: unknown,
  options: { shopDomain?: string; triggeredAt?: Date } = {},
): Promise<string> {
  const id = newId("dlv");
  const [app] = await database.sql<{ id: string }[]>`select id from app_credential limit 1`;
  await storeDelivery(
    tools.db,
    {
      id,
      outboxId: newId("out"),
      appCredentialId: app?.id ?? "",
      shopDomain: options.shopDomain ?? world.destination.domain,
      webhookId: randomBytes(8).toString("hex"),
      eventId: null,
      topic,
      apiVersion: "2026-10",
      triggeredAt: options.triggeredAt ?? new Date(),
      body: Buffer.isBuffer(body)
        ? body
        : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    },
    { graceMs: 60_000 },
  );
  return id;
}

async function process(...args: Parameters<typeof store>): Promise<{ id: string; result: ProcessResult }> {
  const id = await store(...args);
  return { id, result: await processDelivery(tools, { deliveryId: id }) };
}

async function row(id: string) {
  const [found] = await database.sql<
    { state: string; reason: string | null; attempts: number; body: Buffer | null }[]
  >`select state, reason, attempts, body from delivery where id = ${id}`;
  return found;
}

/** Runs a query with the organization's scope. */
async function seen<T>(query: string): Promise<T[]> {
  return database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'crossdock_app', true),
      set_config('app.organization_id', ${world.organizationId}, true)`;
    return [...(await tx.unsafe(query))] as T[];
  }) as Promise<T[]>;
}

const orders = (gid: string) =>
  seen<{ id: string; push_status: string; cancelled_at: Date | null; deleted_at: Date | null }>(
    `select id, push_status, cancelled_at, deleted_at from "order" where shopify_gid = '${gid}'`,
  );

async function reads(): Promise<number> {
  const log = await sandbox.control.get<unknown[]>(`/log?shop=${world.destination.domain}&operation=order`);
  return log.length;
}

describe("processDelivery", () => {
  it("reads the order through GraphQL, stores it, and deletes the body", async () => {
    const { gid, legacyId } = await world.place();
    const { id, result } = await process("orders/create", `{"id":${legacyId},"total_price":"999999.00"}`);
    expect(result).toEqual({ kind: "done", state: "processed" });
    expect(await orders(gid)).toMatchObject([{ push_status: "not_pushed" }]);
    expect(await row(id)).toEqual({ state: "processed", reason: null, attempts: 1, body: null });
    expect(await processDelivery(tools, { deliveryId: id })).toEqual({ kind: "done", state: "processed" });
  });

  it("reads an order once for several webhooks about it", async () => {
    const { gid, legacyId } = await world.place();
    const before = await reads();
    const ids = [
      await store("orders/create", `{"id":${legacyId}}`),
      await store("orders/paid", `{"id":${legacyId}}`),
      await store("orders/updated", `{"id":${legacyId}}`),
    ];
    for (const deliveryId of ids) await processDelivery(tools, { deliveryId });
    expect(await reads()).toBe(before + 1);
    const { result } = await process("orders/updated", `{"id":${legacyId}}`);
    expect(result).toMatchObject({ state: "processed" });
    expect(await reads()).toBe(before + 2);
    // Each webhook is in the order's timeline once, even without a read or if it is processed again.
    await processDelivery(tools, { deliveryId: ids[0] ?? "" });
    const [{ id: orderId } = { id: "" }] = await orders(gid);
    const scope = mintScope(world.organizationId);
    const detail = await withScope(tools.db, scope, (tx) => orderDetail(tx, scope, orderId));
    expect(detail?.deliveries.map(({ topic }) => topic).sort()).toEqual([
      ...["orders/create", "orders/paid", "orders/updated", "orders/updated"],
    ]);
    const entries = detail ? timeline(detail) : [];
    expect(entries.map(({ text }) => text)).toContain(`Webhook orders/paid from ${detail?.store.name}`);
    expect(entries.filter(({ text, note }) => `${text} ${note}`.includes("orders/create"))).toHaveLength(1);
  });

  it.each([
    ["a refund", "refunds/create", (id: string) => `{"id":5,"order_id":${id}}`],
    ["a fulfillment", "fulfillments/create", (id: string) => `{"id":5,"order_id":${id}}`],
    ["an edit", "orders/edited", (id: string) => `{"order_edit":{"id":5,"order_id":${id}}}`],
  ])("finds the order of %s", async (_name, topic, body) => {
    const { gid, legacyId } = await world.place();
    await process(topic, body(legacyId));
    expect(await orders(gid)).toHaveLength(1);
  });

  it("keeps an id beyond 2^53", async () => {
    await sandbox.control.post("/ids", { nextId: "9007199254740993" });
    const { gid, legacyId } = await world.place();
    expect(BigInt(legacyId)).toBeGreaterThan(2n ** 53n);
    await process("orders/create", `{"id":${legacyId}}`);
    expect(await orders(gid)).toHaveLength(1);
  });

  it.each([
    ["not JSON", "hello", "not_json"],
    ["NUL", '{"id":1}\0', "nul"],
    ["an escaped NUL", '{"id":1,"note":"\\u0000"}', "nul"],
  ])("parks %s and keeps its body", async (_name, body, reason) => {
    const { id, result } = await process("orders/create", body);
    expect(result).toEqual({ kind: "done", state: "parked" });
    expect(await row(id)).toMatchObject({ state: "parked", reason, body: Buffer.from(body) });
  });

  it("records ignored deliveries without the body", async () => {
    const unknownShop = await process("orders/create", { id: 1 }, { shopDomain: "nobody.myshopify.com" });
    expect(await row(unknownShop.id)).toMatchObject({ state: "ignored", reason: "unknown_shop", body: null });
    const unknownTopic = await process("carts/create", { id: 1 });
    expect(await row(unknownTopic.id)).toMatchObject({ state: "ignored", reason: "unknown_topic" });
    const noId = await process("orders/create", { name: "#1" });
    expect(await row(noId.id)).toMatchObject({ state: "ignored", reason: "no_order_id" });
    const supplierOwn = await process("orders/updated", { id: 77 }, { shopDomain: world.sourceA.domain });
    expect(await row(supplierOwn.id)).toMatchObject({ state: "ignored", reason: "not_followed" });
  });

  it("counts a throttled delivery, which waits until the sweeper emits it again", async () => {
    const { gid, legacyId } = await world.place();
    await sandbox.control.post("/faults", { kind: "throttled", shop: world.destination.domain });
    const { id, result } = await process("orders/create", `{"id":${legacyId}}`);
    expect(result).toMatchObject({ kind: "retry", reason: "throttled" });
    expect(await row(id)).toMatchObject({ state: "waiting", reason: "throttled", attempts: 1 });
    expect((await row(id))?.body).not.toBeNull();
    const later = new Date(Date.now() + 6 * 60_000);
    const sweeper = { ...tools, clock: { now: async () => later } };
    expect((await sweep(tools)).deliveries).toBe(0);
    expect((await sweep(sweeper)).deliveries).toBeGreaterThan(0);
    expect((await sweep(sweeper)).deliveries).toBe(0);
    const events = await database.sql`select 1 from outbox where event_id like ${`delivery:${id}:sweep:%`}`;
    expect(events).toHaveLength(1);
    await processDelivery(tools, { deliveryId: id });
    expect(await row(id)).toMatchObject({ state: "processed", attempts: 2, body: null });
    expect(await orders(gid)).toHaveLength(1);
  });

  it("retries an unknown answer after increasing pauses, and parks the delivery after more than a day", async () => {
    const { gid, legacyId } = await world.place();
    const shop = world.destination.domain;
    const due = async (id: string) => {
      const [found] = await database.sql<{ minutes: number }[]>`
        select round(extract(epoch from due_at - clock_timestamp()) / 60)::int as minutes from delivery where id = ${id}`;
      return found?.minutes;
    };
    await sandbox.control.post("/faults", { kind: "http-status", status: 413, shop, times: 11 });
    const { id, result } = await process("orders/create", `{"id":${legacyId}}`);
    expect(result).toEqual({ kind: "waiting", reason: "too_costly" });
    const waits = [await due(id)];
    for (let tries = 1; tries < 10; tries += 1) {
      await processDelivery(tools, { deliveryId: id });
      waits.push(await due(id));
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 360, 360, 360]);
    expect(await processDelivery(tools, { deliveryId: id })).toEqual({ kind: "done", state: "parked" });
    expect(await orders(gid)).toEqual([]);
    expect(await due(id)).toBe(24 * 60);
  });

  it("opens a problem when the token is refused, and clears it at the next success", async () => {
    const { legacyId } = await world.place();
    const fault = { kind: "http-status", status: 401, shop: world.destination.domain };
    await sandbox.control.post("/faults", fault);
    const { id, result } = await process("orders/create", `{"id":${legacyId}}`);
    expect(result).toEqual({ kind: "waiting", reason: "unauthorized" });
    const problems = () =>
      seen<{ kind: string }>(
        `select kind from problem where store_id = '${world.destination.storeId}' and cleared_at is null
          and kind <> 'read_parked'`,
      );
    expect(await problems()).toEqual([{ kind: "unauthorized" }]);
    expect(await processDelivery(tools, { deliveryId: id })).toEqual({
      kind: "waiting",
      reason: "unauthorized",
    });
    // The trial after the pause is a read like any other.
    await database.sql`
      update installation set paused_until = now() where shop_domain = ${world.destination.domain}`;
    expect(await processDelivery(tools, { deliveryId: id })).toMatchObject({ state: "processed" });
    expect(await problems()).toEqual([]);
  });

  it("never treats an unreadable order as deleted", async () => {
    const { gid } = await world.place();
    await world.ingest(gid);
    const missing = await process("orders/updated", { id: 424242424242 });
    // It is retried, because the shop may return the order a moment later.
    expect(missing.result).toMatchObject({ kind: "retry", reason: "unreadable_answer" });
    const again = () => processDelivery(tools, { deliveryId: missing.id });
    for (let tries = 1; tries < 10; tries += 1) expect(await again()).toMatchObject({ kind: "retry" });
    expect(await again()).toEqual({ kind: "done", state: "parked" });
    expect(await orders(gid)).toMatchObject([{ deleted_at: null }]);
  });

  it("applies a cancellation and a deletion", async () => {
    const { gid, legacyId } = await world.place();
    await world.ingest(gid);
    await sandbox.control.post(`/shops/${world.destination.domain}/orders/${legacyId}/cancel`);
    await process("orders/cancelled", `{"id":${legacyId}}`);
    expect(await orders(gid)).toMatchObject([{ push_status: "cancelled" }]);
    const second = await world.place({ lineItems: [{ sku: MAPPED_A, quantity: 1 }] });
    await world.ingest(second.gid);
    await process("orders/delete", `{"id":${second.legacyId}}`);
    const [deleted] = await orders(second.gid);
    expect(deleted?.push_status).toBe("cancelled");
    expect(deleted?.deleted_at).not.toBeNull();
  });

  it("revokes the installation of an uninstalled shop, unless it was installed again since", async () => {
    const shop = world.sourceB.domain;
    const state = async () => {
      const [found] = await database.sql<{ state: string }[]>`
        select state from installation where shop_domain = ${shop}`;
      return found?.state;
    };
    const old = await process(
      "app/uninstalled",
      { id: 1 },
      { shopDomain: shop, triggeredAt: new Date(Date.now() - 86_400_000) },
    );
    expect(await row(old.id)).toMatchObject({ state: "ignored", reason: "installed_again" });
    expect(await state()).toBe("active");
    await process("app/uninstalled", { id: 1 }, { shopDomain: shop });
    expect(await state()).toBe("revoked");
    expect(
      await seen(`select 1 from problem where store_id = '${world.sourceB.storeId}' and cleared_at is null`),
    ).toHaveLength(1);
  });
});
