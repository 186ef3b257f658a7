import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { auditEntry } from "@/db/schema/access";
import { orderHold } from "@/db/schema/order";
import { withScope } from "@/db/scope";
import type { AuditVerb } from "@/lib/domain/audit/audit-verb";
import { sweep } from "@/lib/services/jobs/sweep";
import { holdOrder } from "@/lib/services/orders/hold-order";
import { releaseHold } from "@/lib/services/orders/release-hold";
import { autoPush } from "@/lib/services/push/auto-push";
import { requestPush } from "@/lib/services/push/request-push";
import { retryLeg } from "@/lib/services/push/retry-leg";
import { retryRefused } from "@/lib/services/push/retry-refused";
import type { World } from "@/testing/stack/world";
import { attemptsOf, claimNow, dispatchAll, harness, legsOf, statusOf } from "./harness";

const { database, sandbox, faultSend, world: createWorld } = await harness();
const LAMP = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };
const job = { kind: "job", label: "Automatic push" } as const;

/** An order of a store with automatic push, before automatic push has run for it. */
async function waitingOrder(placed: Record<string, unknown> = LAMP) {
  const world = await createWorld({ autoPush: true });
  const orderId = await world.ingest((await world.place(placed)).gid);
  const automatic = () => autoPush(world.ctx(job), { orderId });
  const hold = (note = "Waits for the gift card") => holdOrder(world.ctx(), { orderId, note });
  const release = () => releaseHold(world.ctx(), { orderId });
  const sends = async () =>
    (await attemptsOf(world, orderId)).filter((attempt) => attempt.operation === "orderCreate").length;
  return { world, orderId, automatic, hold, release, sends };
}

const inScope = <Row>(world: World, read: Parameters<typeof withScope<Row>>[2]) =>
  withScope(world.ctx().db, world.ctx().scope, read);
const holdsOf = (world: World, orderId: string) =>
  inScope(world, (tx) => tx.select().from(orderHold).where(eq(orderHold.orderId, orderId)));
const auditOf = (world: World, orderId: string, verb: AuditVerb) =>
  inScope(world, (tx) =>
    tx
      .select()
      .from(auditEntry)
      .where(and(eq(auditEntry.orderId, orderId), eq(auditEntry.verb, verb))),
  );
const eventsOf = (name: string, orderId: string) =>
  database.sql`select * from outbox where name = ${name} and data->>'orderId' = ${orderId}`;

test("autoPush skips a held order until releaseHold", async () => {
  const { world, orderId, automatic, hold, release } = await waitingOrder();
  expect(await hold()).toEqual({ kind: "held", underWay: 0 });
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
  expect(await statusOf(world, orderId)).toMatchObject({ status: "not_pushed", held: ["on_hold"] });
  expect(await release()).toEqual({ kind: "released" });
  expect(await eventsOf("order/hold.released", orderId)).toHaveLength(1);
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect(await statusOf(world, orderId)).toMatchObject({ status: "pushed", held: [] });
});

test("the sweeper ignores a held order, and requests the push of a released one whose event was lost", async () => {
  const { world, orderId, automatic, hold, release } = await waitingOrder();
  await hold();
  const requests = async () => {
    world.advance(120_000);
    await sweep(world.ctx());
    return (await eventsOf("order/ingested", orderId)).length;
  };
  const first = await requests();
  expect(await automatic()).toEqual({ kind: "left", reason: "held" });
  // Automatic push has run for the order, so the sweeper does not request it again while it is held.
  expect(await requests()).toBe(first);
  await release();
  await database.sql`delete from outbox where name = 'order/hold.released'`;
  expect(await requests()).toBe(first + 1);
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
});

test("holdOrder withdraws the planned legs of automatic push, which are then not sent", async () => {
  const { world, orderId, automatic, hold, release, sends } = await waitingOrder();
  await automatic();
  await faultSend(world.sourceA.domain, "throttled");
  expect(await dispatchAll(world, orderId)).toMatchObject([{ kind: "waiting" }]);
  expect(await hold()).toEqual({ kind: "held", underWay: 0 });
  const [taken] = await legsOf(world, orderId);
  expect(taken).toMatchObject({ state: "superseded", causeCode: "on_hold" });
  world.advance(120_000);
  expect(await dispatchAll(world, orderId)).toMatchObject([{ kind: "settled", state: "superseded" }]);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  const before = await sends();
  await release();
  await automatic();
  await dispatchAll(world, orderId);
  expect(await sends()).toBe(before + 1);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("when holdOrder and claimLeg run at the same time, a hold never overlooks a claim", async () => {
  const { world, orderId, automatic, hold } = await waitingOrder();
  await automatic();
  const [leg] = await legsOf(world, orderId);
  const claim = () => claimNow(world, { orderId, legId: leg?.id ?? "" }, world.ctx(job));
  // The order's lock decides which is first: the hold withdraws the leg, or it reports the send as under way.
  const [held, claimed] = await Promise.all([hold(), claim()]);
  if (claimed.kind === "claimed") expect(held).toEqual({ kind: "held", underWay: 1 });
  else expect({ held, claimed }).toEqual({ held: { kind: "held", underWay: 0 }, claimed: { kind: "lost" } });
});

test("a leg that was uncertain when its order was held is looked up, but not sent again", async () => {
  const { world, orderId, automatic, hold, release, sends } = await waitingOrder();
  await automatic();
  await faultSend(world.sourceA.domain, "http-status", { status: 502 });
  await dispatchAll(world, orderId);
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "uncertain" }]);
  expect(await hold()).toEqual({ kind: "held", underWay: 1 });
  for (let round = 0; round < 8; round += 1) {
    world.advance(60_000);
    await dispatchAll(world, orderId);
  }
  expect(await legsOf(world, orderId)).toMatchObject([{ state: "superseded", causeCode: "on_hold" }]);
  expect(await sends()).toBe(1);
  await release();
  expect(await automatic()).toMatchObject({ kind: "recorded", legs: 1 });
});

test("requestPush sends a held order if the user gives a reason, even after automatic push had planned it", async () => {
  const { world, orderId, automatic, hold } = await waitingOrder();
  await automatic();
  await hold();
  const push = (reason?: string) => requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason });
  expect(await push()).toEqual({ kind: "needs_reason", cautions: ["on_hold"] });
  expect(await push("The shopper called")).toMatchObject({ kind: "recorded", legs: 1 });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
  expect((await statusOf(world, orderId))?.status).toBe("pushed");
});

test("retryLeg and retryRefused refuse an automatic leg of a held order until it is released", async () => {
  const { world, orderId, automatic, hold, release } = await waitingOrder();
  await automatic();
  const bought = await sandbox.control.post<{ legacyId: string }>(`/shops/${world.sourceA.domain}/orders`, {
    lineItems: [{ sku: "A-LAMP", quantity: 1000 }],
  });
  await dispatchAll(world, orderId);
  const [leg] = await legsOf(world, orderId);
  expect(leg?.state).toBe("rejected");
  await hold();
  const held = { kind: "held", reasons: ["on_hold"] };
  expect(await retryLeg(world.ctx(), { legId: leg?.id ?? "" })).toEqual(held);
  expect(await retryRefused(world.ctx(), { orderId })).toEqual(held);
  expect((await legsOf(world, orderId))[0]?.state).toBe("rejected");
  await release();
  await sandbox.control.post(`/shops/${world.sourceA.domain}/orders/${bought.legacyId}/cancel`, {
    reason: "OTHER",
    restock: true,
  });
  expect(await retryRefused(world.ctx(), { orderId })).toEqual({ kind: "recorded", legs: 1 });
  expect(await retryRefused(world.ctx(), { orderId })).toEqual({ kind: "nothing_refused" });
  await dispatchAll(world, orderId);
  expect((await statusOf(world, orderId))?.status).toBe("pushed");
});

test("parallel or repeated holdOrder and releaseHold take effect and are audited once", async () => {
  const { world, orderId, hold, release } = await waitingOrder();
  const kinds = (results: { kind: string }[]) => results.map(({ kind }) => kind).sort();
  expect(kinds(await Promise.all([hold("one"), hold("two"), hold("three")]))).toEqual([
    "held",
    "held_already",
    "held_already",
  ]);
  expect(kinds(await Promise.all([release(), release()]))).toEqual(["not_held", "released"]);
  expect(await hold("again")).toMatchObject({ kind: "held" });
  const holds = await holdsOf(world, orderId);
  expect(holds).toHaveLength(2);
  expect(holds.filter((row) => row.releasedAt === null)).toMatchObject([
    { note: "again", heldByLabel: "Mara" },
  ]);
  expect(await auditOf(world, orderId, "order.held")).toHaveLength(2);
  expect(await auditOf(world, orderId, "order.hold_released")).toHaveLength(1);
});

test("holdOrder refuses a cancelled order", async () => {
  const world = await createWorld();
  const placed = await world.place(LAMP);
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/cancel`, {});
  const orderId = await world.ingest(placed.gid);
  expect(await holdOrder(world.ctx(), { orderId, note: "late" })).toEqual({ kind: "cancelled" });
  expect(await holdsOf(world, orderId)).toEqual([]);
});
