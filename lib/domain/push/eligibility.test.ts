import { expect, it } from "vitest";
import type { OrderFacts, OrderHead } from "@/lib/domain/orders/facts";
import { lineFacts, orderFacts, orderHead, route } from "@/testing/seed/order-facts";
import { eligibility, hasNoAddress } from "./eligibility";

const date = new Date("2026-03-02T00:00:00Z");
const base = orderFacts({ lines: [lineFacts("l1")], routes: [route("l1", "a")] });
const withOrder = (change: Partial<OrderHead>): OrderFacts => ({ ...base, order: orderHead(change) });
const contact = orderHead().contact;

it("does not hold a paid, open and mapped order", () => {
  expect(eligibility(base)).toEqual({ stops: [], cautions: [] });
});

it.each<[string, OrderFacts, string[]]>([
  ["cancelled", withOrder({ cancelledAt: date }), ["cancelled"]],
  ["deleted", withOrder({ deletedAt: date }), ["cancelled"]],
  ["nothing mapped", { ...base, routes: [] }, ["nothing_to_push"]],
  ["no address", withOrder({ contact: { ...contact, shippingAddress: null } }), ["no_shipping_address"]],
  ["the store disconnected", { ...base, store: { ...base.store, active: false } }, ["connection_not_active"]],
  ["no route usable", { ...base, routes: [route("l1", "a", { usable: false })] }, ["connection_not_active"]],
  [
    "one of two routes usable",
    { ...base, routes: [route("l1", "a", { usable: false }), route("l1", "b")] },
    [],
  ],
])("stops: %s", (_, facts, stops) => {
  expect(eligibility(facts).stops).toEqual(stops);
});

it.each<[string, OrderFacts, string[]]>([
  ["PAID", withOrder({ financialStatus: "PAID" }), []],
  ["PARTIALLY_REFUNDED", withOrder({ financialStatus: "PARTIALLY_REFUNDED" }), []],
  ...["PENDING", "AUTHORIZED", "PARTIALLY_PAID", "VOIDED", "EXPIRED", "REFUNDED", "A_NEW_ONE", null].map(
    (financialStatus): [string, OrderFacts, string[]] => [
      `payment ${financialStatus}`,
      withOrder({ financialStatus }),
      ["unpaid"],
    ],
  ),
  ["a test order", withOrder({ test: true }), ["test"]],
  ["a free order", withOrder({ currentTotal: 0 }), ["free"]],
  ["closed", withOrder({ closedAt: date }), ["closed"]],
  ["held by a user", withOrder({ heldAt: date }), ["on_hold"]],
  ...["UNFULFILLED", "OPEN", "PENDING_FULFILLMENT", "SCHEDULED", "ON_HOLD", null].map(
    (fulfillmentStatus): [string, OrderFacts, string[]] => [
      `fulfilment ${fulfillmentStatus}`,
      withOrder({ fulfillmentStatus }),
      [],
    ],
  ),
  ["partly fulfilled", withOrder({ fulfillmentStatus: "PARTIALLY_FULFILLED" }), ["partly_fulfilled"]],
  [
    "a fulfilment status that is not known",
    withOrder({ fulfillmentStatus: "TELEPORTED" }),
    ["partly_fulfilled"],
  ],
  [
    "units shipped by others",
    { ...base, lines: [lineFacts("l1", { fulfilledByOthers: 1 })] },
    ["partly_fulfilled"],
  ],
])("cautions: %s", (_, facts, cautions) => {
  expect(eligibility(facts).cautions).toEqual(cautions);
});

it("needs a street, a city or a postal code in an address", () => {
  const address = contact.shippingAddress;
  if (address === null) throw new Error("the fixture has an address");
  const empty = { ...address, address1: " ", city: null, zip: "" };
  expect(hasNoAddress(empty)).toBe(true);
  expect(hasNoAddress({ ...empty, city: "Helsinki" })).toBe(false);
});
