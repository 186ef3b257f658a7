import type {
  LegFacts,
  LegLineFacts,
  LineFacts,
  OrderFacts,
  OrderHead,
  Route,
} from "@/lib/domain/orders/facts";
import { type LegState, legMoves } from "@/lib/domain/orders/leg-state";
import type { Address, NotReady } from "@/lib/domain/orders/order";

export const legStates = Object.keys(legMoves) as LegState[];

const address: Address = {
  firstName: "Ida",
  lastName: "Berg",
  company: null,
  address1: "Kaivokatu 1",
  address2: null,
  city: "Helsinki",
  provinceCode: null,
  province: null,
  zip: "00100",
  countryCode: "FI",
  country: "Finland",
  phone: "+358401234567",
};

/** A typical order: paid, open, with an address. */
export function orderHead(change: Partial<OrderHead> = {}): OrderHead {
  return {
    id: "ord_1",
    storeId: "str_dest",
    shopifyGid: "gid://shopify/Order/1",
    name: "#1001",
    createdAt: new Date("2026-03-01T12:00:00Z"),
    cancelledAt: null,
    deletedAt: null,
    closedAt: null,
    heldAt: null,
    withheldSince: null,
    contactAsOf: null,
    test: false,
    financialStatus: "PAID",
    fulfillmentStatus: "UNFULFILLED",
    riskLevel: null,
    riskRecommendation: null,
    currency: "EUR",
    currentTotal: 5000,
    tags: ["gift"],
    shippingMethod: "Standard",
    shippingLines: [{ title: "Standard", code: "STD", price: 490 }],
    openChanges: [],
    contact: {
      id: "con_1",
      customerName: "Ida Berg",
      email: "ida@shopper.example",
      phone: "+358401234567",
      shippingAddress: address,
      billingAddress: { ...address, address1: "Laskukuja 2" },
      note: "Leave it at the door",
      attributes: [{ key: "delivery-date", value: "2026-03-05" }],
    },
    ...change,
  };
}

/** A line with three shippable units. */
export function lineFacts(id: string, change: Partial<LineFacts> = {}): LineFacts {
  return {
    id,
    title: `Product ${id}`,
    variantTitle: null,
    sku: `SKU-${id}`,
    variantGid: `gid://shopify/ProductVariant/${id}`,
    quantity: 3,
    currentQuantity: 3,
    fulfilledByOthers: 0,
    ownShipped: 0,
    requiresShipping: true,
    giftCard: false,
    tip: false,
    properties: [],
    notReady: [],
    ...change,
  };
}

/** Units that Shopify holds. */
export function heldUnits(units: number, reason = "HIGH_RISK_OF_FRAUD"): NotReady {
  return { kind: "held", units, reasons: [reason], fulfillAt: null };
}

/** Units that Shopify has scheduled for a time. */
export function scheduledUnits(units: number, fulfillAt: string | null): NotReady {
  return { kind: "scheduled", units, reasons: [], fulfillAt };
}

/** A usable route from a line to a source store. */
export function route(lineItemId: string, sourceStoreId: string, change: Partial<Route> = {}): Route {
  return {
    lineItemId,
    connectionId: `con_${sourceStoreId}`,
    sourceStoreId,
    sourceStoreName: sourceStoreId,
    chainLink: `link of ${sourceStoreId}`,
    formerLinks: [],
    usable: true,
    autoPush: true,
    rank: 1001,
    ratio: 1,
    sourceVariantGid: `gid://shopify/ProductVariant/${sourceStoreId}-${lineItemId}`,
    sourceSku: null,
    price: 1250,
    currency: "EUR",
    requiresShipping: true,
    taxable: true,
    ...change,
  };
}

/** A reservation of `quantity` units of a line, of which the source order is not known yet. */
export function legLine(
  lineItemId: string,
  quantity: number,
  change: Partial<LegLineFacts> = {},
): LegLineFacts {
  return {
    id: `lgl_${lineItemId}`,
    lineItemId,
    quantity,
    askedQuantity: quantity,
    sourceVariantGid: `gid://shopify/ProductVariant/${lineItemId}`,
    ratio: 1,
    liveUnits: null,
    shippedUnits: null,
    ...change,
  };
}

/** A leg of a manual push to source store "a". */
export function leg(
  id: string,
  state: LegState,
  lines: LegLineFacts[],
  change: Partial<LegFacts> = {},
): LegFacts {
  return {
    id,
    pushId: "psh_1",
    pushMode: "manual",
    accepted: [],
    connectionId: "con_a",
    sourceStoreId: "a",
    state,
    originMark: `crossdock-${id}`,
    linked: false,
    generation: 0,
    carriesShipping: false,
    finishes: false,
    sentContactId: null,
    sentShipping: null,
    leaseUntil: null,
    notBefore: null,
    causeCode: null,
    lines,
    ...change,
  };
}

/** Facts of an order whose store has automatic push on and allows partial pushes. */
export function orderFacts(change: Partial<OrderFacts> = {}): OrderFacts {
  return {
    order: orderHead(),
    lines: [],
    legs: [],
    routes: [],
    otherAppOrders: [],
    store: {
      name: "Harbour Home",
      chainLink: "00000000000000de",
      formerLinks: [],
      active: true,
      autoPushSince: new Date("2026-01-01T00:00:00Z"),
      partsAllowed: true,
      resendAbsent: true,
      offerNext: false,
    },
    ...change,
  };
}

/** A random generator that returns the same numbers for the same seed (mulberry32). */
function seeded(seed: number): { below(limit: number): number; chance(share: number): boolean } {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (share) => next() < share,
  };
}

/** Random facts that the database can hold, even unlikely ones: every leg state, over-pushed, cancelled, excluded. */
export function randomFacts(seed: number): OrderFacts {
  const random = seeded(seed);
  const when = (share: number) => (random.chance(share) ? new Date("2026-03-02T00:00:00Z") : null);
  const lines = Array.from({ length: 1 + random.below(4) }, (_, n) => {
    const quantity = random.below(8);
    const fulfilledByOthers = random.chance(0.4) ? random.below(6) : 0;
    return lineFacts(`l${n}`, {
      quantity,
      currentQuantity: random.below(quantity + 1),
      fulfilledByOthers,
      ownShipped: random.chance(0.3) ? random.below(fulfilledByOthers + 1) : 0,
      requiresShipping: !random.chance(0.1),
      giftCard: random.chance(0.05),
      tip: random.chance(0.05),
      notReady: random.chance(0.2) ? [heldUnits(1 + random.below(4))] : [],
    });
  });
  const routes = lines.flatMap((line) =>
    ["a", "b"]
      .filter(() => random.chance(0.6))
      .map((store) => route(line.id, store, { ratio: 1 + random.below(3), usable: !random.chance(0.1) })),
  );
  const legs = Array.from({ length: random.below(5) }, (_, n) => {
    const sourceStoreId = random.chance(0.5) ? "a" : "b";
    const state = legStates[random.below(legStates.length)] ?? "planned";
    const taken = lines.filter(() => random.chance(0.6));
    return leg(
      `leg${n}`,
      state,
      taken.map((line) => {
        const asked = 1 + random.below(6);
        return legLine(line.id, random.below(asked + 1), {
          id: `lgl_${n}_${line.id}`,
          askedQuantity: asked,
          ratio: 1 + random.below(3),
          liveUnits: random.chance(0.3) ? null : random.below(12),
          shippedUnits: random.chance(0.5) ? null : random.below(12),
        });
      }),
      {
        sourceStoreId,
        connectionId: `con_${sourceStoreId}`,
        pushMode: random.chance(0.5) ? "manual" : "automatic",
      },
    );
  });
  return orderFacts({
    order: orderHead({ cancelledAt: when(0.1), deletedAt: when(0.05) }),
    lines,
    legs,
    routes,
  });
}
