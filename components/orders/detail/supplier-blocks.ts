import { formatMoney } from "@/components/format/format-money";
import type { LegFacts, LineFacts } from "@/lib/domain/orders/facts";
import { covers } from "@/lib/domain/orders/leg-state";
import { coveredUnits, lineQuantities } from "@/lib/domain/orders/quantities";
import { type LeftOutReason, lineLeftOut } from "@/lib/domain/push/left-out-reason";
import { routeOf } from "@/lib/domain/push/push-plan";
import { placesOf, pushTrack, type SegmentState } from "@/lib/domain/push/push-track";
import type { OrderDetail } from "@/lib/services/orders/read-order-page";
import { type LegView, legView } from "./leg-view";
import { type Standing, standings } from "./line-standing";
import { lineWaits } from "./waits-in-shopify";

/** A line of the order in one source store's block, or an unsynced line. Quantities are destination units. */
export type LineView = {
  id: string;
  title: string;
  variant: string | null;
  quantity: number;
  price: string;
  sku: string | null;
  sourceSku: string | null;
  ratio: number;
  pushed: number;
  /** Reserved units that the supplier does not have yet, by state. */
  held: { standing: Standing; units: number }[];
  open: number;
  /** Units that are not pushed because their source store has only a part of the set. */
  incomplete: number;
  /** Open units that wait in Shopify, each with its reason or date. */
  waits: string[];
  /** Why no unit of the line may be pushed. */
  reason: LeftOutReason | null;
  /** Units that the suppliers have beyond the need, except those that were shipped here before. */
  overPushed: number;
  shippedEarly: number;
  properties: { key: string; value: string }[];
};

/** One source store's part of the order. */
export type SupplierBlock = {
  storeId: string;
  name: string;
  state: SegmentState;
  legs: LegView[];
  lines: LineView[];
};

/** Groups an order's lines by source store. Lines without a source store are returned separately with the reason. */
export function supplierBlocks(
  detail: OrderDetail,
  args: { now: Date; shopifyBaseUrl: string | null },
): { blocks: SupplierBlock[]; unsynced: LineView[] } {
  const { facts } = detail;
  const blocks: SupplierBlock[] = pushTrack(facts, args.now).segments.map((segment) => ({
    storeId: segment.sourceStoreId,
    name: detail.stores.get(segment.sourceStoreId)?.name ?? "A source store",
    state: segment.state,
    legs: facts.legs
      .filter((leg) => leg.sourceStoreId === segment.sourceStoreId)
      .map((leg) => legView(leg, detail, args)),
    lines: [],
  }));
  const unsynced: LineView[] = [];
  for (const line of facts.lines) {
    const places = line.tip ? new Map<string, LegFacts[]>() : placesOf(facts, line);
    if (places.size === 0) unsynced.push(lineView(detail, line, null, []));
    for (const [storeId, legs] of places) {
      const block = blocks.find((candidate) => candidate.storeId === storeId);
      block?.lines.push(lineView(detail, line, storeId, legs));
    }
  }
  return { blocks, unsynced };
}

function lineView(
  detail: OrderDetail,
  line: LineFacts,
  storeId: string | null,
  legs: readonly LegFacts[],
): LineView {
  const { facts } = detail;
  const quantities = lineQuantities(facts.order, line, facts.legs);
  const route = routeOf(facts, line.id);
  const parts = legs.flatMap((leg) =>
    leg.lines.filter((part) => part.lineItemId === line.id).map((part) => ({ leg, part })),
  );
  const last = parts.at(-1);
  const here = route?.sourceStoreId === storeId ? route : null;
  return {
    id: line.id,
    title: line.title,
    variant: line.variantTitle,
    quantity: line.currentQuantity,
    price: formatMoney(detail.lines.get(line.id)?.unitPrice ?? 0, detail.order.currency),
    sku: line.sku,
    sourceSku: last ? (detail.sourceSkus.get(last.part.sourceVariantGid) ?? null) : (here?.sourceSku ?? null),
    ratio: last?.part.ratio ?? here?.ratio ?? 1,
    pushed: parts.reduce((sum, { leg, part }) => sum + (covers(leg.state) ? coveredUnits(part) : 0), 0),
    held: standings(legs, line.id),
    open: storeId === null || here ? quantities.open : 0,
    incomplete: storeId === null || here ? quantities.incomplete : 0,
    waits: here ? lineWaits(facts, line, detail.store.timeZone) : [],
    reason: lineLeftOut(line, quantities, storeId !== null),
    overPushed: quantities.overPushed - quantities.shippedEarly,
    shippedEarly: quantities.shippedEarly,
    properties: line.properties.filter((property) => !property.key.startsWith("_")),
  };
}
