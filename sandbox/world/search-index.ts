import { displayFulfillmentStatus, financialStatus } from "../order-facts/status";
import type { Order } from "../state/order-types";
import type { Settings } from "../state/settings";
import type { Store } from "../state/store";

/** The searchable values of an order, as of the last update of the index. */
export interface IndexRow {
  id: string;
  name: string;
  number: number;
  tags: string[];
  email: string;
  skus: string[];
  sourceIdentifier: string;
  sourceName: string;
  poNumber: string;
  confirmationNumber: string;
  customerId: string;
  note: string;
  words: string;
  state: "open" | "closed" | "cancelled";
  financial: string;
  fulfillment: string;
  gateways: string[];
  discountCode: string;
  test: boolean;
  createdAt: number;
  updatedAt: number;
  processedAt: number;
}

interface Entry {
  row: IndexRow | null;
  waiting: { visibleAt: number; row: IndexRow | null }[];
}

function rowOf(order: Order, settings: Settings): IndexRow {
  const address = order.shippingAddress;
  return {
    id: order.id,
    name: order.name,
    number: order.number,
    tags: order.tags,
    email: order.email ?? "",
    skus: order.lines.flatMap((line) => (line.sku ? [line.sku] : [])),
    sourceIdentifier: order.sourceIdentifier ?? "",
    sourceName: order.sourceName ?? "",
    poNumber: order.poNumber ?? "",
    confirmationNumber: order.confirmationNumber,
    customerId: order.customerId ?? "",
    note: order.note ?? "",
    words: [
      order.name,
      order.email,
      order.phone,
      address?.firstName,
      address?.lastName,
      ...order.lines.map((line) => line.title),
    ].join(" "),
    state: order.cancelledAt ? "cancelled" : order.closedAt ? "closed" : "open",
    financial: (financialStatus(order) ?? "").toLowerCase(),
    fulfillment: displayFulfillmentStatus(order, settings).toLowerCase(),
    gateways: order.transactions.map(({ gateway }) => gateway),
    discountCode: order.discount?.code ?? "",
    test: order.test,
    createdAt: Date.parse(order.createdAt),
    updatedAt: Date.parse(order.updatedAt),
    processedAt: Date.parse(order.processedAt),
  };
}

/** The search index over orders, which lags behind writes. It is rebuilt from the orders at each start. */
export class SearchIndex {
  private readonly entries = new Map<string, Entry>();
  private heldBack = 0;

  constructor(
    store: Store,
    private readonly now: () => Date,
  ) {
    const settings = () => store.settings();
    for (const order of store.all("order")) {
      this.entries.set(order.id, { row: rowOf(order, settings()), waiting: [] });
    }
    store.onOrder((order, removed) => {
      const entry = this.entries.get(order.id) ?? { row: null, waiting: [] };
      const row = removed ? null : rowOf(order, settings());
      entry.waiting.push({
        visibleAt: this.now().getTime() + Math.max(settings().searchLagMs, this.heldBack),
        row,
      });
      this.entries.set(order.id, entry);
    });
  }

  /** The values that a search currently sees of this order, or null. */
  row(orderId: string): IndexRow | null {
    const entry = this.entries.get(orderId);
    if (!entry) return null;
    const now = this.now().getTime();
    // The newest row that is due counts. Rows queued before it are obsolete, even if they are due later.
    const newest = entry.waiting.findLastIndex(({ visibleAt }) => visibleAt <= now);
    if (newest >= 0) {
      entry.row = entry.waiting[newest]?.row ?? null;
      entry.waiting.splice(0, newest + 1);
    }
    return entry.row;
  }

  /** Runs a function whose writes reach the index only after `ms`, if that is longer than the configured lag. */
  holdBack<Result>(ms: number, run: () => Result): Result {
    this.heldBack = ms;
    try {
      return run();
    } finally {
      this.heldBack = 0;
    }
  }

  clear(): void {
    this.entries.clear();
  }
}
