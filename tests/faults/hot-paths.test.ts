import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withScope } from "@/db/scope";
import { storeDelivery } from "@/db/system/intake/store-delivery";
import { sweepShops } from "@/db/system/sweeps/sweep-shops";
import { readListParams } from "@/lib/order-list/list-params";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { listStoreDeliveries } from "@/lib/services/intake/list-store-deliveries";
import { processDelivery } from "@/lib/services/intake/process-delivery";
import { sweep } from "@/lib/services/jobs/sweep";
import { mapVariants } from "@/lib/services/mappings/map-variants";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { readOrderRows } from "@/lib/services/order-list/read-order-rows";
import { readOrderPage } from "@/lib/services/orders/read-order-page";
import { readProgress } from "@/lib/services/orders/read-progress";
import { readShell } from "@/lib/services/people/read-shell";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { beginStop } from "@/lib/services/stores/begin-stop";
import { readInFlight } from "@/lib/services/stores/connections/read-in-flight";
import { liftStop } from "@/lib/services/stores/lift-stop";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { testDatabase } from "@/testing/database/database";
import { watchPlans } from "@/testing/database/watch-plans";
import { testSandbox } from "@/testing/sandbox/sandbox";
import { enlargeTables } from "@/testing/seed/enlarge-tables";
import { createWorld, testTools } from "@/testing/stack/world";
import { legsOf } from "./harness";

const ROWS = 100_000;

/** How much waits for a shop that does not work. */
const DEAD = 5_000;

/** What one scan of a hot path may read: a few hundred rows of one order or one page, never a whole table. */
const MOST = { rows: 1_000, blocks: 400 };

/** The same for a page: lists and counts walk at most a thousand rows of an index (decision 11). */
const MOST_OF_PAGE = { rows: 1_500, blocks: 3_000 };

let plans: Awaited<ReturnType<typeof watchPlans>>;
let tools: ReturnType<typeof testTools>;
let world: Awaited<ReturnType<typeof createWorld>>;
let close: () => Promise<void>;
let sandbox: Awaited<ReturnType<typeof testSandbox>>;

beforeAll(async () => {
  const database = await testDatabase();
  sandbox = await testSandbox({ assumptions: { searchLagMs: 0 } });
  plans = await watchPlans(database.superuserUrl);
  tools = testTools({ url: database.url, sandboxUrl: sandbox.url, onNotice: plans.notice });
  close = async () => {
    await tools.db.sql.end({ timeout: 1 });
    await sandbox.close();
    await database.close();
  };
  world = await createWorld(tools, sandbox.control);
  const { gid } = await world.place();
  await deliver("orders/create", world.destination.domain, gid);
  const orderId = await world.ingest(gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null });
  for (const leg of await legsOf(world, orderId)) await dispatch(orderId, leg.id);
  const [sourceOrder] = await world.sourceOrders(world.sourceA);
  await deliver("orders/updated", world.sourceA.domain, sourceOrder?.id ?? "");
  const sizes = await enlargeTables(database.superuserUrl, ROWS);
  await closeShop(database.superuserUrl, world.sourceB.storeId);
  for (const table of [
    "order",
    "line_item",
    "attempt",
    "source_order",
    "push_leg",
    "delivery",
    "audit_entry",
  ])
    expect(sizes[table], table).toBeGreaterThanOrEqual(ROWS);
}, 240_000);
afterAll(async () => {
  await close();
});

/**
 * Makes a source store closed, with thousands of legs that wait for it, and with thousands of unprocessed webhooks, source
 * orders to be read and orders to be pushed automatically in a store of its own.
 */
async function closeShop(superuserUrl: string, storeId: string): Promise<void> {
  const admin = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`
    set session_replication_role = replica;
    insert into installation select (jsonb_populate_record(i, jsonb_build_object('id', 'ins_closed', 'trips', 1, 'shop_gid', null,
      'shop_domain', 'closed.myshopify.com', 'breaker_code', 'unauthorized'))).* from installation i
      join store s on s.installation_id = i.id where s.id = '${storeId}';
    insert into store select (jsonb_populate_record(s, jsonb_build_object('id', 'str_closed', 'shop_gid', null,
      'installation_id', 'ins_closed', 'shop_domain', 'closed.myshopify.com'))).* from store s where s.id = '${storeId}';
    update push_leg set source_store_id = 'str_closed', state = 'planned', waits_for = 'ins_closed',
      not_before = now() - interval '1 hour' where ctid in (select ctid from push_leg order by id desc limit ${DEAD});
    update delivery set installation_id = 'ins_closed', state = 'waiting', due_at = now() - interval '1 hour',
      processed_at = null, attempts = 1
      where ctid in (select ctid from delivery order by id desc limit ${DEAD});
    update source_order set source_store_id = 'str_closed', read_due_at = now() - interval '1 hour'
      where ctid in (select ctid from source_order order by id desc limit ${DEAD});
    update "order" set withheld_since = now() - interval '1 hour', reread_at = now() + interval '1 day'
      where ctid in (select ctid from "order" order by id desc limit ${DEAD});
    analyze push_leg, delivery, source_order, installation, store, "order"`);
  await admin.end();
}

/** Runs a step, and fails the test if a scan in it reads more than a hot path may. */
async function withinLimits<T>(step: () => Promise<T>, most = MOST): Promise<T> {
  plans.forget();
  const result = await step();
  expect(plans.seen()).toBeGreaterThan(0);
  expect(plans.largeReads(most)).toEqual([]);
  return result;
}

let webhooks = 0;

/** Stores a webhook about an order, as the route does, and processes it. */
async function deliver(topic: string, shopDomain: string, gid: string) {
  webhooks += 1;
  const id = `dlv_hot${webhooks}`;
  const [app] = await tools.db
    .sql`select app_credential_id as id from installation where shop_domain = ${shopDomain}`;
  await storeDelivery(
    tools.db,
    {
      ...{
        id,
        outboxId: `out_hot${webhooks}`,
        appCredentialId: app?.id,
        shopDomain,
        webhookId: `hot-${webhooks}`,
      },
      ...{ eventId: null, topic, apiVersion: null, triggeredAt: new Date() },
      body: Buffer.from(JSON.stringify({ admin_graphql_api_id: gid })),
    },
    { graceMs: 60_000 },
  );
  return processDelivery(tools, { deliveryId: id });
}

const job = () => world.ctx({ kind: "job", label: "Crossdock" });
const dispatch = (orderId: string, legId: string) => dispatchLeg(job(), { orderId, legId });

describe(`with ${ROWS.toLocaleString("en")} rows in each table`, () => {
  test("a webhook stores its order, and a second one stores the changed order", async () => {
    const { gid } = await world.place();
    const { domain } = world.destination;
    expect(await withinLimits(() => deliver("orders/create", domain, gid))).toMatchObject({
      state: "processed",
    });
    expect(await withinLimits(() => deliver("orders/updated", domain, gid))).toMatchObject({
      state: "processed",
    });
  });

  test("an order is pushed by a user and automatically", async () => {
    const orderId = await world.ingest((await world.place()).gid);
    await withinLimits(() => requestPush(world.ctx(), { orderId, sourceStoreIds: null }));
    const legs = await legsOf(world, orderId);
    expect(legs).toHaveLength(2);
    for (const leg of legs) {
      const result = await withinLimits(() => dispatch(orderId, leg.id));
      expect(result).toEqual({ kind: "settled", state: "created" });
    }
    await withinLimits(() => autoPush(job(), { orderId }));
  });

  test("a leg without an answer becomes uncertain, is looked up and found", async () => {
    const orderId = await world.ingest((await world.place()).gid);
    const fault = {
      shop: world.sourceA.domain,
      operation: "orderCreate",
      kind: "reply-lost-after-commit",
      times: 1,
    };
    await sandbox.control.post("/faults", fault);
    await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
    const [leg] = await legsOf(world, orderId);
    await withinLimits(() => dispatch(orderId, leg?.id ?? ""));
    expect((await legsOf(world, orderId))[0]?.state).toBe("uncertain");
    tools.advance(15_000);
    await withinLimits(() => dispatch(orderId, leg?.id ?? ""));
    expect((await legsOf(world, orderId))[0]?.state).toBe("created");
  });

  test("a webhook about a source order reads its changes", async () => {
    const [sourceOrder] = await world.sourceOrders(world.sourceA);
    await withinLimits(() => deliver("orders/updated", world.sourceA.domain, sourceOrder?.id ?? ""));
  });

  test("a changed mapping finds the orders that contain its variants", async () => {
    const { connectionId } = world.sourceA;
    const [pair] = await withScope(tools.db, world.ctx().scope, (tx) =>
      tx.execute<{ destination: string; source: string }>(sql`
        select d.shopify_gid as destination, s.shopify_gid as source from mapping m
        join variant d on d.id = m.destination_variant_id join variant s on s.id = m.source_variant_id
        where m.connection_id = ${connectionId} limit 1`),
    );
    const pairs = [{ destinationVariantGid: pair?.destination ?? "", sourceVariantGid: pair?.source ?? "" }];
    await withinLimits(() => mapVariants(world.ctx(), { connectionId, pairs }));
  });

  test("the pages of an order, of the list and of a store, and the app shell, are read", async () => {
    const orderId = await world.ingest((await world.place()).gid);
    const now = await tools.clock.now();
    const ctx = world.ctx();
    const list = readListParams({});
    await withinLimits(() => readOrderPage(ctx, { orderId, list, now }), MOST_OF_PAGE);
    await withinLimits(() => readOrderList(ctx, { list, now }), MOST_OF_PAGE);
    await withinLimits(() => readOrderRows(ctx, { orderIds: [orderId] }), MOST_OF_PAGE);
    await withinLimits(() => readProgress(ctx, { orderIds: [orderId] }), MOST_OF_PAGE);
    await withinLimits(() => readShell(ctx), MOST_OF_PAGE);
    await withinLimits(() => readStorePage(ctx, { storeId: world.destination.storeId }), MOST_OF_PAGE);
    await withinLimits(() => listStoreDeliveries(ctx), MOST_OF_PAGE);
  });

  test("the sends in flight of a store and of a connection are counted, and a stop begins", async () => {
    const ctx = world.ctx();
    const { connectionId, storeId } = world.sourceA;
    for (const subject of [
      { level: "connection", subjectId: connectionId },
      { level: "store", subjectId: storeId },
      { level: "store", subjectId: world.destination.storeId },
    ] as const) {
      const read = await withinLimits(() => readInFlight(ctx, subject), MOST_OF_PAGE);
      expect(read).toMatchObject({ more: true, counts: { created: 500 } });
    }
    const stop = { level: "store", subjectId: storeId, reason: "stocktaking" } as const;
    const begun = await withinLimits(() => beginStop(ctx, stop), MOST_OF_PAGE);
    await liftStop(ctx, { stopId: begun.kind === "begun" ? begun.stopId : "", reason: "counted" });
  });

  test("the sweepers look for what is due, without what waits for a closed shop", async () => {
    expect(await withinLimits(() => sweep(tools))).toMatchObject({
      ...{ deliveries: 0, sourceOrders: 0, shops: 0, withheld: 0 },
    });
  });

  test("a released leg is the only one that the next sweep takes", async () => {
    const orderId = await world.ingest((await world.place()).gid);
    await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
    tools.advance(120_000);
    expect(await withinLimits(() => sweep(tools))).toMatchObject({ legs: 1 });
  });

  test("the shops that are due are found among thousands", async () => {
    await tools.db.sql`
      insert into installation (id, app_credential_id, shop_domain, token_cipher, scopes, installed_at, subscribe_at)
      select 'ins_' || n, app_credential_id, 'shop-' || n || '.myshopify.com', token_cipher, scopes, installed_at,
        now() + n * interval '1 minute'
      from generate_series(100, ${DEAD}) n
      cross join (select * from installation where trips = 0 order by id limit 1) i`;
    await tools.db.sql`analyze installation`;
    const now = new Date((await tools.clock.now()).getTime() + 200 * 60_000);
    // A hundred rows are written, each with its entries in every index.
    const written = { ...MOST, blocks: 4_000 };
    const found = await withinLimits(() => sweepShops(tools.db, { now, retryMs: 60_000 }), written);
    expect(found).toBeGreaterThan(90);
  });
});
