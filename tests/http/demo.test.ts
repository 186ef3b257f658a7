import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectRoot } from "@/testing/folders/project-root";
import { tempFolder } from "@/testing/folders/temp-folder";
import { type Stack, startStack } from "@/testing/stack/stack";

const folder = tempFolder();
const people = [
  { email: "owner@harbour.example", name: "Owner", role: "owner", password: "a-long-password" },
  { email: "operator@harbour.example", name: "Operator", role: "operator", password: "a-long-password" },
];

let stack: Stack;
let superuser: postgres.Sql;

beforeAll(async () => {
  stack = await startStack();
  superuser = postgres(stack.database.superuserUrl, { max: 1 });
}, 300_000);

afterAll(async () => {
  await superuser?.end();
  await stack?.stop();
  folder.remove();
});

/** Runs the script that `npm start` runs when the demo is ready. Returns its output. */
async function seed(): Promise<{ code: number | null; output: string }> {
  const users = join(folder.path, "users.json");
  writeFileSync(users, JSON.stringify(people));
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/demo.ts"], {
    cwd: projectRoot,
    env: {
      ...stack.env,
      NODE_ENV: "production",
      CROSSDOCK_DEMO_USERS: users,
      CROSSDOCK_DEMO_CLIENT_SECRET: "demo-client-secret",
    },
  });
  const lines: string[] = [];
  child.stdout.on("data", (part) => lines.push(String(part)));
  child.stderr.on("data", (part) => lines.push(String(part)));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, output: lines.join("") };
}

const count = async () => {
  const [row] = await superuser`
    select (select count(*) from "user")::int as users, (select count(*) from merchant)::int as merchants,
      (select count(distinct destination_store_id) from connection)::int as destinations,
      (select count(distinct source_store_id) from connection)::int as sources,
      (select count(*) from store)::int as stores, (select count(*) from variant)::int as variants,
      (select count(*) from mapping)::int as mappings, (select count(*) from "order")::int as orders,
      (select count(*) from push)::int as pushes, (select count(*) from push_leg)::int as legs,
      (select count(*) from attempt)::int as attempts,
      (select count(*) from installation)::int as installations,
      (select count(*) from grant_state)::int as grants, (select count(*) from app_credential)::int as apps`;
  return row;
};

it("the demo's script creates the sample data through webhooks and services; a second run adds nothing", async () => {
  expect(await seed()).toMatchObject({ code: 0, output: expect.stringContaining("220 orders were placed") });
  const first = await count();
  expect(first).toMatchObject({
    users: 2,
    merchants: 4,
    destinations: 5,
    sources: 7,
    stores: 12,
    orders: 220,
    installations: 12,
    grants: 0,
    apps: 1,
  });
  // The stores were connected through the portal's redirect URL, as the owner.
  const claims = await superuser`
    select distinct actor_kind, actor_label from audit_entry where verb in ('store.claimed', 'app.registered')`;
  expect(claims).toEqual([{ actor_kind: "user", actor_label: "Owner" }]);
  expect(await superuser`select 1 from session where revoked_at is null`).toEqual([]);
  const checked = await superuser`select checked_at is not null as checked, fault from app_credential`;
  expect(checked).toEqual([{ checked: true, fault: null }]);
  const organizations = await superuser`select name from organization order by name`;
  expect(organizations.map(({ name }) => name)).toEqual(["Harbour & Vale", "Quayside Trading"]);
  const currencies = await superuser`select distinct currency from "order" order by currency`;
  expect(currencies.map(({ currency }) => currency)).toEqual(["EUR", "GBP", "JPY", "KWD", "USD"]);
  const statuses = await superuser`select distinct push_status from "order" order by push_status`;
  expect(statuses.map(({ push_status }) => push_status)).toEqual([
    "cancelled",
    "not_pushed",
    "nothing_to_push",
    "partially_pushed",
    "pushed",
  ]);
  const reasons =
    await superuser`select distinct status_reason from "order" where push_status = 'nothing_to_push'`;
  expect(reasons.map(({ status_reason }) => status_reason).sort()).toEqual([
    "all_refunded",
    "nothing_synced",
    "shipped_by_others",
  ]);
  const held = await superuser`select distinct unnest(held_reasons) as reason from "order"`;
  expect(held.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(["free", "no_shipping_address", "partly_fulfilled", "test", "unpaid"]),
  );
  const pushers = await superuser`
    select mode, actor_kind, count(*) > 2 as often from push group by mode, actor_kind order by mode`;
  expect(pushers).toEqual([
    { mode: "automatic", actor_kind: "job", often: false },
    { mode: "manual", actor_kind: "user", often: true },
  ]);
  // The suppliers' webhooks, which report what happened in their shops, arrive a little later. Those of the shop with an
  // unpaid bill wait until it answers again.
  await expect
    .poll(
      async () =>
        (
          await superuser`
            select distinct d.state from delivery d left join installation i on i.id = d.installation_id
            where i.breaker_code is null`
        )
          .map(({ state }) => state)
          .sort(),
      { timeout: 60_000 },
    )
    .toEqual(["ignored", "processed"]);
  const legs = await superuser`select distinct state, cause_code from push_leg where state <> 'created'`;
  expect(legs.map(({ state, cause_code }) => `${state} ${cause_code}`).sort()).toEqual([
    "ended null",
    "planned payment_required",
    "rejected out_of_stock",
    "rejected refused",
    "rejected shop_dormant",
    "skipped skipped",
    "uncertain connection_lost",
  ]);
  const attention = await superuser`select distinct attention from "order" where attention is not null`;
  expect(attention.map((row) => row.attention)).toEqual(
    expect.arrayContaining(["held", "parked", "rejected", "supplier_ended", "uncertain"]),
  );

  expect(await seed()).toMatchObject({ code: 0, output: expect.stringContaining("already exists") });
  expect({ ...(await count()), attempts: 0 }).toEqual({ ...first, attempts: 0 });
}, 240_000);
