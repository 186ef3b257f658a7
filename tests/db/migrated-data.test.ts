import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { bootstrapDatabase } from "@/db/bootstrap";
import { migrateDatabase } from "@/db/migrate";
import { projectRoot } from "@/testing/folders/project-root";
import { tempFolder } from "@/testing/folders/temp-folder";

const DATABASE = "stored_texts";
const cluster = inject("cluster");
const folder = tempFolder();
let url: string;
let admin: postgres.Sql;

/** Migrates the database to the schema before a migration. */
async function migrateUntil(tag: string): Promise<void> {
  const migrationsFolder = join(folder.path, tag);
  cpSync(join(projectRoot, "db/migrations"), migrationsFolder, { recursive: true });
  const path = join(migrationsFolder, "meta/_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(path, "utf8"));
  journal.entries = journal.entries.slice(
    0,
    journal.entries.findIndex((entry) => entry.tag === tag),
  );
  writeFileSync(path, JSON.stringify(journal));
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await migrate(drizzle(sql), { migrationsFolder });
  await sql.end();
}

/** Lines and sends as an older version stored them: with the properties that the shopper gave. */
async function seedLineProperties(): Promise<void> {
  const order = (id: string) => admin`
    insert into "order" (organization_id, id, store_id, shopify_gid, name, created_at, updated_at, read_at, received_at, test,
      currency, net_payment, current_total, total, subtotal, total_shipping, total_tax, total_discounts, total_received,
      total_refunded, total_outstanding, tags, shipping_lines, contact_id, content_hash, push_status, synced_items,
      total_items, held_reasons, changed_at)
    values ('org_a', ${id}, 'str_1', ${id}, '#1', now(), now(), now(), now(), false, 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '[]',
      'con_1', '', 'pushed', 0, 0, '{}', now())`;
  await order("ord_1");
  await admin`
    insert into order_contact (organization_id, id, order_id, created_at, attributes, hash) values
      ('org_a', 'con_1', 'ord_1', now(), '[]', ''), ('org_a', 'con_2', 'ord_2', now(), '[]', '')`;
  await admin`
    insert into line_item (organization_id, id, order_id, shopify_gid, position, title, quantity, current_quantity,
      unfulfilled_quantity, fulfilled_by_others, requires_shipping, gift_card, tip, unit_price, properties)
    values ('org_a', 'lin_1', 'ord_1', 'gid_1', 0, 'Ring', 1, 1, 1, 0, true, false, false, 0, ${admin.json([{ key: "Engraving", value: "I.B." }])}),
      ('org_a', 'lin_2', 'ord_1', 'gid_2', 1, 'Box', 1, 1, 1, 0, true, false, false, 0, '[]')`;
  const own = { name: "_crossdock_line", value: "lgl_1" };
  const input = (properties: Record<string, string>[]) =>
    admin.json({
      order: {
        tags: ["a"],
        lineItems: [
          { quantity: 1, properties },
          { quantity: 2, properties: [own] },
        ],
      },
    });
  await admin`
    insert into attempt (organization_id, id, operation, subject_id, input, disclosed, started_at) values
      ('org_a', 'att_3', 'orderCreate', 'leg_1', ${input([{ name: "Engraving", value: "I.B." }, own])}, '{email}', now()),
      ('org_a', 'att_4', 'orderCreate', 'leg_1', ${input([own])}, '{email}', now())`;
  await admin`
    insert into disclosure (organization_id, id, order_id, leg_id, attempt_id, contact_id, source_store_id, fields, at)
    values ('org_a', 'dis_3', 'ord_1', 'leg_1', 'att_3', 'con_1', 'str_1', '{email}', now()),
      ('org_a', 'dis_4', 'ord_1', 'leg_1', 'att_4', 'con_1', 'str_1', '{email}', now())`;
}

beforeAll(async () => {
  url = await bootstrapDatabase({ ...cluster, database: DATABASE });
  await migrateUntil("0017_problem_data");
  const superuser = new URL(cluster.superuserUrl);
  superuser.pathname = `/${DATABASE}`;
  admin = postgres(superuser.href, { max: 1 });
  // Rows as written by an older version, without the rows that they refer to.
  await admin`set session_replication_role = replica`;
  await admin`
    insert into problem (organization_id, id, kind, store_id, message, opened_at) values
      ('org_a', 'prb_1', 'unauthorized', 'str_1', 'The store no longer accepts it.', now()),
      ('org_b', 'prb_2', 'unknown', 'str_2', 'It answered: 418 Read its answer.', now()),
      ('org_b', 'prb_3', 'of_long_ago', 'str_2', 'Something is wrong.', now())`;
  await admin`
    insert into audit_entry (organization_id, id, at, actor_kind, actor_label, verb, noun, noun_id) values
      ('org_a', 'aud_1', now(), 'job', 'job', 'leg.uncertain', 'push_leg', 'leg_1'),
      ('org_a', 'aud_2', now(), 'job', 'job', 'leg.second_source_order', 'push_leg', 'leg_1'),
      ('org_b', 'aud_3', now(), 'user', 'Mara', 'run.cancel-asked', 'run', 'run_1'),
      ('org_b', 'aud_4', now(), 'user', 'Mara', 'run.retry-asked', 'run', 'run_1'),
      ('org_b', 'aud_5', now(), 'user', 'Mara', 'order.held', 'order', 'ord_1')`;
  await admin`
    insert into push_leg (organization_id, id, order_id, push_id, connection_id, source_store_id, state, origin_mark,
      carries_shipping, cause_code, cause_message, remedy, created_at, state_changed_at)
    select 'org_a', id, 'ord_1', 'psh_1', 'con_1', 'str_1', state, id, false, code, message, remedy, now(), now()
    from (values
      ('leg_1', 'rejected', 'out_of_stock', 'Not enough. It answered: No.', 'Restock, then retry.'),
      ('leg_2', 'skipped', 'skipped', 'Mara: No longer wanted', null),
      ('leg_3', 'skipped', null, null, 'Nothing to do: it goes to the next supplier.'),
      ('leg_4', 'planned', null, null, null)) leg (id, state, code, message, remedy)`;
  await admin`
    insert into attempt (organization_id, id, operation, subject_id, input, started_at, error_code, error_message)
    values ('org_a', 'att_1', 'orderCreate', 'leg_1', '{}', now(), 'timeout', 'No answer came.'),
      ('org_a', 'att_2', 'orderCreate', 'leg_1', '{}', now(), null, null)`;
  await seedLineProperties();
  await migrateDatabase(url);
});
afterAll(async () => {
  await admin.end();
  const server = postgres(cluster.superuserUrl, { max: 1 });
  await server.unsafe(`drop database ${DATABASE} with (force)`);
  await server.end();
  folder.remove();
});

test("the migration keeps the stored text of a problem, unless the text follows from its kind", async () => {
  expect(await admin`select id, data from problem order by id`).toEqual([
    { id: "prb_1", data: {} },
    { id: "prb_2", data: { message: "It answered: 418 Read its answer." } },
    { id: "prb_3", data: { message: "Something is wrong." } },
  ]);
});

test("the migration renames the verbs of older audit entries", async () => {
  const rows = await admin`select verb from audit_entry order by id`;
  expect(rows.map((row) => row.verb)).toEqual([
    ...["leg.marked_uncertain", "leg.duplicate_found", "run.cancel_requested", "run.retry_requested"],
    "order.held",
  ]);
});

test("the migration keeps the texts of a leg's cause, and recognizes a leg offered to the next supplier", async () => {
  expect(await admin`select id, cause_code, cause_data from push_leg order by id`).toEqual([
    {
      id: "leg_1",
      cause_code: "out_of_stock",
      cause_data: { message: "Not enough. It answered: No.", remedy: "Restock, then retry." },
    },
    { id: "leg_2", cause_code: "skipped", cause_data: { message: "Mara: No longer wanted" } },
    { id: "leg_3", cause_code: "offered_next", cause_data: {} },
    { id: "leg_4", cause_code: null, cause_data: {} },
  ]);
});

test("the migration keeps the text of an attempt's error", async () => {
  expect(
    await admin`select id, error_code, error_data from attempt where id in ('att_1', 'att_2') order by id`,
  ).toEqual([
    { id: "att_1", error_code: "timeout", error_data: { message: "No answer came." } },
    { id: "att_2", error_code: null, error_data: {} },
  ]);
});

test("row-level security still applies to the login that owns the table", async () => {
  const login = postgres(url, { max: 1 });
  expect(await login`select id from problem union all select id from audit_entry`).toEqual([]);
  expect(await login`select id from push_leg union all select id from attempt`).toEqual([]);
  await login.end();
});

test("the migration moves line properties from lines and sends to the contact, and lists them as disclosed", async () => {
  expect(await admin`select id, line_properties from order_contact order by id`).toEqual([
    { id: "con_1", line_properties: { gid_1: [{ key: "Engraving", value: "I.B." }] } },
    { id: "con_2", line_properties: {} },
  ]);
  const own = [{ name: "_crossdock_line", value: "lgl_1" }];
  const lineItems = [
    { quantity: 1, properties: own },
    { quantity: 2, properties: own },
  ];
  const input = { order: { tags: ["a"], lineItems } };
  expect(
    await admin`select id, input, disclosed from attempt where id in ('att_3', 'att_4') order by id`,
  ).toEqual([
    { id: "att_3", input, disclosed: ["email", "lineProperties"] },
    { id: "att_4", input, disclosed: ["email"] },
  ]);
  expect(await admin`select id, fields from disclosure order by id`).toEqual([
    { id: "dis_3", fields: ["email", "lineProperties"] },
    { id: "dis_4", fields: ["email"] },
  ]);
});
