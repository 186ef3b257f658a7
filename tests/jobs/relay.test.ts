import { afterEach, beforeEach, expect, test } from "vitest";
import { createClient } from "@/inngest/client";
import { engineFetch } from "@/inngest/embedded/events/engine-fetch";
import type { NewEvent } from "@/inngest/embedded/store/enqueue-events";
import { relayOutbox } from "@/inngest/relay";
import { runWorker } from "@/inngest/worker-loop";
import { type TestDatabase, testDatabase } from "@/testing/database/database";

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const fill = (count: number) => database.sql`
  insert into outbox (id, event_id, name, data, created_at)
  select 'out_' || n, 'event:' || n, 'test/go', jsonb_build_object('n', n), now() from generate_series(1, ${count}) n`;
const unsent = async () => (await database.sql`select from outbox where sent_at is null`).length;

test("outbox rows arrive in the engine exactly once, even with several relays at a time", async () => {
  const { sql } = database;
  await fill(1_000);
  const relay = async () => {
    let moved = 0;
    for (;;) {
      const count = await relayOutbox({ sql, deliver: { engine: "embedded" } });
      moved += count;
      if (count === 0) return moved;
    }
  };
  const moved = await Promise.all([relay(), relay(), relay()]);
  expect(moved.reduce((sum, count) => sum + count, 0)).toBe(1_000);
  expect(await unsent()).toBe(0);
  const [row] =
    await sql`select count(*)::int as events, count(distinct external_id)::int as ids from engine.events`;
  expect(row).toEqual({ events: 1_000, ids: 1_000 });
});

test("no outbox row is marked as sent when the engine's tables refuse the events", async () => {
  const { sql } = database;
  await fill(3);
  await sql`alter table engine.events add constraint refuse check (external_id <> 'event:2')`;
  await expect(relayOutbox({ sql, deliver: { engine: "embedded" } })).rejects.toThrow("refuse");
  expect(await unsent()).toBe(3);
  expect(await sql`select from engine.events`).toHaveLength(0);
});

test("with an Inngest server, outbox rows are marked as sent only after the send", async () => {
  const { sql } = database;
  await fill(2);
  const sent: NewEvent[] = [];
  let isDown = true;
  const send = async (events: NewEvent[]) => {
    if (isDown) throw new Error("the server is down");
    sent.push(...events);
  };
  const deliver = { engine: "inngest" as const, send };
  await expect(relayOutbox({ sql, deliver })).rejects.toThrow("down");
  expect(await unsent()).toBe(2);
  isDown = false;
  expect(await relayOutbox({ sql, deliver })).toBe(2);
  expect(await unsent()).toBe(0);
  expect(sent.map((event) => event.id).sort()).toEqual(["event:1", "event:2"]);
});

test("a worker is woken by the outbox's notification and runs its events", async () => {
  const { sql } = database;
  const seen: unknown[] = [];
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const client = createClient({ engine: "embedded", fetch: engineFetch(sql), logger: silent });
  const functions = [
    client.createFunction(
      { id: "listener", retries: 0, triggers: [{ event: "test/go" }] },
      async ({ event }) => {
        seen.push([event.id, event.data.n]);
      },
    ),
  ];
  const worker = await runWorker({ sql, client, functions, pollMs: 60_000 });
  try {
    await sql.begin(async (tx) => {
      await tx`insert into outbox (id, event_id, name, data, created_at) values ('out_x', 'event:x', 'test/go', '{"n": 1}', now())`;
      await tx`select pg_notify('crossdock_outbox', '')`;
    });
    await expect.poll(() => seen, { timeout: 5_000, interval: 5 }).toEqual([["event:x", 1]]);
  } finally {
    await worker.stop();
  }
});

test("the client's fetch stores events once per send, refuses large ones, and has no other endpoint", async () => {
  const { sql } = database;
  const send = engineFetch(sql);
  const post = (body: unknown, seed = "1,a") =>
    send("http://engine.invalid/e/key", {
      method: "POST",
      headers: { "x-inngest-event-id-seed": seed },
      body: JSON.stringify(body),
    });
  const first = await (
    await post([
      { name: "a/b", data: {} },
      { name: "a/c", data: {} },
    ])
  ).json();
  const again = await (
    await post([
      { name: "a/b", data: {} },
      { name: "a/c", data: {} },
    ])
  ).json();
  expect(first).toMatchObject({ status: 200, ids: [expect.any(String), expect.any(String)] });
  expect(again).toEqual(first);
  expect(await sql`select name from engine.events order by seq`).toEqual([{ name: "a/b" }, { name: "a/c" }]);
  expect((await post({ name: "a/b", data: "x".repeat(4 * 1024 * 1024) }, "2,b")).status).toBe(400);
  expect((await post({ data: {} }, "3,c")).status).toBe(400);
  expect((await send("http://engine.invalid/fn/register", { method: "POST", body: "{}" })).status).toBe(501);
});
