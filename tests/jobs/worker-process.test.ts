import { afterEach, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { storeDelivery } from "@/db/system/intake/store-delivery";
import { saveAppCredential } from "@/lib/services/installations/save-app-credential";
import { type Stack, startStack } from "@/testing/stack/stack";
import { toolsOn, until } from "./fixtures/intake-world";

let stack: Stack;
afterEach(() => stack.stop());

/** Stores a delivery of an unknown shop, without waking the relay. */
async function store(id: string, shopDomain: string) {
  const db = openDatabase(stack.database.url, { max: 1 });
  const system = toolsOn(db, "http://127.0.0.1:1");
  const app = await saveAppCredential(system, { handle: "crossdock", clientId: "c", clientSecret: "s" });
  await storeDelivery(
    db,
    {
      id,
      outboxId: `out_${id}`,
      appCredentialId: app.appCredentialId,
      shopDomain,
      webhookId: id,
      eventId: null,
      topic: "orders/create",
      apiVersion: null,
      triggeredAt: null,
      body: Buffer.from("{}"),
    },
    { graceMs: 60_000 },
  );
  await db.sql.end({ timeout: 1 });
}

const states = () => stack.database.sql`select id, state from delivery order by id`;

test("the worker process handles stored deliveries, even after kill -9, and stops on SIGTERM", async () => {
  stack = await startStack({ web: false, sandbox: false });
  await store("dlv_1", "nobody.myshopify.com");
  await until(states, ([row]) => row?.state === "ignored");

  await stack.kill("worker");
  // Another shop, because the killed worker may hold a job and a slot of the first shop until its lease expires.
  await store("dlv_2", "nowhere.myshopify.com");
  await stack.restart("worker");
  await until(states, (rows) => rows.length === 2 && rows.every((row) => row.state === "ignored"));
  expect(stack.output("worker").match(/the worker runs/g)).toHaveLength(2);

  const pid = stack.pid("worker");
  process.kill(pid, "SIGTERM");
  await until(
    async () => alive(pid),
    (living) => !living,
  );
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
