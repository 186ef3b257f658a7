import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase, type Tx } from "@/db/client";
import { countOrders } from "@/db/queries/count-orders";
import { findLeg } from "@/db/queries/find-leg";
import { findOrders } from "@/db/queries/find-orders";
import { findPush } from "@/db/queries/find-push";
import { findSourceOrder } from "@/db/queries/find-source-order";
import { findStore } from "@/db/queries/find-store";
import { frameCounts } from "@/db/queries/frame-counts";
import { legLedger } from "@/db/queries/leg-ledger";
import { legsOfPush } from "@/db/queries/legs-of-push";
import { listDesk } from "@/db/queries/list-desk";
import { listOrders } from "@/db/queries/list-orders";
import { listSource } from "@/db/queries/list-source";
import { listStores } from "@/db/queries/list-stores";
import { loadLegs } from "@/db/queries/load-legs";
import { loadManyOrderFacts } from "@/db/queries/load-many-order-facts";
import { loadOrderFacts } from "@/db/queries/load-order-facts";
import { loadRoutes } from "@/db/queries/load-routes";
import { moveLeg } from "@/db/queries/move-leg";
import { orderDetail } from "@/db/queries/order-detail";
import { scopeChoices } from "@/db/queries/scope-choices";
import { storeDetail } from "@/db/queries/store-detail";
import { storeNames } from "@/db/queries/store-names";
import { stuckLegs } from "@/db/queries/stuck-legs";
import { visibleOrders } from "@/db/queries/visible-orders";
import { orderToken } from "@/db/schema/order";
import { push } from "@/db/schema/push";
import { mintScope, type Scope, withScope } from "@/db/scope";
import { everyOrder } from "@/lib/domain/order-filter";
import { createLog } from "@/lib/log";
import { askRun } from "@/lib/services/ask-run";
import { autoPush } from "@/lib/services/auto-push";
import { changeStoreSettings } from "@/lib/services/change-store-settings";
import { confirmSourceOrder } from "@/lib/services/confirm-source-order";
import { connectStores } from "@/lib/services/connect-stores";
import type { Ctx } from "@/lib/services/context";
import { declareAbsent } from "@/lib/services/declare-absent";
import { listPushLegs } from "@/lib/services/list-push-legs";
import { listStoreDeliveries } from "@/lib/services/list-store-deliveries";
import { mapVariants } from "@/lib/services/map-variants";
import { previewPush } from "@/lib/services/preview-push";
import { pushEach } from "@/lib/services/push-each";
import { requestLookUp } from "@/lib/services/request-look-up";
import { requestPush } from "@/lib/services/request-push";
import { retryLeg } from "@/lib/services/retry-leg";
import { skipLeg } from "@/lib/services/skip-leg";
import { viewBacklog, viewRun, viewRuns } from "@/lib/services/view-jobs";
import { createShopifyGateway } from "@/lib/shopify/create-gateway";
import { createSecretBox } from "@/lib/shopify/secret-box";
import { type TestDatabase, testDatabase } from "@/tests/support/database";
import { leg, legLine, lineFacts, orderFacts, route } from "@/tests/support/order-facts";
import { projectRoot } from "@/tests/support/project-root";
import { MERCHANTS, SEEDED_AT, seedAftermath, seedOrder } from "@/tests/support/seed";

const ORDER = "ord_1";
const STORE = "str_dest";
const LEG = "leg_1";
const PUSH = `psh_${LEG}`;
const sort = { by: "date", direction: "desc" } as const;
const withStore = { ...everyOrder, facets: { store: [STORE] } };

type Query = (tx: Tx, scope: Scope) => Promise<unknown>;
type Case<Run> = {
  run: Run;
  /** What somebody is told who may not see it. */
  nothing: unknown;
  /** Told only of things that the caller has read already, so another merchant's user is no case for it. */
  callerVouches?: true;
};

const queries: Record<string, Case<Query>> = {
  countOrders: {
    run: async (tx, scope) => {
      const [all, some] = [
        await countOrders(tx, scope, { kind: "orders" }, everyOrder),
        await countOrders(tx, scope, await listSource(tx, scope, withStore, sort), withStore),
      ];
      return [all.all, some.all];
    },
    nothing: [
      { value: 0, more: false },
      { value: 0, more: false },
    ],
  },
  findLeg: { run: (tx, scope) => findLeg(tx, scope, LEG), nothing: null },
  findPush: {
    run: async (tx, scope) => {
      await tx
        .update(push)
        .set({ requestKey: "key-1" })
        .where(and(eq(push.organizationId, scope.organizationId), eq(push.id, PUSH)));
      return findPush(tx, scope, ORDER, "key-1");
    },
    nothing: null,
    callerVouches: true,
  },
  findSourceOrder: {
    run: (tx, scope) =>
      findSourceOrder(tx, scope, { sourceStoreId: "a", sourceOrderGid: "gid://shopify/Order/900" }),
    nothing: null,
    callerVouches: true,
  },
  findOrders: {
    run: async (tx, scope) => {
      const token = {
        organizationId: scope.organizationId,
        token: "lamp",
        orderId: ORDER,
        personal: false,
        createdAt: SEEDED_AT,
      };
      if (scope.organizationId === "org_a") await tx.insert(orderToken).values(token).onConflictDoNothing();
      return findOrders(tx, scope, ["lamp"], 5);
    },
    nothing: [],
  },
  findStore: { run: (tx, scope) => findStore(tx, scope, STORE), nothing: null },
  frameCounts: { run: frameCounts, nothing: { notPushed: 0, problems: 0 } },
  legLedger: { run: (tx, scope) => legLedger(tx, scope, LEG), nothing: [], callerVouches: true },
  legsOfPush: {
    run: (tx, scope) => legsOfPush(tx, scope, { orderId: ORDER, pushId: PUSH }),
    nothing: [],
  },
  listOrders: {
    run: async (tx, scope) => {
      const request = { filter: everyOrder, tab: "all", sort, beyond: null, limit: 10 } as const;
      const pages = [await listOrders(tx, scope, { kind: "orders" }, request)];
      const source = await listSource(tx, scope, withStore, sort);
      pages.push(await listOrders(tx, scope, source, { ...request, filter: withStore }));
      // A source that names a foreign order's facet still gives nothing.
      const facets = [`store:${STORE}`, `merchant:${MERCHANTS.owner}`];
      pages.push(await listOrders(tx, scope, { kind: "facets", facets }, request));
      return pages.flatMap(({ rows }) => rows.map((row) => row.id));
    },
    nothing: [],
  },
  listDesk: {
    run: async (tx, scope) => {
      const { stores, views, offered } = await listDesk(tx, scope, "usr_x");
      return { stores, views, offered };
    },
    nothing: { stores: [], views: [], offered: { tags: [], shipping: [] } },
  },
  listStores: { run: listStores, nothing: [] },
  loadLegs: { run: (tx, scope) => loadLegs(tx, scope, [ORDER]), nothing: [], callerVouches: true },
  loadManyOrderFacts: { run: (tx, scope) => loadManyOrderFacts(tx, scope, [ORDER]), nothing: new Map() },
  loadOrderFacts: { run: (tx, scope) => loadOrderFacts(tx, scope, ORDER, { lock: true }), nothing: null },
  loadRoutes: { run: (tx, scope) => loadRoutes(tx, scope, [ORDER]), nothing: [], callerVouches: true },
  moveLeg: {
    run: (tx, scope) => moveLeg(tx, scope, { id: LEG, from: "rejected", to: "planned", at: SEEDED_AT }),
    nothing: false,
    callerVouches: true,
  },
  orderDetail: { run: (tx, scope) => orderDetail(tx, scope, ORDER), nothing: null },
  scopeChoices: { run: scopeChoices, nothing: [] },
  storeDetail: { run: (tx, scope) => storeDetail(tx, scope, STORE), nothing: null },
  storeNames: { run: (tx, scope) => storeNames(tx, scope, [STORE]), nothing: new Map(), callerVouches: true },
  stuckLegs: {
    run: async (tx, scope) => {
      await moveLeg(tx, scope, { id: LEG, from: "rejected", to: "planned", at: SEEDED_AT });
      const later = new Date(SEEDED_AT.getTime() + 600_000);
      return stuckLegs(tx, scope, { now: later, before: later, limit: 5 });
    },
    nothing: [],
  },
  visibleOrders: { run: (tx, scope) => visibleOrders(tx, scope, [ORDER]), nothing: [] },
};
/** Conditions that the queries above are made of. */
const conditions = [
  ...[
    "merchantFilter",
    "orderFilter",
    "listSource",
    "listKeys",
    "statusesOf",
    "rowsOf",
    "created",
    "inOrder",
  ],
  ...["placeOf", "COUNTED"],
];

const hidden = { kind: "not_found" };
const verbs: Record<string, Case<(ctx: Ctx) => Promise<unknown>>> = {
  askRun: { run: (ctx) => askRun(ctx, { runId: "run_1", wish: "cancel" }), nothing: hidden },
  autoPush: {
    run: (ctx) => autoPush(ctx, { orderId: ORDER }),
    nothing: { kind: "left", reason: "not_found" },
  },
  changeStoreSettings: {
    run: (ctx) => changeStoreSettings(ctx, { storeId: STORE, autoPush: false, partsAllowed: true }),
    nothing: hidden,
  },
  confirmSourceOrder: {
    run: (ctx) => confirmSourceOrder(ctx, { legId: LEG, orderGid: "gid://shopify/Order/1" }),
    nothing: hidden,
  },
  connectStores: {
    run: (ctx) => connectStores(ctx, { destinationStoreId: STORE, sourceStoreId: "a" }),
    nothing: hidden,
  },
  declareAbsent: { run: (ctx) => declareAbsent(ctx, { legId: LEG, reason: "r" }), nothing: hidden },
  listPushLegs: { run: (ctx) => listPushLegs(ctx, { orderId: ORDER, pushId: PUSH }), nothing: [] },
  listStoreDeliveries: { run: listStoreDeliveries, nothing: [] },
  mapVariants: { run: (ctx) => mapVariants(ctx, { connectionId: "con_a", pairs: [] }), nothing: hidden },
  previewPush: { run: (ctx) => previewPush(ctx, { orderId: ORDER }), nothing: null },
  pushEach: {
    run: (ctx) => pushEach(ctx, { orderIds: [ORDER], sourceStoreIds: null }),
    nothing: [{ orderId: ORDER, result: hidden }],
  },
  requestLookUp: { run: (ctx) => requestLookUp(ctx, { legId: LEG }), nothing: hidden },
  requestPush: { run: (ctx) => requestPush(ctx, { orderId: ORDER, sourceStoreIds: null }), nothing: hidden },
  skipLeg: { run: (ctx) => skipLeg(ctx, { legId: LEG, reason: "r" }), nothing: hidden },
  viewBacklog: {
    // Another organization has a backlog of its own, which is empty.
    run: async (ctx) => {
      const backlog = await viewBacklog(ctx);
      return backlog && { ...backlog.outbox, unprocessed: backlog.unprocessed.count, legs: backlog.legs };
    },
    nothing: expect.toBeOneOf([null, { count: 0, oldestAt: null, unprocessed: 0, legs: [] }]),
  },
  viewRun: { run: (ctx) => viewRun(ctx, "run_1"), nothing: null },
  viewRuns: {
    run: async (ctx) => (await viewRuns(ctx, { functionId: null, state: null, before: null, limit: 5 })).runs,
    nothing: [],
  },
  retryLeg: { run: (ctx) => retryLeg(ctx, { legId: LEG }), nothing: hidden },
};
/** Run by jobs, webhooks and scripts for a whole organization, never in a person's narrowed scope. */
const withoutPersons = [
  ...["claimHolds", "claimLeg", "claimStore", "createMerchant", "deleteOrder", "dispatchLeg"],
  ...["endSourceOrder", "expireClaim", "holdLeg", "importVariants", "ingestOrder"],
  ...["ingestSourceOrder", "lookUpLeg", "recordSourceOrder", "refreshOrder"],
  ...["refreshSourceOrder", "reportFailure", "sendLeg", "sendWrite", "settleAttempt", "shopAccess"],
  ...["createUser", "settleLookUp", "subscribeWebhooks", "wasEverSent", "watchLeg"],
  "withSendSlot",
  "handOverLeg",
];

/** Names of the functions that the files of a folder export, and whose text matches. */
function exportsOf(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .flatMap((name) => [...readFileSync(join(projectRoot, folder, name), "utf8").matchAll(pattern)])
    .map((match) => match[1] ?? "");
}

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  db = openDatabase(database.url, { max: 4 });
  const facts = orderFacts({
    lines: [lineFacts("l1"), lineFacts("l2")],
    routes: [route("l1", "a"), route("l2", "a")],
    legs: [leg(LEG, "rejected", [legLine("l1", 3)])],
  });
  await seedAftermath(db, await seedOrder(db, { organizationId: "org_a", facts }), LEG);
});
afterAll(async () => {
  await db.sql.end();
  await database.close();
});

const strangers: [string, Scope, boolean][] = [
  ["another organization", mintScope("org_b"), true],
  ["another organization's user who names this one's merchant", mintScope("org_b", [MERCHANTS.owner]), true],
  ["another merchant's user", mintScope("org_a", [MERCHANTS.other]), false],
  ["a user of no merchant", mintScope("org_a", []), false],
];
const owners: [string, Scope][] = [
  ["the organization", mintScope("org_a")],
  ["the merchant's own user", mintScope("org_a", [MERCHANTS.owner])],
];
const ctxOf = (scope: Scope): Ctx => ({
  db,
  scope,
  clock: { now: async () => SEEDED_AT },
  log: createLog("test"),
  shopify: createShopifyGateway({ baseUrl: "http://127.0.0.1:9" }),
  secrets: createSecretBox(`k1:${Buffer.alloc(32).toString("base64")}`),
  actor: { kind: "user", id: "usr_x", label: "Somebody" },
});
const fingerprint = (): Promise<unknown> =>
  withScope(db, mintScope("org_a"), async (tx) => [
    ...(await tx.execute(`select (select jsonb_agg(to_jsonb(o)) from "order" o) as orders,
      (select jsonb_agg(to_jsonb(l)) from push_leg l) as legs, (select jsonb_agg(to_jsonb(s)) from store s) as stores,
      (select count(*) from push) as pushes, (select count(*) from audit_entry) as entries,
      (select count(*) from mapping) as mappings, (select count(*) from connection) as connections,
      (select count(*) from outbox) as events`)),
  ]);

it("has a case for every query, and for every verb that takes a person's context", () => {
  const found = exportsOf("db/queries", /^export (?:async )?(?:function|const) (\w+)/gm);
  expect(found.length).toBeGreaterThan(15);
  expect(found.sort()).toEqual([...Object.keys(queries), ...conditions].sort());
  const taken = exportsOf("lib/services", /^export async function (\w+)\(\s*ctx: Ctx\b/gm);
  expect(taken.length).toBeGreaterThan(25);
  expect(taken.filter((name) => !(name in verbs) && !withoutPersons.includes(name))).toEqual([]);
  const run = exportsOf("app", /from "@\/lib\/services\/([\w-]+)"/g).map((file) =>
    file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(withoutPersons.filter((name) => run.includes(name))).toEqual([]);
});

describe.each(Object.entries(queries))("query %s", (_, { run, nothing, callerVouches }) => {
  it.each(strangers.filter(([, , foreign]) => foreign || !callerVouches))(
    "tells %s nothing",
    async (_, scope) => {
      expect(await withScope(db, scope, (tx) => run(tx, scope))).toEqual(nothing);
    },
  );
  it.each(owners)("tells %s something, so that its case proves something", async (_, scope) => {
    const undo = new Error("undo");
    let told: unknown;
    const reading = withScope(db, scope, async (tx) => {
      told = await run(tx, scope);
      throw undo;
    });
    await expect(reading).rejects.toBe(undo);
    expect(told).not.toEqual(nothing);
  });
});

describe.each(Object.entries(verbs))("verb %s", (_, { run, nothing }) => {
  it.each(strangers)("does nothing for %s", async (_, scope) => {
    const before = await fingerprint();
    expect(await run(ctxOf(scope))).toEqual(nothing);
    expect(await fingerprint()).toEqual(before);
  });
});
