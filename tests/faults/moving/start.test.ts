import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { otherAppLook } from "@/db/schema/moving";
import { outbox } from "@/db/schema/shopify";
import { withScope } from "@/db/scope";
import { withSystem } from "@/db/system/core/with-system";
import { WATCH_MS } from "@/lib/domain/moving/look-timing";
import { sweep } from "@/lib/services/jobs/sweep";
import { lookForOtherApps } from "@/lib/services/moving/look-for-other-apps";
import { requestLooks } from "@/lib/services/moving/request-looks";
import { startAutomaticPush } from "@/lib/services/moving/start-automatic-push";
import { autoPush } from "@/lib/services/push/auto-push";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import { pushByOtherApp, registerOtherApp } from "@/testing/stack/other-app";
import { testTools } from "@/testing/stack/world";
import { harness } from "../harness";

const { database, sandbox, world: createWorld } = await harness();
await registerOtherApp(sandbox.control);
type World = Awaited<ReturnType<typeof createWorld>>;

const look = (world: World, shop: { connectionId: string }) =>
  lookForOtherApps(world.ctx(), { connectionId: shop.connectionId, full: true, pages: 5 });

test("automatic push starts only after the source stores' orders were read and what was found is confirmed", async () => {
  const world = await createWorld();
  const { storeId } = world.destination;
  const start = (confirmedOrders: number) => startAutomaticPush(world.ctx(), { storeId, confirmedOrders });
  const before = await world.place();
  const earlier = await world.ingest(before.gid);
  await pushByOtherApp(
    sandbox.control,
    world,
    { name: "#77", gid: "gid://shopify/Order/7777777777" },
    "attributes",
  );

  // Connecting requested a look, which no job has done yet.
  expect(await start(0)).toEqual({ kind: "not_ready", readiness: "looking" });
  await look(world, world.sourceA);
  expect(await start(9)).toEqual({ kind: "not_ready", readiness: "looking" });
  await sandbox.control.post("/faults", {
    ...{ shop: world.sourceB.domain, operation: "orders", kind: "http-500", times: 1 },
  });
  await expect(look(world, world.sourceB)).rejects.toMatchObject({ code: "server_error" });
  expect(await start(9)).toEqual({ kind: "not_ready", readiness: "failed" });
  await look(world, world.sourceB);

  expect(await start(0)).toEqual({ kind: "other_app", orders: 1 });
  const page = await readStorePage(world.ctx(), { storeId });
  expect(page?.moving.readiness).toBe("found");
  expect(page?.moving.looks.map(({ found }) => [found.orders, found.app])).toEqual([
    [1, "Order Mirror"],
    [0, null],
  ]);
  world.advance(2_000);
  const started = await start(1);
  expect(started).toMatchObject({ kind: "started" });
  expect(await start(0)).toEqual(started);
  expect(await autoPush(world.ctx(), { orderId: earlier })).toEqual({
    kind: "left",
    reason: "created_before",
  });

  // A result is confirmed while it is fresh.
  await changeStoreSettings(world.ctx(), { storeId, autoPush: false });
  world.advance(16 * 60_000);
  expect(await start(9)).toEqual({ kind: "not_ready", readiness: "look_first" });
  expect(await requestLooks(world.ctx(), { storeId })).toMatchObject({ kind: "requested" });
  expect(await start(9)).toEqual({ kind: "not_ready", readiness: "looking" });
});

test("looks are requested with the connection, repeated by the sweeper, and end with the watch", async () => {
  const world = await createWorld({ autoPush: true });
  const { connectionId } = world.sourceA;
  const events = await withSystem(world.ctx().db, (tx) =>
    tx.select({ data: outbox.data }).from(outbox).where(eq(outbox.name, "connection/look.requested")),
  );
  expect(events.map(({ data }) => (data as { connectionId: string }).connectionId)).toContain(connectionId);
  await look(world, world.sourceA);
  const tools = testTools({ url: database.url, sandboxUrl: sandbox.url, offsetMs: 7 * 3_600_000 });
  expect((await sweep(tools)).looks).toBeGreaterThan(0);
  await tools.db.sql.end({ timeout: 1 });
  world.advance(WATCH_MS + 60_000);
  await look(world, world.sourceA);
  const [row] = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx.select().from(otherAppLook).where(eq(otherAppLook.connectionId, connectionId)),
  );
  expect(row?.dueAt).toBeNull();
});
