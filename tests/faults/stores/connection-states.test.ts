import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { sweepAutomaticPushes } from "@/db/system/sweeps/sweep-automatic-pushes";
import { projectSome } from "@/inngest/functions/reproject";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { changeConnection } from "@/lib/services/stores/connections/change-connection";
import { changeStoreState } from "@/lib/services/stores/connections/change-store-state";
import { readInFlight } from "@/lib/services/stores/connections/read-in-flight";
import { dispatchAll, harness, legsOf, statusOf } from "../harness";

const { database, sandbox, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

type World = Awaited<ReturnType<typeof createWorld>>;

const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };

async function planned(world: World, order: Record<string, unknown> = lamp) {
  const orderId = await world.ingest((await world.place(order)).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "requested" });
  return orderId;
}

/** Evaluates the orders that are due for automatic push, as the sweeper and its jobs do. */
async function pushWhatIsDue(world: World): Promise<string[]> {
  world.advance(120_000);
  const ctx = world.ctx({ kind: "job", label: "Crossdock" });
  const now = await ctx.clock.now();
  await sweepAutomaticPushes(ctx.db, { now, olderThanMs: 60_000, periodMs: 60_000 });
  const rows = await admin<{ id: string }[]>`
    select id from "order" where organization_id = ${world.organizationId} and auto_push_due_at <= ${now} order by id`;
  for (const { id } of rows) await autoPush(ctx, { orderId: id });
  return rows.map(({ id }) => id);
}

async function reproject(world: World): Promise<void> {
  await projectSome(world.ctx(), null);
}

const pause = (world: World, inFlight: "finish" | "withdraw") =>
  changeConnection(world.ctx(), { connectionId: world.sourceA.connectionId, move: "pause", inFlight });
const resume = (world: World) =>
  changeConnection(world.ctx(), { connectionId: world.sourceA.connectionId, move: "resume" });

test("pausing asks what becomes of the sends in flight; finishing sends what was planned, and new orders wait", async () => {
  const world = await createWorld({ autoPush: true });
  const orderId = await planned(world);
  const { connectionId } = world.sourceA;
  const subject = { level: "connection", subjectId: connectionId } as const;
  expect(await readInFlight(world.ctx(), subject)).toMatchObject({
    counts: { planned: 1, uncertain: 0, created: 0 },
    flights: [{ orderId, stage: "planned" }],
  });
  expect(await changeConnection(world.ctx(), { connectionId, move: "pause" })).toEqual({
    kind: "needs_choice",
  });
  expect(await pause(world, "finish")).toEqual({ kind: "changed", state: "paused", withdrawn: 0 });
  expect(await pause(world, "finish")).toEqual({ kind: "conflict", state: "paused" });
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "created" }]);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect((await readInFlight(world.ctx(), subject))?.counts).toEqual({
    planned: 0,
    uncertain: 0,
    created: 1,
  });

  // A new order waits, and says why.
  const later = await world.ingest((await world.place(lamp)).gid);
  expect((await statusOf(world, later))?.held).toEqual(["connection_not_active"]);
  expect(await requestPush(world.ctx(), { orderId: later, sourceStoreIds: null, reason: "r" })).toEqual({
    kind: "stopped",
    stops: ["connection_not_active"],
  });
  await pushWhatIsDue(world);
  expect(await legsOf(world, later)).toEqual([]);

  // When the connection is resumed, automatic push goes on, without a change of the order.
  expect(await resume(world)).toMatchObject({ kind: "changed", state: "active" });
  expect(await pushWhatIsDue(world)).toContain(later);
  await dispatchAll(world, later);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(2);
  await reproject(world);
  expect((await statusOf(world, later))?.held).toEqual([]);
});

test("withdrawing sends nothing that was planned, and its items wait for the connection", async () => {
  const world = await createWorld({ autoPush: true });
  const orderId = await world.ingest((await world.place(lamp)).gid);
  await pushWhatIsDue(world);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned" }]);
  expect(await pause(world, "withdraw")).toEqual({ kind: "changed", state: "paused", withdrawn: 1 });
  expect(await legsOf(world, orderId)).toMatchObject([
    { state: "superseded", causeCode: "connection_not_active" },
  ]);
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  await reproject(world);
  expect(await statusOf(world, orderId)).toMatchObject({
    status: "not_pushed",
    held: ["connection_not_active"],
  });
  await resume(world);
  await pushWhatIsDue(world);
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("a send without a known answer is looked up also when it is withdrawn, and is not sent again", async () => {
  const world = await createWorld();
  const fault = { shop: world.sourceA.domain, operation: "orderCreate", times: 1 };
  const [exists, lost] = [await planned(world), await planned(world)];
  await sandbox.control.post("/faults", { ...fault, kind: "reply-lost-after-commit" });
  await dispatchAll(world, exists);
  await sandbox.control.post("/faults", { ...fault, kind: "http-status", status: 500 });
  await dispatchAll(world, lost);
  expect(await pause(world, "withdraw")).toMatchObject({ kind: "changed" });
  for (let minute = 0; minute < 6; minute += 1) {
    world.advance(60_000);
    await dispatchAll(world, exists);
    await dispatchAll(world, lost);
  }
  expect(await legsOf(world, exists)).toMatchObject([{ state: "created" }]);
  expect(await legsOf(world, lost)).toMatchObject([
    { state: "superseded", causeCode: "connection_not_active" },
  ]);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("a leg whose connection ended after it was planned is not claimed, whatever was chosen before", async () => {
  const world = await createWorld();
  const orderId = await planned(world);
  await admin`update connection set state = 'disconnected' where id = ${world.sourceA.connectionId}`;
  expect(await dispatchAll(world, orderId)).toEqual([{ kind: "settled", state: "superseded" }]);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
});

test("a leg that was refused while it finished is not sent when it is retried over a connection that was blocked later", async () => {
  const world = await createWorld();
  const { connectionId } = world.sourceA;
  const orderId = await planned(world);
  await pause(world, "finish");
  await sandbox.control.post("/faults", { kind: "order-refused", shop: world.sourceA.domain, times: 1 });
  await dispatchAll(world, orderId);
  const [leg] = await legsOf(world, orderId);
  expect(leg).toMatchObject({ state: "rejected" });
  await resume(world);
  await changeConnection(world.ctx(), { connectionId, move: "block" });
  expect(await retryLeg(world.ctx(), { legId: leg?.id ?? "" })).toEqual({ kind: "recorded" });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect(await legsOf(world, orderId)).toMatchObject([
    { state: "superseded", causeCode: "connection_not_active" },
  ]);
});

test("a blocked connection takes no order, keeps its history, and needs a user who sees the source store", async () => {
  const world = await createWorld();
  const { mintScope } = await import("@/db/scope");
  const { connectionId, storeId } = world.sourceA;
  const sent = await planned(world);
  await dispatchAll(world, sent);
  const waiting = await planned(world);
  const limited = { ...world.ctx(), scope: mintScope(world.organizationId, [world.merchantId]) };
  expect(await changeConnection(limited, { connectionId, move: "block" })).toEqual({ kind: "not_found" });
  expect(await changeConnection(world.ctx(), { connectionId, move: "block" })).toEqual({
    ...{ kind: "changed", state: "blocked", withdrawn: 1 },
  });
  await dispatchAll(world, waiting);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect(await legsOf(world, sent)).toMatchObject([{ state: "created" }]);
  const { connectStores } = await import("@/lib/services/stores/connect-stores");
  const pair = { destinationStoreId: world.destination.storeId, sourceStoreId: storeId };
  expect(await connectStores(world.ctx(), pair)).toEqual({ kind: "blocked" });
  expect(await changeConnection(world.ctx(), { connectionId, move: "unblock" })).toMatchObject({
    state: "paused",
  });
  expect(await resume(world)).toMatchObject({ state: "active" });
});

test("a paused store keeps reading orders in both roles, and pushes them when it is resumed", async () => {
  const world = await createWorld({ autoPush: true });
  const move = (storeId: string, what: "pause" | "resume" | "disconnect") =>
    changeStoreState(world.ctx(), {
      ...{ storeId, move: what },
      ...(what === "resume" ? {} : { inFlight: "withdraw" as const }),
    });
  for (const storeId of [world.destination.storeId, world.sourceA.storeId]) {
    const before = (await world.sourceOrders(world.sourceA)).length;
    expect(await move(storeId, "pause")).toMatchObject({ kind: "changed", state: "paused" });
    const orderId = await world.ingest((await world.place(lamp)).gid);
    await pushWhatIsDue(world);
    expect(await legsOf(world, orderId)).toEqual([]);
    expect(await move(storeId, "resume")).toMatchObject({ kind: "changed", state: "active" });
    await pushWhatIsDue(world);
    await dispatchAll(world, orderId);
    expect(await world.sourceOrders(world.sourceA)).toHaveLength(before + 1);
  }
  expect(await move(world.sourceA.storeId, "disconnect")).toMatchObject({ state: "disconnected" });
  expect(await move(world.sourceA.storeId, "resume")).toEqual({ kind: "conflict", state: "disconnected" });
  const last = await world.ingest((await world.place(lamp)).gid);
  expect((await statusOf(world, last))?.held).toEqual(["connection_not_active"]);
});

test("a pause concerns its supplier only: what goes to another one is sent", async () => {
  const world = await createWorld();
  const both = await planned(world, {
    lineItems: [
      { sku: "LAMP-1", quantity: 1 },
      { sku: "MUG-1", quantity: 1 },
    ],
  });
  expect(await pause(world, "withdraw")).toMatchObject({ withdrawn: 1 });
  await dispatchAll(world, both);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
});
