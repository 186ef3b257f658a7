import { plainList } from "@/lib/order-list/list-params";
import type { Ctx } from "@/lib/services/core/context";
import { findMatching } from "@/lib/services/order-list/find-matching";
import { readMatchingOrders } from "@/lib/services/order-list/read-matching-orders";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { readOrderRows } from "@/lib/services/order-list/read-order-rows";
import { searchOrders } from "@/lib/services/order-list/search-orders";
import { readAttempt } from "@/lib/services/orders/read-attempt";
import { readOrderPage } from "@/lib/services/orders/read-order-page";
import { readProgress } from "@/lib/services/orders/read-progress";
import { readShell } from "@/lib/services/people/read-shell";
import { readInFlight } from "@/lib/services/stores/connections/read-in-flight";
import { readStoreList } from "@/lib/services/stores/read-store-list";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { readToday } from "@/lib/services/today/read-today";
import { SEEDED_AT } from "@/testing/seed/seed";
import { type Case, ORDER, STORE } from "./case";

const noScope = { merchant: null, store: null };

/** A case for each read verb of pages, routes and exports. */
export const reads: Record<string, Case<(ctx: Ctx) => Promise<unknown>>> = {
  readAttempt: { run: (ctx) => readAttempt(ctx, { orderId: ORDER, attemptId: "att_1" }), nothing: null },
  readMatchingOrders: {
    run: async (ctx) => {
      const today = { ...plainList, date: { preset: "today" } } as const;
      const batches = [plainList, today].map((list) =>
        readMatchingOrders(ctx, { list, now: SEEDED_AT, after: null, limit: 5 }),
      );
      return (await Promise.all(batches)).map(({ rows, supplierNames }) => [rows.length, supplierNames]);
    },
    nothing: [
      [0, new Map()],
      [0, new Map()],
    ],
  },
  readOrderList: {
    run: async (ctx) => {
      const { rows, counts, toolbar, supplierNames } = await readOrderList(ctx, {
        list: plainList,
        now: SEEDED_AT,
      });
      return { rows, all: counts.all.value, stores: toolbar.stores, supplierNames };
    },
    nothing: { rows: [], all: 0, stores: [], supplierNames: new Map() },
  },
  readOrderPage: {
    run: (ctx) => readOrderPage(ctx, { orderId: ORDER, list: plainList, now: SEEDED_AT }),
    nothing: null,
  },
  readOrderRows: {
    run: (ctx) => readOrderRows(ctx, { orderIds: [ORDER] }),
    nothing: { rows: [], supplierNames: new Map() },
  },
  readProgress: {
    run: (ctx) => readProgress(ctx, { orderIds: [ORDER] }),
    nothing: { orders: [], stores: new Map() },
  },
  findMatching: {
    run: (ctx) => findMatching(ctx, { list: plainList, most: 5 }),
    nothing: { orders: [], more: false },
  },
  readInFlight: {
    run: (ctx) => readInFlight(ctx, { level: "connection", subjectId: "con_a" }),
    nothing: null,
  },
  readShell: {
    run: async (ctx) => {
      const { choices, notPushed, problems, hasPushed, stop } = await readShell(ctx);
      return { choices, notPushed, problems, hasPushed, stop };
    },
    nothing: { choices: [], notPushed: 0, problems: 0, hasPushed: false, stop: null },
  },
  readStoreList: { run: (ctx) => readStoreList(ctx, noScope), nothing: [] },
  readStorePage: { run: (ctx) => readStorePage(ctx, { storeId: STORE }), nothing: null },
  readToday: {
    run: (ctx) => readToday(ctx, { chosen: noScope, now: SEEDED_AT }),
    nothing: { rows: [], hasStores: false, stops: [], troubled: [] },
  },
  searchOrders: { run: (ctx) => searchOrders(ctx, { text: "#1001", limit: 5 }), nothing: [] },
};
