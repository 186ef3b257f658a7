import { describe, expect, test } from "vitest";
import type { LegFacts, LineFacts, OrderFacts, Route } from "./facts";
import { pushTrack } from "./push-track";

const now = new Date("2026-03-01T12:00:00Z");

const line = (id: string, over: Partial<LineFacts> = {}): LineFacts => ({
  id,
  title: id,
  variantTitle: null,
  sku: null,
  variantGid: null,
  quantity: 2,
  currentQuantity: 2,
  fulfilledByOthers: 0,
  requiresShipping: true,
  giftCard: false,
  tip: false,
  properties: [],
  ...over,
});

const route = (lineItemId: string, sourceStoreId: string, rank = 1): Route => ({
  lineItemId,
  connectionId: `con-${sourceStoreId}`,
  sourceStoreId,
  sourceStoreName: sourceStoreId,
  usable: true,
  autoPush: true,
  rank,
  ratio: 1,
  sourceVariantGid: "gid",
  sourceSku: null,
  price: 100,
  currency: "EUR",
  requiresShipping: true,
  taxable: true,
});

const leg = (sourceStoreId: string, state: LegFacts["state"], lines: string[], quantity = 2): LegFacts => ({
  id: `leg-${sourceStoreId}-${state}`,
  pushId: "psh",
  pushMode: "manual",
  connectionId: `con-${sourceStoreId}`,
  sourceStoreId,
  state,
  originMark: "m",
  generation: 1,
  carriesShipping: false,
  leaseUntil: state === "claimed" ? new Date(now.getTime() + 60_000) : null,
  notBefore: null,
  lines: lines.map((lineItemId) => ({
    id: `${lineItemId}-${state}`,
    lineItemId,
    quantity,
    askedQuantity: quantity,
    sourceVariantGid: "gid",
    ratio: 1,
    liveUnits: state === "created" ? quantity : null,
    shippedUnits: null,
  })),
});

const facts = (parts: Partial<Pick<OrderFacts, "lines" | "legs" | "routes">>): OrderFacts => ({
  order: {
    id: "ord",
    storeId: "sto",
    shopifyGid: "gid",
    name: "#1",
    createdAt: now,
    cancelledAt: null,
    deletedAt: null,
    closedAt: null,
    test: false,
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    currency: "EUR",
    currentTotal: 100,
    tags: [],
    shippingMethod: null,
    shippingLines: [],
    contact: {
      id: "cnt",
      customerName: null,
      email: null,
      phone: null,
      shippingAddress: null,
      billingAddress: null,
      note: null,
      attributes: [],
    },
  },
  lines: [],
  legs: [],
  routes: [],
  store: { name: "S", active: true, autoPushSince: null, partsAllowed: true },
  ...parts,
});

describe("push track", () => {
  test("one segment per source store in rank order, as wide as its lines; unmapped lines apart, tips nowhere", () => {
    const track = pushTrack(
      facts({
        lines: [line("a"), line("b"), line("c"), line("d"), line("tip", { tip: true })],
        routes: [route("a", "late", 2), route("b", "first", 1), route("c", "first", 1)],
      }),
      now,
    );
    expect(track).toEqual({
      segments: [
        { sourceStoreId: "first", state: "not_pushed", lines: 2 },
        { sourceStoreId: "late", state: "not_pushed", lines: 1 },
      ],
      unsynced: 1,
    });
  });

  test.each([
    ["planned", "in_flight"],
    ["claimed", "in_flight"],
    ["created", "pushed"],
    ["uncertain", "uncertain"],
    ["rejected", "rejected"],
    ["recalled", "ended"],
    ["ended", "ended"],
    ["skipped", "not_pushed"],
    ["superseded", "not_pushed"],
  ] as const)("a leg that is %s is drawn as %s", (state, drawn) => {
    const track = pushTrack(
      facts({ lines: [line("a")], routes: [route("a", "x")], legs: [leg("x", state, ["a"])] }),
      now,
    );
    expect(track.segments).toEqual([{ sourceStoreId: "x", state: drawn, lines: 1 }]);
  });

  test("a claim whose lease has ended is uncertain", () => {
    const claimed = { ...leg("x", "claimed", ["a"]), leaseUntil: now };
    expect(
      pushTrack(facts({ lines: [line("a")], routes: [route("a", "x")], legs: [claimed] }), now).segments[0]
        ?.state,
    ).toBe("uncertain");
  });

  test("a store that has a part and could take more is partly pushed", () => {
    const track = pushTrack(
      facts({
        lines: [line("a", { currentQuantity: 3 })],
        routes: [route("a", "x")],
        legs: [leg("x", "created", ["a"])],
      }),
      now,
    );
    expect(track.segments).toEqual([{ sourceStoreId: "x", state: "partly", lines: 1 }]);
  });

  test("a pushed line whose mapping is gone stays where it was pushed", () => {
    const track = pushTrack(facts({ lines: [line("a")], legs: [leg("x", "created", ["a"])] }), now);
    expect(track).toEqual({ segments: [{ sourceStoreId: "x", state: "pushed", lines: 1 }], unsynced: 0 });
  });
});
