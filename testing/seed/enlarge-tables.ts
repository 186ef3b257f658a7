import postgres from "postgres";

/** Columns that look like the id of a copied row, but are copied unchanged. */
const KEPT = new Set([
  ...[
    "organization_id",
    "merchant_id",
    "store_id",
    "connection_id",
    "source_store_id",
    "destination_store_id",
  ],
  ...["installation_id", "app_credential_id", "actor_id", "user_id", "event_name"],
]);

/** The tables that grow with the number of orders, system tables included. */
const TABLES = [
  ...[
    "order",
    "order_contact",
    "order_token",
    "order_facet",
    "line_item",
    "push",
    "push_leg",
    "push_leg_line",
  ],
  ...["attempt", "source_order", "change_card", "disclosure", "audit_entry", "order_delivery", "order_hold"],
  ...["deletion", "problem", "variant", "mapping", "delivery", "outbox"],
] as const;

/** Tables that are copied at the same time, as test machines have two processors. */
const SIDE_BY_SIDE = 2;

type Table = (typeof TABLES)[number];

/**
 * Copies the rows of the tables that grow with orders until each table has about `rows` rows. References are copied
 * too: ids of the n-th copies end with the same number. Copies are history: nothing is due, open or unsent. Runs as
 * the superuser, without triggers.
 *
 * @param exceptions tables with another number of rows
 * @returns the number of rows of each table
 */
export async function enlargeTables(
  superuserUrl: string,
  rows: number,
  exceptions: Readonly<Partial<Record<Table, number>>> = {},
): Promise<Record<string, number>> {
  const connection = { session_replication_role: "replica", maintenance_work_mem: "256MB" };
  const admin = postgres(superuserUrl, { max: SIDE_BY_SIDE, onnotice: () => {}, connection });
  try {
    const sizes: Record<string, number> = {};
    const left = [...TABLES];
    await Promise.all(
      Array.from({ length: SIDE_BY_SIDE }, async () => {
        for (let table = left.shift(); table; table = left.shift()) {
          sizes[table] = await copyRows(admin, table, exceptions[table] ?? rows);
        }
      }),
    );
    await admin.unsafe("analyze");
    return sizes;
  } finally {
    await admin.end();
  }
}

async function copyRows(admin: postgres.Sql, table: string, rows: number): Promise<number> {
  const columns = await admin<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER'
      and is_identity = 'NO' order by ordinal_position`;
  const [{ count } = { count: 0 }] = await admin.unsafe<{ count: number }[]>(
    `select count(*)::int as count from "${table}"`,
  );
  if (count === 0) return 0;
  const copies = Math.ceil(rows / count);
  // Building the indexes afterwards takes a third of the time.
  const indexes = await admin<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename = ${table}
      and indexname not in (select conname from pg_constraint)`;
  for (const { name } of indexes) await admin.unsafe(`drop index "${name}"`);
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const values = columns.map(({ name, type }) => copiedValue(table, name, type)).join(", ");
  await admin.unsafe(
    `insert into "${table}" (${names}) select ${values} from "${table}" t, generate_series(1, ${copies}) n
     on conflict do nothing`,
  );
  for (const { definition } of indexes) await admin.unsafe(definition);
  return count * (copies + 1);
}

/** The value of a column in a copy, as SQL over the original row `t` and the number `n` of the copy. */
function copiedValue(table: string, name: string, type: string): string {
  const column = `t."${name}"`;
  if (name === "due_at" || name === "auto_push_due_at" || name === "read_due_at" || name === "not_before")
    return "null";
  if (name === "sent_at") return "coalesce(t.sent_at, now())";
  if (name === "released_at" || name === "cleared_at" || name === "answered_at")
    return `coalesce(${column}, now())`;
  if (table === "delivery" && name === "state") return "'processed'";
  if (table === "push_leg" && name === "state") return "'created'";
  if (name === "token") return `left(${column} || n, 60)`;
  if (type !== "text" || KEPT.has(name)) return column;
  const isKey = name === "id" || name.endsWith("_id") || name.endsWith("_gid") || name === "origin_mark";
  return isKey ? `${column} || 'c' || n` : column;
}
