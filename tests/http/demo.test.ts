import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectRoot } from "@/tests/support/project-root";
import { type Stack, startStack } from "@/tests/support/stack";
import { tempFolder } from "@/tests/support/temp-folder";

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

/** Runs the script that `npm start` runs when all is up; answers what it wrote. */
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
      (select count(*) from attempt)::int as attempts`;
  return row;
};

it("fills the sample world through webhooks and verbs; a second run adds nothing", async () => {
  expect(await seed()).toMatchObject({ code: 0, output: expect.stringContaining("20 orders were placed") });
  await expect
    .poll(async () => (await superuser`select distinct state from push_leg`).map(({ state }) => state), {
      timeout: 30_000,
    })
    .toEqual(["created"]);
  const first = await count();
  expect(first).toMatchObject({ users: 2, merchants: 3, destinations: 4, sources: 5, stores: 9, orders: 20 });
  const currencies = await superuser`select distinct currency from "order" order by currency`;
  expect(currencies.map(({ currency }) => currency)).toEqual(["EUR", "GBP", "JPY", "USD"]);
  const statuses = await superuser`select distinct push_status from "order" order by push_status`;
  expect(statuses.map(({ push_status }) => push_status)).toEqual([
    "cancelled",
    "not_pushed",
    "nothing_to_push",
    "partially_pushed",
    "pushed",
  ]);
  const pushers = await superuser`select distinct actor_kind, actor_label from push`;
  expect(pushers).toEqual([{ actor_kind: "user", actor_label: "Operator" }]);
  // The suppliers' own webhooks about the new orders arrive a little later.
  await expect
    .poll(
      async () => (await superuser`select distinct state from delivery`).map(({ state }) => state).sort(),
      {
        timeout: 30_000,
      },
    )
    .toEqual(["ignored", "processed"]);

  expect(await seed()).toMatchObject({ code: 0, output: expect.stringContaining("there already") });
  expect(await count()).toEqual(first);
}, 120_000);
