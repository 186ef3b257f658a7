import { expect, test } from "vitest";
import { plainList } from "@/lib/order-list/list-params";
import { readOrderList } from "@/lib/services/order-list/read-order-list";
import { refreshOrder } from "@/lib/services/orders/refresh-order";
import { autoPush } from "@/lib/services/push/auto-push";
import { previewPush } from "@/lib/services/push/preview-push";
import { requestPush } from "@/lib/services/push/request-push";
import { attemptsOf, dispatchAll, harness, legsOf, pushNow, statusOf } from "../harness";

const { sandbox, world: createWorld } = await harness();

const florida = {
  firstName: "Ada",
  lastName: "Example",
  address1: "1 Ocean Drive",
  city: "Miami",
  zip: "33131",
  country: "United States",
  province: "Florida",
};

test("a country and a province that are given by name are sent as codes", async () => {
  const world = await createWorld();
  const orderId = await world.ingest((await world.place({ shippingAddress: florida })).gid);
  const preview = await previewPush(world.ctx(), { orderId });
  expect(preview?.notes.map(({ kind, sent }) => [kind, sent])).toEqual([
    ["country_code", "US"],
    ["province_code", "FL"],
    ["country_code", "US"],
    ["province_code", "FL"],
  ]);
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect(await world.sourceOrders(world.sourceA)).toMatchObject([
    { shippingAddress: { countryCode: "US", provinceCode: "FL" } },
  ]);
});

test.each([
  ["no street", { ...florida, address1: null }, "address1"],
  ["an unknown country", { ...florida, country: "Atlantis", province: null }, "country"],
  ["a province of another country", { ...florida, country: "Netherlands", provinceCode: "FL" }, "province"],
])("an order with %s is held, by hand and automatically", async (_, shippingAddress, field) => {
  const world = await createWorld({ autoPush: true });
  const orderId = await world.ingest((await world.place({ shippingAddress })).gid);
  const asked = await requestPush(world.ctx(), { orderId, sourceStoreIds: null, reason: "x" });
  expect(asked).toEqual({ kind: "stopped", stops: ["incomplete_address"] });
  expect(await autoPush(world.ctx(), { orderId })).toEqual({ kind: "left", reason: "held" });
  const preview = await previewPush(world.ctx(), { orderId });
  expect(preview?.gaps.map((gap) => gap.field)).toEqual([field]);
  expect((await statusOf(world, orderId))?.held).toEqual(["incomplete_address"]);
  expect(await attemptsOf(world, orderId)).toEqual([]);
});

test("an address that becomes incomplete after the push was recorded is not sent", async () => {
  const world = await createWorld();
  const placed = await world.place({ shippingAddress: florida });
  const orderId = await world.ingest(placed.gid);
  await requestPush(world.ctx(), { orderId, sourceStoreIds: [world.sourceA.storeId] });
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/update`, {
    shippingAddress: { ...florida, city: null },
  });
  await dispatchAll(world, orderId);
  expect(await world.sourceOrders(world.sourceA)).toEqual([]);
  expect(await legsOf(world, orderId)).toMatchObject([
    { state: "superseded", causeCode: "incomplete_address" },
  ]);
});

test("a corrected address releases the order", async () => {
  const world = await createWorld();
  const placed = await world.place({ shippingAddress: { ...florida, address1: null } });
  const orderId = await world.ingest(placed.gid);
  await sandbox.control.post(`/shops/${world.destination.domain}/orders/${placed.legacyId}/update`, {
    shippingAddress: florida,
  });
  const { storeId } = world.destination;
  await refreshOrder(world.ctx(), { storeId, orderGid: placed.gid });
  await pushNow(world, orderId, [world.sourceA.storeId]);
  expect(await world.sourceOrders(world.sourceA)).toHaveLength(1);
});

test.each(["0", "n/a", "+1 (555) 010-0199 ext. 42", "٠٥٠١٢٣٤٥٦٧", "1".repeat(60)])(
  "the phone number %s never blocks a push",
  async (phone) => {
    const world = await createWorld();
    const address = { ...florida, phone };
    const orderId = await world.ingest((await world.place({ phone, shippingAddress: address })).gid);
    await pushNow(world, orderId, [world.sourceA.storeId]);
    expect(await legsOf(world, orderId)).toMatchObject([{ state: "created" }]);
    const sent = phone.startsWith("+1") ? "+15550100199" : null;
    const [order] = await world.sourceOrders(world.sourceA);
    expect(order).toMatchObject({ phone: sent, shippingAddress: { phone: sent } });
    const [attempt] = await attemptsOf(world, orderId);
    expect(attempt?.disclosed.includes("phone")).toBe(sent !== null);
    expect(JSON.stringify(attempt?.input)).not.toContain(`"${phone}"`);
  },
);

test.each([
  [{ company: "Kiosk 7", phone: "+4930123456" }, "Kiosk 7"],
  [{ phone: "+4930123456" }, "+4930123456"],
  [{}, null],
])("the list shows a customer of whom only %j is known as %s", async (known, shown) => {
  const world = await createWorld();
  const nameless = { ...florida, firstName: null, lastName: null, ...known };
  await world.ingest((await world.place({ email: null, customer: null, shippingAddress: nameless })).gid);
  const ctx = world.ctx();
  const now = await ctx.clock.now();
  const { rows } = await readOrderList(ctx, { list: plainList, now });
  expect(rows.map((row) => row.customerName)).toEqual([shown]);
});
