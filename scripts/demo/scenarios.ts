import type { DemoEvent, DemoOrder } from "./order-types";

/** What happens to a sample order; each scenario leads to one state that the portal can show. */
export type Scenario = keyof typeof scenarios;

type Lines = DemoOrder["lines"];
type Ending = Partial<Omit<DemoOrder, "hoursAgo" | "shopper" | "shipping">>;

const [all, customer] = ["all", "CUSTOMER"];
const first = (lines: Lines) => lines[0] ?? ["", 1];
const supplierDid = (action: DemoEvent["action"], body: Record<string, unknown>): Ending => ({
  push: { to: all, follows: { at: "source", event: { action, body } } },
});
const merchantDid = (action: DemoEvent["action"], body: Record<string, unknown>): Ending => ({
  push: { to: all, follows: { at: "destination", event: { action, body } } },
});
const oneMore = (lines: Lines): [string, number] => [first(lines)[0], first(lines)[1] + 1];
const firstLine = (lines: Lines, quantity = first(lines)[1]) => [{ sku: first(lines)[0], quantity }];

/** How to produce each scenario, from the lines that the shopper bought. */
export const scenarios = {
  open: (): Ending => ({}),
  pushed: (): Ending => ({ push: { to: all } }),
  partly: (lines: Lines): Ending => {
    const more = [oneMore(lines), ...lines.slice(1)] satisfies Lines;
    return { lines: more, push: { to: { sku: first(lines)[0], quantity: first(lines)[1] } } };
  },
  overCaution: (): Ending => ({
    paid: false,
    push: { to: all, reason: "The bank has confirmed the transfer by phone." },
  }),
  replyLost: (): Ending => ({ push: { to: all, fault: "reply-lost-after-commit" } }),
  uncertain: (): Ending => ({ push: { to: all, fault: "reply-lost-before-commit" } }),
  refused: (): Ending => ({ push: { to: all, fault: "order-refused" } }),
  outOfStock: (): Ending => ({ push: { to: all, fault: "inventory-claim-failed" } }),
  dormant: (): Ending => ({ push: { to: all, fault: "shop-dormant" } }),
  givenUp: (): Ending => ({
    push: { to: all, fault: "inventory-claim-failed", skip: "Out of stock until spring; the shopper knows." },
  }),
  parked: (): Ending => ({ push: { to: all, fault: "http-402" } }),
  shipped: (lines: Lines): Ending =>
    supplierDid("fulfill", {
      tracking: { company: "DHL", number: `JJD0146${first(lines)[0].length}87730${lines.length}` },
    }),
  ended: (): Ending => supplierDid("cancel", { reason: "INVENTORY" }),
  supplierEdited: (): Ending => supplierDid("edit", { lines: [{ index: 0, quantity: 0 }] }),
  cancelledAfter: (): Ending => merchantDid("cancel", { reason: customer, refund: true }),
  refundedAfter: (lines: Lines): Ending => merchantDid("refund", { lines: firstLine(lines, 1) }),
  editedAfter: (lines: Lines): Ending => merchantDid("edit", { lines: firstLine(lines, 0) }),
  readdressedAfter: (): Ending =>
    merchantDid("update", {
      note: "New address, we have moved.",
      shippingAddress: {
        firstName: "Ida",
        lastName: "Lindqvist-Østergaard",
        address1: "Strandvägen 7",
        zip: "114 56",
        city: "Stockholm",
        countryCode: "SE",
      },
    }),
  cancelled: (): Ending => ({
    event: { action: "cancel", body: { reason: customer, refund: true } },
  }),
  refunded: (): Ending => ({ event: { action: "refund", body: {} } }),
  partlyRefunded: (lines: Lines): Ending => ({
    lines: [oneMore(lines), ...lines.slice(1)],
    event: { action: "refund", body: { lines: firstLine(lines, 1) } },
  }),
  edited: (lines: Lines): Ending => ({
    lines: [oneMore(lines), ...lines.slice(1)],
    event: { action: "edit", body: { lines: firstLine(lines) } },
  }),
  shippedHere: (): Ending => ({ event: { action: "fulfill", body: {} } }),
  partlyShippedHere: (lines: Lines): Ending => ({
    lines: [oneMore(lines), ...lines.slice(1)],
    event: { action: "fulfill", body: { lines: firstLine(lines, 1) } },
  }),
  unpaid: (): Ending => ({ paid: false, tags: ["bank transfer"] }),
  held: (): Ending => ({
    hold: "The shopper asks whether the colour can still be changed. Wait for the answer.",
  }),
  noAddress: (): Ending => ({ noAddress: true, note: "Please call me for the address." }),
  test: (): Ending => ({ test: true, tags: ["checkout test"] }),
  free: (): Ending => ({ free: true, tags: ["replacement", "warranty"] }),
} satisfies Record<string, (lines: Lines) => Ending>;
