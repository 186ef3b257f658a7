import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Scope } from "@/db/scope";
import type { SearchTexts, SearchToken } from "@/lib/domain/order-list/search-tokens";

type Row = Omit<SearchTexts, "phones" | "addressNames"> & {
  /** In milliseconds since 1970. */
  createdAt: number;
  phones: (string | null)[];
  addressNames: (string | null)[][];
  stored: SearchToken[];
};

/** Reads what an order's search words come from, and the words that are stored, in one statement. */
export async function searchTexts(tx: Tx, scope: Scope, orderId: string): Promise<Row | null> {
  const of = (alias: string) =>
    sql`${sql.raw(alias)}.organization_id = o.organization_id and ${sql.raw(alias)}.order_id = o.id`;
  const [row] = await tx.execute<Row>(sql`
    select o.name, o.shopify_gid as "shopifyGid", o.tags,
      (extract(epoch from o.created_at) * 1000)::float8 as "createdAt",
      c.customer_name as "customerName", c.email,
      json_build_array(c.phone, c.shipping_address ->> 'phone', c.billing_address ->> 'phone') as phones,
      json_build_array(
        json_build_array(c.shipping_address ->> 'firstName', c.shipping_address ->> 'lastName'),
        json_build_array(c.shipping_address ->> 'company'),
        json_build_array(c.billing_address ->> 'firstName', c.billing_address ->> 'lastName'),
        json_build_array(c.billing_address ->> 'company')) as "addressNames",
      (select coalesce(json_agg(json_build_object('sku', l.sku, 'title', l.title, 'variantTitle', l.variant_title)
        order by l.position), '[]') from line_item l where ${of("l")}) as lines,
      (select coalesce(json_agg(json_build_object('name', s.name, 'shopifyGid', s.shopify_gid)
        order by s.created_at, s.id), '[]') from source_order s where ${of("s")}) as "sourceOrders",
      (select coalesce(json_agg(json_build_object('token', t.token, 'personal', t.personal)), '[]')
        from order_token t where ${of("t")}) as stored
    from "order" o left join order_contact c on c.organization_id = o.organization_id and c.id = o.contact_id
    where o.organization_id = ${scope.organizationId} and o.id = ${orderId}`);
  return row ?? null;
}
