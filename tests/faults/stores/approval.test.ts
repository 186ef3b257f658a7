import { expect, test } from "vitest";
import { mintScope } from "@/db/scope";
import { requestPush } from "@/lib/services/push/request-push";
import { changeStoreSettings } from "@/lib/services/stores/change-store-settings";
import { connectStores } from "@/lib/services/stores/connect-stores";
import { changeConnection } from "@/lib/services/stores/connections/change-connection";
import { changeStoreKey } from "@/lib/services/stores/connections/change-store-key";
import { connectByKey } from "@/lib/services/stores/connections/connect-by-key";
import { dispatchAll, harness } from "../harness";

const { world: createWorld } = await harness();

const lamp = { lineItems: [{ sku: "LAMP-1", quantity: 1 }] };

test("a moderated connection waits, takes no order, and goes on after its approval", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const { connectionId, storeId: sourceStoreId } = world.sourceA;
  const pair = { destinationStoreId: world.destination.storeId, sourceStoreId };
  expect(await changeStoreSettings(ctx, { storeId: sourceStoreId, approval: "moderated" })).toEqual({
    kind: "saved",
  });
  // A connection that is active stays active.
  expect(await connectStores(ctx, pair)).toEqual({ kind: "connected", connectionId, new: false });
  await changeConnection(ctx, { connectionId, move: "disconnect", inFlight: "withdraw" });
  expect(await connectStores(ctx, pair)).toEqual({ kind: "requested", connectionId });
  expect(await connectStores(ctx, pair)).toEqual({ kind: "requested", connectionId });
  const orderId = await world.ingest((await world.place(lamp)).gid);
  expect(await requestPush(ctx, { orderId, sourceStoreIds: null, reason: "r" })).toMatchObject({
    kind: "stopped",
  });
  const limited = { ...ctx, scope: mintScope(world.organizationId, [world.merchantId]) };
  expect(await changeConnection(limited, { connectionId, move: "approve" })).toEqual({ kind: "not_found" });
  expect(await changeConnection(ctx, { connectionId, move: "pause", inFlight: "finish" })).toEqual({
    ...{ kind: "conflict", state: "requested" },
  });
  expect(await changeConnection(ctx, { connectionId, move: "refuse", reason: "no stock" })).toMatchObject({
    state: "disconnected",
  });
  expect(await connectStores(ctx, pair)).toEqual({ kind: "requested", connectionId });
  expect(await changeConnection(ctx, { connectionId, move: "approve" })).toMatchObject({ state: "active" });
  expect(await changeConnection(ctx, { connectionId, move: "approve" })).toEqual({
    ...{ kind: "conflict", state: "active" },
  });
  await requestPush(ctx, { orderId, sourceStoreIds: null, reason: "r" });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test("a store key connects a store of one merchant to a source store that its user does not see", async () => {
  const world = await createWorld();
  const ctx = world.ctx();
  const limited = { ...ctx, scope: mintScope(world.organizationId, [world.merchantId]) };
  const { connectionId, storeId: sourceStoreId } = world.sourceA;
  const destinationStoreId = world.destination.storeId;
  await changeConnection(ctx, { connectionId, move: "disconnect", inFlight: "withdraw" });
  expect(await connectStores(limited, { destinationStoreId, sourceStoreId })).toEqual({ kind: "not_found" });
  expect(await changeStoreKey(limited, { storeId: sourceStoreId, change: "create" })).toEqual({
    kind: "not_found",
  });
  const made = await changeStoreKey(ctx, { storeId: sourceStoreId, change: "create" });
  const key = made.kind === "changed" ? (made.key ?? "") : "";
  expect(key).toMatch(/^sk_[\w-]{32}$/);
  // Another organization cannot use the key.
  const stranger = await createWorld();
  const foreign = { destinationStoreId: stranger.destination.storeId, key };
  expect(await connectByKey(stranger.ctx(), foreign)).toEqual({ kind: "not_found" });
  expect(await connectByKey(ctx, { destinationStoreId: sourceStoreId, key })).toEqual({ kind: "same_store" });
  // The loop guard applies: the lamp's supplier would be supplied by its own destination store.
  const back = await changeStoreKey(ctx, { storeId: destinationStoreId, change: "create" });
  const backKey = back.kind === "changed" ? (back.key ?? "") : "";
  const circle = { destinationStoreId: world.sourceB.storeId, key: backKey };
  expect(await connectByKey(ctx, circle)).toEqual({ kind: "loop" });
  expect(await connectByKey(limited, { destinationStoreId, key: ` ${key} ` })).toEqual({
    ...{ kind: "connected", connectionId, new: true },
  });
  await changeStoreKey(ctx, { storeId: sourceStoreId, change: "remove" });
  expect(await connectByKey(limited, { destinationStoreId, key })).toEqual({ kind: "not_found" });
});
