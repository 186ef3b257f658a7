import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { type ForgottenTable, forgottenTables, retentions } from "@/lib/domain/jobs/retention";
import { forgetOld } from "@/lib/services/jobs/forget-old";
import { testDatabase } from "@/testing/database/database";
import { watchPlans } from "@/testing/database/watch-plans";
import { seedOrder } from "@/testing/seed/seed";
import { testTools } from "@/testing/stack/world";

const database = await testDatabase();
const plans = await watchPlans(database.superuserUrl);
const tools = testTools({ url: database.url, sandboxUrl: "http://127.0.0.1:9", onNotice: plans.notice });
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(async () => {
  await Promise.all([tools.db.sql.end({ timeout: 2 }), admin.end({ timeout: 2 })]);
  await database.close();
});

test("each table has a retention or a reason to keep its rows", async () => {
  const rows = await admin<{ name: string }[]>`
    select case when schemaname = 'public' then tablename else schemaname || '.' || tablename end as name
    from pg_tables where schemaname in ('public', 'engine') order by 1`;
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(retentions).sort());
});

/** Inserts rows whose ids begin with a word, at an age in days. */
async function insert(word: string, days: number, rows: number): Promise<void> {
  const at = `now() - interval '${days} days' - n * interval '1 second'`;
  const given = `from generate_series(1, ${rows}) n`;
  await admin.unsafe(`
    insert into outbox (id, event_id, name, data, created_at, sent_at)
      select '${word}' || n, '${word}' || n, 'order/ingested', '{}', ${at}, ${at} ${given};
    insert into delivery (id, app_credential_id, shop_domain, webhook_id, topic, lane, received_at, installation_id, state,
      processed_at)
      select '${word}' || n, i.app_credential_id, i.shop_domain, '${word}' || n, 'orders/updated', 'changes', ${at}, i.id,
        case when n % 2 = 0 then 'processed' else 'ignored' end, ${at}
      ${given}, (select * from installation order by id limit 1) i;
    insert into session (id, user_id, created_at, expires_at)
      select '${word}' || n, 'usr_1', ${at}, ${at} ${given};
    insert into sign_in_attempt (id, key, at) select '${word}' || n, 'key' || n, ${at} ${given};
    insert into problem (organization_id, id, kind, store_id, opened_at, cleared_at)
      select organization_id, '${word}' || n, 'paused', id, ${at}, ${at}
      ${given}, (select * from store order by id limit 1) s`);
}

/** The words of the ids that each table still has. */
async function left(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const table of ["outbox", "delivery", "session", "sign_in_attempt", "problem"]) {
    const rows = await admin.unsafe<{ word: string }[]>(
      `select distinct rtrim(id, '0123456789') as word from "${table}" order by 1`,
    );
    found[table] = rows.map(({ word }) => word);
  }
  return found;
}

test("old rows are deleted by an index, and unsent events, unfinished deliveries and open problems never", async () => {
  await seedOrder(tools.db, { organizationId: "org_a" });
  await admin`insert into "user" (id, email, name, password_hash, created_at)
    values ('usr_1', 'a@agency.example', 'A', '', now())`;
  await insert("old", 400, 2_500);
  await insert("new", 0, 30_000);
  await insert("open", 400, 1);
  await admin`update outbox set sent_at = null where id = 'open1'`;
  await admin`update problem set cleared_at = null where id = 'open1'`;
  for (const state of ["received", "waiting", "parked"])
    await admin`insert into delivery (id, app_credential_id, shop_domain, webhook_id, topic, received_at, state, processed_at)
      select ${state}, app_credential_id, shop_domain, ${state}, 'orders/create', now() - interval '400 days', ${state},
        now() - interval '400 days' from installation order by id limit 1`;
  // The newest delivery of a lane stays, however old.
  await admin`insert into delivery (id, app_credential_id, shop_domain, webhook_id, topic, lane, received_at, installation_id,
      state, processed_at)
    select 'last', app_credential_id, shop_domain, 'last', 'orders/create', 'new_orders', now() - interval '400 days', id,
      'processed', now() - interval '400 days' from installation order by id limit 1`;
  await admin`insert into refused_webhook (installation_id, day, requests)
    select id, current_date - d, 1 from (select id from installation order by id limit 1) i, generate_series(0, 59) d`;
  await admin.unsafe("analyze");

  plans.forget();
  const counts = await forgetOld(tools);
  expect(plans.seen()).toBeGreaterThan(0);
  // At most the old rows of a table, never the table.
  expect(plans.largeReads({ rows: 3_000, blocks: 20_000 })).toEqual([]);
  const expected: Record<ForgottenTable, number> = {
    ...{ delivery: 2_501, outbox: 2_500, problem: 2_500, session: 2_501, sign_in_attempt: 2_501 },
    refused_webhook: 30,
  };
  expect(counts).toEqual(expected);
  expect(Object.keys(counts).sort()).toEqual([...forgottenTables].sort());
  expect(await left()).toEqual({
    ...{ outbox: ["new", "open"], session: ["new"], sign_in_attempt: ["new"], problem: ["new", "open"] },
    delivery: ["last", "new", "parked", "received", "waiting"],
  });
});
