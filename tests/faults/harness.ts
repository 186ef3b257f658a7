import { and, eq } from "drizzle-orm";
import { afterAll } from "vitest";
import { order } from "@/db/schema/order";
import { attempt, changeCard, pushLeg } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import { claimLeg } from "@/lib/services/dispatch/claim-leg";
import { dispatchLeg } from "@/lib/services/dispatch/dispatch-leg";
import { loadDispatch } from "@/lib/services/dispatch/load-dispatch";
import { readLegVariants } from "@/lib/services/dispatch/read-leg-variants";
import { storeAccesses } from "@/lib/services/installations/shop-access";
import { requestPush } from "@/lib/services/push/request-push";
import { testDatabase } from "@/testing/database/database";
import { testSandbox } from "@/testing/sandbox/sandbox";
import { createWorld, testTools, type World } from "@/testing/stack/world";

/** Creates a database and a sandbox for one test file, and a function that creates worlds in them. */
export async function harness() {
  const database = await testDatabase();
  const sandbox = await testSandbox({ assumptions: { searchLagMs: 0 } });
  afterAll(async () => {
    await sandbox.close();
    await database.close();
  });
  const world = async (options: Parameters<typeof createWorld>[2] = {}) => {
    const tools = testTools({ url: database.url, sandboxUrl: sandbox.url });
    const made = await createWorld(tools, sandbox.control, options);
    return { ...made, advance: tools.advance };
  };
  /** Gives the next order create in a shop a fault of the sandbox. */
  const faultSend = (shop: string, kind: string, more: Record<string, unknown> = {}) =>
    sandbox.control.post("/faults", { shop, operation: "orderCreate", kind, times: 1, ...more });
  return { database, sandbox, world, faultSend };
}

export async function legsOf(world: World, orderId: string) {
  return withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select()
      .from(pushLeg)
      .where(and(eq(pushLeg.organizationId, world.organizationId), eq(pushLeg.orderId, orderId)))
      .orderBy(pushLeg.createdAt),
  );
}

export async function attemptsOf(world: World, orderId: string) {
  return withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select()
      .from(attempt)
      .where(and(eq(attempt.organizationId, world.organizationId), eq(attempt.orderId, orderId)))
      .orderBy(attempt.startedAt),
  );
}

export async function cardsOf(world: World, orderId: string) {
  return withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select()
      .from(changeCard)
      .where(and(eq(changeCard.organizationId, world.organizationId), eq(changeCard.orderId, orderId))),
  );
}

export async function statusOf(world: World, orderId: string) {
  const [row] = await withScope(world.ctx().db, world.ctx().scope, (tx) =>
    tx
      .select({
        status: order.pushStatus,
        synced: order.syncedItems,
        total: order.totalItems,
        held: order.heldReasons,
      })
      .from(order)
      .where(and(eq(order.organizationId, world.organizationId), eq(order.id, orderId))),
  );
  return row;
}

/** Claims a leg as a dispatch does that has just read its variants. */
export async function claimNow(world: World, leg: { orderId: string; legId: string }, ctx = world.ctx()) {
  const found = await loadDispatch(ctx, leg.legId);
  if (!found) throw new Error("The leg is not known.");
  const { sourceStoreId: storeId, variantGids } = found;
  const access = (await storeAccesses(ctx, found.installations)).get(storeId) ?? null;
  const variants = await readLegVariants(ctx, { storeId, variantGids, access, slot: null });
  return claimLeg(ctx, { ...leg, seenGeneration: 0, variants, stopIds: found.stopIds });
}

type Harness = Awaited<ReturnType<typeof harness>>;

/** Dispatches every leg of an order once, one after another, as the jobs do. */
export async function dispatchAll(world: World, orderId: string) {
  const results = [];
  for (const leg of await legsOf(world, orderId)) {
    results.push(
      await dispatchLeg(world.ctx({ kind: "job", label: "Crossdock" }), { orderId, legId: leg.id }),
    );
  }
  return results;
}

/** Dispatches every leg after the pause between two look-ups. */
export async function dispatchLater(world: Awaited<ReturnType<Harness["world"]>>, orderId: string) {
  world.advance(15_000);
  return dispatchAll(world, orderId);
}

/** Pushes an order as a user does, and runs the jobs that follow. */
export async function pushNow(world: World, orderId: string, sourceStoreIds: string[] | null = null) {
  const result = await requestPush(world.ctx(), { orderId, sourceStoreIds, reason: "requested" });
  return { result, dispatched: await dispatchAll(world, orderId) };
}
