import { expect, it } from "vitest";
import type { OrderFacts, OrderHead } from "@/lib/domain/orders/facts";
import type { Address, NotReady } from "@/lib/domain/orders/order";
import {
  heldUnits,
  leg,
  legLine,
  lineFacts,
  orderFacts,
  orderHead,
  route,
  scheduledUnits,
} from "@/testing/seed/order-facts";
import { eligibility, pushCautions } from "./eligibility";
import { type ChosenLine, planPush } from "./push-plan";

const date = new Date("2026-03-02T00:00:00Z");
const base = orderFacts({ lines: [lineFacts("l1")], routes: [route("l1", "a")] });
const withOrder = (change: Partial<OrderHead>): OrderFacts => ({ ...base, order: orderHead(change) });
const withUnits = (...notReady: NotReady[]): OrderFacts => ({
  ...base,
  lines: [lineFacts("l1", { notReady })],
});
const later = "2026-04-01T00:00:00Z";
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
  ...["PENDING", "AUTHORIZED", "PARTIALLY_PAID", "A_NEW_ONE", null].map(
    (financialStatus): [string, OrderFacts, string[]] => [
      `payment ${financialStatus}`,
      withOrder({ financialStatus }),
      ["unpaid"],
    ],
  ),
  ["refunded in full", withOrder({ financialStatus: "REFUNDED" }), ["refunded"]],
  ["voided", withOrder({ financialStatus: "VOIDED" }), ["voided"]],
  ["expired", withOrder({ financialStatus: "EXPIRED" }), ["expired"]],
  ["a test order", withOrder({ test: true }), ["test"]],
  ["a free order", withOrder({ currentTotal: 0 }), ["free"]],
  ["closed", withOrder({ closedAt: date }), ["closed"]],
  ["held by a user", withOrder({ heldAt: date }), ["on_hold"]],
  ...["UNFULFILLED", "OPEN", "PENDING_FULFILLMENT", null].map(
    (fulfillmentStatus): [string, OrderFacts, string[]] => [
      `fulfilment ${fulfillmentStatus}`,
      withOrder({ fulfillmentStatus }),
      [],
    ],
  ),
  ["a status that says held, without a line", withOrder({ fulfillmentStatus: "ON_HOLD" }), ["shopify_hold"]],
  [
    "a status that says scheduled, without a line",
    withOrder({ fulfillmentStatus: "SCHEDULED" }),
    ["scheduled"],
  ],
  ["all units held", withUnits(heldUnits(3)), ["shopify_hold"]],
  ["all units scheduled", withUnits(scheduledUnits(3, later)), ["scheduled"]],
  [
    "units held and scheduled",
    withUnits(heldUnits(1), scheduledUnits(2, later)),
    ["shopify_hold", "scheduled"],
  ],
  ["a unit that is ready", withUnits(heldUnits(2)), []],
  [
    "the ready unit pushed",
    {
      ...withUnits(heldUnits(2)),
      legs: [leg("g", "created", [legLine("l1", 1, { liveUnits: 1 })], { pushMode: "automatic" })],
    },
    ["shopify_hold"],
  ],
  [
    "the ready unit reserved",
    { ...withUnits(heldUnits(2)), legs: [leg("g", "planned", [legLine("l1", 1)])] },
    [],
  ],
  [
    "a part held because the shopper may add items",
    withUnits(heldUnits(1, "ONLINE_STORE_POST_PURCHASE_CROSS_SELL")),
    ["shopify_hold"],
  ],
  [
    "the only routed line held",
    { ...withUnits(heldUnits(3)), lines: [...withUnits(heldUnits(3)).lines, lineFacts("l2")] },
    ["shopify_hold"],
  ],
  ["a high risk", withOrder({ riskLevel: "HIGH" }), ["risk"]],
  ["a recommended cancellation", withOrder({ riskRecommendation: "CANCEL" }), ["risk"]],
  ["a risk level that is not known", withOrder({ riskLevel: "A_NEW_ONE" }), ["risk"]],
  ...["MEDIUM", "LOW", "PENDING", "NONE", null].map((riskLevel): [string, OrderFacts, string[]] => [
    `risk ${riskLevel}`,
    withOrder({ riskLevel }),
    [],
  ]),
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

const waiting = orderFacts({
  order: orderHead({ test: true }),
  lines: [
    lineFacts("l1", { notReady: [heldUnits(1)] }),
    lineFacts("l2", { notReady: [scheduledUnits(3, "2026-04-01T00:00:00Z")] }),
    lineFacts("l3"),
  ],
  routes: [route("l1", "a"), route("l2", "a"), route("l3", "b")],
});
const linesOf = (choice: { lines?: ChosenLine[] }) =>
  planPush(waiting, { mode: "manual", choice: null, ...choice }).legs.flatMap((leg) => leg.lines);
const chosen = (lineItemId: string, sourceStoreId: string, quantity: number) =>
  linesOf({ lines: [{ lineItemId, sourceStoreId, quantity }] });

it("lists the cautions of the order and of planned units that wait in Shopify", () => {
  const all = linesOf({});
  expect(pushCautions(waiting, all)).toEqual(["test", "shopify_hold", "scheduled"]);
  expect(pushCautions(waiting, chosen("l2", "a", 1))).toEqual(["test", "scheduled"]);
});

it("leaves out what waits in Shopify when the push sends only units that are ready", () => {
  expect(pushCautions(waiting, chosen("l3", "b", 3))).toEqual(["test"]);
  expect(pushCautions(waiting, chosen("l1", "a", 2))).toEqual(["test"]);
  expect(pushCautions(waiting, chosen("l1", "a", 3))).toEqual(["test", "shopify_hold"]);
});
