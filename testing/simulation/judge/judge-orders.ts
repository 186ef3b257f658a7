import type { Order } from "@/sandbox/state/order-types";
import type { World as Sandbox } from "@/sandbox/world/world";
import { DESTINATION, isRouted } from "@/testing/simulation/sim-world";
import type { Findings } from "./findings";
import type { LegRow, OrderRow, ProductRows } from "./product-rows";
import { add, coveredBy, gidOf, type ShopLedger, targetsOf, type Units } from "./shop-ledger";

const RESERVES = new Set(["planned", "claimed", "uncertain", "rejected"]);
const RELEASED = new Set(["skipped", "ended", "recalled"]);

/**
 * Laws 3 to 5 by the shops: each destination order that was announced is known as it is, stands in the status
 * that its quantities give, and what is open, refused or over-pushed is accounted for.
 */
export function judgeOrders(
  sandbox: Sandbox,
  given: { ledger: ShopLedger; rows: ProductRows; findings: Findings; partsAllowed: boolean },
): void {
  const { ledger, rows, findings } = given;
  const told = heard(sandbox);
  const byGid = new Map(rows.orders.map((row) => [row.gid, row]));
  for (const order of sandbox.store.orders(DESTINATION)) {
    const gid = gidOf(order);
    const row = byGid.get(gid);
    const lastHeard = told.get(`${DESTINATION} ${gid}`) ?? Number.NEGATIVE_INFINITY;
    if (!row) {
      findings.unless(lastHeard < 0, `law 3: ${order.name} was announced and is not known`);
      continue;
    }
    const difference = differs(order, row);
    if (difference !== null) {
      // Its last webhook was dropped; nothing could tell.
      findings.unless(
        lastHeard < Date.parse(order.updatedAt),
        `law 3: ${order.name} is not as its shop has it: ${difference}`,
      );
      continue;
    }
    judgeOrder(sandbox, { ...given, order, row, told });
  }
  for (const [gid, at] of ledger.deletedAt) {
    const row = byGid.get(gid);
    if (!row || row.deleted) continue;
    const lastHeard = told.get(`${DESTINATION} ${gid}`) ?? Number.NEGATIVE_INFINITY;
    findings.unless(lastHeard < at, `law 10: ${row.name} was deleted, and nobody noticed`);
  }
  for (const leg of rows.legs) {
    if (leg.state === "rejected" && (!leg.causeCode || !leg.remedy)) {
      findings.violation(`law 3: leg ${leg.id} is refused without cause and remedy`);
    }
  }
}

type Case = {
  order: Order;
  row: OrderRow;
  told: Map<string, number>;
  rows: ProductRows;
  ledger: ShopLedger;
  findings: Findings;
  partsAllowed: boolean;
};

function judgeOrder(
  sandbox: Sandbox,
  { order, row, told, rows, ledger, findings, partsAllowed }: Case,
): void {
  const legs = rows.legs.filter((leg) => leg.orderId === row.id);
  const targets = targetsOf(order);
  const covered: Units = new Map();
  const reserved: Units = new Map();
  for (const { shop, id } of ledger.created.filter(({ destinationGid }) => destinationGid === row.gid)) {
    const source = sandbox.store.order(shop, id);
    const mine = rows.sourceOrders.find((known) => known.shop === shop && known.gid === gidOf({ id }));
    const lastHeard = told.get(`${shop} ${gidOf({ id })}`) ?? Number.NEGATIVE_INFINITY;
    if (!source && legs.some((leg) => leg.id === mine?.legId && leg.state === "created")) {
      const deletedAt = ledger.deletedAt.get(gidOf({ id })) ?? 0;
      findings.unless(
        lastHeard < deletedAt,
        `law 4: ${mine?.gid} of ${shop} was deleted there, and nobody noticed`,
      );
      return;
    }
    if (!source || mine?.duplicate) continue;
    const stale = mine ? differsAtSource(source, mine.legId, rows) : null;
    if (stale !== null) {
      findings.unless(
        lastHeard < Date.parse(source.updatedAt),
        `law 4: ${source.name} of ${shop} is not as it is there: ${stale}`,
      );
      return;
    }
    for (const [sku, units] of coveredBy(source)) add(covered, sku, units);
  }
  for (const line of rows.legLines) {
    const leg = legs.find(({ id }) => id === line.legId);
    if (leg && RESERVES.has(leg.state)) add(reserved, line.sku, line.quantity);
  }
  // An order that may not go out in parts waits whole for what has no supplier.
  const waitsWhole = !partsAllowed && [...targets].some(([sku, units]) => units > 0 && !isRouted(sku));
  for (const sku of new Set([...targets.keys(), ...covered.keys(), ...reserved.keys()])) {
    const standing = (covered.get(sku) ?? 0) + (reserved.get(sku) ?? 0);
    const target = targets.get(sku) ?? 0;
    const cards = rows.overPushedCards
      .filter((card) => card.orderId === row.id && card.sku === sku)
      .reduce((units, card) => units + card.quantity, 0);
    if (standing - target > cards) {
      findings.violation(`law 4: ${row.name} has ${standing}×${sku} for ${target}, and cards for ${cards}`);
    }
    if (standing < target && isRouted(sku) && !waitsWhole && !isExplained(sku, row, legs, rows)) {
      findings.violation(`law 3: ${row.name} lacks ${target - standing}×${sku} and says no reason`);
    }
  }
  const skus = order.lines.map((line) => line.sku);
  if (new Set(skus).size < skus.length) return;
  const status = statusOf(order, targets, covered, reserved);
  if (status !== row.pushStatus) {
    findings.violation(`law 7: ${row.name} reads ${row.pushStatus} and is ${status}`);
  }
}

/** When each order was last announced in a webhook that was acknowledged, by shop and GID. */
function heard(sandbox: Sandbox): Map<string, number> {
  const latest = new Map<string, number>();
  for (const delivery of sandbox.store.all("delivery")) {
    if (!delivery.resource || sandbox.store.get("deliveryState", delivery.webhookId)?.status !== "delivered")
      continue;
    const key = `${delivery.shop} ${delivery.resource}`;
    latest.set(key, Math.max(latest.get(key) ?? 0, Date.parse(delivery.triggeredAt)));
  }
  return latest;
}

function differs(order: Order, row: OrderRow): string | null {
  if ((order.cancelledAt !== null) !== row.cancelled)
    return order.cancelledAt ? "it is cancelled" : "it lives";
  const seen = new Map(row.lines.map((line) => [line.gid, line.current]));
  for (const line of order.lines) {
    const current = seen.get(`gid://shopify/LineItem/${line.id}`);
    if (current !== line.currentQuantity) return `${line.currentQuantity}×${line.sku}, ${current} here`;
  }
  return null;
}

/** Compares a leg's lines, live and shipped, with its order in the source store. */
function differsAtSource(source: Order, legId: string, rows: ProductRows): string | null {
  const live = new Map<string, number>();
  for (const line of source.lines) {
    add(
      live,
      `gid://shopify/ProductVariant/${line.variantId}`,
      source.cancelledAt ? 0 : line.currentQuantity,
    );
  }
  const leg = rows.legs.find(({ id }) => id === legId);
  if (leg && RELEASED.has(leg.state))
    return source.cancelledAt ? null : `it lives, and its leg is ${leg.state}`;
  const here = new Map<string, number>();
  for (const line of rows.legLines) {
    if (line.legId === legId && line.quantity > 0) add(here, line.sourceVariantGid, line.liveUnits ?? 0);
  }
  for (const [variant, units] of here) {
    if ((live.get(variant) ?? 0) !== units) return `${live.get(variant) ?? 0}×${variant} live, ${units} here`;
  }
  return null;
}

function isExplained(sku: string, row: OrderRow, legs: LegRow[], rows: ProductRows): boolean {
  if (row.heldReasons.length > 0 || row.pushStatus === "nothing_to_push") return true;
  // After a person pushed, what is open is a person's too.
  if (legs.some((leg) => leg.mode === "manual")) return true;
  const ofLine = rows.legLines.filter((line) => line.sku === sku);
  return legs.some(
    (leg) =>
      RELEASED.has(leg.state) ||
      // The supplier took units out of the order.
      (leg.state === "created" &&
        ofLine.some((line) => line.legId === leg.id && (line.liveUnits ?? 0) < line.quantity * line.ratio)),
  );
}

/** The push status by the rules of design §3, from the shops' numbers. */
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
