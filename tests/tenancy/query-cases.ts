import { and, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { findLeg } from "@/db/queries/legs/find-leg";
import { findPush } from "@/db/queries/legs/find-push";
import { legLedger } from "@/db/queries/legs/leg-ledger";
import { legsOfPush } from "@/db/queries/legs/legs-of-push";
import { loadLegs } from "@/db/queries/legs/load-legs";
import { moveLeg } from "@/db/queries/legs/move-leg";
import { stuckLegs } from "@/db/queries/legs/stuck-legs";
import { findLook } from "@/db/queries/moving/find-look";
import { storeLooks } from "@/db/queries/moving/store-looks";
import { countOrders } from "@/db/queries/order-list/count-orders";
import { findOrders } from "@/db/queries/order-list/find-orders";
import { listNeighbours } from "@/db/queries/order-list/list-neighbours";
import { listOrders } from "@/db/queries/order-list/list-orders";
import { listSource } from "@/db/queries/order-list/list-source";
import { readListStores } from "@/db/queries/order-list/list-stores";
import { listToolbar } from "@/db/queries/order-list/list-toolbar";
import { ordersById } from "@/db/queries/order-list/orders-by-id";
import { visibleOrders } from "@/db/queries/order-list/visible-orders";
import { findDeletion } from "@/db/queries/orders/find-deletion";
import { loadManyOrderFacts } from "@/db/queries/orders/load-many-order-facts";
import { loadOrderFacts } from "@/db/queries/orders/load-order-facts";
import { loadRoutes } from "@/db/queries/orders/load-routes";
import { lockOrder } from "@/db/queries/orders/lock-order";
import { orderAttempt } from "@/db/queries/orders/order-attempt";
import { orderDetail } from "@/db/queries/orders/order-detail";
import { orderHistory } from "@/db/queries/orders/order-history";
import { orderProgress } from "@/db/queries/orders/order-progress";
import { recheckOrders } from "@/db/queries/orders/recheck-orders";
import { searchTexts } from "@/db/queries/orders/search-texts";
import { knowsMerchants } from "@/db/queries/people/knows-merchants";
import { listInvitations, merchantNames } from "@/db/queries/people/list-invitations";
import { lockMembers } from "@/db/queries/people/lock-members";
import { shellCounts } from "@/db/queries/people/shell-counts";
import { findSourceOrder } from "@/db/queries/source-orders/find-source-order";
import { readAgain } from "@/db/queries/source-orders/read-again";
import { activeStops } from "@/db/queries/stores/active-stops";
import { connectionPairs } from "@/db/queries/stores/connection-pairs";
import { findConnection } from "@/db/queries/stores/find-connection";
import { findStore } from "@/db/queries/stores/find-store";
import { firstSteps } from "@/db/queries/stores/first-steps";
import { inFlight } from "@/db/queries/stores/in-flight";
import { listMerchants } from "@/db/queries/stores/list-merchants";
import { listStores } from "@/db/queries/stores/list-stores";
import { listedStops } from "@/db/queries/stores/listed-stops";
import { storeDetail } from "@/db/queries/stores/store-detail";
import { storeNames } from "@/db/queries/stores/store-names";
import { withheldOrders } from "@/db/queries/stores/withheld-orders";
import { dayFigures } from "@/db/queries/today/day-figures";
import { dayStores } from "@/db/queries/today/day-stores";
import { troubledStores } from "@/db/queries/today/troubled-stores";
import { order, orderToken } from "@/db/schema/order";
import { push, sourceOrder } from "@/db/schema/push";
import type { Scope } from "@/db/scope";
import { everyOrder } from "@/lib/domain/order-list/order-filter";
import { searchWords } from "@/lib/domain/order-list/search-words";
import { MERCHANTS, SEEDED_AT } from "@/testing/seed/seed";
import { type Case, LEG, ORDER, PUSH, STORE } from "./case";

const sort = { by: "date", direction: "desc" } as const;
const withStore = { ...everyOrder, facets: { store: [STORE] } };

type Query = (tx: Tx, scope: Scope) => Promise<unknown>;
/** A case for each query of `db/queries`. */
export const queries: Record<string, Case<Query>> = {
  // Every member sees why orders wait.
  activeStops: {
    run: (tx, scope) => activeStops(tx, scope, [STORE]),
    ...{ nothing: [], callerChecksMerchant: true },
  },
  inFlight: {
    run: (tx, scope) => {
      const subject = { level: "store", subjectId: STORE, created: true, limit: 5 } as const;
      return moveLeg(tx, scope, { id: LEG, from: "rejected", to: "planned", at: SEEDED_AT }).then(() =>
        inFlight(tx, scope, subject),
      );
    },
    ...{ nothing: [], callerChecksMerchant: true },
  },
  findConnection: { run: (tx, scope) => findConnection(tx, scope, "con_a"), nothing: null },
  listedStops: { run: listedStops, nothing: [] },
  connectionPairs: { run: connectionPairs, nothing: [], callerChecksMerchant: true },
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
  dayFigures: {
    run: async (tx, scope) => {
      const from = new Date(0);
      return [
        ...(await dayFigures(tx, scope, [{ kind: "store", id: STORE, from, days: [] }])),
        ...(await dayFigures(tx, scope, [{ kind: "merchant", id: MERCHANTS.owner, from, days: [] }])),
      ];
    },
    nothing: [],
  },
  // Only members who see all merchants take the first steps.
  firstSteps: {
    run: async (tx, scope) => (await firstSteps(tx, scope)).stores,
    ...{ nothing: 0, callerChecksMerchant: true },
  },
  // The page of members is only for members who see all merchants.
  knowsMerchants: {
    run: (tx, scope) => knowsMerchants(tx, scope, [MERCHANTS.owner]),
    ...{ nothing: false, callerChecksMerchant: true },
  },
  listInvitations: { run: listInvitations, ...{ nothing: [], callerChecksMerchant: true } },
  lockMembers: { run: lockMembers, ...{ nothing: [], callerChecksMerchant: true } },
  listMerchants: {
    run: async (tx, scope) => (await listMerchants(tx, scope)).filter(({ id }) => id === MERCHANTS.owner),
    nothing: [],
  },
  merchantNames: { run: merchantNames, ...{ nothing: [], callerChecksMerchant: true } },
  dayStores: { run: dayStores, nothing: [] },
  troubledStores: {
    run: (tx, scope) => troubledStores(tx, scope, { merchant: null, store: null }),
    nothing: [],
  },
  withheldOrders: {
    run: async (tx, scope) => {
      await tx
        .update(order)
        .set({ withheldSince: SEEDED_AT, rereadAt: SEEDED_AT })
        .where(and(eq(order.organizationId, scope.organizationId), eq(order.id, ORDER)));
      return withheldOrders(tx, scope, STORE);
    },
    nothing: null,
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
    callerChecksMerchant: true,
  },
  findSourceOrder: {
    run: (tx, scope) =>
      findSourceOrder(tx, scope, { sourceStoreId: "a", sourceOrderGid: "gid://shopify/Order/900" }),
    nothing: null,
    callerChecksMerchant: true,
  },
  findDeletion: {
    run: (tx, scope) => findDeletion(tx, scope, { storeId: STORE, orderGid: "gid://shopify/Order/404" }),
    nothing: null,
    callerChecksMerchant: true,
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
      return findOrders(tx, scope, searchWords("lamp", []), 5);
    },
    nothing: [],
  },
  searchTexts: {
    run: (tx, scope) => searchTexts(tx, scope, ORDER),
    nothing: null,
    callerChecksMerchant: true,
  },
  findLook: { run: (tx, scope) => findLook(tx, scope, "con_a"), nothing: null },
  storeLooks: {
    run: (tx, scope) => storeLooks(tx, scope, { storeId: STORE, since: SEEDED_AT }),
    nothing: [],
  },
  findStore: { run: (tx, scope) => findStore(tx, scope, STORE), nothing: null },
  shellCounts: { run: shellCounts, nothing: { notPushed: 0, problems: 0, choices: [], hasPushed: false } },
  legLedger: { run: (tx, scope) => legLedger(tx, scope, LEG), nothing: [], callerChecksMerchant: true },
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
      // A source with the facet of another organization's order returns nothing either.
      const facets = [`store:${STORE}`, `merchant:${MERCHANTS.owner}`];
      pages.push(await listOrders(tx, scope, { kind: "facets", facets }, request));
      return pages.flatMap(({ rows }) => rows.map((row) => row.id));
    },
    nothing: [],
  },
  listNeighbours: {
    run: async (tx, scope) => {
      const source = await listSource(tx, scope, everyOrder, sort);
      const place = { key: SEEDED_AT.getTime() + 86_400_000, id: "ord_z" };
      return listNeighbours(tx, scope, source, { filter: everyOrder, tab: "all", sort, place });
    },
    nothing: { previous: null, next: null },
  },
  readListStores: { run: readListStores, nothing: [] },
  listToolbar: {
    run: async (tx, scope) => {
      const { stores, views, offered } = await listToolbar(tx, scope, "usr_x");
      return { stores, views, offered };
    },
    nothing: { stores: [], views: [], offered: { tags: [], shipping: [] } },
  },
  listStores: { run: listStores, nothing: [] },
  loadLegs: { run: (tx, scope) => loadLegs(tx, scope, [ORDER]), nothing: [], callerChecksMerchant: true },
  loadManyOrderFacts: { run: (tx, scope) => loadManyOrderFacts(tx, scope, [ORDER]), nothing: new Map() },
  loadOrderFacts: { run: (tx, scope) => loadOrderFacts(tx, scope, ORDER, { lock: true }), nothing: null },
  lockOrder: { run: (tx, scope) => lockOrder(tx, scope, ORDER), nothing: false, callerChecksMerchant: true },
  loadRoutes: { run: (tx, scope) => loadRoutes(tx, scope, [ORDER]), nothing: [], callerChecksMerchant: true },
  moveLeg: {
    run: (tx, scope) => moveLeg(tx, scope, { id: LEG, from: "rejected", to: "planned", at: SEEDED_AT }),
    nothing: false,
    callerChecksMerchant: true,
  },
  orderAttempt: {
    run: (tx, scope) => orderAttempt(tx, scope, { orderId: ORDER, attemptId: "att_1" }),
    nothing: null,
  },
  orderDetail: { run: (tx, scope) => orderDetail(tx, scope, ORDER), nothing: null },
  orderHistory: {
    run: (tx, scope) => orderHistory(tx, scope, ORDER),
    nothing: { attempts: [], audit: [], deliveries: [] },
    callerChecksMerchant: true,
  },
  orderProgress: {
    run: (tx, scope) => orderProgress(tx, scope, [ORDER]),
    nothing: { orders: [], stores: new Map() },
  },
  ordersById: {
    run: async (tx, scope) => (await ordersById(tx, scope, [ORDER])).map((row) => row.id),
    nothing: [],
  },
  readAgain: {
    run: async (tx, scope) => {
      await readAgain(tx, scope, { storeId: "a", at: SEEDED_AT });
      const due = await tx
        .select({ id: sourceOrder.id })
        .from(sourceOrder)
        .where(isNotNull(sourceOrder.readDueAt));
      return due.length > 0;
    },
    nothing: false,
    callerChecksMerchant: true,
  },
  recheckOrders: {
    run: async (tx, scope) => {
      await recheckOrders(tx, scope, { storeId: STORE, at: SEEDED_AT });
      const rows = await tx.select({ id: order.id }).from(order).where(eq(order.projectionVersion, 0));
      return rows.length > 0;
    },
    nothing: false,
    callerChecksMerchant: true,
  },
  storeDetail: { run: (tx, scope) => storeDetail(tx, scope, STORE), nothing: null },
  storeNames: {
    run: (tx, scope) => storeNames(tx, scope, [STORE]),
    nothing: new Map(),
    callerChecksMerchant: true,
  },
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
