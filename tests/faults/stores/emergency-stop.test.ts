import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { sweep } from "@/lib/services/jobs/sweep";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { beginStop, type StopSubject } from "@/lib/services/stores/begin-stop";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { liftStop } from "@/lib/services/stores/lift-stop";
import { subscribeWebhooks } from "@/lib/services/stores/subscribe-webhooks";
import { attemptsOf, claimNow, dispatchAll, harness, legsOf } from "../harness";

const { database, sandbox, world: createWorld } = await harness();
const admin = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
afterAll(() => admin.end());

type World = Awaited<ReturnType<typeof createWorld>>;

const job = (world: World) => world.ctx({ kind: "job", label: "Crossdock" });
const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };

async function planned(world: World, order: Record<string, unknown> = {}) {
  const orderId = await world.ingest((await world.place(order)).gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "requested" });
  return orderId;
}

async function stop(world: World, subject: StopSubject) {
  const begun = await beginStop(world.ctx(), { ...subject, reason: "A supplier called" });
  if (begun.kind !== "begun") throw new Error(`The stop did not begin: ${begun.kind}`);
  return begun;
}

const lift = (world: World, stopId: string) => liftStop(world.ctx(), { stopId, reason: "Cleared" });

async function attentionOf(orderId: string): Promise<string | null> {
  const [row] = await admin<
    { attention: string | null }[]
  >`select attention from "order" where id = ${orderId}`;
  return row?.attention ?? null;
}

/** The shops' requests that change something. */
async function writes(world: World): Promise<number> {
  let count = 0;
  for (const { domain } of [world.destination, world.sourceA, world.sourceB]) {
    const log = await sandbox.control.get<{ roots: string[] }[]>(`/log?shop=${domain}&limit=100000`);
    count += log.filter(({ roots }) => roots.some((root) => /Create$|Update$|Delete$/.test(root))).length;
  }
  return count;
}

/** Dispatches the legs whose events wait in the outbox; returns their ids. */
async function runEvents(world: World): Promise<string[]> {
  const { organizationId } = world;
  const rows = await admin<{ leg: { orderId: string; legId: string } }[]>`
    with taken as (
      update outbox set sent_at = now()
      where sent_at is null and name = 'order/leg.dispatch-requested' and data->>'organizationId' = ${organizationId}
      returning id, data)
    select data as leg from taken order by id`;
  for (const { leg } of rows) await dispatchLeg(job(world), leg);
  return rows.map(({ leg }) => leg.legId);
}

test.each([
  ["organization", () => ""],
  ["store", (world: World) => world.destination.storeId],
  ["store", (world: World) => world.sourceA.storeId],
  ["connection", (world: World) => world.sourceA.connectionId],
] as const)(
  "a stop of the %s lets its legs wait, and lifting it sends each once",
  async (level, subjectOf) => {
    const world = await createWorld();
    const orderId = await planned(world, lamp);
    const other = await planned(world, { lineItems: [{ sku: "MUG-1", quantity: 1 }] });
    const subjectId = subjectOf(world);
    const { stopId, underWay } = await stop(world, { level, subjectId });
    expect(underWay).toBe(0);
    const before = await writes(world);
    expect(await dispatchAll(world, orderId)).toEqual([
      { kind: "waiting", code: "emergency_stop", retryAfterMs: 900_000 },
    ]);
    expect(await legsOf(world, orderId)).toMatchObject([
      { state: "planned", causeCode: "emergency_stop", waitsFor: stopId },
    ]);
    expect(await attemptsOf(world, orderId)).toEqual([]);
    expect(await attentionOf(orderId)).toBe("stopped");
    // The other supplier is concerned only by a stop of the organization or of the destination store.
    const all = level === "organization" || subjectId === world.destination.storeId;
    expect((await dispatchAll(world, other))[0]?.kind).toBe(all ? "waiting" : "settled");
    expect(await writes(world)).toBe(before + (all ? 0 : 1));
    // A user's request does not shorten the wait, and a sweep does not find the leg.
    const [leg] = await legsOf(world, orderId);
    await retryLeg(world.ctx(), { legId: leg?.id ?? "" });
    await runEvents(world);
    world.advance(3_600_000);
    await sweep(world.ctx());
    expect(await runEvents(world)).toEqual([]);
    expect(await world.sourceOrders(world.sourceA)).toEqual([]);

    expect(await lift(world, stopId)).toEqual({ kind: "lifted", released: all ? 2 : 1 });
    expect(await lift(world, stopId)).toEqual({ kind: "not_found" });
    expect(await runEvents(world)).toHaveLength(all ? 2 : 1);
    await dispatchAll(world, orderId);
    expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
    expect(await world.sourceOrders(world.sourceB)).toHaveLength(1);
    expect(await attentionOf(orderId)).toBeNull();
    const audit = await admin<{ verb: string; data: { reason: string } }[]>`
    select verb, data from audit_entry where organization_id = ${world.organizationId}
      and noun = 'emergency_stop' order by at, id`;
    expect(audit.map(({ verb, data }) => `${verb}: ${data.reason}`)).toEqual([
      "sending.stopped: A supplier called",
      "sending.resumed: Cleared",
    ]);
  },
);

test("a stop that begins after the claim prevents the send, and one that begins before it prevents the claim", async () => {
  const world = await createWorld();
  const orderId = await planned(world, lamp);
  const ctx = job(world);
  let stopId = "";
  const createOrder: typeof ctx.shopify.createOrder = async (access, input, options) => {
    stopId = (await stop(world, { level: "organization", subjectId: "" })).stopId;
    return ctx.shopify.createOrder(access, input, options);
  };
  const [leg] = await legsOf(world, orderId);
  const legId = leg?.id ?? "";
  const result = await dispatchLeg({ ...ctx, shopify: { ...ctx.shopify, createOrder } }, { orderId, legId });
  expect(result).toMatchObject({ kind: "waiting", code: "emergency_stop" });
  expect(await attemptsOf(world, orderId)).toMatchObject([
    { operation: "orderCreate", outcome: "not_executed", errorCode: "emergency_stop" },
  ]);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned", waitsFor: stopId }]);
  expect(await claimNow(world, { orderId, legId }, ctx)).toEqual({ kind: "lost" });
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  await lift(world, stopId);
  await runEvents(world);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);

  const next = await planned(world, lamp);
  const [second] = await legsOf(world, next);
  await stop(world, { level: "store", subjectId: world.sourceA.storeId });
  expect(await claimNow(world, { orderId: next, legId: second?.id ?? "" }, ctx)).toEqual({ kind: "stopped" });
});

test("two stops: a leg waits for both, one after the other; a lift that meets a dispatch loses no leg", async () => {
  const world = await createWorld();
  const orderId = await planned(world, lamp);
  const all = await stop(world, { level: "organization", subjectId: "" });
  const one = await stop(world, { level: "store", subjectId: world.sourceA.storeId });
  expect(await beginStop(world.ctx(), { level: "organization", subjectId: "", reason: "again" })).toEqual({
    kind: "already_on",
  });
  await dispatchAll(world, orderId);
  await lift(world, all.stopId);
  await runEvents(world);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned", waitsFor: one.stopId }]);
  // A release that was missed is made up for by the sweeper.
  await admin`update emergency_stop set lifted_at = now(), lifted_by = 'x', lift_reason = 'x' where id = ${one.stopId}`;
  world.advance(61_000);
  await sweep(world.ctx());
  await runEvents(world);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);

  for (let round = 0; round < 5; round += 1) {
    const raced = await planned(world, lamp);
    const { stopId } = await stop(world, { level: "organization", subjectId: "" });
    await Promise.all([dispatchAll(world, raced), lift(world, stopId)]);
    const [leg] = await legsOf(world, raced);
    // No leg waits for a stop that was lifted.
    expect(leg?.waitsFor).toBeNull();
    await dispatchAll(world, raced);
  }
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(6);
});

test("an uncertain leg is looked up while a stop is on, and is not sent again before the stop is lifted", async () => {
  const world = await createWorld();
  const orderId = await planned(world, lamp);
  const fault = { shop: world.sourceA.domain, operation: "orderCreate", times: 1 };
  await sandbox.control.post("/faults", { ...fault, kind: "http-status", status: 500 });
  await dispatchAll(world, orderId);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "uncertain" }]);
  const { stopId } = await stop(world, { level: "store", subjectId: world.sourceA.storeId });
  for (let minute = 0; minute < 6; minute += 1) {
    world.advance(60_000);
    await dispatchAll(world, orderId);
  }
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "planned", waitsFor: stopId }]);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  await lift(world, stopId);
  await runEvents(world);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("no other write leaves while a stop is on, also one that began before", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const webhooks = {
    ...{ storeId: world.sourceB.storeId, origin: "https://portal.example" },
    ...{ destination: false, source: true },
  };
  const before = await writes(world);
  const { stopId } = await stop(world, { level: "store", subjectId: world.sourceB.storeId });
  await expect(subscribeWebhooks(ctx, webhooks)).rejects.toMatchObject({ code: "emergency_stop" });
  const pair = { destinationStoreId: world.sourceA.storeId, sourceStoreId: world.sourceB.storeId };
  await expect(connectStores(ctx, pair)).rejects.toMatchObject({ code: "emergency_stop" });
  await lift(world, stopId);
  expect(await writes(world)).toBe(before);
  let again = "";
  const createWebhookSubscription: typeof ctx.shopify.createWebhookSubscription = async (...call) => {
    again = (await stop(world, { level: "organization", subjectId: "" })).stopId;
    return ctx.shopify.createWebhookSubscription(...call);
  };
  const late = { ...ctx, shopify: { ...ctx.shopify, createWebhookSubscription } };
  await expect(subscribeWebhooks(late, webhooks)).rejects.toMatchObject({ code: "emergency_stop" });
  expect(await writes(world)).toBe(before);
  await lift(world, again);
  expect(await subscribeWebhooks(ctx, webhooks)).toMatchObject({ kind: "subscribed" });
  expect(await writes(world)).toBeGreaterThan(before);
});

test("a user of one merchant stops only what belongs to it", async () => {
  const world = await createWorld();
  const { mintScope } = await import("@/db/scope");
  const limited = { ...world.ctx(), scope: mintScope(world.organizationId, [world.merchantId]) };
  const begin = (subject: StopSubject) => beginStop(limited, { ...subject, reason: "r" });
  const hidden = { kind: "not_found" };
  expect(await begin({ level: "organization", subjectId: "" })).toEqual(hidden);
  expect(await begin({ level: "store", subjectId: world.sourceA.storeId })).toEqual(hidden);
  expect(await begin({ level: "connection", subjectId: world.sourceA.connectionId })).toMatchObject({
    kind: "begun",
  });
  const { stopId } = await stop(world, { level: "organization", subjectId: "" });
  expect(await liftStop(limited, { stopId, reason: "r" })).toEqual(hidden);
});
