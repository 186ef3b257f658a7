import type postgres from "postgres";
import type { LegCauseData } from "@/lib/domain/push/leg-cause";

export type LegRow = {
  id: string;
  orderId: string;
  state: string;
  mark: string;
  mode: string;
  /** The cautions of the order that the user knew who requested it. */
  accepted: string[];
  causeCode: string | null;
  causeData: LegCauseData;
};
type LegLineRow = {
  legId: string;
  lineItemId: string;
  sku: string;
  quantity: number;
  ratio: number;
  sourceVariantGid: string;
  liveUnits: number | null;
  shippedUnits: number | null;
};
export type OrderRow = {
  id: string;
  gid: string;
  name: string;
  cancelled: boolean;
  deleted: boolean;
  pushStatus: string;
  heldReasons: string[];
  unsyncedItems: number;
  openChanges: string[];
  lines: { gid: string; sku: string; current: number; shipped: number; own: number }[];
};

/** The product's rows, read directly from the database. */
export type ProductRows = {
  orders: OrderRow[];
  legs: LegRow[];
  legLines: LegLineRow[];
  /** The number of orderCreate attempts by leg. */
  sends: Map<string, number>;
  /** When the sends of a leg were claimed, by its origin mark. */
  claims: Map<string, number[]>;
  /** When another app's source orders were linked, by "shop, space, GID". */
  linkedAt: Map<string, number>;
  /** Origin marks of legs that a user skipped or declared absent after a send. */
  decidedByUser: Set<string>;
  /** `shop` is the first domain of the shop, which is its key in the sandbox. */
  sourceOrders: { shop: string; gid: string; legId: string; duplicate: boolean; cancelled: boolean }[];
  /** Open cards of units that source stores have beyond the need, also those that the destination shipped first. */
  overPushedCards: { orderId: string; sku: string; quantity: number }[];
};

/**
 * @param shopOf the first domain of a shop that has or had a domain. The product's list of former domains cannot tell: a
 *   shop that is renamed back changes its order.
 */
export async function readProduct(
  sql: postgres.Sql,
  shopOf: (domain: string) => string,
): Promise<ProductRows> {
  const orders = await sql<OrderRow[]>`
    select o.id, o.shopify_gid as gid, o.name, o.cancelled_at is not null as cancelled,
      o.deleted_at is not null as deleted, o.push_status as "pushStatus", o.held_reasons as "heldReasons",
      o.unsynced_items as "unsyncedItems", o.open_changes as "openChanges",
      (select coalesce(json_agg(json_build_object('gid', l.shopify_gid, 'sku', l.sku, 'current', l.current_quantity,
        'shipped', l.fulfilled_by_others, 'own', l.own_shipped)
        order by l.position), '[]') from line_item l where l.order_id = o.id) as lines
    from "order" o order by o.created_at, o.id`;
  const legs = await sql<LegRow[]>`
    select l.id, l.order_id as "orderId", l.state, l.origin_mark as mark, p.mode, p.cautions as accepted,
      l.cause_code as "causeCode", l.cause_data as "causeData"
    from push_leg l join push p on p.id = l.push_id order by l.created_at, l.id`;
  const legLines = await sql<LegLineRow[]>`
    select ll.leg_id as "legId", ll.line_item_id as "lineItemId", li.sku, ll.quantity, ll.ratio,
      ll.source_variant_gid as "sourceVariantGid", ll.live_units as "liveUnits", ll.shipped_units as "shippedUnits"
    from push_leg_line ll join line_item li on li.id = ll.line_item_id order by ll.id`;
  const sends = await sql<{ legId: string; sends: number }[]>`
    select leg_id as "legId", count(*)::int as sends from attempt where operation = 'orderCreate' group by leg_id`;
  const decided = await sql<{ mark: string }[]>`
    select distinct l.origin_mark as mark from audit_entry a join push_leg l on l.id = a.noun_id
    where a.verb in ('leg.skipped', 'leg.declared_absent') and exists (
      select from attempt t where t.leg_id = l.id and t.operation = 'orderCreate' and t.started_at <= a.at)`;
  const claims = await sql<{ mark: string; at: number[] }[]>`
    select l.origin_mark as mark, json_agg((extract(epoch from t.started_at) * 1000)::float8) as at
    from attempt t join push_leg l on l.id = t.leg_id where t.operation = 'orderCreate' group by l.origin_mark`;
  const linked = await sql<{ domain: string; gid: string; at: number }[]>`
    select s.shop_domain as domain, o.shopify_gid as gid, (extract(epoch from l.created_at) * 1000)::float8 as at
    from source_order o join push_leg l on l.id = o.leg_id and l.linked join store s on s.id = o.source_store_id`;
  const sourceOrders = await sql<ProductRows["sourceOrders"]>`
    select s.shop_domain as shop, o.shopify_gid as gid, o.leg_id as "legId", o.duplicate,
      o.cancelled_at is not null as cancelled
    from source_order o join store s on s.id = o.source_store_id`;
  const overPushedCards = await sql<ProductRows["overPushedCards"]>`
    select c.order_id as "orderId", li.sku, c.quantity from change_card c join line_item li on li.id = c.line_item_id
    where c.kind in ('over_pushed', 'shipped_early') and c.answer is distinct from 'resolved'`;
  return {
    orders,
    legs,
    legLines,
    sends: new Map(sends.map((row) => [row.legId, row.sends])),
    claims: new Map(claims.map((row) => [row.mark, row.at])),
    linkedAt: new Map(linked.map(({ domain, gid, at }) => [`${shopOf(domain)} ${gid}`, at])),
    decidedByUser: new Set(decided.map((row) => row.mark)),
    sourceOrders: sourceOrders.map((row) => ({ ...row, shop: shopOf(row.shop) })),
    overPushedCards,
  };
}
