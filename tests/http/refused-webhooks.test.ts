import { afterAll, beforeAll, expect, test } from "vitest";
import { storeRefusedRequests } from "@/lib/services/intake/refused-requests";
import { readStorePage } from "@/lib/services/stores/read-store-page";
import {
  becomeRuntime,
  DESTINATION,
  deliver,
  type IntakeWorld,
  intakeWorld,
  webhook,
} from "../jobs/fixtures/intake-world";

let world: IntakeWorld;
beforeAll(async () => {
  world = await intakeWorld();
  becomeRuntime(world.system);
});
afterAll(() => world.close());

const rows = () => world.sql<{ requests: number }[]>`select requests from refused_webhook`;
const forged = (shop: string) =>
  deliver(webhook({ secret: "not the app's", headers: { "x-shopify-shop-domain": shop } }));

test("requests with a wrong signature are counted in one row per connected shop and day, and the store's page says so", async () => {
  const shops = [
    ...Array.from({ length: 600 }, (_, n) => `forged-${n}.myshopify.com`),
    "x'; drop",
    DESTINATION,
  ];
  // A known shop is counted although a flood names unknown ones later.
  expect((await forged(DESTINATION)).status).toBe(401);
  for (const shop of shops) expect((await forged(shop)).status).toBe(401);
  expect(await rows()).toEqual([]);
  await storeRefusedRequests(world.system);
  await storeRefusedRequests(world.system);
  expect(await rows()).toEqual([{ requests: 2 }]);
  await forged(DESTINATION);
  await storeRefusedRequests(world.system);
  expect(await rows()).toEqual([{ requests: 3 }]);
  const [store] = await world.sql<{ id: string }[]>`select id from store where shop_domain = ${DESTINATION}`;
  const page = await readStorePage(world.ctx, { storeId: store?.id ?? "" });
  expect(page?.health?.refusedRequests).toBe(3);
  expect(await world.sql`select from problem where kind not in ('scopes_missing')`).toEqual([]);
});
