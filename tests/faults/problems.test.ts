import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { problem } from "@/db/schema/push";
import { withScope } from "@/db/scope";
import type { ProblemKind } from "@/lib/domain/installations/problem";
import { openProblem } from "@/lib/services/installations/open-problem";
import { reportFailure } from "@/lib/services/installations/report-failure";
import { shopAccess } from "@/lib/services/installations/shop-access";
import { ingestOrder } from "@/lib/services/orders/ingest-order";
import { confirmSourceOrder } from "@/lib/services/push/confirm-source-order";
import { refreshSourceOrder } from "@/lib/services/source-orders/refresh-source-order";
import { ShopifyFailure } from "@/lib/shopify/client/failure";
import type { World } from "@/testing/stack/world";
import { harness, legsOf, pushNow } from "./harness";

const { sandbox, world: createWorld } = await harness();

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

async function openKinds(world: World, storeId: string): Promise<string[]> {
  const { db, scope } = world.ctx();
  const rows = await withScope(db, scope, (tx) =>
    tx
      .select({ kind: problem.kind })
      .from(problem)
      .where(
        and(
          eq(problem.organizationId, world.organizationId),
          eq(problem.storeId, storeId),
          isNull(problem.clearedAt),
        ),
      )
      .orderBy(problem.kind),
  );
  return rows.map(({ kind }) => kind);
}

async function open(world: World, storeId: string, kind: ProblemKind, at: Date) {
  const { db, scope } = world.ctx();
  await withScope(db, scope, (tx) => openProblem(tx, scope, { storeId, kind, at }));
}

/** Reads an order and stores it as a read that began at `readBeganAt`. */
async function storeRead(world: World, gid: string, readBeganAt: Date) {
  const ctx = world.ctx();
  const { storeId } = world.destination;
  const snapshot = await ctx.shopify.readOrder(await shopAccess(ctx, storeId), gid);
  await ingestOrder(ctx, { storeId, orderGid: gid, snapshot, readBeganAt });
}

test("an answer to a call that began before an uninstall does not clear the uninstall", async () => {
  const world = await createWorld();
  const { gid } = await world.place();
  const { storeId } = world.destination;
  const at = await world.ctx().clock.now();
  await open(world, storeId, "app_uninstalled", at);
  await storeRead(world, gid, later(at, -1_000));
  expect(await openKinds(world, storeId)).toEqual(["app_uninstalled"]);
  await storeRead(world, gid, later(at, 1_000));
  expect(await openKinds(world, storeId)).toEqual([]);
});

test("a missing permission to create orders is cleared by a created order", async () => {
  const world = await createWorld();
  const { storeId } = world.sourceA;
  const denied = new ShopifyFailure("access_denied", "Access denied for orderCreate field.", {
    executed: "no",
  });
  await reportFailure(world.ctx(), { storeId, call: "create_order" }, denied);
  await reportFailure(
    world.ctx(),
    { storeId, call: "read_source_order" },
    new ShopifyFailure("locked", "Locked.", { executed: "no" }),
  );
  expect(await openKinds(world, storeId)).toEqual(["access_denied", "locked"]);
  const orderId = await world.ingest((await world.place()).gid);
  await pushNow(world, orderId, [storeId]);
  expect(await openKinds(world, storeId)).toEqual([]);
});

test("a source order that a user names clears no problem of looking orders up", async () => {
  const world = await createWorld();
  const { storeId } = world.sourceA;
  const orderId = await world.ingest((await world.place()).gid);
  await sandbox.control.post("/faults", {
    ...{ shop: world.sourceA.domain, operation: "orderCreate" },
    ...{ kind: "reply-lost-after-commit", times: 1 },
  });
  await pushNow(world, orderId, [storeId]);
  const [leg] = await legsOf(world, orderId);
  const missing = new ShopifyFailure("definition_missing", "No definition.", { executed: "no" });
  await reportFailure(world.ctx(), { storeId, call: "look_up" }, missing);
  const [sourceOrder] = await world.sourceOrders(world.sourceA);
  const named = { legId: leg?.id ?? "", orderGid: sourceOrder?.id ?? "" };
  expect(await confirmSourceOrder(world.ctx(), named)).toEqual({ kind: "recorded" });
  expect(await openKinds(world, storeId)).toEqual(["definition_missing"]);
});

test("a read of a source order clears only the problems that any answer proves gone", async () => {
  const world = await createWorld();
  const { storeId } = world.sourceA;
  const orderId = await world.ingest((await world.place()).gid);
  await pushNow(world, orderId, [storeId]);
  const at = await world.ctx().clock.now();
  const denied = new ShopifyFailure("access_denied", "Access denied for orderCreate field.", {
    executed: "no",
  });
  await reportFailure(world.ctx(), { storeId, call: "create_order" }, denied);
  await open(world, storeId, "unauthorized", at);
  const [sourceOrder] = await world.sourceOrders(world.sourceA);
  await refreshSourceOrder(world.ctx(), { sourceStoreId: storeId, sourceOrderGid: sourceOrder?.id ?? "" });
  expect(await openKinds(world, storeId)).toEqual(["access_denied"]);
});
