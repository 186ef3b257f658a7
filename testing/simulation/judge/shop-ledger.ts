import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import { DESTINATION, routeBack, SOURCES } from "@/testing/simulation/sim-world";

/** Destination units by SKU. */
export type Units = Map<string, number>;

/** At the time of a source order, the source stores had more units than the destination order. */
type OverOrder = { what: string; marks: string[] };

export type ShopLedger = {
  /** Every source order that the app created, even if it was cancelled or deleted later. */
  created: { shop: string; id: string; mark: string; destinationGid: string }[];
  overOrders: OverOrder[];
  /** Source orders that were created while another order with the same origin mark existed. */
  seconds: { mark: string; what: string }[];
  /** When an order was deleted in its shop, by GID. */
  deletedAt: Map<string, number>;
  /** The destination order's number by GID. */
  names: Map<string, string>;
};

/**
 * How outdated the product's read of a destination order may be when a source order appears: a process may be frozen
 * between the read and the claim, the send may begin late in its window, and Shopify may commit the order late.
 */
const KNOWLEDGE_MS = 220_000;

export const gidOf = (order: { id: string }): string => `gid://shopify/Order/${order.id}`;

/** The text in a source order that identifies its leg. */
const markOf = (order: Order): string => attributeOf(order, "Origin mark") ?? order.sourceIdentifier ?? "";

const destinationOf = (order: Order): string => attributeOf(order, "Origin order id") ?? "";

const attributeOf = (order: Order, key: string) =>
  order.customAttributes.find((attribute) => attribute.key === key)?.value;

const shippedOf = (order: Order, lineId: string) =>
  order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.lineId === lineId)
    .reduce((units, line) => units + line.quantity, 0);

/** Units that may be ordered: current units that the destination has not shipped; none for a cancelled order. */
export function targetsOf(order: Order): Units {
  const targets: Units = new Map();
  for (const line of order.lines) {
    const left = order.cancelledAt
      ? 0
      : line.currentQuantity - Math.min(line.currentQuantity, shippedOf(order, line.id));
    add(targets, line.sku ?? "", left);
  }
  return targets;
}

/** Whole destination units that a source order covers: the greater of its live and its shipped units. */
export function coveredBy(order: Order): Units {
  const covered: Units = new Map();
  for (const line of order.lines) {
    const route = routeBack(order.shop, line.sku ?? "");
    if (!route) continue;
    const live = order.cancelledAt ? 0 : line.currentQuantity;
    add(covered, route.sku, Math.floor(Math.max(live, shippedOf(order, line.id)) / route.ratio));
  }
  return covered;
}

export function add(units: Units, sku: string, more: number): void {
  units.set(sku, (units.get(sku) ?? 0) + more);
}

/** Records the shops' orders from now on. It uses no data of the product. */
export function shopLedger(sandbox: Sandbox): ShopLedger {
  const ledger: ShopLedger = {
    created: [],
    overOrders: [],
    seconds: [],
    deletedAt: new Map(),
    names: new Map(),
  };
  const history = new Map<string, { at: number; targets: Units }[]>();
  const known = new Set<string>();

  const greatestTarget = (gid: string, sku: string, now: number) => {
    const moments = history.get(gid) ?? [];
    const recent = moments.filter((_moment, index) => (moments[index + 1]?.at ?? now) >= now - KNOWLEDGE_MS);
    return Math.max(0, ...recent.map(({ targets }) => targets.get(sku) ?? 0));
  };
  const check = (order: Order, now: number) => {
    const gid = destinationOf(order);
    const sourceOrders = SOURCES.flatMap((shop) => sandbox.store.orders(shop)).filter(
      (other) => other.clientId !== null && destinationOf(other) === gid,
    );
    for (const [sku, units] of coveredBy(order)) {
      if (units === 0) continue;
      const ordered = sourceOrders.reduce((sum, other) => sum + (coveredBy(other).get(sku) ?? 0), 0);
      const wanted = greatestTarget(gid, sku, now);
      if (ordered <= wanted) continue;
      ledger.overOrders.push({
        what: `law 2: with ${order.name} of ${order.shop}, ${ordered}×${sku} are ordered for ${ledger.names.get(gid)}, which has ${wanted}`,
        marks: sourceOrders.filter((other) => (coveredBy(other).get(sku) ?? 0) > 0).map(markOf),
      });
    }
  };

  sandbox.store.onOrder((order, removed) => {
    const now = sandbox.now().getTime();
    if (removed) ledger.deletedAt.set(gidOf(order), now);
    if (order.shop === DESTINATION) {
      const gid = gidOf(order);
      ledger.names.set(gid, order.name);
      const moments = history.get(gid) ?? [];
      moments.push({ at: now, targets: removed ? new Map() : targetsOf(order) });
      history.set(gid, moments);
      return;
    }
    if (order.clientId === null || removed || known.has(`${order.shop} ${order.id}`)) return;
    known.add(`${order.shop} ${order.id}`);
    const first = sandbox.store
      .orders(order.shop)
      .find((other) => other.id !== order.id && other.clientId !== null && markOf(other) === markOf(order));
    if (first) {
      const what = `law 2: ${first.name} and ${order.name} of ${order.shop} have the same origin mark`;
      ledger.seconds.push({ mark: markOf(order), what });
    }
    ledger.created.push({
      shop: order.shop,
      id: order.id,
      mark: markOf(order),
      destinationGid: destinationOf(order),
    });
    check(order, now);
  });
  return ledger;
}
