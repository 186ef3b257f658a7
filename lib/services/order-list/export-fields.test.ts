import { expect, test } from "vitest";
import type { ListedOrder } from "@/lib/domain/order-list/listed-order";
import { exportFields } from "./export-fields";

const now = new Date("2026-03-01T12:00:00Z");
const row: ListedOrder = {
  id: "ord_1",
  name: "#1001",
  shopifyGid: "gid://shopify/Order/1",
  createdAt: new Date("2026-02-28T23:30:00Z"),
  cancelledAt: null,
  deletedAt: null,
  test: false,
  financialStatus: "PAID",
  fulfillmentStatus: null,
  currency: "JPY",
  netPayment: 1200,
  paidMilli: 1_200_000,
  currentTotal: 1500,
  tags: ["vip", "=SUM(A1)"],
  shippingMethod: "Post",
  pushStatus: "partially_pushed",
  statusReason: null,
  syncedItems: 1,
  totalItems: 2,
  unsyncedItems: 0,
  heldReasons: ["unpaid"],
  heldAt: null,
  attention: null,
  track: {
    segments: [
      { sourceStoreId: "str_a", state: "pushed", lines: 1 },
      { sourceStoreId: "str_gone", state: "in_flight", lines: 1, until: now.getTime() },
    ],
    unsynced: 0,
  },
  customerName: null,
  storeId: "str_1",
  storeName: "Harbour, Main",
  shopDomain: "harbour.myshopify.com",
  timeZone: "Asia/Tokyo",
};

test("every field has its name and its cell, in the order of the columns", () => {
  const supplierNames = new Map([["str_a", "Nordwolle"]]);
  const record = exportFields.map(({ name, cell }) => [name, cell(row, { now, supplierNames })]);
  expect(record).toEqual([
    ["Order", "#1001"],
    ["Store", '"Harbour, Main"'],
    ["Created", expect.stringContaining("2026-03-01")],
    ["Customer", ""],
    ["Payment", "PAID"],
    ["Fulfillment", ""],
    ["Push status", "Partially pushed"],
    ["Synced items", "1"],
    ["Items", "2"],
    ["Suppliers", expect.stringMatching(/^"Nordwolle: Pushed; str_gone: Uncertain/)],
    ["Needs attention", ""],
    ["Held by", "Not paid"],
    ["Tags", '"vip, =SUM(A1)"'],
    ["Shipping method", "Post"],
    ["Amount paid", "1200"],
    ["Total", "1500"],
    ["Currency", "JPY"],
    ["Test", "no"],
    ["Shopify order", "gid://shopify/Order/1"],
  ]);
});
