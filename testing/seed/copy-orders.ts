import { openDatabase } from "@/db/client";
import { MERCHANTS, SEEDED_AT } from "./seed";

/**
 * Fills an organization with copies of its order `ord_1`, four per minute, with different statuses, tags, amounts, tokens
 * and facets. Runs as the superuser, because row-level security forbids inserts outside of a scope.
 */
export async function copyOrders(
  superuserUrl: string,
  { organizationId, orders }: { organizationId: string; orders: number },
): Promise<void> {
  const admin = openDatabase(superuserUrl, { max: 1 });
  const run = (text: string) => admin.sql.unsafe(text);
  try {
    const columns = await run(
      `select column_name as name from information_schema.columns
       where table_name = 'order' and table_schema = 'public' and is_generated = 'NEVER'`,
    );
    const tags = "case when n % 3 = 0 then 'vip' else 'retail' end";
    const replaced: Record<string, string> = {
      id: "'ord_' || lpad(n::text, greatest(6, length(n::text)), '0')",
      shopify_gid: "'gid://shopify/Order/copy' || n",
      name: "'#' || n",
      created_at: `'${SEEDED_AT.toISOString()}'::timestamptz - (n / 4) * interval '1 minute'`,
      push_status:
        "(array['pushed','pushed','pushed','not_pushed','cancelled','partially_pushed','nothing_to_push'])[1 + n % 7]",
      attention: "case when n % 31 = 0 then 'rejected' end",
      merchant_id: `case when n % 50 = 0 then '${MERCHANTS.other}' else '${MERCHANTS.owner}' end`,
      financial_status: "case when n % 5 = 0 then 'PENDING' else 'PAID' end",
      held_reasons: "case when n % 5 = 0 then '{unpaid}'::text[] else '{}' end",
      shipping_method: "case when n % 4 = 0 then 'Express' else 'Standard' end",
      net_payment: "(n % 97) * 100",
      tags: `case when n % 500 = 0 then array[${tags}, 'rare'] else array[${tags}] end`,
    };
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const values = columns.map(({ name }) => replaced[name] ?? `o."${name}"`).join(", ");
    // Without triggers, because hundreds of thousands of notifications take time.
    await run("set session_replication_role = replica");
    await run(
      `insert into "order" (${names}) select ${values} from "order" o, generate_series(1, ${orders}) n
       where o.organization_id = '${organizationId}' and o.id = 'ord_1'`,
    );
    await run(
      `insert into order_token (organization_id, token, order_id, personal, created_at)
       select o.organization_id, word, o.id, false, o.created_at from "order" o,
       lateral (select substr(o.name, 2)::int as n) as number,
       lateral (values (o.name), ('customer-' || n % 900), (o.tags[1]), ('kt-ins-' || n), ('ins-' || n),
         ('<' || reverse('ktins' || n)), ('<' || reverse('4915' || lpad(n::text, 8, '0')))) as words(word)
       where o.organization_id = '${organizationId}' and o.id <> 'ord_1'`,
    );
    await run(
      `insert into order_facet (organization_id, order_id, facet, push_status, created_at)
       select o.organization_id, o.id, facet, o.push_status, o.created_at from "order" o,
       lateral (select 'store:' || o.store_id union all select 'merchant:' || o.merchant_id
         union all select 'payment:' || o.financial_status union all select 'shipping:' || lower(o.shipping_method)
         union all select 'supplier:a' union all select 'tag:' || tag from unnest(o.tags) tag
         union all select 'held:' || held from unnest(o.held_reasons) held) as facets(facet)
       where o.organization_id = '${organizationId}' and o.id <> 'ord_1'`,
    );
    for (const table of ['"order"', "order_token", "order_facet"]) await run(`vacuum analyze ${table}`);
  } finally {
    await admin.sql.end();
  }
}
