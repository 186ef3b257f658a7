import { expect, it } from "vitest";
import type { OrderFacts, OrderHead } from "@/lib/domain/orders/facts";
import type { Address } from "@/lib/domain/orders/order";
import { lineFacts, orderFacts, orderHead, route } from "@/testing/seed/order-facts";
import { eligibility } from "./eligibility";

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
  ["needs no fulfilment", withOrder({ fulfillmentStatus: "FULFILLMENT_NOT_REQUIRED" }), []],
  ...[{ giftCard: true }, { requiresShipping: false }].map((change): [string, OrderFacts, string[]] => [
    `partly fulfilled by ${Object.keys(change)[0]}`,
    {
      ...withOrder({ fulfillmentStatus: "PARTIALLY_FULFILLED" }),
      lines: [lineFacts("l1"), lineFacts("l2", { ...change, fulfilledByOthers: 3 })],
    },
    [],
  ]),
  [
    "fulfilled, although the goods are not",
    {
      ...withOrder({ fulfillmentStatus: "FULFILLED" }),
      lines: [lineFacts("l1"), lineFacts("l2", { giftCard: true, fulfilledByOthers: 3 })],
    },
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

it.each<[string, Partial<Address>, string[]]>([
  ["no street", { address1: null }, ["incomplete_address"]],
  ["no street, city and postal code", { address1: " ", city: null, zip: "" }, ["no_shipping_address"]],
  ["only a city", { address1: " ", zip: "" }, ["incomplete_address"]],
  ["the country by name", { countryCode: null, country: "Suomi" }, []],
  ["an unknown country", { countryCode: null, country: "Atlantis" }, ["incomplete_address"]],
  ["a province of another country", { province: "Florida", provinceCode: "FL" }, ["incomplete_address"]],
])("address: %s", (_, change, stops) => {
  const address = contact.shippingAddress;
  if (address === null) throw new Error("the fixture has an address");
  const facts = withOrder({ contact: { ...contact, shippingAddress: { ...address, ...change } } });
  expect(eligibility(facts).stops).toEqual(stops);
});
