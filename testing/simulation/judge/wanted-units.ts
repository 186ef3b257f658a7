import type { World as Sandbox } from "@/sandbox/world/world";
import { CLIENT_ID, DESTINATION, SOURCES } from "@/testing/simulation/sim-world";
import { add, destinationOf, readyOf, shippedByOthers, targetsOf, type Units } from "./order-units";

/**
 * How outdated the product's read of a destination order may be when a source order appears: a process may be frozen
 * between the read and the claim, the send may begin late in its window, and Shopify may commit the order late.
 */
const KNOWLEDGE_MS = 220_000;

/** What the destination's orders wanted lately, and which of their units were the destination's own. */
export function wantedUnits(sandbox: Sandbox) {
  const history = new Map<
    string,
    { at: number; targets: Units; ready: Units; others: Units; current: Units }[]
  >();
  const owns = new Map<string, Units>();

  const sourceOrdersOf = (gid: string) =>
    SOURCES.flatMap((shop) => sandbox.store.orders(shop)).filter(
      (other) => other.clientId === CLIENT_ID && destinationOf(other) === gid,
    );
  const remember = (gid: string, at: number) => {
    const order = sandbox.store.order(DESTINATION, gid.split("/").at(-1) ?? "");
    const sourceOrders = sourceOrdersOf(gid);
    const own = owns.get(gid) ?? new Map();
    const moments = history.get(gid) ?? [];
    const targets: Units = order ? targetsOf(order, sourceOrders, own) : new Map();
    moments.push({
      at,
      targets,
      ready: order ? readyOf(order, targets) : new Map(),
      others: order ? shippedByOthers(order, sourceOrders, own) : new Map(),
      current: currentOf(order?.lines ?? []),
    });
    history.set(gid, moments);
  };
  const recently = (gid: string, now: number) => {
    const moments = history.get(gid) ?? [];
    return moments.filter((_moment, index) => (moments[index + 1]?.at ?? now) >= now - KNOWLEDGE_MS);
  };
  const greatestTarget = (gid: string, sku: string, now: number) =>
    Math.max(0, ...recently(gid, now).map(({ targets }) => targets.get(sku) ?? 0));
  const greatestReady = (gid: string, sku: string, now: number) =>
    Math.max(0, ...recently(gid, now).map(({ ready }) => ready.get(sku) ?? 0));
  const greatestCurrent = (gid: string, now: number): Units => {
    const greatest: Units = new Map();
    for (const { current } of recently(gid, now))
      for (const [sku, units] of current) greatest.set(sku, Math.max(greatest.get(sku) ?? 0, units));
    return greatest;
  };
  /** Units that others shipped before an order was created that leaves them out are the destination's own for good. */
  const noteOwn = (gid: string, sku: string, given: { ordered: number; wanted: number; now: number }) => {
    const moments = recently(gid, given.now);
    const others = moments.length > 0 ? Math.min(...moments.map((moment) => moment.others.get(sku) ?? 0)) : 0;
    const own = owns.get(gid) ?? new Map();
    const leftOut = others - Math.max(0, given.ordered - given.wanted);
    owns.set(gid, own.set(sku, Math.max(own.get(sku) ?? 0, leftOut)));
  };
  return { sourceOrdersOf, remember, greatestTarget, greatestReady, greatestCurrent, noteOwn };
}

function currentOf(lines: readonly { sku: string | null; currentQuantity: number }[]): Units {
  const current: Units = new Map();
  for (const { sku, currentQuantity } of lines) add(current, sku ?? "", currentQuantity);
  return current;
}
