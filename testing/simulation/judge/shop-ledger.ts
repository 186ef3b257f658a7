import { chainLink } from "@/db/queries/stores/chain-link";
import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import { CLIENT_ID, DESTINATION, OTHER_CLIENT_ID, SOURCES } from "@/testing/simulation/sim-world";
import { add, attributeOf, coveredBy, destinationOf, gidOf, markOf, type Units } from "./order-units";
import { wantedUnits } from "./wanted-units";

/** At the time of a source order, the source stores had more units than the destination order. */
type OverOrder = { what: string; marks: string[] };

type OtherAppOrder = { key: string; shop: string; createdAt: number; units: Units };

export type ShopLedger = {
  /** Every source order that the app created, even if it was cancelled or deleted later. */
  created: {
    shop: string;
    id: string;
    mark: string;
    destinationGid: string;
    createdAt: number;
    /** Live source orders that another app had created for the same destination order. */
    beside: OtherAppOrder[];
    /** What the app's source orders order with it, of each SKU that it has. */
    ordered: Units;
    /** The most current units that the destination order had lately. */
    current: Units;
  }[];
  /** Source orders of another app that are live, by "shop, space, id": when they were created. */
  otherApp: Map<string, { order: Order; createdAt: number }>;
  overOrders: OverOrder[];
  /** Source orders that were created while another order with the same origin mark existed. */
  seconds: { mark: string; what: string }[];
  /** When an order was deleted in its shop, by GID. */
  deletedAt: Map<string, number>;
  /** The destination order's number by GID. */
  names: Map<string, string>;
  /** The shops through which a destination order came, as its attributes say, by GID. */
  chains: Map<string, string[]>;
};

const chainOf = (order: Order): string[] =>
  [DESTINATION, ...SOURCES].filter((shop) => attributeOf(order, "Origin chain")?.includes(chainLink(shop)));

/** Keeps the live source orders of another app. */
function noteOtherApp({ otherApp }: ShopLedger, order: Order, removed: boolean): void {
  const key = `${order.shop} ${order.id}`;
  if (removed || order.cancelledAt !== null) otherApp.delete(key);
  else if (!otherApp.has(key)) otherApp.set(key, { order, createdAt: Date.parse(order.createdAt) });
}

/** The live orders that another app created for the same destination order as a source order. */
function otherAppOrdersFor({ otherApp, names }: ShopLedger, order: Order): OtherAppOrder[] {
  const gid = destinationOf(order);
  const wanted = [gid.split("/").at(-1) ?? "", names.get(gid) ?? ""].filter(Boolean);
  return [...otherApp.values()]
    .filter(({ order: other }) => {
      const { tags, customAttributes, note, poNumber, sourceIdentifier } = other;
      const texts = JSON.stringify([tags, customAttributes, note, poNumber, sourceIdentifier]);
      return wanted.some((text) => new RegExp(`${text}(?!\\d)`).test(texts));
    })
    .map(({ order: other, createdAt }) => ({
      ...{ key: `${other.shop} ${gidOf(other)}`, shop: other.shop, createdAt },
      units: coveredBy(other),
    }));
}

/** How many units the app's source orders of a destination order have of each SKU of one of them. */
function orderedBy({ sourceOrdersOf }: ReturnType<typeof wantedUnits>, order: Order): Units {
  const ordered: Units = new Map();
  const units = sourceOrdersOf(destinationOf(order)).map((other) => coveredBy(other));
  for (const [sku, count] of coveredBy(order))
    if (count > 0) for (const each of units) add(ordered, sku, each.get(sku) ?? 0);
  return ordered;
}

/** Records the shops' orders from now on. It uses no data of the product. */
export function shopLedger(sandbox: Sandbox): ShopLedger {
  const ledger: ShopLedger = {
    created: [],
    otherApp: new Map(),
    overOrders: [],
    seconds: [],
    deletedAt: new Map(),
    names: new Map(),
    chains: new Map(),
  };
  const known = new Set<string>();

  const wants = wantedUnits(sandbox);

  const check = (order: Order, now: number) => {
    const gid = destinationOf(order);
    const sourceOrders = wants.sourceOrdersOf(gid);
    for (const [sku, ordered] of orderedBy(wants, order)) {
      const wanted = wants.greatestTarget(gid, sku, now);
      wants.noteOwn(gid, sku, { ordered, wanted, now });
      const ready = wants.greatestReady(gid, sku, now);
      if (attributeOf(order, "Push mode") === "automatic" && ordered > ready && ordered <= wanted) {
        ledger.overOrders.push({
          what: `${order.name} of ${order.shop} left automatically: ${ordered}×${sku} are ordered for ${ledger.names.get(gid)}, of which ${ready} are neither held, scheduled nor at risk`,
          marks: sourceOrders.map(markOf),
        });
      }
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
      wants.remember(gid, now);
      ledger.chains.set(gid, chainOf(order));
      return;
    }
    if (order.clientId === OTHER_CLIENT_ID) noteOtherApp(ledger, order, removed);
    if (order.clientId !== CLIENT_ID) return;
    if (known.has(`${order.shop} ${order.id}`)) wants.remember(destinationOf(order), now);
    if (removed || known.has(`${order.shop} ${order.id}`)) return;
    known.add(`${order.shop} ${order.id}`);
    const first = sandbox.store
      .orders(order.shop)
      .find(
        (other) => other.id !== order.id && other.clientId === CLIENT_ID && markOf(other) === markOf(order),
      );
    if (first) {
      const what = `law 2: ${first.name} and ${order.name} of ${order.shop} have the same origin mark`;
      ledger.seconds.push({ mark: markOf(order), what });
    }
    ledger.created.push({
      shop: order.shop,
      id: order.id,
      mark: markOf(order),
      destinationGid: destinationOf(order),
      createdAt: now,
      beside: otherAppOrdersFor(ledger, order),
      ordered: orderedBy(wants, order),
      current: wants.greatestCurrent(destinationOf(order), now),
    });
    check(order, now);
  });
  return ledger;
}
