import { expect, it } from "vitest";
import { orderHead } from "@/testing/seed/order-facts";
import { searchTokens } from "./search-tokens";

const { contact } = orderHead();
type Snapshot = Parameters<typeof searchTokens>[0];
const line = { title: "Lamp", variantTitle: null, vendor: null, variantGid: null, productGid: null };
const numbers = {
  quantity: 1,
  currentQuantity: 1,
  unfulfilledQuantity: 1,
  fulfilledByOthers: 0,
  unitPrice: 0,
};
const flags = { requiresShipping: true, giftCard: false, tip: false, properties: [] };
const amounts = { netPayment: 0, currentTotal: 0, total: 0, subtotal: 0, totalShipping: 0, totalTax: 0 };
const dates = { createdAt: new Date(0), processedAt: null, updatedAt: new Date(0), cancelledAt: null };
const snapshot = (change: Partial<Snapshot> = {}): Snapshot => ({
  ...dates,
  ...amounts,
  shopifyGid: "gid://shopify/Order/1",
  name: "#1001",
  cancelReason: null,
  closedAt: null,
  test: false,
  financialStatus: "PAID",
  fulfillmentStatus: null,
  sourceName: "web",
  currency: "EUR",
  totalDiscounts: 0,
  totalReceived: 0,
  totalRefunded: 0,
  totalOutstanding: 0,
  tags: ["Summer Sale"],
  shippingLines: [],
  contact,
  lines: [{ ...line, ...numbers, ...flags, shopifyGid: "gid://shopify/LineItem/1", sku: "LAMP-01" }],
  ...change,
});
const find = (personal: boolean, change: Partial<Snapshot> = {}) =>
  searchTokens(snapshot(change))
    .filter((each) => each.personal === personal)
    .map((each) => each.token)
    .sort();

it("finds an order by number with and without #, by whole tags and their words, and by SKU", () => {
  expect(find(false)).toEqual(["#1001", "1001", "lamp-01", "sale", "summer", "summer sale"]);
});

it("marks the name and the e-mail address as personal, so that they can be erased", () => {
  expect(find(true)).toEqual(["berg", "ida", "ida@shopper.example"]);
});

it("does not mark a word as personal that is also a tag", () => {
  expect(find(false, { tags: ["Ida"] })).toContain("ida");
  expect(find(true, { tags: ["Ida"] })).not.toContain("ida");
});

it("keeps at most 100 characters of a word", () => {
  expect(Math.max(...find(false, { tags: ["x".repeat(255)] }).map((token) => token.length))).toBe(100);
});
