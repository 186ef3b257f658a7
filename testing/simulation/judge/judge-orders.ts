import { explainCause } from "@/lib/domain/push/leg-cause";
import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import type { Gap } from "@/testing/simulation/people/store-troubles";
import { DESTINATION, isRouted, ROUTES } from "@/testing/simulation/sim-world";
import { lastAnnouncements } from "./announcements";
import { differs, differsAtSource, RELEASED } from "./differences";
import type { Findings } from "./findings";
import { isMissed } from "./is-missed";
import { judgeLateCautions } from "./judge-late-cautions";
import { add, coveredBy, gidOf, notReadyOf, targetsOf, type Units, waitsFor } from "./order-units";
import type { LegRow, OrderRow, ProductRows } from "./product-rows";
import type { ShopLedger } from "./shop-ledger";

const RESERVES = new Set(["planned", "claimed", "uncertain", "rejected"]);

/**
 * Checks laws 3, 4 and 7 against the shops: each destination order that a webhook announced is stored as it is in its
 * shop, its push status follows from the quantities, and open, refused or over-pushed units have a reason.
 */
export function judgeOrders(
  sandbox: Sandbox,
  given: Omit<Case, "order" | "row" | "announced"> & { gaps: readonly Gap[] },
): void {
  const { ledger, rows, findings } = given;
  const announced = lastAnnouncements(sandbox);
  const byGid = new Map(rows.orders.map((row) => [row.gid, row]));
  for (const order of sandbox.store.orders(DESTINATION)) {
    const gid = gidOf(order);
    const row = byGid.get(gid);
    const announcedAt = announced.get(`${DESTINATION} ${gid}`) ?? Number.NEGATIVE_INFINITY;
    if (!row) {
      findings.unless(
        announcedAt < 0 && isMissed(sandbox, order, given.gaps),
        `law 3: ${order.name} is not stored`,
      );
      continue;
    }
    const difference = differs(order, row);
    if (difference !== null) {
      // Excused if the webhook of its last change was dropped.
      findings.unless(
        announcedAt < Date.parse(order.updatedAt),
        `law 3: ${order.name} differs from its shop: ${difference}`,
      );
      continue;
    }
    judgeOrder(sandbox, { ...given, order, row, announced });
  }
  for (const [gid, at] of ledger.deletedAt) {
    const row = byGid.get(gid);
    if (!row || row.deleted) continue;
    const announcedAt = announced.get(`${DESTINATION} ${gid}`) ?? Number.NEGATIVE_INFINITY;
    findings.unless(announcedAt < at, `law 10: ${row.name} was deleted in its shop but not in the product`);
  }
  for (const leg of rows.legs) {
    if (leg.state === "rejected" && !(leg.causeCode && explainCause(leg.causeCode, leg.causeData).remedy)) {
      findings.violation(`law 3: leg ${leg.id} is rejected without a cause or a remedy`);
    }
  }
}

type Case = {
  order: Order;
  row: OrderRow;
  announced: Map<string, number>;
  rows: ProductRows;
  ledger: ShopLedger;
  findings: Findings;
  partsAllowed: boolean;
};

function judgeOrder(sandbox: Sandbox, given: Case): void {
  const { order, row, announced, rows, ledger, findings, partsAllowed } = given;
  if (!judgeHolds(order, row, announced, findings)) return;
  const legs = rows.legs.filter((leg) => leg.orderId === row.id);
  const sourceOrders: Order[] = [];
  const chain = ledger.chains.get(row.gid) ?? [];
  const covered: Units = new Map();
  const reserved: Units = new Map();
  for (const { shop, id, isLinked } of sourceOrdersOf(row, legs, given)) {
    const source = sandbox.store.order(shop, id);
    const mine = rows.sourceOrders.find((known) => known.shop === shop && known.gid === gidOf({ id }));
    const announcedAt = announced.get(`${shop} ${gidOf({ id })}`) ?? Number.NEGATIVE_INFINITY;
    if (!source && legs.some((leg) => leg.id === mine?.legId && leg.state === "created")) {
      const deletedAt = ledger.deletedAt.get(gidOf({ id })) ?? 0;
      findings.unless(
        announcedAt < deletedAt,
        `law 4: ${mine?.gid} of ${shop} was deleted there but not in the product`,
      );
      return;
    }
    if (!source || mine?.duplicate) continue;
    const stale = mine ? differsAtSource(source, mine.legId, rows) : null;
    if (stale !== null) {
      findings.unless(
        announcedAt < Date.parse(source.updatedAt),
        `law 4: ${source.name} of ${shop} differs from its shop: ${stale}`,
      );
      return;
    }
    sourceOrders.push(source);
    if (!isLinked && !source.shippingAddress?.address1)
      findings.violation(`law 9: ${source.name} of ${shop} was sent from blanked data`);
    if (!isLinked) judgeAddress({ order, row, source, legId: mine?.legId, announced, rows, findings });
    for (const [sku, units] of coveredBy(source)) add(covered, sku, units);
  }
  const announcedAt = announced.get(`${DESTINATION} ${row.gid}`) ?? Number.NEGATIVE_INFINITY;
  judgeLateCautions({ order, row, announcedAt, rows, findings });
  const skus = order.lines.map((line) => line.sku);
  const hasTwins = new Set(skus).size < skus.length;
  // Which of two lines of one variant was shipped is not known from the units by variant.
  if (hasTwins && row.lines.some((line) => line.shipped > 0)) return;
  const own: Units = new Map();
  for (const line of row.lines) add(own, line.sku, line.own);
  const targets = targetsOf(order, sourceOrders, own);
  for (const line of rows.legLines) {
    const leg = legs.find(({ id }) => id === line.legId);
    if (leg && RESERVES.has(leg.state)) add(reserved, line.sku, line.quantity);
  }
  const waiting = notReadyOf(order);
  const waitsAsAWhole = !partsAllowed && waitsForAll(targets, chain, waiting);
  for (const sku of new Set([...targets.keys(), ...covered.keys(), ...reserved.keys()])) {
    const pushed = (covered.get(sku) ?? 0) + (reserved.get(sku) ?? 0);
    const target = targets.get(sku) ?? 0;
    const cards = rows.overPushedCards
      .filter((card) => card.orderId === row.id && card.sku === sku)
      .reduce((units, card) => units + card.quantity, 0);
    if (pushed - target > cards) {
      findings.violation(
        `law 4: ${row.name} has pushed ${pushed}×${sku} of ${target}, and change cards for ${cards}`,
      );
    }
    const excused = waitsAsAWhole || closesLoop(sku, chain) || isExplained(sku, row, legs, rows);
    if (pushed < target - (waiting.get(sku) ?? 0) && isRouted(sku) && !excused) {
      findings.violation(`law 3: ${row.name} lacks ${target - pushed}×${sku} and gives no reason`);
    }
  }
  if (hasTwins) return;
  const unsynced = [...targets].filter(
    ([sku, units]) => units > 0 && !isRouted(sku) && !covered.get(sku) && !reserved.get(sku),
  ).length;
  if (unsynced !== row.unsyncedItems) {
    findings.violation(
      `law 3: ${row.name} shows ${row.unsyncedItems} items as not synced instead of ${unsynced}`,
    );
  }
  const status = statusOf(order, targets, covered, reserved);
  if (status !== row.pushStatus) {
    findings.violation(`law 7: ${row.name} shows ${row.pushStatus} instead of ${status}`);
  }
}

/** The source orders of an order: those that the app created, and those of another app that users linked. */
function sourceOrdersOf(row: OrderRow, legs: readonly LegRow[], { ledger, rows }: Case) {
  const created = ledger.created.filter(({ destinationGid }) => destinationGid === row.gid);
  const linked = rows.sourceOrders.filter(
    ({ shop, gid, legId }) => rows.linkedAt.has(`${shop} ${gid}`) && legs.some(({ id }) => id === legId),
  );
  return [
    ...created.map(({ shop, id }) => ({ shop, id, isLinked: false })),
    ...linked.map(({ shop, gid }) => ({ shop, id: gid.split("/").at(-1) ?? "", isLinked: true })),
  ];
}

/** Checks law 10: an address that differs from a source order's is on a change card. */
function judgeAddress(given: {
  order: Order;
  row: OrderRow;
  source: Order;
  legId: string | undefined;
  announced: Map<string, number>;
  rows: ProductRows;
  findings: Findings;
}): void {
  const { order, row, source, legId, announced, rows, findings } = given;
  if (source.cancelledAt !== null || [...coveredBy(source).values()].every((units) => units === 0)) return;
  const streets = [order, source].map(({ shippingAddress }) => shippingAddress?.address1 ?? null);
  if (streets[0] === streets[1] || row.openChanges.includes("address_changed")) return;
  const announcedAt = announced.get(`${DESTINATION} ${row.gid}`) ?? Number.NEGATIVE_INFINITY;
  // Of several sends, it is not known which created the order.
  const isExcused = announcedAt < Date.parse(order.updatedAt) || (rows.sends.get(legId ?? "") ?? 0) > 1;
  findings.unless(
    isExcused,
    `law 10: ${row.name} goes to ${streets[0]}, but ${source.name} to ${streets[1]}`,
  );
}

/** Without partial pushes, the whole order waits if any of its lines has no supplier, or waits in Shopify. */
function waitsForAll(targets: Units, chain: string[], waiting: Units): boolean {
  return [...targets].some(
    ([sku, units]) => units > 0 && (!isRouted(sku) || closesLoop(sku, chain) || waiting.has(sku)),
  );
}

/** Checks law 3: an order waits for a hold, a date or a risk only if its shop says so. Returns whether it does. */
function judgeHolds(
  order: Order,
  row: OrderRow,
  announced: ReadonlyMap<string, number>,
  findings: Findings,
): boolean {
  const isOpen = row.pushStatus === "not_pushed";
  if (isOpen && isUnmappable(order) && !row.heldReasons.includes("incomplete_address"))
    findings.violation(
      `law 3: ${row.name} has an address without a street or a country, and is not held for it`,
    );
  const waits = Object.entries(waitsFor(order));
  const vain = waits.filter(([reason, holds]) => !holds && row.heldReasons.includes(reason));
  if (vain.length === 0) return true;
  const announcedAt = announced.get(`${DESTINATION} ${row.gid}`) ?? Number.NEGATIVE_INFINITY;
  const what = `law 3: ${row.name} waits for ${row.heldReasons}, and its shop does not say so`;
  findings.unless(announcedAt < Date.parse(order.updatedAt), what);
  return false;
}

/** Whether the address of an order, as the simulation draws them, lacks its street or names no country. */
function isUnmappable({ shippingAddress }: Order): boolean {
  return shippingAddress !== null && (!shippingAddress.address1 || shippingAddress.country === "Atlantis");
}

/** Whether a supplier of the product is a shop through which the order came. */
function closesLoop(sku: string, chain: readonly string[]): boolean {
  return ROUTES.some((route) => route.sku === sku && chain.includes(route.shop));
}

function isExplained(sku: string, row: OrderRow, legs: LegRow[], rows: ProductRows): boolean {
  if (row.heldReasons.length > 0 || row.pushStatus === "nothing_to_push") return true;
  // After a manual push, users decide about the open units.
  if (legs.some((leg) => leg.mode === "manual")) return true;
  const ofLine = rows.legLines.filter((line) => line.sku === sku);
  return legs.some(
    (leg) =>
      RELEASED.has(leg.state) ||
      // The supplier removed units from the order.
      (leg.state === "created" &&
        ofLine.some((line) => line.legId === leg.id && (line.liveUnits ?? 0) < line.quantity * line.ratio)),
  );
}

/** The push status by the rules of design §3, computed from the shops' quantities. */
function statusOf(order: Order, targets: Units, covered: Units, reserved: Units): string {
  if (order.cancelledAt) return "cancelled";
  const synced = [...targets.keys()].filter(
    (sku) => isRouted(sku) || (covered.get(sku) ?? 0) > 0 || (reserved.get(sku) ?? 0) > 0,
  );
  const some = (units: Units) => [...units.values()].some((count) => count > 0);
  if (!some(covered) && !some(reserved) && !synced.some((sku) => (targets.get(sku) ?? 0) > 0)) {
    return "nothing_to_push";
  }
  if (!some(covered)) return "not_pushed";
  return synced.every((sku) => (covered.get(sku) ?? 0) >= (targets.get(sku) ?? 0))
    ? "pushed"
    : "partially_pushed";
}
